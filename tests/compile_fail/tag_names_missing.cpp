// expect: a tagged variant needs a name for each alternative, or none at all
#include <inkjet/inkjet.hpp>
#include <inkjet/types/tagged.hpp>

#include <string>
#include <variant>

struct circle {
    double radius;
};
struct square {
    double side;
};
using shape = std::variant<circle, square>;

template <>
struct inkjet::describe<shape> {
#ifdef EXPECT_ERROR
    static constexpr auto tag = inkjet::internal_tag("type", "circle");
#else
    static constexpr auto tag = inkjet::internal_tag("type", "circle", "square");
#endif
};

bool write(const shape& value, std::string& out) { return static_cast<bool>(inkjet::write(value, out)); }
