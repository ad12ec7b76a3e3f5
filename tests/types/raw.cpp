#include <inkjet/types/raw.hpp>

#include "rooms.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

using inkjet::raw;
using inkjet::raw_checked;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct message {
    int id;
    raw body;
    raw_checked extra;
    bool seen;
};

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

} // namespace

TEST_CASE("trusted fragments are written as they are") {
    check_written(raw{"1"}, "1");
    check_written(raw{R"({"a": [1, 2]})"}, R"({"a": [1, 2]})");
    check_written(raw{"  null\n"}, "  null\n");
    check_written(raw{"\xff not JSON"}, "\xff not JSON");
    const std::string kept = R"("text")";
    check_written(std::vector<raw>{{"1"}, {kept}, {"{}"}}, R"([1,"text",{}])");
    check_written(std::map<std::string, raw>{{"a", {"1.50"}}}, R"({"a":1.50})");
    CHECK(written(std::vector<raw>{{"[1,2]"}}, {.indent = 2}) == "[\n  [1,2]\n]");
    CHECK(written(raw{R"({"b":1,"a":2})"}, {.sort_keys = true}) == R"({"b":1,"a":2})");
}

TEST_CASE("checked fragments are one JSON value") {
    check_written(raw_checked{"-1.5e3"}, "-1.5e3");
    check_written(raw_checked{" [1, {\"a\": null}] "}, " [1, {\"a\": null}] ");
    check_written(message{1, {"{}"}, {R"("x")"}, true}, R"({"id":1,"body":{},"extra":"x","seen":true})");

    constexpr auto bad = inkjet::errc::bad_value;
    check_refused(raw_checked{""}, bad, "$", "raw text is not one JSON value from offset 0");
    check_refused(raw_checked{"1 2"}, bad, "$", "raw text is not one JSON value from offset 2");
    check_refused(raw_checked{"[1,]"}, bad, "$", "raw text is not one JSON value from offset 3");
    check_refused(raw_checked{"01"}, bad, "$", "raw text is not one JSON value from offset 1");
    check_refused(raw_checked{"\"\xff\""}, bad, "$", "raw text is not one JSON value from offset 1");
    check_refused(raw_checked{"NaN"}, bad, "$", "raw text is not one JSON value from offset 0");
    check_refused(message{1, {"{}"}, {"{"}, true}, bad, "$.extra",
                  "raw text is not one JSON value from offset 1");
    check_refused(std::vector<raw_checked>{{"1"}, {"tru"}}, bad, "$[1]",
                  "raw text is not one JSON value from offset 3");
}

TEST_CASE("checked fragments nest no deeper than the limit leaves") {
    check_written(raw_checked{nested(512)}, nested(512));
    check_refused(raw_checked{nested(513)}, inkjet::errc::bad_value, "$",
                  "raw text is not one JSON value from offset 512");
    const std::string three = nested(3);
    CHECK(written(std::vector<raw_checked>{{three}}, {.depth_limit = 4}) == "[[[[]]]]");
    CHECK(written(std::vector<raw_checked>{{three}}, {.depth_limit = 3}) ==
          "a value without a JSON form at $[0]: raw text is not one JSON value from offset 2");
    CHECK(written(raw{nested(600)}, {.depth_limit = 3}) == nested(600));
}

TEST_CASE("what comes behind a fragment has its right place") {
    const std::vector<message> messages{{1, {R"({"a":[1,"]"],"b":{}})"}, {"[[],{}]"}, true},
                                        {2, {R"("\"[{")"}, {"1"}, true},
                                        {3, {"0"}, {"?"}, true}};
    check_refused(messages, inkjet::errc::bad_value, "$[2].extra",
                  "raw text is not one JSON value from offset 0");
}

TEST_CASE("long fragments, through every room") {
    const std::string text = '"' + std::string(9000, 'x') + '"';
    check_written(raw{text}, text);
    check_written(raw_checked{text}, text);
    const std::string shorter = '"' + std::string(700, 'x') + '"';
    check_every_room(std::vector<message>(5, {1, {shorter}, {"[1]"}, false}));
}
