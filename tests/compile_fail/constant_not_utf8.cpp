// expect: inkjet: a constant with text that is not UTF-8
// errors: 1
#include <inkjet/constant.hpp>

#include <string_view>

struct item {
    std::string_view name;
};
struct order {
    item items[2];
};

#ifdef EXPECT_ERROR
constexpr order made{{{"good"}, {"b\xff"}}};
#else
constexpr order made{{{"good"}, {"bad"}}};
#endif

std::string_view text() {
    static constexpr auto json = inkjet::constant<[] { return made; }>;
    return json.view();
}
