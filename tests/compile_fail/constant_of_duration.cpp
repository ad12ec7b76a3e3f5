// expect: inkjet: values of this type can't be written at compile time
#include <inkjet/constant.hpp>
#include <inkjet/types/chrono.hpp>

#include <chrono>
#include <string_view>

struct job {
    int id;
#ifdef EXPECT_ERROR
    std::chrono::seconds length;
#endif
};

std::string_view text() {
    static constexpr auto json = inkjet::constant<[] { return job{}; }>;
    return json.view();
}
