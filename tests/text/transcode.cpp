#include <inkjet/text/transcode.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace inkjet::detail;

namespace {

template <class Unit>
constexpr bool converts(std::basic_string_view<Unit> text, std::string_view expected) {
    char out[64] = {};
    const transcoded r = transcode(text.data(), text.size(), out, sizeof(out));
    return !r.invalid && r.read == text.size() && std::string_view(out, r.written) == expected;
}

template <class Unit>
constexpr bool stops(std::basic_string_view<Unit> text, std::size_t at) {
    char out[64] = {};
    const transcoded r = transcode(text.data(), text.size(), out, sizeof(out));
    return r.invalid && r.read == at;
}

// Of a code point, the UTF-8 by the definition: the bits from the lowest on, six to a continuation.
std::string encoded(char32_t c) {
    if (c < 0x80) return std::string(1, static_cast<char>(c));
    std::string bytes;
    char32_t capacity = 0x40;
    do {
        bytes.insert(bytes.begin(), static_cast<char>(0x80 + c % 64));
        c /= 64;
        capacity /= 2;
    } while (c >= capacity);
    const char32_t marks = 0x100 - 2 * capacity;
    bytes.insert(bytes.begin(), static_cast<char>(marks + c));
    return bytes;
}

} // namespace

TEST_CASE("text of each kind of code unit converts, at compile time too") {
    static_assert(
        converts(std::u16string_view(u"a\u00e4\u20ac\U0001F600z"), "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z"));
    static_assert(
        converts(std::u32string_view(U"a\u00e4\u20ac\U0001F600z"), "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z"));
    static_assert(
        converts(std::wstring_view(L"a\u00e4\u20ac\U0001F600z"), "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z"));
    static_assert(converts(std::u16string_view(), ""));
    CHECK(
        converts(std::u16string_view(u"a\u00e4\u20ac\U0001F600z"), "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z"));
    CHECK(converts(std::wstring_view(L"\uFFFD\U0010FFFF"), "\xEF\xBF\xBD\xF4\x8F\xBF\xBF"));
}

TEST_CASE("lone surrogates and numbers that are no code point stop it, at their offset") {
    constexpr char16_t lone_high[] = {u'a', 0xD800, u'b'};
    constexpr char16_t high_at_end[] = {u'a', u'b', 0xDBFF};
    constexpr char16_t lone_low[] = {0xDC00, 0xD800};
    constexpr char16_t two_highs[] = {0xD800, 0xD801, 0xDC00};
    static_assert(stops(std::u16string_view(lone_high, 3), 1));
    static_assert(stops(std::u16string_view(high_at_end, 3), 2));
    static_assert(stops(std::u16string_view(lone_low, 2), 0));
    static_assert(stops(std::u16string_view(two_highs, 3), 0));

    constexpr char32_t surrogate[] = {U'a', 0xD800};
    constexpr char32_t too_large[] = {U'a', U'b', 0x110000};
    constexpr char32_t far_too_large[] = {0xFFFFFFFF};
    static_assert(stops(std::u32string_view(surrogate, 2), 1));
    static_assert(stops(std::u32string_view(too_large, 3), 2));
    static_assert(stops(std::u32string_view(far_too_large, 1), 0));

    if constexpr (sizeof(wchar_t) == 4) {
        const wchar_t all_ones[] = {L'a', static_cast<wchar_t>(-1)};
        CHECK(stops(std::wstring_view(all_ones, 2), 1));
    }
}

TEST_CASE("every code point converts from UTF-16 and UTF-32 as the definition says, and reads back") {
    std::size_t wrong = 0;
    for (char32_t c = 0; c <= 0x110000; ++c) {
        char out[4] = {};
        const transcoded from32 = transcode(&c, 1, out, sizeof(out));
        if (!is_scalar_value(c)) {
            wrong += !from32.invalid || from32.written != 0;
            continue;
        }
        const std::string expected = encoded(c);
        wrong += from32.invalid || std::string_view(out, from32.written) != expected;
        const decoded back = decode_utf8(expected.data());
        wrong += back.code_point != c || back.length != expected.size();

        char16_t units[2] = {static_cast<char16_t>(c)};
        std::size_t count = 1;
        if (c > 0xFFFF) {
            units[0] = static_cast<char16_t>(0xD7C0 + c / 1024);
            units[1] = static_cast<char16_t>(0xDC00 + c % 1024);
            count = 2;
        }
        const transcoded from16 = transcode(units, count, out, sizeof(out));
        wrong += from16.invalid || from16.read != count || std::string_view(out, from16.written) != expected;
    }
    CHECK(wrong == 0);
}

TEST_CASE("every pair of UTF-16 code units at the edges of the surrogates is one, two or no code points") {
    std::size_t wrong = 0;
    const std::vector<char16_t> edges = {0x0000, 0x007F, 0x0080, 0x07FF, 0x0800, 0xD7FF, 0xD800, 0xD801,
                                         0xDBFE, 0xDBFF, 0xDC00, 0xDC01, 0xDFFE, 0xDFFF, 0xE000, 0xFFFF};
    for (const char16_t first : edges) {
        for (const char16_t second : edges) {
            const char16_t units[] = {first, second};
            char out[8] = {};
            const transcoded r = transcode(units, 2, out, sizeof(out));
            const bool pair = first >= 0xD800 && first < 0xDC00 && second >= 0xDC00 && second < 0xE000;
            const auto surrogate = [](char16_t unit) { return unit >= 0xD800 && unit < 0xE000; };
            if (pair)
                wrong += r.invalid || r.written != 4 || r.read != 2;
            else if (surrogate(first))
                wrong += !r.invalid || r.read != 0;
            else if (surrogate(second))
                wrong += !r.invalid || r.read != 1;
            else
                wrong += r.invalid || std::string_view(out, r.written) != encoded(first) + encoded(second);
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("no code point is split, whatever the room") {
    const std::u16string text = u"a\u00e4\u20ac\U0001F600z";
    const std::string whole = "a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80z";
    for (std::size_t room = 4; room <= whole.size() + 1; ++room) {
        std::string joined;
        std::size_t at = 0;
        while (at < text.size()) {
            std::vector<char> out(room + 1, '#');
            const transcoded r = transcode(text.data() + at, text.size() - at, out.data(), room);
            REQUIRE(!r.invalid);
            REQUIRE(r.read > 0);
            REQUIRE(r.written <= room);
            CHECK(out[room] == '#');
            joined.append(out.data(), r.written);
            at += r.read;
        }
        CHECK(joined == whole);
    }
    char none = '#';
    CHECK(transcode(text.data(), text.size(), &none, 0).read == 0);
    CHECK(none == '#');
}
