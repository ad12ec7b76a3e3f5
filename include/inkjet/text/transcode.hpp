// UTF-16 and UTF-32, in the machine's byte order, to UTF-8, piece by piece.
#pragma once

#include <inkjet/text/utf8.hpp>

#include <cstddef>

namespace inkjet::detail {

// How far transcode came.
struct transcoded {
    std::size_t read;    // code units
    std::size_t written; // bytes
    bool invalid;        // stopped at an ill-formed code unit, which is at `read`
};

struct wide_sequence {
    char32_t code_point;
    std::size_t length; // code units; 0 if they are ill-formed
};

constexpr bool is_high_surrogate(char32_t c) noexcept { return c >= 0xD800 && c <= 0xDBFF; }
constexpr bool is_low_surrogate(char32_t c) noexcept { return c >= 0xDC00 && c <= 0xDFFF; }

// Two surrogates are 10 bits each of what is beyond the first 2^16 code points.
constexpr char32_t join_surrogates(char32_t high, char32_t low) noexcept {
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}
static_assert(join_surrogates(0xD800, 0xDC00) == 0x10000 &&
              join_surrogates(0xDBFF, 0xDFFF) == last_code_point);

// Looks at the code point that s[0, n) begins with, n >= 1. Units of
// two bytes are UTF-16, those of four UTF-32.
template <class Unit>
constexpr wide_sequence wide_sequence_of(const Unit* s, std::size_t n) noexcept {
    static_assert(sizeof(Unit) == 2 || sizeof(Unit) == 4, "code units are char16_t, char32_t or wchar_t");
    const auto unit = [s](std::size_t i) {
        // wchar_t may be signed; a negative one becomes a number that is no code point.
        if constexpr (sizeof(Unit) == 2)
            return static_cast<char32_t>(static_cast<char16_t>(s[i]));
        else
            return static_cast<char32_t>(s[i]);
    };
    const char32_t first = unit(0);
    if (is_scalar_value(first)) return {first, 1};
    if constexpr (sizeof(Unit) == 2) {
        if (is_high_surrogate(first) && n >= 2 && is_low_surrogate(unit(1)))
            return {join_surrogates(first, unit(1)), 2};
    }
    return {replacement_character, 0};
}

/// Converts the code units s[0, n) into at most `room` bytes at `out`, as many as fit, and never splits a
/// code point: 4 bytes of room are enough to go on. Stops at a lone surrogate or a number beyond U+10FFFF.
template <class Unit>
constexpr transcoded transcode(const Unit* s, std::size_t n, char* out, std::size_t room) noexcept {
    std::size_t read = 0;
    std::size_t written = 0;
    while (read < n) {
        const wide_sequence next = wide_sequence_of(s + read, n - read);
        if (next.length == 0) return {read, written, true};
        const std::size_t size = utf8_size(next.code_point);
        if (size > room - written) break;
        encode_utf8(out + written, next.code_point);
        read += next.length;
        written += size;
    }
    return {read, written, false};
}

} // namespace inkjet::detail
