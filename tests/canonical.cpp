// The canonical form of RFC 8785 (JCS): its tables and examples, the vectors of its reference implementation,
// and numbers against an oracle of ECMAScript's.
#include "folding.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::array;
using inkjet::canonical;
using inkjet::errc;
using inkjet::object;
using testing::keyed;
using testing::written_with;

namespace {

template <class T>
std::string canonical_text(const T& value) {
    return written_with<canonical>(value);
}

// In both ways of choosing options.
template <class T>
void check_not_canonical(const T& value, errc code, std::string_view where) {
    std::string out = "kept";
    const inkjet::result folded = inkjet::write<canonical>(value, out);
    const inkjet::result at_run_time = inkjet::write(value, out, canonical);
    CHECK(folded.code == code);
    CHECK(folded.where() == where);
    CHECK(folded.message() == at_run_time.message());
    CHECK(out == "kept");
}

// ECMA-262, Number::toString with radix 10, step by step: the digits s, k of them, and n, of which the value
// is s * 10^(n - k).
std::string number_to_string(double x) {
    if (x == 0) return "0";
    if (x < 0) return '-' + number_to_string(-x);
    char text[64];
    const std::string_view scientific(
        text, static_cast<std::size_t>(
                  std::to_chars(text, text + sizeof text, x, std::chars_format::scientific).ptr - text));
    const std::size_t e = scientific.find('e');
    std::string s;
    for (const char c : scientific.substr(0, e))
        if (c != '.') s += c;
    while (s.size() > 1 && s.back() == '0') s.pop_back();
    int exponent = 0;
    const std::size_t sign = scientific[e + 1] == '+' ? 1 : 0; // from_chars takes no plus
    std::from_chars(text + e + 1 + sign, scientific.data() + scientific.size(), exponent);
    const int k = static_cast<int>(s.size()), n = exponent + 1;
    const auto zeros = [](int count) { return std::string(static_cast<std::size_t>(count), '0'); };
    if (k <= n && n <= 21) return s + zeros(n - k);
    if (0 < n && n <= 21) return s.insert(static_cast<std::size_t>(n), 1, '.');
    if (-6 < n && n <= 0) return "0." + zeros(-n) + s;
    const std::string power = (n - 1 < 0 ? "e-" : "e+") + std::to_string(std::abs(n - 1));
    if (k == 1) return s + power;
    return s.insert(1, 1, '.') + power;
}

struct ecmascript_case {
    std::uint64_t bits;
    std::string_view text;
};

} // namespace

