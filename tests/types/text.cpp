#include <inkjet/types/text.hpp>

#include "folding.hpp"
#include "rooms.hpp"
#include "writing.hpp"

#include <array>
#include <cstddef>
#include <deque>
#include <list>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using testing::check_refused;
using testing::check_written;
using testing::written;
using namespace std::string_literals;
using namespace std::string_view_literals;

namespace {

struct named {
    char name[8];
    char16_t wide[4];
    std::array<char, 3> exact;
};

struct own_text {
    std::string held;
    const char* data() const { return held.data(); }
    std::size_t size() const { return held.size(); }
};

struct by_conversion {
    operator std::string_view() const { return "converted"; }
};

// Text as libraries have it that count with int.
struct counted_by_int {
    std::string text;
    const char* data() const { return text.data(); }
    int size() const { return static_cast<int>(text.size()); }
};

// A text of one of the kinds that arrays of text go about differently: short and plain, with letters that are
// not ASCII, with escapes, and too long to be written at once.
std::string any_text(std::mt19937& random) {
    const std::size_t kind = random() % 8, size = kind == 7 ? 64 + random() % 100 : random() % 64;
    std::string made(size, static_cast<char>('a' + random() % 26));
    if (kind >= 4 && size > 2) {
        const std::size_t at = random() % (size - 1);
        made.replace(at, 2, kind == 4 ? "\xC3\xA9" : kind == 5 ? "\"\x01" : kind == 6 ? "\\x" : "\xC3\xB8");
    }
    return made;
}

template <class Texts>
std::string one_by_one(const Texts& texts) {
    std::string all = "[";
    for (const auto& text : texts) all.append(written(text)).append(",");
    if (texts.empty()) return "[]";
    all.back() = ']';
    return all;
}

constexpr std::string_view expected = "\"a\\\"\\u0001\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z\"";

} // namespace

TEST_CASE("text of every code unit in every holder") {
    check_written("a\"\x01\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"s, expected);
    check_written("a\"\x01\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"sv, expected);
    check_written("a\"\x01\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z", expected);
    check_written(u8"a\"\u0001\u00e9\u20ac\U0001F600z", expected);
    check_written(u8"a\"\u0001\u00e9\u20ac\U0001F600z"s, expected);
    check_written(u8"a\"\u0001\u00e9\u20ac\U0001F600z"sv, expected);
    check_written(u"a\"\u0001\u00e9\u20ac\U0001F600z", expected);
    check_written(u"a\"\u0001\u00e9\u20ac\U0001F600z"s, expected);
    check_written(u"a\"\u0001\u00e9\u20ac\U0001F600z"sv, expected);
    check_written(U"a\"\u0001\u00e9\u20ac\U0001F600z", expected);
    check_written(U"a\"\u0001\u00e9\u20ac\U0001F600z"s, expected);
    check_written(U"a\"\u0001\u00e9\u20ac\U0001F600z"sv, expected);
    check_written(L"a\"\u0001\u00e9\u20ac\U0001F600z", expected);
    check_written(L"a\"\u0001\u00e9\u20ac\U0001F600z"s, expected);
    check_written(L"a\"\u0001\u00e9\u20ac\U0001F600z"sv, expected);

    const char8_t* narrow = u8"a\"\u0001\u00e9\u20ac\U0001F600z";
    check_written(narrow, expected);
    const char32_t* wide = U"a\"\u0001\u00e9\u20ac\U0001F600z";
    check_written(wide, expected);
    const std::u16string held = u"a\"\u0001\u00e9\u20ac\U0001F600z";
    check_written(std::vector(held.begin(), held.end()), expected);
    check_written(std::span(held), expected);
}

TEST_CASE("holders of text that are not strings") {
    check_written(std::vector<char>{'a', 'b'}, R"("ab")");
    check_written(std::array{'a', 'b'}, R"("ab")");
    check_written(std::array<char, 0>(), R"("")");
    check_written(std::array{u'\u00e9'}, "\"\xC3\xA9\"");
    check_written(own_text{"own"}, R"("own")");
    check_written(by_conversion(), R"("converted")");
    inkjet::buffer buffer;
    REQUIRE(buffer.append("held"));
    check_written(buffer, R"("held")");
    check_written(std::deque<char>{'a', 'b'}, R"(["a","b"])");
    check_written(std::list<std::string_view>{"a", "", "c"}, R"(["a","","c"])");
}

