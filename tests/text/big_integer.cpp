#include <inkjet/text/big_integer.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

using inkjet::detail::big_integer;
using inkjet::detail::uint128;

namespace {

// The decimal digits, one division at a time.
std::string digits_of(big_integer n) {
    std::string reversed;
    do reversed += static_cast<char>('0' + n.divide(10));
    while (!n.is_zero());
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

std::string digits_of(uint128 n) {
    std::string reversed;
    do reversed += static_cast<char>('0' + static_cast<int>(n % 10));
    while ((n /= 10) != 0);
    std::reverse(reversed.begin(), reversed.end());
    return reversed;
}

// The product of decimal digits and a small number, as it is done on paper.
std::string times(std::string digits, unsigned factor) {
    unsigned carry = 0;
    for (auto at = digits.rbegin(); at != digits.rend(); ++at) {
        carry += static_cast<unsigned>(*at - '0') * factor;
        *at = static_cast<char>('0' + carry % 10);
        carry /= 10;
    }
    for (; carry != 0; carry /= 10) digits.insert(digits.begin(), static_cast<char>('0' + carry % 10));
    return digits;
}

} // namespace

TEST_CASE("zero") {
    big_integer zero(0);
    CHECK(zero.is_zero());
    zero.multiply(7);
    zero.shift_left(1000);
    zero.multiply_by_power_of_ten(300);
    CHECK(zero.is_zero());
    CHECK(zero.divide(10) == 0);
    CHECK(zero.compare(big_integer(0)) == 0);
    CHECK(zero.compare(big_integer(1)) < 0);
    CHECK(digits_of(zero) == "0");
    big_integer gone(5);
    gone.multiply(0);
    CHECK(gone.divide(3) == 0);
    CHECK(gone.is_zero());
}

TEST_CASE("numbers of up to 128 bits against arithmetic in registers") {
    std::mt19937_64 random(20240701);
    for (int round = 0; round < 2000; ++round) {
        const std::uint64_t n = random() >> random() % 64;
        const auto factor = static_cast<std::uint32_t>(random() >> (32 + random() % 32));
        const auto bits = static_cast<unsigned>(random() % 33);
        const auto divisor = static_cast<std::uint32_t>(random() >> (32 + random() % 31)) | 1;
        big_integer big(n);
        uint128 wide = n;
        CHECK(digits_of(big) == std::to_string(n));
        if (factor != 0) big.multiply(factor), wide *= factor;
        big.shift_left(bits), wide <<= bits;
        REQUIRE(digits_of(big) == digits_of(wide));
        REQUIRE(big.divide(divisor) == static_cast<std::uint32_t>(wide % divisor));
        REQUIRE(digits_of(big) == digits_of(wide / divisor));
    }
}

TEST_CASE("powers of two and of ten, up to the largest that doubles need") {
    std::string expected = "1";
    for (unsigned bits = 0; bits <= 1100; ++bits) {
        big_integer n(1);
        n.shift_left(bits);
        if (digits_of(n) != expected) FAIL("2^" << bits);
        expected = times(expected, 2);
    }
    for (unsigned exponent = 0; exponent <= 324; ++exponent) {
        big_integer n(1);
        n.multiply_by_power_of_ten(exponent);
        if (digits_of(n) != "1" + std::string(exponent, '0')) FAIL("10^" << exponent);
    }
    // What the smallest double's 17 digits take.
    big_integer n((std::uint64_t{1} << 53) - 1);
    n.multiply_by_power_of_ten(324);
    n.multiply(10);
    CHECK(digits_of(n) == "9007199254740991" + std::string(325, '0'));
}

TEST_CASE("order and repeated subtraction") {
    std::mt19937_64 random(7);
    for (const unsigned bits : {0U, 1U, 31U, 32U, 64U, 500U, 1000U}) {
        for (int round = 0; round < 100; ++round) {
            const std::uint64_t small = random() >> (8 + random() % 50) | 1, rest = random() % small;
            const unsigned times_over = static_cast<unsigned>(random() % 100);
            big_integer unit(small), sum(small * times_over + rest), left(rest);
            unit.shift_left(bits), sum.shift_left(bits), left.shift_left(bits);
            CHECK(unit.compare(unit) == 0);
            CHECK((unit.compare(left) > 0 && left.compare(unit) < 0));
            CHECK(sum.compare(unit) == (times_over == 0 ? -1 : times_over == 1 && rest == 0 ? 0 : 1));
            REQUIRE(sum.subtract_repeatedly(unit) == times_over);
            REQUIRE(sum.compare(left) == 0);
        }
    }
    // A borrow through many words.
    big_integer power(1), one(1);
    power.shift_left(640);
    big_integer less(power);
    CHECK(less.subtract_repeatedly(power) == 1);
    CHECK(less.is_zero());
    big_integer next(1);
    next.shift_left(639);
    CHECK(power.subtract_repeatedly(next) == 2);
    CHECK(power.is_zero());
    CHECK(one.subtract_repeatedly(next) == 0);
}

static_assert(
    [] {
        big_integer n(10);
        n.shift_left(40);
        return n.divide(1000);
    }() == 10995116277760 % 1000,
    "usable at compile time");
