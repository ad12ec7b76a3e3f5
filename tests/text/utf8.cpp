#include <inkjet/text/utf8.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace inkjet::detail;

namespace {

// An independent view: all sequences of n bytes that are well-formed are those that the encoder's
// definition gives. `length` is what the first byte's marks say; the value is then what decides.
bool well_formed(const unsigned char* s, std::size_t n) {
    if (n == 1) return s[0] < 0x80;
    const std::uint32_t marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    const std::uint32_t first_value[] = {0, 0, 0x80, 0x800, 0x10000};
    const std::uint32_t lead = s[0];
    if (n > 4 || (lead >> (7 - n)) != (marks[n] >> (7 - n))) return false;
    std::uint32_t value = lead - marks[n];
    for (std::size_t i = 1; i < n; ++i) {
        if (s[i] < 0x80 || s[i] >= 0xC0) return false;
        value = value * 64 + (s[i] - 0x80u);
    }
    return value >= first_value[n] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

std::size_t reference_offset(const unsigned char* s, std::size_t n) {
    std::size_t at = 0;
    while (at < n) {
        std::size_t length = 1;
        while (length <= 4 && at + length <= n && !well_formed(s + at, length)) ++length;
        if (length > 4 || at + length > n) return at;
        at += length;
    }
    return n;
}

// Whether some well-formed sequence begins with s[0, n).
bool can_be_completed(const unsigned char* s, std::size_t n) {
    unsigned char whole[4] = {};
    for (std::size_t i = 0; i < n; ++i) whole[i] = s[i];
    for (std::size_t length = n + 1; length <= 4; ++length) {
        // The second byte's rules are intervals that hold one of these; the third and fourth have no rules.
        for (const unsigned fill : {0x80u, 0x8Fu, 0x90u, 0x9Fu, 0xA0u, 0xBFu}) {
            for (std::size_t i = n; i < length; ++i) whole[i] = static_cast<unsigned char>(fill);
            if (well_formed(whole, length)) return true;
        }
    }
    return false;
}

std::size_t agree(const unsigned char* s, std::size_t n) {
    const char* text = reinterpret_cast<const char*>(s);
    const std::size_t offset = reference_offset(s, n);
    std::size_t wrong = first_invalid_utf8(text, n) != offset;
    if (offset < n) {
        std::size_t subpart = 1;
        while (offset + subpart < n && can_be_completed(s + offset, subpart + 1)) ++subpart;
        if (!can_be_completed(s + offset, 1)) subpart = 1;
        wrong += invalid_length(text + offset, n - offset) != subpart;
    }
    const bool inside = offset < n && can_be_completed(s + offset, n - offset);
    if (inside || offset == n) wrong += ends_inside_sequence(text, n) != inside;
    return wrong;
}

constexpr std::size_t offset_of_error(std::string_view text) {
    return first_invalid_utf8(text.data(), text.size());
}
constexpr std::size_t replaced(std::string_view text) { return invalid_length(text.data(), text.size()); }

} // namespace

TEST_CASE("the examples of the Unicode standard, at compile time") {
    static_assert(offset_of_error("") == 0);
    static_assert(offset_of_error("plain") == 5);
    static_assert(offset_of_error("a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80") == 10);
    static_assert(offset_of_error("ab\xC0\x80") == 2);
    static_assert(offset_of_error("ab\xED\xA0\x80") == 2);
    static_assert(offset_of_error("\xF4\x90\x80\x80") == 0);
    static_assert(offset_of_error("a\xE2\x82") == 1);
    // Tables 3-8 to 3-11: how many bytes one U+FFFD stands for.
    static_assert(replaced("\xC0\xAF\xE0\x80") == 1);
    static_assert(replaced("\xED\xA0\x80") == 1);
    static_assert(replaced("\xF4\x91\x92\x93") == 1);
    static_assert(replaced("\xE1\x80\xE2\xF0") == 2);
    static_assert(replaced("\xF0\x91\x92\xF1") == 3);
    static_assert(replaced("\xF1\xBF\x41") == 2);
    CHECK(offset_of_error("ab\xC0\x80") == 2);
}

TEST_CASE("every sequence of one, two and three bytes is judged as the definition says") {
    std::size_t wrong = 0;
    unsigned char s[3];
    for (unsigned a = 0; a < 256; ++a) {
        s[0] = static_cast<unsigned char>(a);
        wrong += agree(s, 1);
        for (unsigned b = 0; b < 256; ++b) {
            s[1] = static_cast<unsigned char>(b);
            wrong += agree(s, 2);
            for (unsigned c = 0; c < 256; ++c) {
                s[2] = static_cast<unsigned char>(c);
                wrong += agree(s, 3);
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("sequences of four bytes: every lead and second byte, the edges of the others") {
    constexpr unsigned edges_of_continuations[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
                                                   0xA0, 0xBF, 0xC0, 0xE0, 0xF0, 0xFF};
    std::size_t wrong = 0;
    for (unsigned a = 0xC0; a < 256; ++a) {
        for (unsigned b = 0; b < 256; ++b) {
            for (const unsigned c : edges_of_continuations) {
                for (const unsigned d : edges_of_continuations) {
                    const unsigned char s[] = {static_cast<unsigned char>(a), static_cast<unsigned char>(b),
                                               static_cast<unsigned char>(c), static_cast<unsigned char>(d)};
                    wrong += agree(s, 4);
                }
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("encoding writes as many bytes as announced, and decoding returns the code point") {
    std::size_t wrong = 0;
    for (char32_t c = 0; c <= last_code_point; ++c) {
        if (!is_scalar_value(c)) continue;
        char out[utf8_max_length];
        const auto size = static_cast<std::size_t>(encode_utf8(out, c) - out);
        wrong += size != utf8_size(c) || first_invalid_utf8(out, size) != size;
        const decoded back = decode_utf8(out);
        wrong += back.code_point != c || back.length != size;
    }
    CHECK(wrong == 0);
}