TEST_CASE("a code unit is text of one") {
    check_written('a', R"("a")");
    check_written('"', R"("\"")");
    check_written('\0', R"("\u0000")");
    check_written('\x7f', "\"\x7f\"");
    check_written(u8'a', R"("a")");
    check_written(u'\u00e9', "\"\xC3\xA9\"");
    check_written(U'\U0001F600', "\"\xF0\x9F\x98\x80\"");
    check_written(L'\u20ac', "\"\xE2\x82\xAC\"");
    check_refused('\xC3', inkjet::errc::invalid_utf8, "$", "byte 0xc3 at offset 0");
    check_refused(char16_t{0xD83D}, inkjet::errc::invalid_utf8, "$",
                  "a lone surrogate, or past U+10FFFF, in wide text");
}

TEST_CASE("a null pointer to text is null") {
    check_written(static_cast<const char*>(nullptr), "null");
    check_written(static_cast<char*>(nullptr), "null");
    check_written(static_cast<const char8_t*>(nullptr), "null");
    check_written(static_cast<const wchar_t*>(nullptr), "null");
    check_written(std::vector<const char*>{"a", nullptr, ""}, R"(["a",null,""])");
}

TEST_CASE("text in arrays and behind pointers ends at the first NUL, other text has a size") {
    check_written("a\0b", R"("a")");
    check_written("a\0b"s, R"("a\u0000b")");
    check_written("a\0b"sv, R"("a\u0000b")");
    check_written(std::array{'a', '\0'}, R"("a\u0000")");
    check_written(u"a\0b", R"("a")");
    check_written(u"a\0b"sv, R"("a\u0000b")");
    check_written(L"\0", R"("")");
    const char full[] = {'a', 'b', 'c'};
    check_written(full, R"("abc")");
    const char32_t full_wide[] = {U'a', U'b'};
    check_written(full_wide, R"("ab")");
    const char* pointer = "p\0q";
    check_written(pointer, R"("p")");
    char rows[2][3] = {{'a', 'b', 'c'}, {'d', '\0', 'e'}};
    check_written(rows, R"(["abc","d"])");
    check_written(named{"name", u"w\u00e9", {'x', '\0', 'y'}},
                  "{\"name\":\"name\",\"wide\":\"w\xC3\xA9\",\"exact\":\"x\\u0000y\"}");
    check_written(named{{'f', 'u', 'l', 'l', 'f', 'u', 'l', 'l'}, {u'a', u'b', u'c', u'd'}, {}},
                  "{\"name\":\"fullfull\",\"wide\":\"abcd\",\"exact\":\"\\u0000\\u0000\\u0000\"}");
}

TEST_CASE("ill-formed text is refused, with its place") {
    check_refused("ab\xff"s, inkjet::errc::invalid_utf8, "$", "byte 0xff at offset 2");
    check_refused("\xC0\x80"s, inkjet::errc::invalid_utf8, "$", "byte 0xc0 at offset 0");
    check_refused("\xED\xA0\x80", inkjet::errc::invalid_utf8, "$", "byte 0xed at offset 0");
    check_refused(std::vector{"good"s, "ba\x80"s}, inkjet::errc::invalid_utf8, "$[1]",
                  "byte 0x80 at offset 2");
    check_refused(std::string(5000, 'x') + "\xF4\x90\x80\x80", inkjet::errc::invalid_utf8, "$",
                  "byte 0xf4 at offset 5000");
    constexpr std::string_view wide = "a lone surrogate, or past U+10FFFF, in wide text";
    const std::u16string high{u'a', 0xD800, u'b'}, low{0xDC00}, last{u'a', 0xDBFF}, turned{0xDC00, 0xD800};
    for (const std::u16string& text : {high, low, last, turned})
        check_refused(text, inkjet::errc::invalid_utf8, "$", wide);
    check_refused(std::u32string{0xD800}, inkjet::errc::invalid_utf8, "$", wide);
    check_refused(std::u32string{U'a', 0x110000}, inkjet::errc::invalid_utf8, "$", wide);
    check_refused(std::wstring{static_cast<wchar_t>(-1)}, inkjet::errc::invalid_utf8, "$", wide);
    check_refused(std::u16string(5000, u'x') + high, inkjet::errc::invalid_utf8, "$", wide);
}

