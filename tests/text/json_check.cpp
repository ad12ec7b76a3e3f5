#include <inkjet/text/json_check.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

using inkjet::detail::check_json;
using inkjet::detail::json_check;
using inkjet::detail::json_checker;

namespace {

constexpr std::size_t some_depth = 20;

constexpr bool is_json(std::string_view text) {
    return static_cast<bool>(check_json(text.data(), text.size(), some_depth));
}

// Where the text stops being JSON; its size if it is valid.
constexpr std::size_t stops_at(std::string_view text) {
    return check_json(text.data(), text.size(), some_depth).offset;
}

using namespace std::string_view_literals;

constexpr std::string_view accepted[] = {
    // scalars (RFC 8259, section 2: any value may stand alone)
    "null",
    "true",
    "false",
    "0",
    "-0",
    "7",
    "-1",
    "10",
    "123456789012345678901234567890",
    "\"\"",
    // numbers (section 6)
    "0.0",
    "-0.0",
    "0.5",
    "10.25",
    "1e5",
    "1E5",
    "1e+5",
    "1e-5",
    "0e0",
    "-0e-0",
    "1.5e300",
    "1e999",
    "0.00",
    "1e005",
    "1.0E+2",
    // strings (section 7)
    "\"a\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u0000\\u00e9\\uABCD\\uffff\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud800\"",
    "\"\x7F\"",
    "\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"",
    "\"\xE2\x80\xA8\xE2\x80\xA9\"",
    "\"\xF4\x8F\xBF\xBF\"",
    "\"[{,:}]\"",
    "\"//\"",
    // arrays and objects (sections 4 and 5)
    "[]",
    "{}",
    "[1]",
    "[1,2]",
    "[[],[[]],{}]",
    "{\"a\":1}",
    "{\"\":0}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":{\"b\":[{}]}}",
    "[null,true,false,\"x\",-1.5e3,[],{}]",
    // white space (section 2)
    " 1",
    "1 ",
    "\t\n\r 1\t\n\r ",
    "[ ]",
    "{ }",
    "[ 1 , 2 ]",
    "{ \"a\" : 1 , \"b\" : [ ] }",
    "\n[\n]\n",
};

constexpr std::string_view refused[] = {
    "",
    " ",
    "\n",
    // words
    "nul",
    "nulL",
    "Null",
    "tru",
    "TRUE",
    "fals",
    "nulll",
    "undefined",
    "NaN",
    "Infinity",
    "-Infinity",
    // numbers
    "+1",
    "-",
    "01",
    "-01",
    "00",
    "1.",
    ".5",
    "-.5",
    "1.e1",
    "1e",
    "1e+",
    "1E-",
    "1e1.5",
    "0x10",
    "1_000",
    "1,5",
    "--1",
    "1 2",
    "1e5e5",
    "- 1",
    "1a",
    // strings
    "\"",
    "\"a",
    "a\"",
    "'a'",
    "\"\\\"",
    "\"\\x41\"",
    "\"\\u12\"",
    "\"\\u12G4\"",
    "\"\\U0041\"",
    "\"\\a\"",
    "\"\\0\"",
    "\"\\",
    "\"\\u",
    "\"\\u123",
    "\"a\"b",
    "\"\n\"",
    "\"\t\"",
    "\"\x1F\"",
    "\"\0\""sv,
    "\"a\" \"b\"",
    // UTF-8 (section 8.1)
    "\"\x80\"",
    "\"\xC3\"",
    "\"\xC0\xAF\"",
    "\"\xE2\x82\"",
    "\"\xED\xA0\x80\"",
    "\"\xF4\x90\x80\x80\"",
    "\"\xFF\"",
    "\xC3\xA9",
    "{\"\xFF\":1}",
    // arrays
    "[",
    "]",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[,]",
    "[1,,2]",
    "[1 2]",
    "[1:2]",
    "[1]]",
    "[[]",
    "[}",
    "[1}",
    "[1],",
    // objects
    "{",
    "}",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "{\"a\":1,}",
    "{,}",
    "{,\"a\":1}",
    "{\"a\" 1}",
    "{\"a\":}",
    "{:1}",
    "{a:1}",
    "{1:1}",
    "{'a':1}",
    "{\"a\"}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\"::1}",
    "{]",
    "{\"a\":1]",
    "{\"a\":1}}",
    "{null:1}",
    "{[]:1}",
    "{\"a\",1}",
    // more than one value, other white space, comments, a byte order mark
    "1 1",
    "[] []",
    "null null",
    "1,",
    ",1",
    "\v1",
    "\f1",
    "\xC2\xA0"
    "1",
    "1\0"sv,
    "\0"sv,
    "[1]\0"sv,
    "/**/1",
    "1//",
    "[1/**/]",
    "\xEF\xBB\xBF"
    "1",
};

constexpr bool all_accepted() {
    for (const std::string_view text : accepted)
        if (!is_json(text) || stops_at(text) != text.size()) return false;
    return true;
}
constexpr bool all_refused() {
    for (const std::string_view text : refused)
        if (is_json(text)) return false;
    return true;
}
static_assert(all_accepted());
static_assert(all_refused());

std::string nested(std::size_t depth) {
    std::string text;
    if (depth == 0) text = "0";
    for (std::size_t i = 0; i < depth; ++i) text += i % 2 == 0 ? "[" : "{\"a\":";
    if (depth % 2 == 0 && depth != 0) text += '0'; // the innermost object's colon needs a value
    for (std::size_t i = depth; i > 0; --i) text += (i - 1) % 2 == 0 ? ']' : '}';
    return text;
}

} // namespace

TEST_CASE("what RFC 8259 allows") {
    for (const std::string_view text : accepted) {
        CAPTURE(text);
        CHECK(is_json(text));
    }
}

TEST_CASE("what RFC 8259 doesn't allow") {
    for (const std::string_view text : refused) {
        CAPTURE(text);
        CHECK_FALSE(is_json(text));
    }
}

TEST_CASE("the offset is where the text stops being JSON") {
    static_assert(stops_at("") == 0);
    static_assert(stops_at("nulx") == 3);
    static_assert(stops_at("[1,]") == 3);
    static_assert(stops_at("[1] 2") == 4);
    static_assert(stops_at("{\"a\":1,}") == 7);
    static_assert(stops_at("01") == 1);
    static_assert(stops_at("\"ab\xFF\"") == 3);
    static_assert(stops_at("[\"ab\n\"]") == 4);
    CHECK(stops_at("[1,2,x]") == 5);
}

TEST_CASE("a value cut short is none, whatever follows in memory") {
    for (const std::string_view text : accepted) {
        if (text.find_first_of("\"[{tfn") == std::string_view::npos)
            continue; // a shorter number is a number, too
        const std::size_t last = text.find_last_not_of(" \n\r\t");
        for (std::size_t n = 0; n <= last; ++n) {
            CAPTURE(text);
            CAPTURE(n);
            CHECK_FALSE(is_json(text.substr(0, n)));
        }
    }
}

TEST_CASE("nesting is limited by what is asked for, and by the checker's own limit") {
    const auto allows = [](std::size_t levels, std::size_t limit) {
        const std::string text = nested(levels);
        return static_cast<bool>(check_json(text.data(), text.size(), limit));
    };
    for (const std::size_t limit : {0U, 1U, 2U, 63U, 64U, 65U, 511U, 512U, 1023U, 1024U}) {
        CHECK(allows(limit, limit));
        CHECK_FALSE(allows(limit + 1, limit));
    }
    static_assert(json_checker::max_nesting == 1024);
    CHECK(allows(json_checker::max_nesting, 100000));
    CHECK_FALSE(allows(json_checker::max_nesting + 1, 100000));
    CHECK(check_json("1", 1, 0));
    CHECK_FALSE(check_json("[]", 2, 0));
}

TEST_CASE("siblings don't add to the nesting") {
    std::string text = "[";
    for (int i = 0; i < 5000; ++i) text += "[{}],";
    text += "0]";
    CHECK(check_json(text.data(), text.size(), 3));
    CHECK_FALSE(check_json(text.data(), text.size(), 2));
}
