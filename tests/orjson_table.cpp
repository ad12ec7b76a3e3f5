// What orjson 3.11 documents and does, for all that both have; and where the two differ. The rest of its
// table of times is in types/chrono.cpp.
#include <inkjet/types/any.hpp>
#include <inkjet/types/chrono.hpp>
#include <inkjet/types/datetime64.hpp>
#include <inkjet/types/half.hpp>
#include <inkjet/types/ndarray.hpp>
#include <inkjet/types/uuid.hpp>

#include "folding.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <any>
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using namespace std::string_literals;
using inkjet::array;
using inkjet::errc;
using inkjet::object;
using inkjet::options;
using testing::check_refused;
using testing::keyed;
using testing::written;
using testing::written_with;

namespace {

// orjson's options by their names.
constexpr options none{};
constexpr options append_newline{.append_newline = true};
constexpr options indent_2{.indent = 2};
constexpr options naive_utc{.naive_as_utc = true};
constexpr options non_str_keys{.non_string_keys = true};
constexpr options omit_microseconds{.omit_subseconds = true};
constexpr options sort_keys{.sort_keys = true};
constexpr options strict_integer{.strict_integers = true};
constexpr options utc_z{.utc_as_z = true};
constexpr options nan_as_null{.non_finite = inkjet::non_finite_policy::null}; // orjson has no other way

constexpr double infinity = std::numeric_limits<double>::infinity(),
                 nan = std::numeric_limits<double>::quiet_NaN();

template <options Chosen, class T>
void check(const T& value, std::string_view expected) {
    CHECK(written_with<Chosen>(value) == expected);
}

// A map of one entry.
template <options Chosen, class Key>
void check_as_key(const Key& key, std::string_view expected) {
    CHECK(written_with<Chosen>(keyed<Key>{{{key, 1}}}) == expected);
}

struct place {
    double x, y;
};
struct visit {
    int id;
    std::string name;
    place at;
    std::vector<std::string> tags;
    std::optional<int> note;
};
const visit some_visit{7, "Zoë", {1.5, -0.0}, {"a", "b"}, {}};

enum class number { one = 1, three = 3 };
enum class word { x };

struct hidden {
    int a, _b;
};
struct nothing {};

const inkjet::uuid some_uuid(std::array<std::uint8_t, 16>{0xf8, 0x1d, 0x4f, 0xae, 0x7d, 0xec, 0x11, 0xd0,
                                                          0xa7, 0x65, 0x00, 0xa0, 0xc9, 0x1e, 0x6b, 0xf6});
constexpr auto day = 2026y / 11 / 25;
constexpr auto utc = std::chrono::sys_days(day) + 9h + 30min + 7us;
constexpr auto naive = std::chrono::local_days(day) + 9h + 30min + 7us;

// What orjson's `default` is given and what it returns.
struct unknown {};
int calls = 0, calls_that_pass = 0;

void to_null(inkjet::fallback_call& call) { call.write(nullptr); }
void to_text(inkjet::fallback_call& call) { call.write("x"); }
void to_dict(inkjet::fallback_call& call) { call.write(object("k", array(1))); }
void to_nan(inkjet::fallback_call& call) { call.write(nan); }
void to_nothing(inkjet::fallback_call&) {}
void to_itself(inkjet::fallback_call& call) {
    if (++calls <= calls_that_pass)
        call.write(*call.get_if<std::any>());
    else
        call.write(1);
}

constexpr options with_default(void (*f)(inkjet::fallback_call&)) { return {.fallback = f}; }

struct chain {
    std::vector<chain> inner;
};

chain lists(int depth) {
    chain made;
    for (int i = 1; i < depth; ++i) {
        chain outer;
        outer.inner.push_back(std::move(made));
        made = std::move(outer);
    }
    return made;
}

} // namespace

template <>
struct inkjet::encoder<word> {
    static std::string_view as(word) { return "x"; }
};
template <>
struct inkjet::encoder<chain> {
    static const auto& as(const chain& c) { return c.inner; }
};

