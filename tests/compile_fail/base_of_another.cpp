// expect: this is no base class of the described one
// names: other
#include <inkjet/inkjet.hpp>

#include <string>

struct animal {
    int legs;
};
struct other {
    int wheels;
};
struct dog : animal {
    int tail;
};

template <>
struct inkjet::describe<dog> {
#ifdef EXPECT_ERROR
    static constexpr auto members =
        inkjet::members(inkjet::inherited<other>(), inkjet::member("tail", &dog::tail));
#else
    static constexpr auto members =
        inkjet::members(inkjet::inherited<animal>(), inkjet::member("tail", &dog::tail));
#endif
};

bool write(const dog& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
