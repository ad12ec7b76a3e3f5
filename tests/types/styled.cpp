#include <inkjet/inkjet.hpp>
#include <inkjet/types/styled.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using inkjet::ecmascript;
using inkjet::fixed;
using inkjet::in_style;
using inkjet::options;
using inkjet::shortest;
using inkjet::significant;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;
using testing::written_with;

namespace {

struct point {
    double x, y;
};

struct priced {
    double price, raw;
    float rate;
    long double wide;
    std::vector<point> path;
    std::optional<double> maybe;
    int count;
};

struct by_hand {
    double value;
};
struct inner_style {
    double two, none;
};
struct throwing {};

} // namespace

template <>
struct inkjet::describe<priced> {
    static constexpr auto members = inkjet::members(
        inkjet::member("price", &priced::price, fixed(2)), inkjet::member("raw", &priced::raw),
        inkjet::member("rate", &priced::rate, significant(2), skip_default),
        inkjet::member("wide", &priced::wide, shortest(false)),
        inkjet::member("path", &priced::path, fixed(1)),
        inkjet::member("maybe", &priced::maybe, fixed(3), skip_null),
        inkjet::member("count", &priced::count, fixed(3)));
};
template <>
struct inkjet::describe<inner_style> {
    static constexpr auto members = inkjet::members(inkjet::member("two", &inner_style::two, fixed(2)),
                                                    inkjet::member("none", &inner_style::none));
};
template <>
struct inkjet::encoder<by_hand> {
    static void write(auto& writer, const by_hand& v) {
        writer.begin_array();
        writer.value(v.value);
        writer.value(in_style(v.value, ecmascript()));
        writer.end_array();
    }
};
template <>
struct inkjet::encoder<throwing> {
    static std::vector<int> as(const throwing&) {
#if INKJET_EXCEPTIONS
        throw std::runtime_error("styled");
#else
        return {};
#endif
    }
};

TEST_CASE("one number") {
    check_written(in_style(2.0, fixed(2)), "2.00");
    check_written(in_style(2.0f, shortest(false)), "2");
    check_written(in_style(-0.0, ecmascript()), "0");
    check_written(in_style(0.125L, significant(2)), "0.12");
    check_written(in_style(7, fixed(2)), "7");
    check_refused(in_style(std::nan(""), fixed(2)), inkjet::errc::not_finite, "$", "NaN");
    CHECK(written(in_style(HUGE_VALF, fixed(2)), {.non_finite = inkjet::non_finite_policy::string}) ==
          "\"Infinity\"");
}

TEST_CASE("all numbers in a value, whatever the options say") {
    const std::vector<point> points{{1, 2}, {0.125, 1e21}};
    check_written(in_style(points, fixed(1)),
                  R"([{"x":1.0,"y":2.0},{"x":0.1,"y":1000000000000000000000.0}])");
    CHECK(written_with<options{.floats = ecmascript()}>(in_style(points, fixed(1))) ==
          R"([{"x":1.0,"y":2.0},{"x":0.1,"y":1000000000000000000000.0}])");
    CHECK(written_with<options{.indent = 1, .sort_keys = true}>(in_style(points[0], shortest(false))) ==
          "{\n \"x\": 1,\n \"y\": 2\n}");
    check_written(in_style(std::map<std::string, double>{{"k", 1.5}}, fixed(0)), R"({"k":2})");
    check_written(in_style(by_hand{100}, fixed(1)), "[100.0,100]");
    check_written(in_style("text", fixed(1)), "\"text\"");
}

TEST_CASE("the innermost style counts, and ends with its value") {
    const double v = 0.125;
    check_written(inkjet::array(v, in_style(v, fixed(1)), v), "[0.125,0.1,0.125]");
    check_written(inkjet::array(in_style(std::vector{v}, fixed(1)), v), "[[0.1],0.125]");
    check_written(in_style(inner_style{v, v}, fixed(1)), R"({"two":0.12,"none":0.1})");
    const auto inner = in_style(v, fixed(2));
    check_written(in_style(inner, fixed(1)), "0.12");
    CHECK(written(inkjet::array(v, in_style(std::vector{v}, fixed(1)), v), {.floats = fixed(0)}) ==
          "[0,[0.1],0]");
}

TEST_CASE("members in a style") {
    const priced value{12.5, 12.5, 0.125f, 3, {{1, 2}, {0.25, 0}}, 1, 5};
    check_written(value, R"({"price":12.50,"raw":12.5,"rate":0.12,"wide":3,)"
                         R"("path":[{"x":1.0,"y":2.0},{"x":0.2,"y":0.0}],"maybe":1.000,"count":5})");
    CHECK(written_with<options{.floats = ecmascript()}>(priced{1, 1, 0, 3, {}, {}, 5}) ==
          R"({"price":1.00,"raw":1,"wide":3,"path":[],"count":5})");
    CHECK(written_with<options{.indent = 1}>(priced{1, 1, 0, 3, {{0, 0}}, {}, 5}) ==
          "{\n \"price\": 1.00,\n \"raw\": 1.0,\n \"wide\": 3,\n \"path\": [\n  {\n   \"x\": 0.0,\n   \"y\": "
          "0.0\n"
          "  }\n ],\n \"count\": 5\n}");
    check_refused(std::vector{value, priced{1, 1, 0, 3, {{0, std::nan("")}}, {}, 5}},
                  inkjet::errc::not_finite, "$[1].path[0].y", "NaN");
    CHECK(written(priced{HUGE_VAL, 1, 0, 3, {}, {}, 5}).find("$.price: Infinity") != std::string::npos);
}

TEST_CASE("nesting has its limit inside, too") {
    const std::vector<std::vector<double>> rows{{1}};
    CHECK(written(in_style(rows, fixed(1)), {.depth_limit = 2}) == "[[1.0]]");
    CHECK(written(in_style(rows, fixed(1)), {.depth_limit = 1}) ==
          "nested too deeply at $[0]: the limit is 1");
}

#if INKJET_EXCEPTIONS
TEST_CASE("an exception ends the style") {
    std::string out;
    inkjet::writer by_hand(out);
    by_hand.begin_array();
    by_hand.value(in_style(throwing(), fixed(1)));
    by_hand.value(1.5);
    by_hand.end_array();
    CHECK(by_hand.finish().code == inkjet::errc::bad_value);
    CHECK(out.empty());
}
#endif

TEST_CASE("through every room") {
    const double huge = -std::numeric_limits<double>::max();
    const std::vector<priced> values(1, {huge, huge, 1e-38f, huge, {{huge, 0.1}}, huge, -2147483647});
    check_every_room(values);
    check_every_room(values, {.indent = 1, .sort_keys = true});
    check_every_room(in_style(std::vector<double>(5, huge), fixed(17)));
    check_every_room(std::vector<double>(5, huge), {.floats = fixed(17)});
    check_every_room(std::vector<std::pair<double, double>>(3, {huge, 0.1}), {.floats = fixed(17)});
}
