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
inline constexpr int least_binary_exponent = 1 - double_exponent_bias;      // -1074
inline constexpr int largest_binary_exponent = 2046 - double_exponent_bias; // 971

// K = floor(q * log10(2)) + 1: the least K with 2^q < 10^K. 315653 is log10(2) * 2^20, rounded; exact for the
// exponents of doubles.
constexpr int decimal_exponent(int q) noexcept { return (q * 315653 >> 20) + 1; }

// 2^q * 10^-K, in [0.1, 1), as the fraction (high * 2^64 + low) / 2^128, rounded down.
struct scaled_unit {
    std::uint64_t high = 0, low = 0;
};

// A positive number in 192 bits of significand, the topmost of them set, and a binary exponent. Multiplying
// and dividing round down; some hundred roundings stay far below the 64 bits that a scaled_unit leaves out.
struct wide_float {
    std::uint64_t limb[3] = {0, 0, std::uint64_t{1} << 63}; // the highest last
    int exponent = 1;                                       // value = 0.limbs * 2^exponent

    constexpr void multiply_by_ten() noexcept {
        std::uint64_t carry = 0;
        for (std::uint64_t& l : limb) {
            const uint128 product = uint128{l} * 10 + carry;
            l = static_cast<std::uint64_t>(product);
            carry = static_cast<std::uint64_t>(product >> 64);
        }
        const int shift = carry < 8 ? 3 : 4; // carry is in [5, 10)
        shift_in(carry, shift);
        exponent += shift;
    }

    constexpr void divide_by_ten() noexcept {
        // A dividend of 2^3 or 2^4 times the significand, so that the quotient fills its top bit again.
        const int shift = limb[2] >= 0xA000'0000'0000'0000 ? 3 : 4;
        std::uint64_t remainder = limb[2] >> (64 - shift);
        for (int i = 2; i >= 0; --i) {
            const std::uint64_t below = i > 0 ? limb[i - 1] >> (64 - shift) : 0;
            const uint128 dividend = uint128{remainder} << 64 | (limb[i] << shift | below);
            limb[i] = static_cast<std::uint64_t>(dividend / 10);
            remainder = static_cast<std::uint64_t>(dividend % 10);
        }
        exponent -= shift;
    }

    // The value times 2^q, which is in [2^-4, 1).
    constexpr scaled_unit scaled(int q) const noexcept {
        const int zeros = -(exponent + q);
        if (zeros == 0) return {limb[2], limb[1]};
        return {limb[2] >> zeros, limb[2] << (64 - zeros) | limb[1] >> zeros};
    }

  private:
    constexpr void shift_in(std::uint64_t top, int shift) noexcept {
        for (int i = 0; i < 3; ++i) {
            const std::uint64_t above = i < 2 ? limb[i + 1] : top;
            limb[i] = limb[i] >> shift | above << (64 - shift);
        }
    }
};

constexpr auto make_scaled_units() noexcept {
    std::array<scaled_unit, 2048> units{};
    wide_float power; // 10^-K
    for (int q = -1, k = 0; q >= least_binary_exponent; --q) {
        for (; k > decimal_exponent(q); --k) power.multiply_by_ten();
        units[static_cast<std::size_t>(q + double_exponent_bias)] = power.scaled(q);
    }
    power = {};
    for (int q = 0, k = 0; q <= largest_binary_exponent; ++q) {
        for (; k < decimal_exponent(q); ++k) power.divide_by_ten();
        units[static_cast<std::size_t>(q + double_exponent_bias)] = power.scaled(q);
    }
    units[0] = units[1];
    units[2047] =
        units[2046]; // infinity's: its value counts for nothing, but what meets it by mistake comes to an end
    return units;
}

// By the biased exponent of a double.
alignas(64) inline constexpr auto scaled_units = make_scaled_units();

} // namespace inkjet::detail
