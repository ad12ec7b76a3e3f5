// Floating point numbers in the style that an option, a member or a wrapper asks for.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/ecmascript_number.hpp>
#include <inkjet/text/floating.hpp>
#include <inkjet/text/rounded_decimal.hpp>
#include <inkjet/writer/options.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace inkjet::detail {

// Most characters of a number in any style.
inline constexpr std::size_t styled_chars = fixed_chars;
static_assert(styled_chars >= double_chars && styled_chars >= ecmascript_chars);

constexpr unsigned clamp(unsigned n, unsigned least, unsigned most) noexcept {
    return n < least ? least : n > most ? most : n;
}

inline namespace INKJET_ISA {

/// Writes a finite number in a style and returns its end. Touches at most `styled_chars + overrun` bytes.
template <class Float>
INKJET_NOINLINE constexpr char* write_styled(char* out, Float v, float_style style) noexcept {
    using bits_type = std::conditional_t<sizeof(Float) == 8, std::uint64_t, std::uint32_t>;
    const auto bits = std::bit_cast<bits_type>(v);
    const bool zero = bits << 1 == 0;
    const bool negative = bits >> (8 * sizeof(bits) - 1) != 0;
    binary value;
    if constexpr (sizeof(Float) == 8)
        value = binary_of_double(bits);
    else
        value = binary_of_float(bits);

    if (negative && !(zero && style.by == float_style::rule::ecmascript)) *out++ = '-';
    switch (style.by) {
    case float_style::rule::fixed:
        return write_fixed(out, value, clamp(style.digits, 0, max_decimals));
    case float_style::rule::ecmascript:
        if (!zero) return write_ecmascript(out, shortest_exact(value));
        *out++ = '0';
        return out;
    case float_style::rule::significant:
        out = zero ? write_zero(out) : write_significant(out, value, clamp(style.digits, 1, max_significant));
        break;
    case float_style::rule::shortest:
        out = write_floating(out, negative ? -v : v);
        break;
    }
    // Only a number without a fraction ends in a zero behind a point.
    if (!style.point && out[-1] == '0' && out[-2] == '.') out -= 2;
    return out;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
