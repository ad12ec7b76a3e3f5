// expect: a map's key must be text
// names: point
#include <inkjet/inkjet.hpp>

#include <compare>
#include <map>
#include <string>

struct point {
    int x, y;
    auto operator<=>(const point&) const = default;
};

#ifdef EXPECT_ERROR
using key = point;
#else
using key = std::string;
#endif

bool write(const std::map<key, int>& value, std::string& out) {
    return static_cast<bool>(inkjet::write(value, out));
}