TEST_CASE("str") {
    check<none>("", R"("")");
    check<none>("\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16"
                "\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f"s,
                R"("\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011)"
                R"(\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f")");
    check<none>("\"\\/\x7f\u0080<>&' \u2028\u2029", "\"\\\"\\\\/\x7f\u0080<>&' \u2028\u2029\"");
    check<none>("\U0010ffff", "\"\xf4\x8f\xbf\xbf\"");
    check<none>("\ufffe", "\"\xef\xbf\xbe\"");
    check<none>("é", "\"\xc3\xa9\"");
    std::string foreign;
    for (int i = 0; i < 40; ++i) foreign += "é";
    check<none>(std::string(70, 'x') + '\n' + foreign, '"' + std::string(70, 'x') + "\\n" + foreign + '"');
    // "str is not valid UTF-8: surrogates not allowed"
    check_refused(u"\xd800", errc::invalid_utf8, "$", "a lone surrogate, or past U+10FFFF, in wide text");
    check_refused(u"a\xdfff", errc::invalid_utf8, "$", "a lone surrogate, or past U+10FFFF, in wide text");
    check_refused("\xed\xa0\x80", errc::invalid_utf8, "$", "byte 0xed at offset 0");
    check_refused("ab\xff", errc::invalid_utf8, "$", "byte 0xff at offset 2");
}

TEST_CASE("int") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(),
                           least = std::numeric_limits<std::int64_t>::min(),
                           exact = (std::int64_t{1} << 53) - 1;
    check<none>(0, "0");
    check<none>(-1, "-1");
    check<none>(most, "9223372036854775807");
    check<none>(least, "-9223372036854775808");
    check<none>(std::uint64_t{1} << 63, "9223372036854775808");
    check<none>(std::numeric_limits<std::uint64_t>::max(), "18446744073709551615");
    check<none>(array(least, 0, std::numeric_limits<std::uint64_t>::max()),
                "[-9223372036854775808,0,18446744073709551615]");

    check<strict_integer>(exact, "9007199254740991");
    check<strict_integer>(-exact, "-9007199254740991");
    for (const std::int64_t refused : {exact + 1, -exact - 1, most, least}) {
        std::string out;
        const inkjet::result r = inkjet::write<strict_integer>(refused, out);
        CHECK(r.code == errc::integer_range);
        CHECK(r.note() == std::to_string(refused));
        CHECK(written_with<strict_integer>(refused) == r.message());
    }
}

