// expect: take a class with members, or flatten a map
// names: vector
#include <inkjet/inkjet.hpp>

#include <string>
#include <vector>

struct point {
    int x, y;
};
struct path {
    std::vector<int> numbers;
    point end;
};

template <>
struct inkjet::describe<path> {
#ifdef EXPECT_ERROR
    static constexpr auto members = inkjet::members(inkjet::flatten(&path::numbers));
#else
    static constexpr auto members = inkjet::members(inkjet::flatten(&path::end));
#endif
};

bool write(const path& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
