#include <inkjet/core/omission.hpp>
#include <inkjet/inkjet.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <forward_list>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::member;
using inkjet::members;
using inkjet::options;
using inkjet::detail::content;
using inkjet::detail::content_of;
using inkjet::detail::may_be_hollow;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;
using testing::written_with;

namespace {

constexpr options no_null{.skip_null = true};
constexpr options no_empty{.skip_empty = true};
constexpr options no_default{.skip_default = true};

enum class level { low, high };

// One of each family, by default without anything in it.
struct hollow {
    std::nullptr_t null = nullptr;
    std::optional<int> optional;
    std::unique_ptr<int> unique;
    std::shared_ptr<int> shared;
    const int* pointer = nullptr;
    const char* literal = nullptr;
    std::string text;
    std::string_view view;
    std::u16string wide;
    char chars[4] = "";
    std::vector<int> array;
    std::forward_list<int> list;
    std::map<std::string, int> map;
    int number = 0;
    double real = 0;
    bool flag = false;
    level kind = level::low;
};

// Each rule once, first, in the middle and last; the unbounded and the bounded, and long keys behind them.
struct ruled {
    std::optional<int> first;
    int number = 7;
    std::string text;
    int a_member_whose_name_is_so_long_that_its_key_does_not_fit_into_the_room_that_values_leave_behind_them_and_more =
        1;
    std::vector<int> list;
    double real = 0;
    std::map<std::string, std::string> last;
};

struct all_left_out {
    std::optional<std::string> a, b;
    int c = 0;
};

struct only_first {
    std::string text;
    int rest = 1;
};
struct only_last {
    int rest = 1;
    std::string text;
};

struct by_predicate {
    int value = 0;
    std::string text;
    char name[8] = "";
};
struct throwing {
    int value = 0;
    std::string text = std::string(3000, 'x');
};

struct defaults {
    int one = 1;
    std::string text = "standard";
    std::vector<double> numbers{1, 2.5};
    std::map<std::string, std::vector<int>> map{{"k", {1}}};
    std::optional<int> optional = 3;
    level kind = level::high;
    char letter = 'l';
    float real = 0.5f;
    std::pair<int, std::string> pair{1, "p"};
    std::uint8_t bytes[3] = {1, 2, 3};
};

// Cannot be made without arguments, so nothing of it is standard.
struct without_default {
    explicit without_default(int v) : value(v) {}
    int value;
};

struct computed {
    int stored = 0;
    int twice() const { return 2 * stored; }
    std::string text() const { return std::string(static_cast<std::size_t>(stored), 't'); }
};

struct rounded {
    double by_rule = 0, by_option = 0;
};

struct refused {
    double value = 0;
    std::string text;
};

struct nested {
    defaults inner;
    int depth = 0;
};

} // namespace

template <>
struct inkjet::describe<ruled> {
    static constexpr auto members = inkjet::members(
        member("first", &ruled::first, skip_null), member("number", &ruled::number, skip_default),
        member("text", &ruled::text, skip_empty),
        member(
            "a member whose name is so long that its key does not fit into the room that values leave "
            "behind them, and then some more of it, so that it has to ask for room of its own, always",
            &ruled::
                a_member_whose_name_is_so_long_that_its_key_does_not_fit_into_the_room_that_values_leave_behind_them_and_more,
            skip_if([](int v) { return v < 0; })),
        member("list", &ruled::list, skip_empty), member("real", &ruled::real, fixed(1), skip_default),
        member("last", &ruled::last, skip_empty));
};
template <>
struct inkjet::describe<all_left_out> {
    static constexpr auto members =
        inkjet::members(member("a", &all_left_out::a, skip_null), member("b", &all_left_out::b, skip_empty),
                        member("c", &all_left_out::c, skip_default));
};
template <>
struct inkjet::describe<only_first> {
    static constexpr auto members =
        inkjet::members(member("text", &only_first::text, skip_empty), member("rest", &only_first::rest));
};
template <>
struct inkjet::describe<only_last> {
    static constexpr auto members =
        inkjet::members(member("rest", &only_last::rest), member("text", &only_last::text, skip_empty));
};
template <>
struct inkjet::describe<by_predicate> {
    static constexpr auto members = inkjet::members(
        member("value", &by_predicate::value, skip_if([](int v) { return v % 2 == 0; }), skip_default),
        member("text", &by_predicate::text, skip_if([](std::string_view v) { return v.size() > 3; })),
        member("name", &by_predicate::name, skip_empty));
};
template <>
struct inkjet::describe<throwing> {
    static constexpr auto members =
        inkjet::members(member("text", &throwing::text),
                        member("value", &throwing::value, skip_if([]([[maybe_unused]] int v) {
#if INKJET_EXCEPTIONS
                                   if (v == 13) throw std::runtime_error("predicate");
#endif
                                   return false;
                               })),
                        member("computed", []([[maybe_unused]] const throwing& t) {
#if INKJET_EXCEPTIONS
                            if (t.value == 14) throw std::bad_alloc();
#endif
                            return 1;
                        }));
};
template <>
struct inkjet::describe<without_default> {
    static constexpr auto members = inkjet::members(member("value", &without_default::value));
};
template <>
struct inkjet::describe<computed> {
    static constexpr auto members =
        inkjet::members(member("stored", &computed::stored), member("twice", &computed::twice, skip_default),
                        member("text", &computed::text, skip_empty));
};
template <>
struct inkjet::describe<rounded> {
    static constexpr auto members =
        inkjet::members(member("by_rule", &rounded::by_rule, fixed(2), skip_default),
                        member("by_option", &rounded::by_option, fixed(2)));
};
template <>
struct inkjet::describe<refused> {
    static constexpr auto members = inkjet::members(member("value", &refused::value, skip_default),
                                                    member("text", &refused::text, skip_default));
};

