// expect: needs `static auto as(const T&)`, `static inkjet::written choose(const T&, auto)`
// names: celsius
#include <inkjet/inkjet.hpp>

#include <string>

struct celsius {
    double degrees;
};

template <>
struct inkjet::encoder<celsius> {
#ifdef EXPECT_ERROR
    static double to_number(const celsius& value) { return value.degrees; }
#else
    static double as(const celsius& value) { return value.degrees; }
#endif
};

bool write(const celsius& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
