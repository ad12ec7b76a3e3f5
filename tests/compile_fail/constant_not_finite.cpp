// expect: inkjet: a constant with a number that is not finite
// names: "$.items[1].pric"}
// names: 36, 46, 105, 116, 101, 109, 115, 91, 49, 93, ...
// errors: 1
#include <inkjet/constant.hpp>

#include <limits>
#include <string_view>

struct item {
    double price;
};
struct order {
    item items[2];
};

#ifdef EXPECT_ERROR
constexpr order made{{{1.5}, {std::numeric_limits<double>::quiet_NaN()}}};
#else
constexpr order made{{{1.5}, {2.5}}};
#endif

std::string_view text() {
    static constexpr auto json = inkjet::constant<[] { return made; }>;
    return json.view();
}
