#include <inkjet/writer/constant_text.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace inkjet::detail;
using inkjet::options;

namespace {

std::string escaped(std::string_view text, const options& chosen = {}) {
    constant_text json(chosen);
    json.put_string(text, nullptr);
    return json.failed() ? "failed" : std::string(json.view());
}

std::string place_of(const constant_step& at) {
    const options chosen;
    constant_text json(chosen);
    json.fail(inkjet::errc::depth, &at, "why");
    CHECK(json.failed());
    CHECK(json.outcome().note.view() == "why");
    return std::string(json.outcome().where.view());
}

} // namespace

TEST_CASE("text grows") {
    const options chosen;
    constant_text json(chosen);
    CHECK(json.view().empty());
    std::string expected;
    for (int i = 0; i < 1000; ++i) {
        json.put(static_cast<char>('a' + i % 26));
        expected += static_cast<char>('a' + i % 26);
    }
    json.put(expected);
    CHECK((json.view() == expected + expected));
    CHECK(json.outcome().size == 2000);
}

TEST_CASE("escapes") {
    CHECK(escaped("a\"\\\n\x01/<\u00e9\u2028") == "\"a\\\"\\\\\\n\\u0001/<\u00e9\u2028\"");
    CHECK(escaped("/<'\u2028\u2027", {.html_safe = true, .escape_slash = true}) ==
          "\"\\/\\u003c\\u0027\\u2028\u2027\"");
    CHECK(escaped("\u00e9\U0001F600", {.ascii = true}) == R"("\u00e9\ud83d\ude00")");
    CHECK(escaped("\xe2\x82") == "failed");
    CHECK(escaped("\xe2\x82z", {.invalid_utf8 = inkjet::invalid_utf8_policy::replace}) == "\"\uFFFDz\"");
    CHECK(escaped("\xe2\x82z", {.invalid_utf8 = inkjet::invalid_utf8_policy::pass}) == "\"\xe2\x82z\"");
}

TEST_CASE("lines") {
    const options spaces{.indent = 3}, tabs{.indent = '\t'};
    constant_text a(spaces), b(tabs);
    a.put_line(2);
    b.put_line(2);
    CHECK(a.view() == "\n      ");
    CHECK(b.view() == "\n\t\t");
}

TEST_CASE("places") {
    const constant_step outer{nullptr, true, "users", 0}, element{&outer, false, {}, 12};
    CHECK(place_of(outer) == "$.users");
    CHECK(place_of(element) == "$.users[12]");
    CHECK(place_of({&element, true, "first 'name\\n", 0}) == "$.users[12]['first \\'name\\n']");
    CHECK(place_of({nullptr, true, "a\\\"", 0}) == "$['a\"']");
    CHECK(place_of({nullptr, true, "", 0}) == "$['']");
    CHECK(place_of({nullptr, true, std::string(300, 'x'), 0}).size() == 255);
}

TEST_CASE("the first failure counts") {
    const options chosen;
    constant_text json(chosen);
    json.put("text");
    json.fail(inkjet::errc::depth, nullptr, "first");
    json.fail(inkjet::errc::bad_value, nullptr, "second");
    CHECK(json.outcome().code == inkjet::errc::depth);
    CHECK(json.outcome().note.view() == "first");
    CHECK(json.outcome().where.view() == "$");
    CHECK(json.outcome().size == 0);
}