TEST_CASE("ill-formed text is replaced or passed where the option asks for it") {
    using inkjet::invalid_utf8_policy;
    constexpr inkjet::options replace{.invalid_utf8 = invalid_utf8_policy::replace};
    constexpr inkjet::options pass{.invalid_utf8 = invalid_utf8_policy::pass};
    CHECK(written("a\xff\"b\xC3"s, replace) == "\"a\xEF\xBF\xBD\\\"b\xEF\xBF\xBD\"");
    CHECK(written("a\xff\"b\xC3"s, pass) == "\"a\xff\\\"b\xC3\"");
    CHECK(written(std::u16string{u'a', 0xD800, u'b', 0xDC00}, replace) == "\"a\xEF\xBF\xBD"
                                                                          "b\xEF\xBF\xBD\"");
    CHECK(written(std::u32string{0x110000, U'b'}, replace) == "\"\xEF\xBF\xBD"
                                                              "b\"");
    // There are no bytes that could be passed.
    CHECK(written(std::u16string{u'a', 0xD800}, pass) == "\"a\xEF\xBF\xBD\"");
    CHECK(written('\xff', replace) == "\"\xEF\xBF\xBD\"");
}

TEST_CASE("wide text of any length, in pieces that end anywhere") {
    const std::u16string pattern = u"ab\u00e9\u20ac\U0001F600\"";
    const std::string narrow = "ab\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\\\"";
    for (std::size_t lead = 0; lead < 8; ++lead) {
        std::u16string text(lead, u'x');
        std::u32string text32(lead, U'x');
        std::string json = '"' + std::string(lead, 'x');
        for (int i = 0; i < 400; ++i) {
            text += pattern;
            text32 += U"ab\u00e9\u20ac\U0001F600\"";
            json += narrow;
        }
        json += '"';
        CHECK(written(text) == json);
        CHECK(written(text32) == json);
        if (lead == 3) check_written(text, json);
    }
}

TEST_CASE("arrays of text are as their elements are one by one") {
    std::mt19937 random(20261130);
    for (int round = 0; round < 400; ++round) {
        std::vector<std::string> texts(random() % 80);
        for (std::string& text : texts) text = any_text(random);
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        const std::deque<std::string> scattered(texts.begin(), texts.end());
        const std::string expected_array = one_by_one(texts);
        check_written(texts, expected_array);
        check_written(views, expected_array);
        check_written(scattered, expected_array);
    }
}

TEST_CASE("arrays of text whose size is an int") {
    const std::vector<std::string> texts(20, "a\nb");
    std::vector<counted_by_int> counted;
    for (const std::string& text : texts) counted.push_back({text});
    check_written(counted, one_by_one(texts));
}

TEST_CASE("arrays of text ask for the room that they need") {
    std::mt19937 random(7);
    std::vector<std::string> texts(24);
    for (std::string& text : texts) text = any_text(random);
    testing::check_every_room(texts);
    testing::check_every_room(std::vector<std::string>(12, std::string(63, '"')));
    testing::check_every_room(std::vector<std::string>(12, std::string(63, '\x01')));
}

TEST_CASE("a text that is not UTF-8 is found at its place in an array") {
    for (std::size_t size = 1; size < 40; ++size) {
        for (const std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
            std::vector<std::string> texts(size, "plain");
            texts[at] = "not\xFFplain";
            std::string out = "kept";
            const inkjet::result r = inkjet::write(texts, out);
            CHECK(r.code == inkjet::errc::invalid_utf8);
            CHECK(r.where() == "$[" + std::to_string(at) + "]");
            CHECK(out == "kept");
            CHECK(
                testing::written_with<inkjet::options{.invalid_utf8 = inkjet::invalid_utf8_policy::replace}>(
                    texts)
                    .find("not\xEF\xBF\xBDplain") != std::string::npos);
        }
    }
}
