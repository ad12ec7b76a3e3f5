// expect: inkjet::skip_default needs a default constructor
#include <inkjet/inkjet.hpp>

#include <string>

struct account {
#ifdef EXPECT_ERROR
    explicit account(int n) : number(n) {}
#endif
    int number;
};

template <>
struct inkjet::describe<account> {
    static constexpr auto members =
        inkjet::members(inkjet::member("number", &account::number, inkjet::skip_default));
};

bool write(const account& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
