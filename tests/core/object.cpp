#include <inkjet/core/object.hpp>

#include "rooms.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::detail::bound_of;
using inkjet::detail::default_policy;
using inkjet::detail::form_of;
using inkjet::detail::unbounded;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct none {};
struct one {
    int a;
};
struct four {
    int a;
    bool b;
    std::string c;
    double d;
};
struct five {
    int a;
    bool b;
    std::string c;
    double d;
    std::nullptr_t e;
};
struct sixty_four {
    std::int8_t m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
        m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39, m40,
        m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58, m59, m60,
        m61, m62, m63;
};
struct seventy {
    std::string m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
        m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34;
    bool m35, m36, m37, m38, m39, m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54,
        m55, m56, m57, m58, m59, m60, m61, m62, m63, m64, m65, m66, m67, m68, m69;
};

// Bounded all the way down: no check of the room between the first brace and the last.
struct point {
    double x, y;
};
struct segment {
    point from, to;
    bool closed;
};
struct drawing {
    std::array<segment, 2> segments;
    std::pair<int, point> origin;
    std::optional<float> scale;
    none nothing;
};

// The room that a member leaves is used up to its last byte by those that follow: `false` and its key take 10
// bytes, and 160 are left by whatever looks after its room itself.
struct exactly_used {
    std::vector<int> numbers;
    bool a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p;
};
struct one_less {
    std::vector<int> numbers;
    bool a, b, c, d, e, f, g, h, i, j, k, l, m, n, o;
    std::uint32_t q;
};
struct exactly_in_front {
    std::vector<int> numbers;
    bool a, b, c, d, e, f, g, h, i, j, k, l, m, n, o;
    std::string text;
};

// The same for what an element finds behind another and its comma, 158 bytes, of which an array needs 8 and
// the brace one.
struct exactly_found {
    bool a, b, c, d, e, f, g, h, i, j, k, l, m, n;
    std::vector<int> value;
};
struct too_much {
    bool a, b, c, d, e, f, g, h, i, j, k, l, m, n, o;
    std::vector<int> value;
};

// Many bounded members, more than are asked for in one step.
struct long_run {
    std::array<std::int64_t, 20> a, b, c, d, e, f, g, h;
    std::string text;
    std::array<std::int64_t, 20> i;
};

struct mixed {
    std::string head;
    std::vector<point> points;
    std::map<std::string, segment> segments;
    std::optional<std::string> note;
    segment last;
    std::vector<std::string> tags;
    std::int64_t numbers[3];
};

constexpr inkjet::options indented{.indent = 2};
constexpr double longest = -2.2250738585072014e-308;

} // namespace

// Bounds count every byte: braces, keys, commas, the longest value.
static_assert(bound_of<default_policy, none> == 2);
static_assert(bound_of<default_policy, one> == std::string_view(R"({"a":-2147483648})").size());
static_assert(bound_of<default_policy, point> ==
              std::string_view(R"({"x":,"y":})").size() + 2 * inkjet::detail::double_chars);
static_assert(bound_of<default_policy, segment> ==
              std::string_view(R"({"from":,"to":,"closed":false})").size() +
                  2 * bound_of<default_policy, point>);
static_assert(bound_of<default_policy, four> == unbounded);
static_assert(bound_of<default_policy, sixty_four> == unbounded, "longer than what counts as bounded");
static_assert(bound_of<inkjet::detail::run_time_policy, one> == unbounded, "there may be white space");
static_assert(bound_of<inkjet::detail::folded_policy<indented>, one> == unbounded);
static_assert(bound_of<inkjet::detail::folded_policy<inkjet::options{.append_newline = true}>, one> ==
              bound_of<default_policy, one>);
static_assert(form_of<none>::nesting == 1 && form_of<point>::nesting == 1 && form_of<segment>::nesting == 2);
static_assert(form_of<drawing>::nesting == 4);

TEST_CASE("aggregates of any number of members") {
    check_written(none{}, "{}");
    check_written(one{-5}, R"({"a":-5})");
    check_written(four{1, true, "c", 0.5}, R"({"a":1,"b":true,"c":"c","d":0.5})");
    check_written(five{1, false, "", 0.5, nullptr}, R"({"a":1,"b":false,"c":"","d":0.5,"e":null})");

    sixty_four many{};
    std::string expected = "{";
    for (int i = 0; i < 64; ++i) expected += "\"m" + std::to_string(i) + "\":" + (i == 63 ? "-7" : "0") + ",";
    expected.back() = '}';
    many.m63 = -7;
    CHECK(written(many) == expected);

    seventy more{};
    more.m34 = "last text";
    more.m69 = true;
    expected = "{";
    for (int i = 0; i < 70; ++i)
        expected += "\"m" + std::to_string(i) + "\":" +
                    (i < 34    ? R"("")"
                     : i == 34 ? R"("last text")"
                     : i == 69 ? "true"
                               : "false") +
                    ",";
    expected.back() = '}';
    CHECK(written(more) == expected);
    CHECK(written(std::vector(2, more), {.sort_keys = true}).size() == 2 * expected.size() + 3);
}

TEST_CASE("bounded objects in bounded arrays in objects") {
    const point far{longest, -longest};
    const std::string p = R"({"x":-2.2250738585072014e-308,"y":2.2250738585072014e-308})";
    const std::string s = R"({"from":)" + p + R"(,"to":)" + p + R"(,"closed":false})";
    check_written(far, p);
    check_written(segment{far, far, false}, s);
    check_written(
        drawing{{{{far, far, false}, {far, far, false}}}, {-2147483647 - 1, far}, -1.1754944e-38f, {}},
        R"({"segments":[)" + s + ',' + s + R"(],"origin":[-2147483648,)" + p +
            R"(],"scale":-1.1754944e-38,"nothing":{}})");
    check_every_room(std::vector<segment>(20, {far, far, false}));
    check_every_room(std::vector<drawing>(
        4, {{{{far, far, false}, {far, far, false}}}, {-2147483647 - 1, far}, -1.1754944e-38f, {}}));
}

