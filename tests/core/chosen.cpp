// Encoders that choose among stand-ins at run time: `encoder<T>::choose`, of values and of keys.
#include <inkjet/inkjet.hpp>

#include "rooms.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::errc;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

// A value of another language, whose type is a number.
struct thing;

enum class sort : unsigned char { nothing, yes, integer, real, text, list, object, wrong };

struct thing {
    sort is = sort::nothing;
    std::int64_t integer = 0;
    double real = 0;
    std::string text = {};
    std::vector<thing> list = {};
    std::vector<std::pair<std::string, thing>> object = {};
};

// Its members as a map that lives while it is written.
struct object_view {
    using key_type = std::string;
    using mapped_type = thing;
    const thing& of;
    auto begin() const { return of.object.begin(); }
    auto end() const { return of.object.end(); }
};

struct ordered_view : object_view {
    static constexpr bool keeps_order = true;
};

thing number(std::int64_t n) { return {.is = sort::integer, .integer = n}; }
thing text(std::string t) { return {.is = sort::text, .text = std::move(t)}; }
thing list(std::vector<thing> l) { return {.is = sort::list, .list = std::move(l)}; }
thing object(std::vector<std::pair<std::string, thing>> o) {
    return {.is = sort::object, .object = std::move(o)};
}
const thing yes{.is = sort::yes}, wrong{.is = sort::wrong};

// A key that is text or something else.
struct some_key {
    std::optional<std::string> text = {};
    int number = 0;
    bool wrong = false;
    auto operator<=>(const some_key&) const = default;
};

struct with_data {};

} // namespace

template <>
struct inkjet::encoder<thing> {
    static written choose(const thing& t, auto write) {
        switch (t.is) {
        case sort::yes:
            return write(true);
        case sort::integer:
            return write(t.integer);
        case sort::real:
            return write(t.real);
        case sort::text:
            return write(t.text);
        case sort::list:
            return write(t.list);
        case sort::object:
            return write(object_view{t});
        case sort::wrong:
            return write.refuse(errc::bad_value, "wrong by itself");
        case sort::nothing:
            break;
        }
        return write(nullptr);
    }
};
template <>
struct inkjet::encoder<some_key> {
    static written choose(const some_key& k, auto write) {
        if (k.wrong) return write.refuse(errc::bad_key, "a wrong key");
        return k.text ? write(*k.text) : write(k.number);
    }
};
template <>
struct inkjet::encoder<with_data> {
    static written choose(with_data, auto write) { return write(*static_cast<const int*>(write.data())); }
};

TEST_CASE("stand-ins chosen at run time") {
    check_written(thing{}, "null");
    check_written(yes, "true");
    check_written(number(INT64_MIN), "-9223372036854775808");
    check_written(thing{.is = sort::real, .real = 0.5}, "0.5");
    check_written(text("\n"), R"("\n")");
    check_written(list({}), "[]");
    check_written(list({number(1), text("a"), list({yes, thing{}})}), R"([1,"a",[true,null]])");
    check_written(object({{"a", number(1)}, {"\"", object({})}}), R"({"a":1,"\"":{}})");
    check_written(std::make_unique<thing>(yes), "true");
    check_written(std::map<int, thing>{}, "{}");
    const auto indented = inkjet::options{.indent = 2};
    CHECK(written(object({{"a", list({number(1), list({})})}}), indented) ==
          "{\n  \"a\": [\n    1,\n    []\n  ]\n}");
    CHECK(written(object({{"b", yes}, {"a", object({{"d", yes}, {"c", yes}})}}), {.sort_keys = true}) ==
          R"({"a":{"c":true,"d":true},"b":true})");
}

TEST_CASE("a map that keeps its order where keys are sorted") {
    const thing unsorted = object({{"b", object({{"d", yes}, {"c", yes}})}, {"a", yes}});
    CHECK(written(ordered_view{{unsorted}}, {.sort_keys = true}) == R"({"b":{"c":true,"d":true},"a":true})");
    CHECK(written(ordered_view{{unsorted}}) == R"({"b":{"d":true,"c":true},"a":true})");
}

TEST_CASE("refused by a choice, in its place") {
    check_refused(wrong, errc::bad_value, "$", "wrong by itself");
    check_refused(object({{"a", list({yes, wrong, yes})}}), errc::bad_value, "$.a[1]", "wrong by itself");
    check_refused(list({text("\xff")}), errc::invalid_utf8, "$[0]", "byte 0xff at offset 0");
    thing deep = list({});
    for (int i = 0; i < 600; ++i) deep = list({std::move(deep)});
    std::string out;
    CHECK(inkjet::write(deep, out).code == errc::depth);
}

TEST_CASE("keys chosen at run time") {
    const std::map<some_key, int> keys = {
        {{.number = 9}, 1}, {{.number = 10}, 2}, {{.text = "1a"}, 3}, {{.text = "\""}, 4}};
    constexpr inkjet::options any{.non_string_keys = true},
        sorted{.sort_keys = true, .non_string_keys = true};
    CHECK(written(keys, any) == R"({"9":1,"10":2,"\"":4,"1a":3})");
    // In the order of their text, whatever they were before.
    CHECK(written(keys, sorted) == R"({"\"":4,"10":2,"1a":3,"9":1})");
    check_refused(keys, errc::bad_key, "$", "set .non_string_keys to write it as text");
    check_written(std::map<some_key, int>{{{.text = "a"}, 1}}, R"({"a":1})");

    const std::vector<std::map<some_key, int>> bad = {{}, {{{.wrong = true}, 1}}};
    check_refused(bad, errc::bad_key, "$[1]", "a wrong key");
    CHECK(written(bad, sorted) == "a key that is not text at $[1]: a wrong key");
}

TEST_CASE("what belongs to the caller of the write") {
    int n = 7;
    CHECK(written(std::vector<with_data>(2), {.fallback_data = &n}) == "[7,7]");
}

TEST_CASE("chosen values, through every room") {
    std::vector<thing> many;
    for (int i = 0; i < 30; ++i) {
        many.push_back(
            object({{std::string(20, '"'), number(INT64_MIN)}, {"b", list({yes, thing{}, text("xyz")})}}));
        many.push_back(number(i));
        many.push_back(thing{.is = sort::real, .real = -2.2250738585072014e-308});
    }
    check_every_room(list(std::move(many)));
}