TEST_CASE("float") {
    constexpr std::pair<double, std::string_view> cases[] = {
        {0.0, "0.0"},
        {-0.0, "-0.0"},
        {1.0, "1.0"},
        {-1.0, "-1.0"},
        {0.1, "0.1"},
        {1e-4, "0.0001"},
        {1e-5, "0.00001"},
        {1.5e-5, "0.000015"},
        {1.234e-5, "0.00001234"},
        {9.999e-6, "9.999e-6"},
        {1e-6, "1e-6"},
        {1.5e-6, "1.5e-6"},
        {1e-7, "1e-7"},
        {1.25e-8, "1.25e-8"},
        {1e-10, "1e-10"},
        {123456789.0, "123456789.0"},
        {100000.0, "100000.0"},
        {123456.7, "123456.7"},
        {1e15, "1000000000000000.0"},
        {9007199254740993.0, "9007199254740992.0"},
        {9999999999999998.0, "9999999999999998.0"},
        {5e-324, "5e-324"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {3.14, "3.14"},
        {4.35, "4.35"},
        {0.30000000000000004, "0.30000000000000004"},
        {2.0 / 3, "0.6666666666666666"},
    };
    for (const auto& [value, text] : cases) check<none>(value, text);
    for (const double value : {nan, infinity, -infinity}) {
        check<nan_as_null>(value, "null");
        check<nan_as_null>(array(value, object("a", value)), R"([null,{"a":null}])");
    }
}

TEST_CASE("None, bool, list, tuple") {
    check<none>(nullptr, "null");
    check<none>(true, "true");
    check<none>(false, "false");
    check<none>(std::vector<int>(), "[]");
    check<none>(std::tuple(), "[]");
    check<none>(std::tuple(1, std::tuple(2, 3)), "[1,[2,3]]");
    check<indent_2>(std::tuple(1, std::tuple(2, 3)), "[\n  1,\n  [\n    2,\n    3\n  ]\n]");
    check<append_newline>(std::tuple(1, std::tuple(2, 3)), "[1,[2,3]]\n");
}

TEST_CASE("dict with str keys, sorted and indented") {
    using strings = std::map<std::string, int>;
    check<none>(strings(), "{}");
    check<none>(object("a", strings()), R"({"a":{}})");
    check<none>(strings{{"\0\x1f\"\\é\u2028"s, 1}}, "{\"\\u0000\\u001f\\\"\\\\é\u2028\":1}");
    check<indent_2>(strings(), "{}");
    check<indent_2>(object("a", strings()), "{\n  \"a\": {}\n}");
    check<indent_2>(object("a", array()), "{\n  \"a\": []\n}");
    const auto nested = [] { return std::vector<int>{1, 2}; };
    check<indent_2>(
        array(1, object("b", array(1, 2, object()), "a", object("c", nullptr))),
        "[\n  1,\n  {\n    \"b\": [\n      1,\n      2,\n      {}\n    ],\n    \"a\": {\n      \"c\": "
        "null\n    }\n  }\n]");
    constexpr options all{.indent = 2, .append_newline = true, .sort_keys = true};
    check<all>(array(1, object("b", array(1, 2, object()), "a", object("c", nullptr))),
               "[\n  1,\n  {\n    \"a\": {\n      \"c\": null\n    },\n    \"b\": [\n      1,\n      2,\n    "
               "  {}\n  "
               "  ]\n  }\n]\n");
    check<options{.indent = 2, .append_newline = true}>(
        object("a", nested(), "b", strings()), "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}\n");
    check<options{.indent = 2, .append_newline = true}>(strings(), "{}\n");

    const keyed<std::string> unsorted{{{"b", 1},
                                       {"a", 2},
                                       {"A", 3},
                                       {"é", 4},
                                       {"", 5},
                                       {"z", 6},
                                       {"\U0001f600", 7},
                                       {"\ufb33", 8},
                                       {"aa", 9}}};
    check<none>(unsorted,
                "{\"b\":1,\"a\":2,\"A\":3,\"é\":4,\"\":5,\"z\":6,\"\U0001f600\":7,\"\ufb33\":8,\"aa\":9}");
    check<sort_keys>(
        unsorted, "{\"\":5,\"A\":3,\"a\":2,\"aa\":9,\"b\":1,\"z\":6,\"é\":4,\"\ufb33\":8,\"\U0001f600\":7}");
    check<sort_keys>(object("b", object("y", 1, "x", 2), "a", 3), R"({"a":3,"b":{"x":2,"y":1}})");
    check_refused(keyed<std::u16string>{{{u"\xd800", 1}}}, errc::invalid_utf8, "$",
                  "a lone surrogate, or past U+10FFFF, in wide text");
}

TEST_CASE("dict with other keys") {
    check_as_key<non_str_keys>(1, R"({"1":1})");
    check_as_key<non_str_keys>(-5, R"({"-5":1})");
    check_as_key<non_str_keys>(std::numeric_limits<std::uint64_t>::max(), R"({"18446744073709551615":1})");
    check_as_key<non_str_keys>(1.5, R"({"1.5":1})");
    check_as_key<non_str_keys>(1.0, R"({"1.0":1})");
    check_as_key<non_str_keys>(-0.0, R"({"-0.0":1})");
    check_as_key<non_str_keys>(1e-7, R"({"1e-7":1})");
    check_as_key<options{.non_finite = inkjet::non_finite_policy::null, .non_string_keys = true}>(
        nan, R"({"null":1})");
    check_as_key<options{.non_finite = inkjet::non_finite_policy::null, .non_string_keys = true}>(
        infinity, R"({"null":1})");
    check_as_key<non_str_keys>(nullptr, R"({"null":1})");
    check_as_key<non_str_keys>(true, R"({"true":1})");
    check_as_key<non_str_keys>(false, R"({"false":1})");
    check_as_key<non_str_keys>(number::three, R"({"3":1})");
    check_as_key<non_str_keys>(word::x, R"({"x":1})");
    check_as_key<non_str_keys>(some_uuid, R"({"f81d4fae-7dec-11d0-a765-00a0c91e6bf6":1})");
    check_as_key<non_str_keys>(utc, R"({"2026-11-25T09:30:00.000007+00:00":1})");
    check_as_key<non_str_keys>(naive, R"({"2026-11-25T09:30:00.000007":1})");
    check_as_key<non_str_keys>(day, R"({"2026-11-25":1})");
    check_as_key<non_str_keys>(std::chrono::hh_mm_ss(9h + 30min + 7us), R"({"09:30:00.000007":1})");
    constexpr options times{
        .non_string_keys = true, .naive_as_utc = true, .utc_as_z = true, .omit_subseconds = true};
    check_as_key<times>(utc, R"({"2026-11-25T09:30:00Z":1})");
    check_as_key<times>(naive, R"({"2026-11-25T09:30:00Z":1})");
    // Sorted as text.
    constexpr options both{.sort_keys = true, .non_string_keys = true};
    check<both>(keyed<int>{{{10, 1}, {9, 2}, {-1, 3}}}, R"({"-1":3,"10":1,"9":2})");
    check<both>(keyed<double>{{{1.5, 1}, {-0.5, 2}}}, R"({"-0.5":2,"1.5":1})");
    // "Dict key must be str"
    check_refused(keyed<int>{{{1, 1}}}, errc::bad_key, "$", "set .non_string_keys to write it as text");
    check_refused(array(0, object("a", keyed<inkjet::uuid>{{{some_uuid, 1}}})), errc::bad_key, "$[1].a",
                  "set .non_string_keys to write it as text");
}

TEST_CASE("enum, dataclass, UUID") {
    check<none>(number::one, "1");
    check<none>(word::x, R"("x")");
    check<none>(nothing(), "{}");
    check<indent_2>(nothing(), "{}");
    check<none>(some_visit, R"({"id":7,"name":"Zoë","at":{"x":1.5,"y":-0.0},"tags":["a","b"],"note":null})");
    check<indent_2>(some_visit, R"({
  "id": 7,
  "name": "Zoë",
  "at": {
    "x": 1.5,
    "y": -0.0
  },
  "tags": [
    "a",
    "b"
  ],
  "note": null
})");
    check<none>(some_uuid, R"("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")");
    check<none>(std::vector{some_uuid}, R"(["f81d4fae-7dec-11d0-a765-00a0c91e6bf6"])");
    check<none>(inkjet::uuid(), R"("00000000-0000-0000-0000-000000000000")");
}

