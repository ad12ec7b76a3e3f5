// How JSON spells the characters that a string can't hold as they are (RFC 8259, section 7), one at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace inkjet::detail {

// Controls, the quote and the backslash; everything else may stand for itself.
constexpr bool needs_escape(unsigned char c) noexcept { return c < 0x20 || c == '"' || c == '\\'; }

// The letter of a control's two-byte escape, 0 if it has none: \b \t \n \f \r.
constexpr char escape_letter(unsigned char c) noexcept {
    switch (c) {
    case '\b':
        return 'b';
    case '\t':
        return 't';
    case '\n':
        return 'n';
    case '\f':
        return 'f';
    case '\r':
        return 'r';
    default:
        return 0;
    }
}

// The longest escape is \u00xx.
inline constexpr std::size_t escape_max_length = 6;

// One escape, laid out to be stored by a single 8-byte move.
struct escape_sequence {
    char text[7] = {};
    std::uint8_t length = 0;
};
static_assert(sizeof(escape_sequence) == 8 && escape_max_length <= sizeof(escape_sequence::text));

constexpr escape_sequence make_escape_sequence(unsigned char c) noexcept {
    constexpr const char* digits = "0123456789abcdef";
    if (c == '"' || c == '\\') return {{'\\', static_cast<char>(c)}, 2};
    if (const char letter = escape_letter(c)) return {{'\\', letter}, 2};
    return {{'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]}, escape_max_length};
}

// Bit 6 folded into bit 5 makes six bits of a byte, and no two of those that need an escape meet.
inline constexpr std::size_t escape_slots = 64;
constexpr std::size_t escape_slot(unsigned char c) noexcept { return (c | (c >> 1 & 0x20u)) % escape_slots; }

constexpr auto make_escape_sequences() {
    std::array<escape_sequence, escape_slots> table{};
    for (unsigned char c = 0; c < 128; ++c)
        if (needs_escape(c)) table[escape_slot(c)] = make_escape_sequence(c);
    return table;
}

inline constexpr std::array<escape_sequence, escape_slots> escape_sequences = make_escape_sequences();

static_assert(
    [] {
        std::array<bool, escape_slots> taken{};
        for (unsigned char c = 0; c < 128; ++c) {
            if (!needs_escape(c)) continue;
            if (taken[escape_slot(c)]) return false;
            taken[escape_slot(c)] = true;
        }
        return true;
    }(),
    "no two bytes that need an escape share a slot");

// Writes the escape of a byte that needs one and returns its end. Stores 8 bytes.
inline char* put_escape(char* out, char c) noexcept {
    const escape_sequence& sequence = escape_sequences[escape_slot(static_cast<unsigned char>(c))];
    std::memcpy(out, &sequence, sizeof(sequence));
    return out + sequence.length;
}

// Writes the escaped form of s[0, n), at most 6n bytes and not one
// more, and returns its end. UTF-8 is not looked at.
constexpr char* escape_portable(char* out, const char* s, std::size_t n) noexcept {
    for (std::size_t i = 0; i < n; ++i) {
        const auto c = static_cast<unsigned char>(s[i]);
        if (needs_escape(c)) {
            const escape_sequence& sequence = escape_sequences[escape_slot(c)];
            for (std::size_t k = 0; k < sequence.length; ++k) *out++ = sequence.text[k];
        } else {
            *out++ = s[i];
        }
    }
    return out;
}

} // namespace inkjet::detail
