// Floating point numbers of sixteen bits: as floats, and as the shortest text that reads back as the same
// number.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/floating.hpp>
#include <inkjet/text/shortest_decimal.hpp>
#include <inkjet/text/shortest_exact.hpp>

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace inkjet::detail {

// Where the parts of such a number are: the fraction lowest, the exponent above it, the sign on top.
struct half_layout { // IEEE 754, binary16
    static constexpr int fraction_bits = 10;
    static constexpr int exponent_bias = 15;
};
struct bfloat16_layout { // the upper half of a float
    static constexpr int fraction_bits = 7;
    static constexpr int exponent_bias = 127;
};

// Most characters: "-0.000012345" is longer than any.
inline constexpr std::size_t half_chars = 12;
inline constexpr std::size_t bfloat16_chars = 19; // "-1001000000000000.0"

// Returns the float that is the same number. NaNs keep their sign and payload.
constexpr float float_of_half(std::uint16_t bits) noexcept {
    constexpr float least = 0x1p-24F;
    const std::uint32_t sign = (bits & 0x8000U) << 16;
    const std::uint32_t magnitude = bits & 0x7fffU;
    if (magnitude < 0x0400)
        return std::bit_cast<float>(std::bit_cast<std::uint32_t>(static_cast<float>(magnitude) * least) |
                                    sign);
    const std::uint32_t rebiased = magnitude < 0x7c00 ? (127U - 15U) << 23 : (255U - 31U) << 23;
    return std::bit_cast<float>(((magnitude << 13) + rebiased) | sign);
}

constexpr float float_of_bfloat16(std::uint16_t bits) noexcept {
    return std::bit_cast<float>(std::uint32_t{bits} << 16);
}

template <class Layout>
constexpr bool is_finite_half(std::uint16_t bits) noexcept {
    constexpr unsigned exponent = (0x7fffU >> Layout::fraction_bits) << Layout::fraction_bits;
    return (bits & exponent) != exponent;
}

// The parts of a finite number, not zero; the sign is ignored.
template <class Layout>
constexpr binary binary_of_half(std::uint16_t bits) noexcept {
    constexpr unsigned implicit_bit = 1U << Layout::fraction_bits;
    constexpr int bias = Layout::exponent_bias + Layout::fraction_bits;
    const unsigned fraction = bits & (implicit_bit - 1);
    const int biased = (bits & 0x7fff) >> Layout::fraction_bits;
    if (biased == 0) return {fraction, 1 - bias, false};
    return {fraction | implicit_bit, biased - bias, fraction == 0 && biased > 1};
}

inline namespace INKJET_ISA {

// As shortest_exact does, out of line, save for the one number of which it finds 1e-40: shortest, but not
// nearest.
template <class Layout>
INKJET_COLD decimal shortest_half_exactly(std::uint16_t bits) noexcept {
    if (std::is_same_v<Layout, bfloat16_layout> && (bits & 0x7fff) == 1) return {9, -41};
    return shortest_exact(binary_of_half<Layout>(bits));
}

// As the fast way for a float does (see shortest_decimal.hpp): x, a product of eleven bits and 64, is low by
// less than 2^(11-64). The number is finite and not zero.
template <class Layout>
INKJET_INLINE decimal shortest_half(std::uint16_t bits) noexcept {
    constexpr std::uint64_t slack = std::uint64_t{1} << 20;
    const binary value = binary_of_half<Layout>(bits);
    const std::uint64_t unit = scaled_units[static_cast<std::size_t>(value.q + double_exponent_bias)].high;
    const uint128 x = uint128{value.c} * unit;
    const auto fraction = static_cast<std::uint64_t>(x);
    const std::uint64_t half = unit >> 1;
    const std::uint64_t complement = 0 - fraction;
    const std::uint64_t distance = fraction < complement ? fraction : complement;
    const std::uint64_t is_short = ones_if(distance < half);
    const uint128 tenfold = uint128{fraction + half_a_tenth} * 10;
    if (value.narrow_below || value.c == 1 || near_zero(distance - half, slack) ||
        near_zero(static_cast<std::uint64_t>(tenfold), slack)) [[unlikely]]
        return shortest_half_exactly<Layout>(bits);
    const std::uint64_t whole = static_cast<std::uint64_t>(x >> 64) + (fraction >> 63 & is_short);
    const std::uint64_t tenths = static_cast<std::uint64_t>(tenfold >> 64) & ~is_short;
    return {whole * 10 + tenths, decimal_exponent(value.q) - 1};
}

/// Writes the shortest decimal that reads back as this number of sixteen bits, of those the nearest, and
/// returns its end: `0.1` where the same number as a float would be `0.09997559`. Laid out as
/// `write_floating` does.
///
/// The number is finite. Touches at most `half_chars` or `bfloat16_chars` and `overrun` bytes.
template <class Layout>
INKJET_INLINE char* write_half(char* out, std::uint16_t bits) noexcept {
    assert(is_finite_half<Layout>(bits));
    // At most 2047 units with two more digits. The shift to sixteen takes a multiplication, not a loop.
    static constexpr std::uint64_t shifts[] = {power_of_ten(16), power_of_ten(15), power_of_ten(14),
                                               power_of_ten(13), power_of_ten(12), power_of_ten(11),
                                               power_of_ten(10)};
    const bool negative = (bits & 0x8000) != 0;
    if ((bits & 0x7fff) == 0) {
        *out = '-';
        return write_zero(out + negative);
    }
    const decimal shortest = shortest_half<Layout>(bits);
    const unsigned count = digit_count(static_cast<std::uint32_t>(shortest.digits));
    seventeen_digits number;
    number.head = shortest.digits * shifts[count];
    number.exponent = shortest.exponent + static_cast<int>(count) - 1;
    return lay_out(out, number, negative);
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
