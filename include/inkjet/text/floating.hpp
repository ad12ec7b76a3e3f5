// Floating point numbers as decimal text: the shortest that reads back as the same number.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/shortest_decimal.hpp>
#include <inkjet/text/shortest_exact.hpp>

#if defined(INKJET_ISA_AVX512)
# include <inkjet/text/decimal_layout_avx512.hpp>
#elif defined(INKJET_ISA_AVX2)
# include <inkjet/text/decimal_layout_avx2.hpp>
#elif defined(INKJET_ISA_SSE2)
# include <inkjet/text/decimal_layout_sse2.hpp>
#else
# include <inkjet/text/decimal_layout_portable.hpp>
#endif

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace inkjet::detail {

// Most characters: "-0.000030405522059153738" or "-1.2345678901234567e-308", and "-1000000000000000.0".
inline constexpr std::size_t double_chars = 24;
inline constexpr std::size_t float_chars = 19;

// The bits of a number, of which the compiler knows nothing: with -ffast-math it takes every number for
// finite.
constexpr std::uint64_t opaque_bits(double v) noexcept {
    auto bits = std::bit_cast<std::uint64_t>(v);
    if (!std::is_constant_evaluated()) asm("" : "+r"(bits));
    return bits;
}
constexpr std::uint32_t opaque_bits(float v) noexcept {
    auto bits = std::bit_cast<std::uint32_t>(v);
    if (!std::is_constant_evaluated()) asm("" : "+r"(bits));
    return bits;
}

/// Returns whether v is neither infinite nor NaN.
constexpr bool is_finite(double v) noexcept { return (opaque_bits(v) >> 52 & 0x7ff) != 0x7ff; }
constexpr bool is_finite(float v) noexcept { return (opaque_bits(v) >> 23 & 0xff) != 0xff; }

constexpr char* write_zero(char* out) noexcept {
    *out++ = '0';
    *out++ = '.';
    *out++ = '0';
    return out;
}

// By the bits of a double or of a float.
constexpr decimal shortest_of(std::uint64_t bits) noexcept { return shortest_exact(binary_of_double(bits)); }
constexpr decimal shortest_of(std::uint32_t bits) noexcept { return shortest_exact(binary_of_float(bits)); }

template <class Bits>
inline constexpr int sign_place = 8 * sizeof(Bits) - 1;

template <class Bits>
constexpr char* write_floating_exactly(char* out, Bits bits) noexcept {
    if (bits >> sign_place<Bits> != 0) *out++ = '-';
    return bits << 1 == 0 ? write_zero(out) : write_decimal(out, shortest_of(bits));
}

inline namespace INKJET_ISA {

// A decimal as seventeen digits.
INKJET_INLINE seventeen_digits spread(decimal number) noexcept {
    int exponent = number.exponent + 16;
    for (; number.digits < ten_to_16; --exponent) number.digits *= 10;
    return {number.digits / 10, number.digits % 10, exponent};
}

// Out of line, for the values that are not worth any room in the code around them. Zero has digits, too.
template <class Bits>
INKJET_COLD char* write_floating_rarely(char* out, Bits bits) noexcept {
    const bool zero = bits << 1 == 0;
    return lay_out(out, zero ? seventeen_digits{} : spread(shortest_of(bits)), bits >> sign_place<Bits>);
}

// Bits are those of a double or of a float.
template <class Bits>
INKJET_INLINE_IF_WIDE char* write_floating_bits(char* out, Bits bits) noexcept {
    seventeen_digits number;
    if (!shortest(bits, number)) [[unlikely]]
        return write_floating_rarely(out, bits);
    return lay_out(out, number, bits >> sign_place<Bits>);
}

/// Writes the shortest decimal that reads back as `v`, of those the nearest, and returns its end.
///
/// `v` is finite. With e the exponent of the first digit, -5 <= e < 16 gives a plain decimal, always with a
/// point
/// (`0.00001`, `12.5`, `100.0`, `-0.0`); else the form is `1.5e-7` or `1e30`. Touches at most
/// `double_chars + overrun` bytes; at compile time, only those of the text.
INKJET_INLINE constexpr char* write_floating(char* out, double v) noexcept {
    assert(is_finite(v));
    const auto bits = std::bit_cast<std::uint64_t>(v);
    if (std::is_constant_evaluated()) return write_floating_exactly(out, bits);
    return write_floating_bits(out, bits);
}

/// The same for a `float`: the shortest decimal that reads back as this float, of at most `float_chars`
/// characters.
INKJET_INLINE constexpr char* write_floating(char* out, float v) noexcept {
    assert(is_finite(v));
    const auto bits = std::bit_cast<std::uint32_t>(v);
    if (std::is_constant_evaluated()) return write_floating_exactly(out, bits);
    return write_floating_bits(out, bits);
}

} // namespace INKJET_ISA

} // namespace inkjet::detail