// What there is to values of each family.
static_assert(may_be_hollow<std::optional<int>> && may_be_hollow<std::string> && may_be_hollow<const char*>);
static_assert(may_be_hollow<int*> && may_be_hollow<std::nullptr_t> && may_be_hollow<std::vector<int>>);
static_assert(!may_be_hollow<int> && !may_be_hollow<double> && !may_be_hollow<level> && !may_be_hollow<char>);
static_assert(content_of(nullptr) == content::absent);
static_assert(content_of(std::optional<int>()) == content::absent);
static_assert(content_of(std::optional<int>(0)) == content::something);
static_assert(content_of(std::string_view()) == content::nothing);
static_assert(content_of(std::string_view("a")) == content::something);
static_assert(content_of(0) == content::something && content_of(false) == content::something);
static_assert(content_of(std::array<int, 0>()) == content::nothing);
static_assert(content_of("") == content::nothing && content_of("a") == content::something);

TEST_CASE("what there is to a value") {
    CHECK(content_of(static_cast<const char*>(nullptr)) == content::absent);
    CHECK(content_of(static_cast<const char*>("")) == content::nothing);
    CHECK(content_of(static_cast<const char16_t*>(u"a")) == content::something);
    CHECK(content_of(std::unique_ptr<int>()) == content::absent);
    CHECK(content_of(std::make_shared<std::string>()) == content::something);
    CHECK(content_of(std::map<std::string, int>()) == content::nothing);
    CHECK(content_of(std::forward_list<int>{1}) == content::something);
    CHECK(content_of(std::optional<std::string>("")) == content::something);
}

TEST_CASE("options") {
    hollow value;
    const std::string scalars = R"("number":0,"real":0.0,"flag":false,"kind":0})";
    const std::string empty = R"("text":"","view":"","wide":"","chars":"","array":[],"list":[],"map":{},)";
    CHECK(written(value, no_null) == "{" + empty + scalars);
    CHECK(written_with<no_empty>(value) == "{" + scalars);
    CHECK(written_with<no_default>(value) == "{}");
    CHECK(written(value, {.skip_null = true, .skip_empty = true, .skip_default = true}) == "{}");
    CHECK(written(value, {.indent = 1, .skip_default = true}) == "{}");
    value.map["k"] = 1;
    value.literal = "";
    CHECK(written(value, no_empty) == R"({"map":{"k":1},)" + scalars);
    CHECK(written(value, no_default) == R"({"literal":"","map":{"k":1}})");
    CHECK(written(value, {.indent = 1, .sort_keys = true, .skip_default = true}) ==
          "{\n \"literal\": \"\",\n \"map\": {\n  \"k\": 1\n }\n}");
    // The entries of maps and the elements of arrays stay.
    const std::map<std::string, std::optional<int>> map{{"a", {}}, {"b", 1}};
    CHECK(written(map, {.skip_null = true, .skip_empty = true, .skip_default = true}) ==
          R"({"a":null,"b":1})");
    CHECK(written(std::vector<std::optional<int>>(2), no_null) == "[null,null]");
    CHECK(written(inkjet::object("a", std::optional<int>(), "b", "", "c", 0), no_empty) == R"({"c":0})");
    CHECK(written(inkjet::object("a", std::optional<int>(), "b", nullptr), no_null) == "{}");
    CHECK(written(inkjet::object("a", 0), no_default) == R"({"a":0})");
}

