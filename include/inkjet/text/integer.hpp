// Integers as decimal text.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/decimal_text.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace inkjet::detail {

template <class Int>
inline constexpr bool is_signed_integer = static_cast<Int>(-1) < static_cast<Int>(0);

// Most characters of an Int, its sign included. 1233 / 2^12 is log10(2), near enough for up to 128 bits.
template <class Int>
inline constexpr std::size_t integer_chars =
    ((8 * sizeof(Int) - is_signed_integer<Int>)*1233 >> 12) + 1 + is_signed_integer<Int>;

static_assert(integer_chars<std::uint8_t> == 3 && integer_chars<std::int8_t> == 4);
static_assert(integer_chars<std::uint16_t> == 5 && integer_chars<std::int16_t> == 6);
static_assert(integer_chars<std::uint32_t> == 10 && integer_chars<std::int32_t> == 11);
static_assert(integer_chars<std::uint64_t> == 20 && integer_chars<std::int64_t> == 20);
static_assert(integer_chars<uint128> == 39 && integer_chars<int128> == 40);

// Digit by digit: for compile time, where a store past the text is an error.
template <class Unsigned>
constexpr char* write_digit_by_digit(char* out, Unsigned n) noexcept {
    char digits[integer_chars<Unsigned>]{};
    std::size_t count = 0;
    do {
        digits[count++] = static_cast<char>('0' + static_cast<int>(n % 10));
        n = static_cast<Unsigned>(n / 10);
    } while (n != 0);
    while (count != 0) *out++ = digits[--count];
    return out;
}

inline namespace INKJET_ISA {

INKJET_INLINE_IF_WIDE char* write_nine_digits_or_more(char* out, std::uint64_t n) noexcept {
    if (n < ten_to_16) return write_nine_to_sixteen_digits(out, n);
    const std::uint64_t high = n / ten_to_16; // at most 1844
    out = write_up_to_four_digits(out, static_cast<std::uint32_t>(high));
    return write_sixteen_digits(out, n - high * ten_to_16);
}

INKJET_INLINE char* write_unsigned(char* out, std::uint64_t n) noexcept {
    if (n < ten_to_8) [[likely]]
        return write_up_to_eight_digits(out, static_cast<std::uint32_t>(n));
    return write_nine_digits_or_more(out, n);
}
INKJET_INLINE char* write_unsigned(char* out, std::uint32_t n) noexcept {
    return write_unsigned(out, std::uint64_t{n});
}

INKJET_NOINLINE inline char* write_unsigned(char* out, uint128 n) noexcept {
    if (n <= UINT64_MAX) return write_unsigned(out, static_cast<std::uint64_t>(n));
    const uint128 high = n / ten_to_16;
    out = write_unsigned(out, high);
    return write_sixteen_digits(out, static_cast<std::uint64_t>(n - high * ten_to_16));
}

/// Writes `value` in decimal, a minus sign before it if it is negative, and returns the end of the text.
///
/// Int is any integer type up to 128 bits. Touches at most `integer_chars<Int> + overrun` bytes; at compile
/// time, only those of the text.
template <class Int>
INKJET_INLINE constexpr char* write_integer(char* out, Int value) noexcept {
    using magnitude = std::conditional_t<(sizeof(Int) > 8), uint128,
                                         std::conditional_t<(sizeof(Int) > 4), std::uint64_t, std::uint32_t>>;
    auto n = static_cast<magnitude>(value);
    bool negative = false;
    if constexpr (is_signed_integer<Int>) {
        negative = value < 0;
        if (negative) n = 0 - n;
    }
    if (std::is_constant_evaluated()) {
        if (negative) *out++ = '-';
        return write_digit_by_digit(out, n);
    }
    if constexpr (is_signed_integer<Int>) {
        *out = '-';
        out += negative;
    }
    if constexpr (sizeof(Int) == 1)
        return write_up_to_four_digits(out, n);
    else if constexpr (sizeof(Int) == 2)
        return write_up_to_eight_digits(out, n);
    else
        return write_unsigned(out, n);
}

} // namespace INKJET_ISA

} // namespace inkjet::detail
