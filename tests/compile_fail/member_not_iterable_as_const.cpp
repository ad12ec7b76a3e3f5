// expect: can't be iterated where it is const
// names: once
#include <inkjet/inkjet.hpp>

#include <string>

struct once {
    int values[2] = {1, 2};
#ifdef EXPECT_ERROR
    int* begin() { return values; }
    int* end() { return values + 2; }
#else
    const int* begin() const { return values; }
    const int* end() const { return values + 2; }
#endif
};

struct holder {
    once numbers;
};

bool write(const holder& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
