// expect: an entry of describe<T>::members must be
// names: account
#include <inkjet/inkjet.hpp>

#include <string>

class account {
    friend struct inkjet::describe<account>;
    int number_ = 0;
};

struct other {
    int number;
};

template <>
struct inkjet::describe<account> {
#ifdef EXPECT_ERROR
    static constexpr auto members =
        inkjet::members(inkjet::member("own", &account::number_), inkjet::member("number", &other::number));
#else
    static constexpr auto members = inkjet::members(inkjet::member("number", &account::number_));
#endif
};

bool write(const account& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