TEST_CASE("RFC 8785, appendix B: numbers") {
    constexpr ecmascript_case samples[] = {
        {0x0000000000000000, "0"},
        {0x8000000000000000, "0"}, // -0.0
        {0x0000000000000001, "5e-324"},
        {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"},
        {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"},
        {0xc340000000000000, "-9007199254740992"},
        {0x4430000000000000, "295147905179352830000"}, // 2^68
        {0x44b52d02c7e14af5, "9.999999999999997e+22"},
        {0x44b52d02c7e14af6, "1e+23"},
        {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"},
        {0x444b1ae4d6e2ef4f, "999999999999999900000"},
        {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
        {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"},
        {0x41b3de4355555554, "333333333.33333325"},
        {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"},
        {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"},
        {0x43143ff3c1cb0959, "1424953923781206.2"}, // a tie, to the even digit
    };
    for (const auto& [bits, text] : samples) {
        const auto number = std::bit_cast<double>(bits);
        CHECK(canonical_text(number) == text);
        CHECK(canonical_text(std::vector{number}) == '[' + std::string(text) + ']');
        CHECK(number_to_string(number) == text);
    }
    for (const std::uint64_t bits : {std::uint64_t{0x7fffffffffffffff}, std::uint64_t{0x7ff0000000000000}})
        check_not_canonical(std::vector{1.0, std::bit_cast<double>(bits)}, errc::not_finite, "$[1]");
    check_not_canonical(-std::numeric_limits<double>::infinity(), errc::not_finite, "$");
}

TEST_CASE("RFC 8785, sections 3.2.2 and 3.2.4: the example and its bytes") {
    const std::vector<double> numbers = {333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001};
    constexpr unsigned char expected[] = {
        0x7b, 0x22, 0x6c, 0x69, 0x74, 0x65, 0x72, 0x61, 0x6c, 0x73, 0x22, 0x3a, 0x5b, 0x6e, 0x75, 0x6c, 0x6c,
        0x2c, 0x74, 0x72, 0x75, 0x65, 0x2c, 0x66, 0x61, 0x6c, 0x73, 0x65, 0x5d, 0x2c, 0x22, 0x6e, 0x75, 0x6d,
        0x62, 0x65, 0x72, 0x73, 0x22, 0x3a, 0x5b, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x2e,
        0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x2c, 0x31, 0x65, 0x2b, 0x33, 0x30, 0x2c, 0x34, 0x2e, 0x35,
        0x2c, 0x30, 0x2e, 0x30, 0x30, 0x32, 0x2c, 0x31, 0x65, 0x2d, 0x32, 0x37, 0x5d, 0x2c, 0x22, 0x73, 0x74,
        0x72, 0x69, 0x6e, 0x67, 0x22, 0x3a, 0x22, 0xe2, 0x82, 0xac, 0x24, 0x5c, 0x75, 0x30, 0x30, 0x30, 0x66,
        0x5c, 0x6e, 0x41, 0x27, 0x42, 0x5c, 0x22, 0x5c, 0x5c, 0x5c, 0x5c, 0x5c, 0x22, 0x2f, 0x22, 0x7d};
    CHECK(canonical_text(object("numbers", numbers, "string",
                                "\u20ac$\x0F\x0A"
                                "A'B\"\\\\\"/",
                                "literals", array(nullptr, true, false))) ==
          std::string(expected, expected + sizeof expected));
}

TEST_CASE("RFC 8785, section 3.2.3: keys by UTF-16 code units") {
    const std::string expected =
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
        "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
        "\"\U0001f600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}";
    const std::map<std::string, std::string> map = {{"\u20ac", "Euro Sign"},
                                                    {"\r", "Carriage Return"},
                                                    {"\ufb33", "Hebrew Letter Dalet With Dagesh"},
                                                    {"1", "One"},
                                                    {"\U0001f600", "Emoji: Grinning Face"},
                                                    {"\u0080", "Control"},
                                                    {"\u00f6", "Latin Small Letter O With Diaeresis"}};
    CHECK(canonical_text(map) == expected);
    CHECK(canonical_text(object("\u20ac", "Euro Sign", "\r", "Carriage Return", "\ufb33",
                                "Hebrew Letter Dalet With Dagesh", "1", "One", "\U0001f600",
                                "Emoji: Grinning Face", "\u0080", "Control", "\u00f6",
                                "Latin Small Letter O With Diaeresis")) == expected);
    // Keys of other units are ordered by those of UTF-16 as well.
    std::map<std::u32string, int> wide;
    keyed<std::u16string> units;
    for (const char16_t* const key :
         {u"\ufb33", u"\U0001f600", u"\u20ac", u"\uffff", u"\ue000", u"\ud7ff", u"", u"\U0010ffff",
          u"\U00010000", u"\ufb33\U0001f600", u"\ufb33\ufb33"})
        units.held.emplace_back(key, 1);
    for (const char32_t* const key :
         {U"\ufb33", U"\U0001f600", U"\u20ac", U"\uffff", U"\ue000", U"\ud7ff", U"", U"\U0010ffff",
          U"\U00010000", U"\ufb33\U0001f600", U"\ufb33\ufb33"})
        wide[key] = 1;
    const std::string all =
        "{\"\":1,\"\u20ac\":1,\"\ud7ff\":1,\"\U00010000\":1,\"\U0001f600\":1,\"\U0010ffff\":1,"
        "\"\ue000\":1,\"\ufb33\":1,\"\ufb33\U0001f600\":1,\"\ufb33\ufb33\":1,\"\uffff\":1}";
    CHECK(canonical_text(units) == all);
    CHECK(canonical_text(wide) == all);
}

TEST_CASE("the vectors of the reference implementation") {
    // arrays.json
    CHECK(canonical_text(array(56, object("d", true, "10", nullptr, "1", std::vector<int>()))) ==
          R"([56,{"1":[],"10":null,"d":true}])");
    // french.json
    CHECK(canonical_text(object("peach", "This sorting order", "péché", "is wrong according to French",
                                "pêche", "but canonicalization MUST", "sin", "ignore locale")) ==
          R"({"peach":"This sorting order","péché":"is wrong according to French",)"
          R"("pêche":"but canonicalization MUST","sin":"ignore locale"})");
    // structures.json
    const std::map<std::string, int> none;
    CHECK(
        canonical_text(object("1", object("f", object("f", "hi", "F", 5), "\n", 56.0), "10", object(), "",
                              "empty", "a", none, "111", array(object("e", "yes", "E", "no")), "A",
                              object())) ==
        R"({"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}})");
    // unicode.json: not normalized
    CHECK(canonical_text(object("Unnormalized Unicode", "A\u030a")) ==
          "{\"Unnormalized Unicode\":\"\x41\xCC\x8A\"}");
    // weird.json
    CHECK(
        canonical_text(object("\u20ac", "Euro Sign", "\r", "Carriage Return", "\n", "Newline", "1", "One",
                              "\u0080", "Control\x7f", "\U0001f602", "Smiley", "\u00f6",
                              "Latin Small Letter O With Diaeresis", "\ufb33",
                              "Hebrew Letter Dalet With Dagesh", "</script>", "Browser Challenge")) ==
        "{\"\\n\":\"Newline\",\"\\r\":\"Carriage Return\",\"1\":\"One\",\"</script>\":\"Browser Challenge\","
        "\"\xC2\x80\":\"Control\x7f\",\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro "
        "Sign\",\"\U0001f602\":\"Smiley\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("what has no canonical form is refused") {
    // RFC 8785, section 3.2.2.3 and appendix D: only integers that a double holds; a double may be larger.
    constexpr std::int64_t most = (std::int64_t{1} << 53) - 1;
    CHECK(canonical_text(array(most, -most, std::uint64_t{most})) ==
          "[9007199254740991,-9007199254740991,9007199254740991]");
    check_not_canonical(array(0, most + 1), errc::integer_range, "$[1]");
    check_not_canonical(object("a", -most - 1), errc::integer_range, "$.a");
    check_not_canonical(std::uint64_t{1} << 63, errc::integer_range, "$");
    CHECK(canonical_text(static_cast<double>(most + 1)) == "9007199254740992");
    // Section 3.2.2.2: lone surrogates.
    check_not_canonical(array(std::u16string(u"a\xD83D")), errc::invalid_utf8, "$[0]");
    check_not_canonical(object("s", "\xED\xA0\xBD"), errc::invalid_utf8, "$.s");
    check_not_canonical(std::map<std::string, int>{{"\xED\xB8\x80", 1}}, errc::invalid_utf8, "$");
}

TEST_CASE("numbers as ECMAScript's, at every exponent and around the limits of the layouts") {
    std::vector<double> numbers;
    for (int exponent = -324; exponent <= 308; ++exponent)
        for (const char* const digits : {"1", "9", "15", "123456789", "99999999999999999"}) {
            const std::string text = digits + ("e" + std::to_string(exponent));
            double number = 0;
            std::from_chars(text.data(), text.data() + text.size(), number);
            numbers.push_back(number);
        }
    for (int exponent = -1074; exponent <= 1023; ++exponent) numbers.push_back(std::ldexp(1, exponent));
    const double limits[] = {1e-7, 1e-6, 1e20, 1e21, 1e22, 1e23, 9007199254740992, 1e16, 1e17};
    for (const double limit : limits)
        for (int step = -200; step <= 200; ++step)
            numbers.push_back(std::bit_cast<double>(std::bit_cast<std::uint64_t>(limit) +
                                                    static_cast<std::uint64_t>(step)));
    std::mt19937_64 random(8785);
    for (int i = 0; i < 20'000; ++i) {
        numbers.push_back(std::bit_cast<double>(random()));
        numbers.push_back(static_cast<double>(random() >> random() % 64));
        numbers.push_back(static_cast<double>(static_cast<std::int64_t>(random()) >> random() % 64) / 1e7);
    }
    std::string out;
    for (const double number : numbers) {
        if (!std::isfinite(number)) continue;
        out.clear();
        REQUIRE(inkjet::write<canonical>(number, out));
        REQUIRE(out == number_to_string(number));
        REQUIRE(inkjet::write(-number, out, canonical));
        REQUIRE(out == number_to_string(number) + number_to_string(-number));
    }
}