TEST_CASE("datetime, date, time") {
    check<none>(utc, R"("2026-11-25T09:30:00.000007+00:00")");
    check<utc_z>(utc, R"("2026-11-25T09:30:00.000007Z")");
    check<omit_microseconds>(utc, R"("2026-11-25T09:30:00+00:00")");
    check<none>(naive, R"("2026-11-25T09:30:00.000007")");
    check<naive_utc>(naive, R"("2026-11-25T09:30:00.000007+00:00")");
    check<options{.naive_as_utc = true, .utc_as_z = true}>(naive, R"("2026-11-25T09:30:00.000007Z")");
    check<none>(1y / 1 / 1, R"("0001-01-01")");
    check<none>(9999y / 12 / 31, R"("9999-12-31")");
    check<none>(std::chrono::hh_mm_ss(0s), R"("00:00:00")");
    check<none>(std::chrono::hh_mm_ss(12h + 15s + 290us), R"("12:00:15.000290")");
}

TEST_CASE("Fragment") {
    using inkjet::raw;
    check<none>(raw{R"({"a": 1})"}, R"({"a": 1})");
    check<none>(array(raw{"1"}, raw{"x"}), "[1,x]"); // trusted, here as there
    check<indent_2>(object("a", raw{"[ 1 ]"}), "{\n  \"a\": [ 1 ]\n}");
    check<indent_2>(object("f", raw{R"({"x":1})"}, "g", array(raw{"[]"})),
                    "{\n  \"f\": {\"x\":1},\n  \"g\": [\n    []\n  ]\n}");
    check<sort_keys>(object("z", raw{R"({"b":1,"a":2})"}), R"({"z":{"b":1,"a":2}})");
    check<none>(raw{"\xff"}, "\xff");
}

