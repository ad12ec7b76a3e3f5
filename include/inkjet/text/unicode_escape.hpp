// Code points as \uXXXX, for those who may not have them as they are (RFC 8259, section 7).
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/escape_sequences.hpp>
#include <inkjet/text/utf8.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// The longest escape of a code point: two surrogates.
inline constexpr std::size_t unicode_escape_max_length = 2 * escape_max_length;

inline namespace INKJET_ISA {

// The two hexadecimal digits of each byte, in lower case, the first in the lower byte.
inline constexpr auto hex_pairs = [] {
    constexpr const char* digits = "0123456789abcdef";
    std::array<std::uint16_t, 256> pairs{};
    for (unsigned i = 0; i < pairs.size(); ++i)
        pairs[i] = static_cast<std::uint16_t>(digits[i >> 4] | digits[i & 15] << 8);
    return pairs;
}();

// The four of a code unit, the first in the lowest byte.
constexpr std::uint32_t hex_digits(std::uint32_t unit) noexcept {
    return hex_pairs[unit >> 8] | std::uint32_t{hex_pairs[unit & 0xFF]} << 16;
}
static_assert(hex_digits(0x20AF) == 0x66613032); // "20af"

// Writes \uXXXX and returns its end. Stores 8 bytes.
inline char* put_unit_escape(char* out, std::uint32_t unit) noexcept {
    store_bytes(out, '\\' | 'u' << 8 | std::uint64_t{hex_digits(unit)} << 16);
    return out + escape_max_length;
}

// Writes a scalar value as one or two of them.
inline char* put_unicode_escape(char* out, char32_t c) noexcept {
    constexpr char32_t first_beyond = 0x10000, high_surrogates = 0xD800, low_surrogates = 0xDC00;
    if (c < first_beyond) return put_unit_escape(out, c);
    out = put_unit_escape(out, high_surrogates + ((c - first_beyond) >> 10));
    return put_unit_escape(out, low_surrogates + ((c - first_beyond) & 0x3FF));
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
