#include <inkjet/core/encoded.hpp>

#include "rooms.hpp"

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

// Written as something else: a number, a reference, a string made on the fly, null, a chain of stand-ins.
struct celsius {
    double degrees;
};
struct label {
    std::string text;
    auto operator<=>(const label&) const = default;
};
struct code {
    int number;
    auto operator<=>(const code&) const = default;
};
struct nothing {};
struct chained {
    code inner;
};
enum class level { low, high };

// Written by hand.
struct interval {
    int from, to;
};
struct table {
    std::vector<interval> rows;
};
struct text_by_hand {
    std::string text;
};
struct misused {
    int way;
};
struct tree {
    int value;
    std::vector<tree> kids;
};
struct rope {
    std::unique_ptr<rope> next;
};
struct thrower {};

struct everywhere {
    celsius heat;
    interval range;
    std::optional<celsius> maybe;
    std::optional<interval> maybe_range;
    std::variant<celsius, interval> either;
    std::array<celsius, 2> pair;
    std::vector<interval> many;
    std::map<label, interval> by_label;
    level height;
};

constexpr inkjet::options indented{.indent = 2};

std::string repeated(std::string_view text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

} // namespace

template <>
struct inkjet::encoder<celsius> {
    static double as(const celsius& c) { return c.degrees; }
};
template <>
struct inkjet::encoder<label> {
    static const std::string& as(const label& l) { return l.text; }
};
template <>
struct inkjet::encoder<code> {
    static std::string as(const code& c) { return "#" + std::to_string(c.number); }
};
template <>
struct inkjet::encoder<nothing> {
    static std::nullptr_t as(const nothing&) { return nullptr; }
};
template <>
struct inkjet::encoder<chained> {
    static code as(const chained& c) { return c.inner; }
};
template <>
struct inkjet::encoder<level> {
    static std::string_view as(const level& l) { return l == level::low ? "low" : "high"; }
};
template <>
struct inkjet::encoder<interval> {
    static void write(auto& writer, const interval& i) {
        writer.begin_array();
        writer.value(i.from);
        writer.value(i.to);
        writer.end_array();
    }
};
template <>
struct inkjet::encoder<table> {
    static void write(auto& writer, const table& t) {
        writer.begin_object();
        writer.member("count", t.rows.size());
        writer.key("rows");
        writer.begin_array();
        for (const interval& row : t.rows) writer.value(row);
        writer.end_array();
        writer.key("none");
        writer.null();
        writer.end_object();
    }
};
template <>
struct inkjet::encoder<text_by_hand> {
    static void write(auto& writer, const text_by_hand& t) { writer.value(t.text); }
};
template <>
struct inkjet::encoder<misused> {
    static void write(auto& writer, const misused& m) {
        if (m.way == 0) return;
        if (m.way == 1) writer.begin_object();
        if (m.way == 2) writer.key("k");
        if (m.way == 3) {
            writer.value(1);
            writer.value(2);
        }
        if (m.way == 4) {
            writer.begin_array();
            writer.end_object();
        }
        if (m.way == 5) writer.value(std::nan(""));
    }
};
template <>
struct inkjet::encoder<tree> {
    static void write(auto& writer, const tree& t) {
        writer.begin_object();
        writer.member("value", t.value);
        if (!t.kids.empty()) writer.member("kids", t.kids);
        writer.end_object();
    }
};
template <>
struct inkjet::encoder<rope> {
    static const auto& as(const rope& r) { return r.next; }
};
template <>
struct inkjet::encoder<thrower> {
    static int as(const thrower&) { throw std::runtime_error("no value"); }
};

