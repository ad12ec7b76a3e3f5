#include <inkjet/text/shortest_decimal.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <random>

using namespace inkjet::detail;

// Where the fast way answers, its digits are those of the exact way. Returns whether it did.
template <class Bits>
static bool agrees(Bits bits, binary value) {
    seventeen_digits fast;
    if (!shortest(bits, fast)) return false;
    decimal exact = shortest_exact(value);
    REQUIRE(fast.head >= power_of_ten(15));
    REQUIRE(fast.head < ten_to_16);
    REQUIRE(fast.last < 10);
    const std::uint64_t digits = fast.head * 10 + fast.last;
    for (; exact.digits < ten_to_16; --exact.exponent) exact.digits *= 10;
    REQUIRE(digits == exact.digits);
    REQUIRE(fast.exponent == exact.exponent + 16);
    return true;
}

TEST_CASE("zero, subnormals and uneven powers of two are left to the exact way") {
    seventeen_digits number;
    CHECK_FALSE(shortest(std::uint64_t{0}, number));
    CHECK_FALSE(shortest(std::uint64_t{1}, number));
    CHECK_FALSE(shortest((std::uint64_t{1} << 52) - 1, number));
    CHECK_FALSE(shortest(std::uint64_t{1} << 52, number));
    CHECK_FALSE(shortest(std::uint32_t{0}, number));
    CHECK_FALSE(shortest((std::uint32_t{1} << 23) - 1, number));
}

TEST_CASE("doubles: few are left to the exact way") {
    std::mt19937_64 random(53);
    int left = 0;
    for (std::uint64_t biased = 1; biased < 2047; ++biased) {
        for (int i = 0; i < 200; ++i) {
            const std::uint64_t bits = biased << 52 | random() >> 12;
            left += !agrees(bits, binary_of_double(bits));
        }
    }
    CHECK(left < 1000); // most of them integers above 2^53, of which many are ties
}

TEST_CASE("floats: few are left to the exact way") {
    std::mt19937_64 random(24);
    int left = 0;
    for (std::uint32_t biased = 1; biased < 255; ++biased) {
        for (int i = 0; i < 2000; ++i) {
            const std::uint32_t bits = biased << 23 | static_cast<std::uint32_t>(random() >> 41);
            left += !agrees(bits, binary_of_float(bits));
        }
    }
    CHECK(left < 10'000);
}