TEST_CASE("defaults") {
    defaults value;
    CHECK(written_with<no_default>(value) == "{}");
    value.numbers[1] = 2.75;
    value.pair.second.clear();
    value.bytes[2] = 4;
    CHECK(written(value, no_default) == R"({"numbers":[1.0,2.75],"pair":[1,""],"bytes":[1,2,4]})");
    value = {};
    value.text.clear();
    value.optional.reset();
    value.map.clear();
    CHECK(written(value, no_default) == R"({"text":"","map":{},"optional":null})");
    value = {};
    value.one = 0;
    value.kind = level::low;
    value.letter = 'm';
    value.real = -0.5f;
    CHECK(written(value, no_default) == R"({"one":0,"kind":0,"letter":"m","real":-0.5})");
    CHECK(written(value, {.enums_as_names = true, .skip_default = true}) ==
          R"({"one":0,"kind":"low","letter":"m","real":-0.5})");
    CHECK(written(nested{}, no_default) == "{}");
    CHECK(written(nested{value, 1}, no_default) ==
          R"({"inner":{"one":0,"kind":0,"letter":"m","real":-0.5},"depth":1})");
    CHECK(written(without_default(0), no_default) == R"({"value":0})");
    // What is made for the moment has no default.
    CHECK(written(computed{}, no_default) == R"({"twice":0})");
    CHECK(written(computed{}) == R"({"stored":0,"twice":0})");
    CHECK(written(computed{2}) == R"({"stored":2,"twice":4,"text":"tt"})");
}

TEST_CASE("minus zero is another number than zero") {
    hollow value;
    value.real = -0.0;
    CHECK(written_with<no_default>(value) == R"({"real":-0.0})");
    CHECK(written(value, {.floats = inkjet::ecmascript(), .skip_default = true}) == "{}");
}

TEST_CASE("a number in a style is the default where it looks like it") {
    CHECK(written_with<options{}>(rounded{0.001, 0.001}) == R"({"by_option":0.00})");
    CHECK(written_with<no_default>(rounded{0.001, 0.001}) == "{}");
    CHECK(written_with<no_default>(rounded{0.01, 0.01}) == R"({"by_rule":0.01,"by_option":0.01})");
}

TEST_CASE("rules") {
    const std::string long_key =
        "\"a member whose name is so long that its key does not fit into the room that values leave behind "
        "them, and then some more of it, so that it has to ask for room of its own, always\":";
    ruled value;
    check_written(value, "{" + long_key + "1}");
    value
        .a_member_whose_name_is_so_long_that_its_key_does_not_fit_into_the_room_that_values_leave_behind_them_and_more =
        -1;
    check_written(value, "{}");
    value.first = 1;
    check_written(value, R"({"first":1})");
    value.last["k"] = "v";
    check_written(value, R"({"first":1,"last":{"k":"v"}})");
    value.real = 0.04; // as its default is
    check_written(value, R"({"first":1,"last":{"k":"v"}})");
    value.real = 0.25;
    value.number = 0;
    check_written(value, R"({"first":1,"number":0,"real":0.2,"last":{"k":"v"}})");
    CHECK(written_with<options{.indent = 1}>(value) ==
          "{\n \"first\": 1,\n \"number\": 0,\n \"real\": 0.2,\n \"last\": {\n  \"k\": \"v\"\n }\n}");
    CHECK(written(value, {.sort_keys = true}) == R"({"first":1,"last":{"k":"v"},"number":0,"real":0.2})");
    CHECK(written(value, no_default) == R"({"first":1,"number":0,"real":0.2,"last":{"k":"v"}})");

    check_written(all_left_out{}, "{}");
    check_written(std::vector<all_left_out>(3), "[{},{},{}]");
    CHECK(written(std::vector<all_left_out>(2), {.indent = 2}) == "[\n  {},\n  {}\n]");
    check_written(all_left_out{"", "", 1}, R"({"a":"","b":"","c":1})");
    check_written(only_first{}, R"({"rest":1})");
    check_written(only_first{"t", 2}, R"({"text":"t","rest":2})");
    check_written(only_last{}, R"({"rest":1})");
    check_written(only_last{2, "t"}, R"({"rest":2,"text":"t"})");
    CHECK(written(only_last{}, {.indent = 1}) == "{\n \"rest\": 1\n}");
    CHECK(written(only_first{}, {.indent = 1}) == "{\n \"rest\": 1\n}");
}

