// The shortest decimal that reads back as a given double or float, in a few multiplications.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/powers_of_ten.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// As shortest_exact does, with 64 bits of fraction: enough to decide all but a few values in 10^15.

// Whether x, a fraction modulo 2^64, is within `slack` of zero.
constexpr bool near_zero(std::uint64_t x, std::uint64_t slack) noexcept { return x + slack < 2 * slack; }

// 2^64 / 20, rounded up: what is added to a fraction so that its tenths round to nearest.
inline constexpr std::uint64_t half_a_tenth = UINT64_MAX / 20 + 1;

inline namespace INKJET_ISA {

// The same value, of which the compiler knows nothing, so that it can't merge what is before with what comes
// behind.
INKJET_INLINE std::uint64_t opaque(std::uint64_t x) noexcept {
    asm("" : "+r"(x));
    return x;
}

// A mask rather than a condition: these are coin tosses, and compilers like branches.
INKJET_INLINE std::uint64_t ones_if(bool condition) noexcept { return opaque(0 - std::uint64_t{condition}); }

// Converts a finite double, its sign ignored. Returns false, and leaves `number` as it is, for what takes
// shortest_exact: zero, subnormals, most powers of two, and values too near a decision.
INKJET_INLINE bool shortest(std::uint64_t bits, seventeen_digits& number) noexcept {
    constexpr std::uint64_t ten_to_15 = power_of_ten(15);
    const auto biased = static_cast<unsigned>(bits >> 52) & 0x7ff;
    // Shifts instead of a mask, for which clang takes a bit field instruction and a partial register with it.
    const std::uint64_t c = opaque(bits << 11 | std::uint64_t{1} << 63) >> 11;
    // Loaded apart from the multiplications: Zen 4 makes an mulx that loads wait for the addresses of all
    // stores before it, hence for the end of the number before.
    const std::uint64_t unit_high = opaque(scaled_units[biased].high);
    const std::uint64_t unit_low = opaque(scaled_units[biased].low);

    // x = c * unit; the fraction is low by less than 2 * 2^-64.
    const uint128 product = uint128{c} * unit_high;
    const auto carry_in = static_cast<std::uint64_t>(uint128{c} * unit_low >> 64);
    const std::uint64_t fraction = static_cast<std::uint64_t>(product) + carry_in;
    const std::uint64_t half = unit_high >> 1;
    const std::uint64_t complement = 0 - fraction;
    const std::uint64_t distance = fraction < complement ? fraction : complement; // from the nearest integer
    const std::uint64_t is_short = ones_if(distance < half);
    // The nearest tenth is floor(10 (F + 1/20)). F + 1/20 may pass 1, but is short then.
    const uint128 tenfold = uint128{fraction + half_a_tenth} * 10;

    if (near_zero(distance - half, 4)) [[unlikely]]
        return false;
    if (near_zero(static_cast<std::uint64_t>(tenfold), 32)) [[unlikely]]
        return false;
    if (c << 12 == 0 && fraction != 0) [[unlikely]] // a power of two: nearer below
        return false;
    if (biased == 0) [[unlikely]]
        return false;

    const std::uint64_t last = static_cast<std::uint64_t>(tenfold >> 64) & ~is_short;
    const std::uint64_t whole =
        static_cast<std::uint64_t>(product >> 64) + (fraction < carry_in) + (fraction >> 63 & is_short);
    // Sixteen digits, and `last` becomes the seventeenth; or fifteen, and it becomes the sixteenth.
    const std::uint64_t is_fifteen = ones_if(whole < ten_to_15);
    number.head = whole + ((whole * 9 + last) & is_fifteen);
    number.last = last & ~is_fifteen;
    number.exponent =
        decimal_exponent(static_cast<int>(biased) - double_exponent_bias) + 15 + static_cast<int>(is_fifteen);
    return true;
}

// The same for a float. The unit's first 64 bits suffice: x is low by less than 2^(24-64).
INKJET_INLINE bool shortest(std::uint32_t bits, seventeen_digits& number) noexcept {
    constexpr std::uint32_t implicit_bit = std::uint32_t{1} << 23;
    constexpr std::uint64_t slack = std::uint64_t{1} << 32;
    const auto biased = bits >> 23 & 0xff;
    const std::uint32_t c = (bits & (implicit_bit - 1)) | implicit_bit;
    const std::uint64_t unit = scaled_units[biased + (double_exponent_bias - float_exponent_bias)].high;

    const uint128 x = uint128{c} * unit;
    const auto fraction = static_cast<std::uint64_t>(x);
    const std::uint64_t half = unit >> 1;
    const std::uint64_t complement = 0 - fraction;
    const std::uint64_t distance = fraction < complement ? fraction : complement;
    const std::uint64_t is_short = ones_if(distance < half);
    const uint128 tenfold = uint128{fraction + half_a_tenth} * 10;

    if (near_zero(distance - half, slack)) [[unlikely]]
        return false;
    if (near_zero(static_cast<std::uint64_t>(tenfold), slack)) [[unlikely]]
        return false;
    if (bits << 9 == 0 && fraction != 0) [[unlikely]]
        return false;
    if (biased == 0) [[unlikely]]
        return false;

    // Seven to nine digits, then nine, then sixteen.
    std::uint64_t n = (static_cast<std::uint64_t>(x >> 64) + (fraction >> 63 & is_short)) * 10 +
                      (static_cast<std::uint64_t>(tenfold >> 64) & ~is_short);
    const std::uint64_t is_eight = ones_if(n < ten_to_8);
    n += n * 9 & is_eight;
    const std::uint64_t is_seven = ones_if(n < ten_to_8);
    n += n * 9 & is_seven;
    number.head = n * power_of_ten(7);
    number.last = 0;
    number.exponent = decimal_exponent(static_cast<int>(biased) - float_exponent_bias) + 7 +
                      static_cast<int>(is_eight + is_seven);
    return true;
}

} // namespace INKJET_ISA

} // namespace inkjet::detail
