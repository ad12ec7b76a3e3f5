// expect: inkjet::internal_tag: the alternatives must be classes with members
#include <inkjet/inkjet.hpp>
#include <inkjet/types/tagged.hpp>

#include <string>
#include <variant>

struct circle {
    double radius;
};
using shape = std::variant<circle, int>;

template <>
struct inkjet::describe<shape> {
#ifdef EXPECT_ERROR
    static constexpr auto tag = inkjet::internal_tag("type", "circle", "number");
#else
    static constexpr auto tag = inkjet::adjacent_tag("type", "value", "circle", "number");
#endif
};

bool write(const shape& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