TEST_CASE("predicates see the value") {
    check_written(by_predicate{1, "abc", "n"}, R"({"value":1,"text":"abc","name":"n"})");
    check_written(by_predicate{2, "abcd", ""}, "{}");
    check_written(by_predicate{-1, "", ""}, R"({"value":-1,"text":""})");
    CHECK(written_with<options{.indent = 1}>(by_predicate{2, "a", ""}) == "{\n \"text\": \"a\"\n}");
}

TEST_CASE("what is refused is refused in its place, be it the default or not") {
    check_refused(refused{std::nan(""), ""}, inkjet::errc::not_finite, "$.value", "NaN");
    check_refused(std::vector<refused>{{}, {1, "\xff"}}, inkjet::errc::invalid_utf8, "$[1].text",
                  "byte 0xff at offset 0");
    CHECK(written_with<no_default>(refused{HUGE_VAL, ""}).find("$.value: Infinity") != std::string::npos);
    CHECK(written_with<options{.non_finite = inkjet::non_finite_policy::null, .skip_default = true}>(
              refused{HUGE_VAL, "x"}) == R"({"value":null,"text":"x"})");
}

#if INKJET_EXCEPTIONS
TEST_CASE("exceptions of predicates and of computed members are failures") {
    for (const options& o : {options{}, options{.indent = 1}, options{.sort_keys = true}, no_default}) {
        std::string out = "kept";
        CHECK(inkjet::write(throwing{13}, out, o).code == inkjet::errc::bad_value);
        CHECK(inkjet::write(throwing{14}, out, o).code == inkjet::errc::out_of_memory);
        CHECK(out == "kept");
        CHECK(inkjet::write(throwing{12}, out, o));
    }
    std::string out = "kept";
    CHECK(inkjet::write(std::vector<throwing>{{1}, {13}}, out).code == inkjet::errc::bad_value);
    CHECK(out == "kept");
}
#endif

TEST_CASE("through every room, whatever is left out") {
    // Of seven members, each in or out: 128 objects, each behind one that is full.
    for (unsigned bits = 0; bits < 128; bits += 1) {
        ruled value;
        value
            .a_member_whose_name_is_so_long_that_its_key_does_not_fit_into_the_room_that_values_leave_behind_them_and_more =
            (bits & 8) != 0 ? 0 : -1;
        if ((bits & 1) != 0) value.first = std::numeric_limits<int>::min();
        if ((bits & 2) != 0) value.number = std::numeric_limits<int>::min();
        if ((bits & 4) != 0) value.text = std::string(1 + bits / 8, '\x01');
        if ((bits & 16) != 0) value.list.assign(1 + bits / 16, std::numeric_limits<int>::min());
        if ((bits & 32) != 0) value.real = -1e300;
        if ((bits & 64) != 0) value.last = {{"key", "value"}};
        const std::string once = written(value);
        REQUIRE(written(value, {.depth_limit = 511}) == once);
        for (std::size_t size = 0; size <= once.size(); ++size) {
            std::vector<char> place(size + 1, '#');
            const inkjet::result r = inkjet::write(value, std::span(place.data(), size));
            if (static_cast<bool>(r) != (size == once.size()) || place.back() != '#')
                FAIL("members " << bits << ", room " << size);
        }
    }
    ruled full{std::numeric_limits<int>::min(), 1, std::string(100, '\x01'), 0, {1, 2}, -1e300, {{"k", ""}}};
    ruled some;
    some.list.assign(40, std::numeric_limits<int>::min());
    const std::vector<ruled> values{full, {}, some, {}, full};
    check_every_room(values);
    check_every_room(values, {.indent = 3, .sort_keys = true});
    check_every_room(values, {.ascii = true, .skip_default = true});
    check_every_room(std::vector<all_left_out>(60));
    check_every_room(std::vector<only_last>(20));
}