TEST_CASE("default") {
    const std::any any = unknown();
    const auto check = [](const auto& value, void (*f)(inkjet::fallback_call&), std::string_view expected) {
        CHECK(written(value, with_default(f)) == expected);
    };
    check_refused(any, errc::bad_value, "$", "its type is only known at run time, and no fallback is set");
    check(any, to_null, "null");
    check(any, to_text, R"("x")");
    check(array(any, object("a", any)), to_dict, R"([{"k":[1]},{"a":{"k":[1]}}])");
    CHECK(written(array(any), options{.indent = 2, .fallback = to_dict}) ==
          "[\n  {\n    \"k\": [\n      1\n    ]\n  }\n]");
    CHECK(written(any, options{.non_finite = inkjet::non_finite_policy::null, .fallback = to_nan}) == "null");
    // As deep as orjson documents: 254 calls inside one another.
    for (const int passing : {0, 1, 253, 254}) {
        CAPTURE(passing);
        calls = 0, calls_that_pass = passing;
        std::string out;
        const inkjet::result r = inkjet::write(array(any), out, with_default(to_itself));
        CHECK(calls == std::min(passing + 1, 254));
        CHECK(r.code == (passing < 254 ? errc::ok : errc::depth));
        CHECK(out == (passing < 254 ? "[1]" : ""));
        if (passing == 254) CHECK(r.where() == "$[0]");
    }
    // One after the other they do not count.
    calls = 0, calls_that_pass = 0;
    const std::vector<std::any> many(1000, any);
    CHECK(written(many, with_default(to_text)).size() == 4001);
}

TEST_CASE("recursion") {
    // orjson's limit is its own, somewhat past 250; this one can be set to it.
    constexpr options as_there{.depth_limit = 255};
    CHECK(written_with<as_there>(lists(255)) == std::string(255, '[') + std::string(255, ']'));
    std::string out;
    CHECK(inkjet::write(lists(256), out, as_there).code == errc::depth);
    CHECK(written(lists(512)).size() == 1024);
    CHECK(inkjet::write(lists(513), out).code == errc::depth);
}

TEST_CASE("numpy") {
    using inkjet::datetime64;
    using inkjet::datetime_unit;
    using inkjet::ndarray;
    const std::int32_t six[] = {0, 1, 2, 3, 4, 5};
    check<none>(ndarray<std::int32_t>(six, {2, 3}), "[[0,1,2],[3,4,5]]");
    check<none>(ndarray<std::int32_t>(six, {1, 2, 3}), "[[[0,1,2],[3,4,5]]]");
    check<none>(ndarray<std::int32_t>(six, {0}), "[]");
    check<none>(ndarray<std::int32_t>(six, {2, 0}), "[[],[]]");
    check<none>(ndarray<std::int32_t>(six, {0, 2}), "[]");
    check<indent_2>(ndarray<std::int32_t>(six, {2, 2}),
                    "[\n  [\n    0,\n    1\n  ],\n  [\n    2,\n    3\n  ]\n]");
    const bool bits[] = {true, false};
    check<none>(ndarray<bool>(bits, {2}), "[true,false]");
    const float floats[] = {1.1F, -0.0F, 1e-7F, 16777216, 1e10F};
    check<none>(ndarray<float>(floats, {5}), "[1.1,-0.0,1e-7,16777216.0,10000000000.0]");
    const double not_finite[] = {nan, infinity};
    check<nan_as_null>(ndarray<double>(not_finite, {2}), "[null,null]");
    check<none>(1.1F, "1.1");
    check<none>(std::int8_t{-128}, "-128");

    constexpr options naive_z{.naive_as_utc = true, .utc_as_z = true};
    constexpr datetime64<datetime_unit::microsecond> micro{-1};
    check<none>(micro, R"("1969-12-31T23:59:59.999999")");
    check<naive_utc>(micro, R"("1969-12-31T23:59:59.999999+00:00")");
    check<naive_z>(micro, R"("1969-12-31T23:59:59.999999Z")");
    check<omit_microseconds>(micro, R"("1969-12-31T23:59:59")");
    check<none>(datetime64<datetime_unit::day>{18628}, R"("2021-01-01T00:00:00")");
    check<none>(datetime64<datetime_unit::year>{51}, R"("2021-01-01T00:00:00")");
    check<none>(datetime64<datetime_unit::month>{612}, R"("2021-01-01T00:00:00")");
    check<none>(datetime64<datetime_unit::hour>{18628 * 24 + 12}, R"("2021-01-01T12:00:00")");
    check<none>(datetime64<datetime_unit::day>{-719528}, R"("0000-01-01T00:00:00")");
    check_refused(datetime64<datetime_unit::day>{-719893}, errc::time_range, "$", "year -1");
    check_refused(datetime64<datetime_unit::day>{2932897}, errc::time_range, "$", "year 10000");
}

