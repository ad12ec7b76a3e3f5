// The unit in the last place of every binary floating point number, scaled by a power of ten so that its
// decimal digits begin at the point: the table behind shortest printing, computed at compile time.
#pragma once

#include <inkjet/text/decimal_arithmetic.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// A double of biased exponent b is c * 2^q with 2^52 <= c < 2^53 and q = b - 1075; subnormals have the q of b
// = 1.
inline constexpr int double_exponent_bias = 1075;
// The same for a float: 2^23 <= c < 2^24 and q = b - 150.
inline constexpr int float_exponent_bias = 150;
inline constexpr int least_binary_exponent = 1 - double_exponent_bias;      // -1074
inline constexpr int largest_binary_exponent = 2046 - double_exponent_bias; // 971

// K = floor(q * log10(2)) + 1: the least K with 2^q < 10^K. 315653 is log10(2) * 2^20, rounded; exact for the
// exponents of doubles.
constexpr int decimal_exponent(int q) noexcept { return (q * 315653 >> 20) + 1; }

// 2^q * 10^-K, in [0.1, 1), as the fraction (high * 2^64 + low) / 2^128, rounded down.
struct scaled_unit {
    std::uint64_t high = 0, low = 0;
};

// Made one from the other, in 192 bits: what rounding down takes from them in two thousand steps stays far
// below the 64 that a scaled_unit leaves out. (Every unit of a program makes this table: it is written for
// the least work of the compiler.)
constexpr auto make_scaled_units() noexcept {
    std::array<scaled_unit, 2048> units{};
    constexpr uint128 one_fifth = ~uint128{0} / 5, one_half = uint128{1} << 127;
    constexpr std::ptrdiff_t at = double_exponent_bias - 1; // of 2^-1 * 10^0

    // From a unit to that of the exponent below: the half, or where that would be below 0.1, ten halves.
    uint128 high = one_half;
    std::uint64_t low = 0;
    scaled_unit* unit = units.data() + at;
    for (scaled_unit* const least = units.data() + 1; unit >= least; --unit) {
        unit->high = static_cast<std::uint64_t>(high >> 64);
        unit->low = static_cast<std::uint64_t>(high);
        if (high < one_fifth) {
            const uint128 product = uint128{low} * 5;
            low = static_cast<std::uint64_t>(product);
            high = high * 5 + (product >> 64);
        } else {
            low = low >> 1 | static_cast<std::uint64_t>(high) << 63;
            high >>= 1;
        }
    }
    // To that of the exponent above: twice as much, or where that would be 1, a tenth of it.
    high = one_half;
    low = 0;
    unit = units.data() + at;
    for (scaled_unit* const largest = units.data() + 2046; unit <= largest; ++unit) {
        unit->high = static_cast<std::uint64_t>(high >> 64);
        unit->low = static_cast<std::uint64_t>(high);
        if (high < one_half) {
            high = high << 1 | low >> 63;
            low <<= 1;
        } else {
            low = static_cast<std::uint64_t>(((high % 5) << 64 | low) / 5);
            high /= 5;
        }
    }
    units[0] = units[1];
    units[2047] =
        units[2046]; // infinity's: its value counts for nothing, but what meets it by mistake comes to an end
    return units;
}

// By the biased exponent of a double.
alignas(64) inline constexpr auto scaled_units = make_scaled_units();

} // namespace inkjet::detail
