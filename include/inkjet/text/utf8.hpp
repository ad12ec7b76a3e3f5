// UTF-8 one sequence at a time: which bytes are well-formed, where
// they stop being so, and how a code point is written.
#pragma once

#include <cstddef>

namespace inkjet::detail {

inline constexpr char32_t last_code_point = 0x10FFFF;
inline constexpr char32_t replacement_character = 0xFFFD;
inline constexpr std::size_t utf8_max_length = 4;

// Code points apart from surrogates: what UTF-8 can say.
constexpr bool is_scalar_value(char32_t c) noexcept {
    return c < 0xD800 || (c > 0xDFFF && c <= last_code_point);
}

constexpr bool is_continuation(unsigned char byte) noexcept { return (byte & 0xC0) == 0x80; }

// The bytes of the sequence that `lead` opens, 0 if it opens none: a
// continuation, C0 and C1 (overlong), F5 and above.
constexpr std::size_t utf8_length(unsigned char lead) noexcept {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

// Whether `second` may follow `lead`, which opens a sequence of two or more. The second byte alone
// decides about overlong forms, surrogates and the end of the code space (Unicode 15, table 3-7).
constexpr bool may_follow(unsigned char lead, unsigned char second) noexcept {
    switch (lead) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return is_continuation(second);
    }
}

struct utf8_prefix {
    std::size_t length; // bytes, at least 1
    bool well_formed;   // a whole sequence; otherwise what one U+FFFD replaces
};

// Looks at the sequence that s[0, n) begins with, n >= 1. One that breaks off is as
// long as its maximal subpart: as many bytes as could still have become a well-formed
// sequence, or the one byte that couldn't (Unicode 15, section 3.9).
constexpr utf8_prefix utf8_prefix_of(const char* s, std::size_t n) noexcept {
    const auto byte = [s](std::size_t i) { return static_cast<unsigned char>(s[i]); };
    const std::size_t whole = utf8_length(byte(0));
    if (whole == 1) return {1, true};
    if (whole == 0 || n < 2 || !may_follow(byte(0), byte(1))) return {1, false};
    std::size_t length = 2;
    while (length < whole && length < n && is_continuation(byte(length))) ++length;
    return {length, length == whole};
}

// Returns the offset of the first byte of the first ill-formed sequence, or n.
constexpr std::size_t first_invalid_utf8(const char* s, std::size_t n) noexcept {
    std::size_t at = 0;
    while (at < n) {
        const utf8_prefix prefix = utf8_prefix_of(s + at, n - at);
        if (!prefix.well_formed) break;
        at += prefix.length;
    }
    return at;
}

// Returns how many bytes at s one U+FFFD replaces, where an ill-formed sequence starts (n >= 1).
constexpr std::size_t invalid_length(const char* s, std::size_t n) noexcept {
    return utf8_prefix_of(s, n).length;
}

// Whether s[0, n) stops inside a sequence, if everything before its last three bytes is well-formed.
constexpr bool ends_inside_sequence(const char* s, std::size_t n) noexcept {
    const auto from_end = [s, n](std::size_t i) { return static_cast<unsigned char>(s[n - i]); };
    return (n >= 1 && from_end(1) >= 0xC0) || (n >= 2 && from_end(2) >= 0xE0) ||
           (n >= 3 && from_end(3) >= 0xF0);
}

constexpr std::size_t utf8_size(char32_t c) noexcept {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

// Writes one scalar value, 1 to 4 bytes, and returns the end.
constexpr char* encode_utf8(char* out, char32_t c) noexcept {
    const auto continuation = [c](unsigned shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
        *out++ = static_cast<char>(c);
    } else if (c < 0x800) {
        *out++ = static_cast<char>(0xC0 | (c >> 6));
        *out++ = continuation(0);
    } else if (c < 0x10000) {
        *out++ = static_cast<char>(0xE0 | (c >> 12));
        *out++ = continuation(6);
        *out++ = continuation(0);
    } else {
        *out++ = static_cast<char>(0xF0 | (c >> 18));
        *out++ = continuation(12);
        *out++ = continuation(6);
        *out++ = continuation(0);
    }
    return out;
}

struct decoded {
    char32_t code_point;
    std::size_t length; // bytes, 1 to 4
};

// Reads one well-formed sequence.
constexpr decoded decode_utf8(const char* s) noexcept {
    const auto bits = [s](std::size_t i, unsigned mask) {
        return static_cast<char32_t>(static_cast<unsigned char>(s[i]) & mask);
    };
    const std::size_t length = utf8_length(static_cast<unsigned char>(s[0]));
    if (length == 1) return {bits(0, 0x7F), 1};
    char32_t c = bits(0, 0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) c = c << 6 | bits(i, 0x3F);
    return {c, length};
}

} // namespace inkjet::detail
