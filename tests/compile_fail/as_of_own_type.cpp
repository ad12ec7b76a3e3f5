// expect: must return another type than T
// names: celsius
#include <inkjet/inkjet.hpp>

#include <string>

struct celsius {
    double degrees;
};

template <>
struct inkjet::encoder<celsius> {
#ifdef EXPECT_ERROR
    static const celsius& as(const celsius& value) { return value; }
#else
    static const double& as(const celsius& value) { return value.degrees; }
#endif
};

bool write(const celsius& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
