// expect: a class can have one flattened map at most
#include <inkjet/inkjet.hpp>

#include <map>
#include <string>

struct open_ended {
    std::map<std::string, int> numbers;
    std::map<std::string, std::string> texts;
};

template <>
struct inkjet::describe<open_ended> {
#ifdef EXPECT_ERROR
    static constexpr auto members =
        inkjet::members(inkjet::flatten(&open_ended::numbers), inkjet::flatten(&open_ended::texts));
#else
    static constexpr auto members =
        inkjet::members(inkjet::flatten(&open_ended::numbers), inkjet::member("texts", &open_ended::texts));
#endif
};

bool write(const open_ended& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
