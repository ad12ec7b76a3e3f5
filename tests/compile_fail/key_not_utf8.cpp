// expect: a key must be UTF-8
#include <inkjet/inkjet.hpp>

#include <string>

struct city {
    int trams;
};

template <>
struct inkjet::describe<city> {
    static constexpr std::string_view key(std::string_view) {
#ifdef EXPECT_ERROR
        return "\xff";
#else
        return "\xC3\xA9";
#endif
    }
};

bool write(const city& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