TEST_CASE("written as something else") {
    check_written(celsius{20.5}, "20.5");
    check_written(label{"\n"}, R"("\n")");
    check_written(code{7}, R"("#7")");
    check_written(nothing{}, "null");
    check_written(chained{{7}}, R"("#7")");
    check_written(level::high, R"("high")");
    CHECK(written(level::low, {.enums_as_names = true}) == R"("low")");
}

TEST_CASE("written by hand") {
    check_written(interval{1, 2}, "[1,2]");
    check_written(table{{{1, 2}, {3, 4}}}, R"({"count":2,"rows":[[1,2],[3,4]],"none":null})");
    check_written(table{}, R"({"count":0,"rows":[],"none":null})");
    check_written(text_by_hand{std::string(5000, 'x')}, '"' + std::string(5000, 'x') + '"');
    CHECK(written(table{{{1, 2}}}, indented) ==
          "{\n  \"count\": 1,\n  \"rows\": [\n    [\n      1,\n      2\n    ]\n  ],\n  \"none\": null\n}");
    std::string folded;
    CHECK(inkjet::write<indented>(table{}, folded));
    CHECK(folded == "{\n  \"count\": 0,\n  \"rows\": [],\n  \"none\": null\n}");
}

TEST_CASE("as member, element, key, optional and alternative") {
    check_written(std::array{celsius{1}, celsius{2}}, "[1.0,2.0]");
    check_written(std::vector{interval{1, 2}, interval{3, 4}}, "[[1,2],[3,4]]");
    check_written(std::optional(interval{1, 2}), "[1,2]");
    check_written(std::optional<celsius>(), "null");
    check_written(std::variant<celsius, interval>(interval{1, 2}), "[1,2]");
    check_written(std::map<code, celsius>{{{1}, {0.5}}}, R"({"#1":0.5})");
    check_written(std::make_unique<code>(code{2}), R"("#2")");
    check_written(
        everywhere{{1.5},
                   {1, 2},
                   celsius{2.5},
                   {},
                   interval{3, 4},
                   {{{3.5}, {4.5}}},
                   {{5, 6}},
                   {{{"k"}, {7, 8}}},
                   level::low},
        R"({"heat":1.5,"range":[1,2],"maybe":2.5,"maybe_range":null,"either":[3,4],"pair":[3.5,4.5],)"
        R"("many":[[5,6]],"by_label":{"k":[7,8]},"height":"low"})");
}

TEST_CASE("recursive encoders") {
    const tree root{1, {{2, {}}, {3, {{4, {}}}}}};
    check_written(root, R"({"value":1,"kids":[{"value":2},{"value":3,"kids":[{"value":4}]}]})");

    tree deep{0, {}};
    for (int i = 0; i < 256; ++i) {
        tree around{0, {}};
        around.kids.push_back(std::move(deep));
        deep = std::move(around);
    }
    check_refused(deep, inkjet::errc::depth, "$" + repeated(".kids[0]", 256), "the limit is 512");
    CHECK(written(deep.kids[0]) ==
          repeated(R"({"value":0,"kids":[)", 255) + R"({"value":0})" + repeated("]}", 255));
    CHECK(written(root, {.depth_limit = 4}) == "nested too deeply at $.kids[1].kids[0]: the limit is 4");

    rope long_rope;
    for (int i = 0; i < 1000; ++i) {
        rope around{std::make_unique<rope>(std::move(long_rope))};
        long_rope = std::move(around);
    }
    check_written(long_rope, "null");
}

TEST_CASE("misuse of the writer is refused in the place of the value") {
    constexpr auto bad = inkjet::errc::bad_value;
    constexpr std::string_view open = "an array or object that is not closed, or no value at all";
    check_refused(misused{0}, bad, "$", open);
    check_refused(std::vector<misused>{{5}}, inkjet::errc::not_finite, "$[0]", "NaN");
    const auto place_of = [](int way) {
        std::string out = "kept";
        const inkjet::result r = inkjet::write(std::map<std::string, misused>{{"m", {way}}}, out);
        CHECK(r.code == inkjet::errc::bad_value);
        CHECK(out == "kept");
        CHECK(!r.note().empty());
        return std::string(r.where());
    };
    CHECK(place_of(0) == "$.m");
    CHECK(place_of(1) == "$.m");
    CHECK(place_of(2) == "$.m");
    CHECK(place_of(3) == "$.m");
    CHECK(place_of(4) == "$.m[0]");
    check_refused(std::vector<thrower>(2), bad, "$",
                  "an exception was thrown by a range, an encoder or a member function");
}

TEST_CASE("encoded values, through every room") {
    std::vector<everywhere> rows(12);
    for (everywhere& row : rows) {
        row.heat.degrees = row.pair[0].degrees = -2.2250738585072014e-308;
        row.many.assign(3, {-2147483647, -2147483647});
        row.by_label[{std::string(30, '"')}] = {1, 2};
    }
    check_every_room(rows);
    check_every_room(table{std::vector<interval>(150, {-2147483647, 5})});
}
