#include <inkjet/text/utf16_order.hpp>
#include <inkjet/text/utf8.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <vector>

using inkjet::detail::compare_as_utf16;

namespace {

std::string utf8(const std::u32string& text) {
    std::string bytes;
    for (const char32_t c : text) {
        char units[4];
        bytes.append(units, static_cast<std::size_t>(inkjet::detail::encode_utf8(units, c) - units));
    }
    return bytes;
}

std::u16string utf16(const std::u32string& text) {
    std::u16string units;
    for (const char32_t c : text) {
        if (c < 0x10000) {
            units += static_cast<char16_t>(c);
        } else {
            units += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
            units += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
        }
    }
    return units;
}

int sign(int n) { return (n > 0) - (n < 0); }

// The edges of what UTF-8 and UTF-16 write in another number of units.
constexpr std::array<char32_t, 22> edges{
    0x00,   0x01,   'a',    'b',    0x7F,    0x80,    0x7FF,   0x800,   0xD7FF,  0xE000,   0xE001,
    0xEFFF, 0xF000, 0xFFFE, 0xFFFF, 0x10000, 0x10001, 0x103FF, 0x10400, 0xFFFFF, 0x100000, 0x10FFFF};

} // namespace

static_assert(compare_as_utf16("", "") == 0);
static_assert(compare_as_utf16("", "a") < 0 && compare_as_utf16("a", "") > 0);
static_assert(compare_as_utf16("a", "aa") < 0 && compare_as_utf16("b", "aa") > 0);
static_assert(compare_as_utf16("\xF0\x9F\x98\x80", "\xEF\xAC\xB3") < 0, "RFC 8785: U+1F600 before U+FB33");
static_assert(compare_as_utf16("\xED\x9F\xBF", "\xF0\x90\x80\x80") < 0, "U+D7FF before surrogates");

TEST_CASE("pairs of code points, behind a common prefix and before a rest") {
    for (const char32_t a : edges)
        for (const char32_t b : edges)
            for (const std::u32string prefix : {U"", U"x", U"\uFFFD", U"\U0001F600"})
                for (const std::u32string rest : {U"", U"\uFFFF"}) {
                    const std::u32string left = prefix + a + rest, right = prefix + b;
                    const int expected = sign(utf16(left).compare(utf16(right)));
                    if (sign(compare_as_utf16(utf8(left), utf8(right))) != expected)
                        FAIL(static_cast<unsigned>(a) << " and " << static_cast<unsigned>(b));
                }
}

TEST_CASE("random texts in the order of their UTF-16") {
    std::mt19937 random(16);
    std::vector<std::u32string> texts(400);
    for (std::u32string& text : texts) {
        text.resize(random() % 6);
        for (char32_t& c : text) c = edges[random() % edges.size()];
    }
    std::vector<std::u32string> expected = texts;
    std::sort(expected.begin(), expected.end(),
              [](const auto& a, const auto& b) { return utf16(a) < utf16(b); });
    std::sort(texts.begin(), texts.end(),
              [](const auto& a, const auto& b) { return compare_as_utf16(utf8(a), utf8(b)) < 0; });
    CHECK(texts == expected);
}

TEST_CASE("ill-formed bytes have an order, too: strict and antisymmetric") {
    std::mt19937 random(17);
    std::vector<std::string> texts(150);
    for (std::string& text : texts) {
        text.resize(random() % 4);
        for (char& c : text) c = static_cast<char>(random() % 8 == 0 ? 'a' : 0xE8 + random() % 24);
    }
    for (const std::string& a : texts)
        for (const std::string& b : texts) {
            REQUIRE(sign(compare_as_utf16(a, b)) == -sign(compare_as_utf16(b, a)));
            REQUIRE((compare_as_utf16(a, b) == 0) == (a == b));
            for (const std::string& c : texts)
                if (compare_as_utf16(a, b) < 0 && compare_as_utf16(b, c) < 0 && compare_as_utf16(a, c) >= 0)
                    FAIL("not transitive");
        }
}