TEST_CASE("the last byte of the room that a member leaves") {
    // Blocks of elements at their longest end where no more than the room for what follows is left.
    for (const std::size_t count : {std::size_t{157}, std::size_t{156}, std::size_t{1}}) {
        const std::vector<int> numbers(count, std::numeric_limits<int>::min());
        exactly_used used{};
        used.numbers = numbers;
        check_every_room(std::vector{used, used});
        one_less less{};
        less.numbers = numbers;
        less.q = std::numeric_limits<std::uint32_t>::max();
        check_every_room(std::vector{less, less});
        exactly_in_front front{};
        front.numbers = numbers;
        front.text = std::string(100, '\x01');
        check_every_room(std::vector{front, front});
    }
}

TEST_CASE("elements that need what those before them leave") {
    const auto check_values = [](auto element, std::vector<int> decltype(element)::* numbers) {
        std::vector elements(6, element);
        check_every_room(elements);
        for (const std::size_t count : {std::size_t{157}, std::size_t{156}, std::size_t{1}}) {
            elements[2].*numbers = elements[4].*numbers =
                                       std::vector<int>(count, std::numeric_limits<int>::min());
            check_every_room(elements);
            check_every_room(std::list(elements.begin(), elements.end()));
            check_every_room(std::vector{elements, {}, elements});
        }
    };
    check_values(exactly_found{}, &exactly_found::value);
    check_values(too_much{}, &too_much::value);
}

TEST_CASE("runs of members that are longer than one step") {
    std::array<std::int64_t, 20> least;
    least.fill(std::numeric_limits<std::int64_t>::min());
    check_every_room(long_run{least, least, least, least, least, least, least, least, "text", least});
}

TEST_CASE("mixed members, shifted through the stage by a text of every length") {
    mixed value{"",        std::vector<point>(60, {longest, 0.1}), {},
                "note\n",  {{1, 2}, {3, longest}, true},           {},
                {1, -2, 3}};
    for (int i = 0; i < 12; ++i) {
        value.segments["key " + std::to_string(i)] = {{longest, longest}, {longest, 0}, false};
        value.tags.push_back(std::string(static_cast<std::size_t>(i * 7), i % 2 == 0 ? 't' : '"'));
    }
    const std::string rest = written(value).substr(std::string_view(R"({"head":")").size());
    REQUIRE(rest.size() > 4096);
    std::vector<char> place(2 * rest.size());
    for (std::size_t length = 0; length <= 300; ++length) {
        value.head.assign(length, 'h');
        const std::string expected = R"({"head":")" + value.head + rest;
        if (written(value) != expected) FAIL("string: " << length);
        const inkjet::result r = inkjet::write(value, std::span(place.data(), expected.size()));
        if (std::string_view(place.data(), r.size) != expected) FAIL("span: " << length);
        if (inkjet::write(value, std::span(place.data(), expected.size() - 1)))
            FAIL("short span: " << length);
        if (length % 100 == 57) check_written(value, expected);
    }
}

TEST_CASE("indented objects") {
    CHECK(written(none{}, indented) == "{}");
    CHECK(written(one{1}, indented) == "{\n  \"a\": 1\n}");
    CHECK(written(four{1, true, "c", 0.5}, indented) ==
          "{\n  \"a\": 1,\n  \"b\": true,\n  \"c\": \"c\",\n  \"d\": 0.5\n}");
    CHECK(written(segment{{1, 2}, {3, 4}, true}, {.indent = 1}) ==
          "{\n \"from\": {\n  \"x\": 1.0,\n  \"y\": 2.0\n },\n \"to\": {\n  \"x\": 3.0,\n  \"y\": 4.0\n },\n"
          " \"closed\": true\n}");
    std::string folded;
    CHECK(inkjet::write<indented>(std::vector{one{1}, one{2}}, folded));
    CHECK(folded == "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 2\n  }\n]");
}

TEST_CASE("objects nest up to the limit") {
    CHECK(written(none{}, {.depth_limit = 1}) == "{}");
    CHECK(written(none{}, {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");
    CHECK(written(segment{}, {.depth_limit = 1}) == "nested too deeply at $.from: the limit is 1");
    CHECK(written(segment{}, {.depth_limit = 2}).size() == written(segment{}).size());
    std::string out;
    CHECK(inkjet::write<inkjet::options{.depth_limit = 4}>(drawing{}, out));
    const std::size_t size = out.size();
    CHECK(inkjet::write<inkjet::options{.depth_limit = 3}>(drawing{}, out).code == inkjet::errc::depth);
    CHECK(out.size() == size);
}

TEST_CASE("what follows a failed member changes nothing") {
    mixed value{"", {{1, std::nan("")}}, {}, std::string(100000, '\x01'), {}, {std::string(9000, 'x')}, {}};
    check_refused(value, inkjet::errc::not_finite, "$.points[0].y", "NaN");
    value.points.clear();
    value.head = "\xff";
    check_refused(value, inkjet::errc::invalid_utf8, "$.head", "byte 0xff at offset 0");
    inkjet::buffer buffer;
    CHECK(inkjet::write(value, buffer).code == inkjet::errc::invalid_utf8);
    CHECK(buffer.empty());
    std::vector<char> place(300000);
    CHECK(inkjet::write(value, std::span(place)).code == inkjet::errc::invalid_utf8);
    check_refused(std::vector<mixed>(3, value), inkjet::errc::invalid_utf8, "$[0].head",
                  "byte 0xff at offset 0");
}
