// expect: a class can have one flattened map at most
#include <inkjet/inkjet.hpp>

#include <map>
#include <string>

struct inner {
    std::map<std::string, int> numbers;
};
struct outer {
    inner first;
    std::map<std::string, std::string> texts;
};

template <>
struct inkjet::describe<inner> {
    static constexpr auto members = inkjet::members(inkjet::flatten(&inner::numbers));
};
template <>
struct inkjet::describe<outer> {
#ifdef EXPECT_ERROR
    static constexpr auto members =
        inkjet::members(inkjet::flatten(&outer::first), inkjet::flatten(&outer::texts));
#else
    static constexpr auto members = inkjet::members(inkjet::flatten(&outer::first));
#endif
};

bool write(const outer& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