// Where inkjet goes another way. What orjson writes stands behind each line.
TEST_CASE("differences") {
    check<none>(1e16, "1e16");                                                 // 1e+16
    check<none>(1.7976931348623157e308, "1.7976931348623157e308");             // 1.7976931348623157e+308
    check<none>(12345678901234567890.0, "1.2345678901234567e19");              // 1.2345678901234567e+19
    check_refused(nan, errc::not_finite, "$", "NaN");                          // null
    check_refused(array(1, -infinity), errc::not_finite, "$[1]", "-Infinity"); // [1,null]
    check_refused(keyed<double>{{{nan, 1}}}, errc::bad_key, "$", "set .non_string_keys to write it as text");
    // Keys are integers, too: {"9007199254740992":1}
    std::string out;
    CHECK(inkjet::write<options{.strict_integers = true, .non_string_keys = true}>(
              keyed<std::int64_t>{{{std::int64_t{1} << 53, 1}}}, out)
              .code == errc::integer_range);
    // Integers beyond 64 bits are refused there.
    check<none>(static_cast<inkjet::detail::uint128>(std::numeric_limits<std::uint64_t>::max()) + 1,
                "18446744073709551616");
    // Dataclasses are not sorted there: {"id":7,"name":…
    check<sort_keys>(some_visit,
                     R"({"at":{"x":1.5,"y":-0.0},"id":7,"name":"Zoë","note":null,"tags":["a","b"]})");
    // Members that begin with an underscore are left out there: {"a":1}
    check<none>(hidden{1, 2}, R"({"a":1,"_b":2})");
    // Sets, other ranges and durations are refused there.
    check<none>(std::list{1, 2}, "[1,2]");
    check<none>(1s, R"("PT1S")");
    // A fragment can be checked.
    check_refused(inkjet::raw_checked{"x"}, errc::bad_value, "$",
                  "raw text is not one JSON value from offset 0");
    // A `default` that returns nothing gives null there.
    CHECK(inkjet::write(std::any(unknown()), out, with_default(to_nothing)).code == errc::bad_value);
    CHECK(out.empty());

    // Arrays of numpy without dimensions or with gaps are refused there.
    const std::int32_t six[] = {0, 1, 2, 3, 4, 5};
    check<none>(inkjet::ndarray<std::int32_t>(six, std::array<int, 0>{}), "0");
    check<none>(inkjet::ndarray<std::int32_t>(six, {3, 2}, {1, 3}), "[[0,3],[1,4],[2,5]]");
    // Strict integers do not look into them there: [9007199254740992]
    const std::int64_t beyond = std::int64_t{1} << 53;
    CHECK(inkjet::write<strict_integer>(inkjet::ndarray<std::int64_t>(&beyond, {1}), out).code ==
          errc::integer_range);
    check<none>(inkjet::half{0x2E66}, "0.1"); // 0.099975586
    using inkjet::datetime_unit;
    check<none>(inkjet::datetime64<datetime_unit::millisecond>{1609459200172},
                R"("2021-01-01T00:00:00.172")"); // "2021-01-01T00:00:00.172000"
    check<none>(inkjet::datetime64<datetime_unit::nanosecond>{1609459200172000001},
                R"("2021-01-01T00:00:00.172000001")");                                  // cut to microseconds
    check<none>(inkjet::datetime64<datetime_unit::second>{inkjet::not_a_time}, "null"); // refused
    check<none>(inkjet::datetime64<datetime_unit::second>{253402300799},
                R"("9999-12-31T23:59:59")"); // refused
}
