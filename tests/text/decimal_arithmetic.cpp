#include <inkjet/text/decimal_arithmetic.hpp>

#include <doctest/doctest.h>

#include <cstdint>

using namespace inkjet::detail;

static_assert(power_of_ten(0) == 1 && power_of_ten(1) == 10);
static_assert(power_of_ten(19) == 10'000'000'000'000'000'000u);
static_assert(ten_to_8 == 100'000'000 && ten_to_16 == 10'000'000'000'000'000);

TEST_CASE("a reciprocal divides every number below its limit") {
    for (std::uint64_t n = 0; n < 100; ++n) {
        CHECK((n * reciprocal<10, 10, 100> >> 10) == n / 10);
        CHECK((n * reciprocal<10, 16, 100> >> 16) == n / 10);
    }
    for (std::uint64_t n = 0; n < 10'000; ++n) {
        REQUIRE((n * reciprocal<100, 19, 10'000> >> 19) == n / 100);
        REQUIRE((n * reciprocal<100, 20, 10'000> >> 20) == n / 100);
    }
    // A quotient can be wrong only just below a multiple of the divisor.
    for (std::uint64_t multiple = 10'000; multiple <= ten_to_8; multiple += 10'000) {
        REQUIRE(((multiple - 1) * reciprocal<10'000, 40, ten_to_8> >> 40) == (multiple - 1) / 10'000);
    }
}
