#include <inkjet/types/adhoc.hpp>

#include "rooms.hpp"

#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::array;
using inkjet::object;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;
using namespace std::string_literals;

namespace {

struct point {
    int x, y;
};

struct answer {
    int code;
    point place;
};

constexpr inkjet::options indented{.indent = 2};

} // namespace

template <>
struct inkjet::encoder<answer> {
    static void write(auto& writer, const answer& a) {
        writer.value(object("code", a.code, "at", array(a.place.x)));
    }
};

TEST_CASE("objects made on the spot") {
    const int id = 7;
    const std::vector<std::string> users{"a", "b"};
    check_written(object(), "{}");
    check_written(object("id", id), R"({"id":7})");
    check_written(object("id", id, "users", users), R"({"id":7,"users":["a","b"]})");
    check_written(object("a", 1.5, "b", nullptr, "c", true, "d", 'x', "e", "text", "f", point{1, 2}),
                  R"({"a":1.5,"b":null,"c":true,"d":"x","e":"text","f":{"x":1,"y":2}})");
    check_written(object("outer", object("inner", object())), R"({"outer":{"inner":{}}})");
    check_written(object("none", std::optional<int>()), R"({"none":null})");
    check_written(object("a", 1, "a", 2), R"({"a":1,"a":2})");
}

TEST_CASE("keys of objects made on the spot") {
    const std::string key = "k\"";
    const std::string_view part = "part";
    const char* const literal = "l";
    check_written(object(key, 1, part, 2, literal, 3, u8"\u00e9", 4, "sum"s + "med", 5, "", 6),
                  "{\"k\\\"\":1,\"part\":2,\"l\":3,\"\xC3\xA9\":4,\"summed\":5,\"\":6}");
    check_written(object("cut\0off", 1, "not\0cut"s, 2), R"({"cut":1,"not\u0000cut":2})");
    check_written(object(std::string(5000, 'k'), 1), "{\"" + std::string(5000, 'k') + "\":1}");
    check_refused(array(1, object("good", 1, "\xff", 2)), inkjet::errc::invalid_utf8, "$[1]",
                  "byte 0xff at offset 0");
    check_refused(object(static_cast<const char*>(nullptr), 1), inkjet::errc::bad_key, "$",
                  "set .non_string_keys to write it as text");
}

TEST_CASE("arrays made on the spot") {
    check_written(array(), "[]");
    check_written(array(1), "[1]");
    check_written(array(1, "two", 3.5, nullptr, array(), point{1, 2}),
                  R"([1,"two",3.5,null,[],{"x":1,"y":2}])");
    check_written(array(std::vector{1, 2}, std::map<std::string, int>{{"a", 1}}), R"([[1,2],{"a":1}])");
    const int numbers[] = {1, 2};
    check_written(array(numbers, numbers), "[[1,2],[1,2]]");
}

TEST_CASE("values made on the spot refer to their arguments") {
    int number = 1;
    static_assert(sizeof(object("number", number)) == 2 * sizeof(void*));
    std::string out;
    number = 2;
    const auto list = array(number, number);
    const auto named = object("number", number, "list", list);
    number = 3;
    CHECK(inkjet::write(named, out));
    CHECK(out == R"({"number":3,"list":[3,3]})");
}

TEST_CASE("as elements, in encoders, and out of functions") {
    check_written(std::vector<answer>{{1, {2, 3}}, {4, {5, 6}}},
                  R"([{"code":1,"at":[2]},{"code":4,"at":[5]}])");
    check_written(object("answer", answer{1, {2, 3}}), R"({"answer":{"code":1,"at":[2]}})");
}

TEST_CASE("indented") {
    CHECK(written(object(), indented) == "{}");
    CHECK(written(array(), indented) == "[]");
    CHECK(written(object("a", 1, "b", array(1, object())), indented) ==
          "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    {}\n  ]\n}");
    std::string folded;
    CHECK(inkjet::write<indented>(object("a", array(1)), folded));
    CHECK(folded == "{\n  \"a\": [\n    1\n  ]\n}");
}

TEST_CASE("in the order of their keys") {
    CHECK(written(object("b", 1, "a", 2, "c", 3, "a", 4), {.sort_keys = true}) ==
          R"({"a":2,"a":4,"b":1,"c":3})");
    CHECK(written(array(2, 1), {.sort_keys = true}) == "[2,1]");
    CHECK(written(object("b", 1, "", 2), {.indent = 1, .sort_keys = true}) == "{\n \"\": 2,\n \"b\": 1\n}");
}

TEST_CASE("what a value refuses is refused in its place, and nesting has a limit") {
    check_refused(object("a", 1, "b", array(1, std::nan(""))), inkjet::errc::not_finite, "$.b[1]", "NaN");
    CHECK(written(object("a", array(object())), {.depth_limit = 3}) == R"({"a":[{}]})");
    CHECK(written(object("a", array(object())), {.depth_limit = 2}) ==
          "nested too deeply at $.a[0]: the limit is 2");
    CHECK(written(object(), {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");
    CHECK(written(array(), {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");
}

TEST_CASE("through every room") {
    const std::string long_text(300, '\x01');
    const std::vector<double> numbers(60, -2.2250738585072014e-308);
    const point far{-2147483647, -2147483647};
    const auto inner = object("far", far, long_text, far);
    const auto list = array(far, far, numbers, far, long_text, far, inner);
    check_every_room(object("a", list, "b", nullptr, long_text, true, "c", list));
}

TEST_CASE("options leave members out") {
    const std::optional<int> none;
    const std::string empty;
    CHECK(written(object("a", none, "b", 1, "c", nullptr), {.skip_null = true}) == R"({"b":1})");
    CHECK(written(object("a", none, "b", empty, "c", std::vector<int>()), {.skip_empty = true}) == "{}");
    CHECK(written(object("a", none, "b", empty), {.indent = 1, .skip_empty = true}) == "{}");
    CHECK(written(object("a", none, "b", object("c", none)), {.indent = 1, .skip_null = true}) ==
          "{\n \"b\": {}\n}");
    CHECK(written(object("z", 1, "a", none, "b", 2), {.sort_keys = true, .skip_null = true}) ==
          R"({"b":2,"z":1})");
    CHECK(written(object("a", 0, "b", ""), {.skip_default = true}) == R"({"a":0,"b":""})");
    CHECK(written(array(none, empty), {.skip_null = true, .skip_empty = true}) == R"([null,""])");
    CHECK(written(object("userId", 1), {.keys = inkjet::key_style::snake}) == R"({"userId":1})");
}

TEST_CASE("in the order of UTF-16") {
    CHECK(written(object("\xEF\xBD\x9E", 1, "\xF0\x9F\x98\x80", 2),
                  {.sort_keys = true, .utf16_order = true}) == "{\"\xF0\x9F\x98\x80\":2,\"\xEF\xBD\x9E\":1}");
    CHECK(written(object("\xEF\xBD\x9E", 1, "\xF0\x9F\x98\x80", 2), {.sort_keys = true}) ==
          "{\"\xEF\xBD\x9E\":1,\"\xF0\x9F\x98\x80\":2}");
}
