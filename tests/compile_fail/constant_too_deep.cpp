// expect: inkjet: a constant that is nested too deeply
// names: "$[0][0]: the li"}
// names: 36, 91, 48, 93, 91, 48, 93, 58, 32
// errors: 1
#include <inkjet/constant.hpp>

#include <span>
#include <string_view>

#ifdef EXPECT_ERROR
constexpr int made[1][1][1] = {{{1}}};
#else
constexpr int made[1][1] = {{1}};
#endif

std::string_view text() {
    static constexpr auto json =
        inkjet::constant<[] { return std::span(made); }, inkjet::options{.depth_limit = 2}>;
    return json.view();
}
