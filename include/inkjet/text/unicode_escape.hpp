// Code points as \uXXXX, for those who may not have them as they are (RFC 8259, section 7).
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/escape_sequences.hpp>
#include <inkjet/text/utf8.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// The longest escape of a code point: two surrogates.
inline constexpr std::size_t unicode_escape_max_length = 2 * escape_max_length;

inline namespace INKJET_ISA {

// The four hexadecimal digits of a code unit, in lower case, the first in the lowest byte.
constexpr std::uint32_t hex_digits(std::uint32_t unit) noexcept {
    std::uint32_t nibbles = (unit >> 8 | unit << 16) & 0x00FF00FF;          // a byte in each half
    nibbles = (nibbles >> 4 | nibbles << 8) & 0x0F0F0F0F;                   // a nibble in each byte
    const std::uint32_t letters = (nibbles + 0x06060606) >> 4 & 0x01010101; // from 10 on
    return nibbles + 0x30303030 + letters * ('a' - '0' - 10);
}
static_assert(hex_digits(0x20AF) == 0x66613032); // "20af"

// Writes \uXXXX and returns its end.
inline char* put_unit_escape(char* out, std::uint32_t unit) noexcept {
    out[0] = '\\';
    out[1] = 'u';
    store_bytes(out + 2, hex_digits(unit));
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
