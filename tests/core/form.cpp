#include <inkjet/core/form.hpp>

#include "folding.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

using inkjet::options;
using inkjet::detail::bound_of;
using inkjet::detail::default_policy;
using inkjet::detail::folded_policy;
using inkjet::detail::form_of;
using inkjet::detail::run_time_policy;
using inkjet::detail::unbounded;
using testing::written;
using testing::written_with;

namespace {

enum class colour { red, green = 200, dark = -100000 };

struct point {
    std::int16_t x, y;
};
struct celsius {
    double degrees;
};
struct by_hand {};

template <class T>
constexpr std::size_t bound = bound_of<default_policy, T>;
template <class T>
constexpr std::size_t run_time_bound = bound_of<run_time_policy, T>;
template <class T>
constexpr unsigned nesting = form_of<T>::nesting;

} // namespace

template <>
struct inkjet::encoder<celsius> {
    static double as(const celsius& c) { return c.degrees; }
};
template <>
struct inkjet::encoder<by_hand> {
    static void write(auto& writer, const by_hand&) { writer.null(); }
};

// Bounds: the longest value of each type.
static_assert(bound<bool> == 5);
static_assert(bound<std::nullptr_t> == 4);
static_assert(bound<std::int8_t> == 4 && bound<std::uint8_t> == 3);
static_assert(bound<std::int64_t> == 20 && bound<std::uint64_t> == 20);
static_assert(bound<inkjet::detail::int128> == 40);
static_assert(bound<float> == inkjet::detail::float_chars && bound<double> == inkjet::detail::double_chars);
static_assert(bound<long double> == bound<double>);
static_assert(bound<colour> == bound<int>);
static_assert(bound<std::optional<std::uint8_t>> == 4, "null is longer than 255");
static_assert(bound<std::optional<int>> == bound<int>);
static_assert(bound<std::array<std::uint8_t, 3>> == 3 * 4 + 2);
static_assert(bound<std::uint8_t[2][3]> == 2 * (3 * 4 + 2 + 1) + 2);
static_assert(bound<std::array<std::string, 0>> == unbounded);
static_assert(bound<celsius> == bound<double>);
static_assert(bound<const int&> == bound<int>);

// Without a bound: what looks after its room itself.
static_assert(bound<std::string> == unbounded && bound<char> == unbounded && bound<char[4]> == unbounded);
static_assert(bound<std::vector<int>> == unbounded && bound<std::map<std::string, int>> == unbounded);
static_assert(bound<std::unique_ptr<int>> == unbounded && bound<int*> == unbounded);
static_assert(bound<std::variant<int>> == unbounded && bound<by_hand> == unbounded);
static_assert(bound<std::optional<point>> == unbounded, "an absent one nests nothing");
static_assert(bound<std::array<double, 1000>> == unbounded);
static_assert(bound<std::tuple<int, std::string>> == unbounded);

// With options, integers may be in quotes, and numbers have as many digits as a style wants.
static_assert(run_time_bound<int> == bound<int> + 2 && run_time_bound<bool> == bound<bool>);
static_assert(run_time_bound<double> == inkjet::detail::styled_chars);
static_assert(run_time_bound<colour> == unbounded && run_time_bound<point> == unbounded);
static_assert(run_time_bound<std::array<int, 2>> == unbounded &&
              run_time_bound<std::pair<int, int>> == unbounded);
static_assert(bound_of<folded_policy<options{.sort_keys = true}>, point> == unbounded);
static_assert(bound_of<folded_policy<options{.sort_keys = true}>, std::array<int, 2>> ==
              bound<std::array<int, 2>>);
static_assert(bound_of<folded_policy<options{.strict_integers = true}>, point> == bound<point>);

// Nesting, of the bounded.
static_assert(nesting<int> == 0 && nesting<std::string> == 0 && nesting<std::optional<point>> == 0);
static_assert(nesting<point> == 1 && nesting<std::pair<int, int>> == 1 && nesting<std::array<int, 2>> == 1);
static_assert(nesting<std::array<std::array<point, 2>, 2>> == 3 && nesting<std::array<point, 0>> == 1);
static_assert(nesting<std::tuple<int, std::pair<int, point>>> == 3);

namespace {

template <class T>
void check_options(const T& value) {
    using inkjet::invalid_utf8_policy;
    using inkjet::non_finite_policy;
    CHECK(written_with<options{}>(value) == written(value));
    const std::string narrow = written_with<options{.indent = 1}>(value),
                      wide = written_with<options{.indent = 4}>(value);
    CHECK(narrow.size() <= wide.size());
    CHECK(written_with<options{.append_newline = true}>(value).substr(0, written(value).size()) ==
          written(value));
    written_with<options{.sort_keys = true}>(value);
    written_with<options{.invalid_utf8 = invalid_utf8_policy::replace,
                         .non_finite = non_finite_policy::string}>(value);
    written_with<options{.strict_integers = true, .non_string_keys = true, .depth_limit = 3}>(value);
    written_with<options{.indent = 2,
                         .append_newline = true,
                         .sort_keys = true,
                         .invalid_utf8 = invalid_utf8_policy::pass,
                         .non_finite = non_finite_policy::null,
                         .non_string_keys = true,
                         .enums_as_names = true}>(value);
}

struct everything {
    bool flag;
    std::int64_t number;
    double real;
    colour hue;
    std::string text;
    std::optional<point> place;
    std::vector<std::pair<int, float>> pairs;
    std::map<int, std::map<std::string, colour>> maps;
    std::variant<int, std::string, celsius> either;
};

} // namespace

TEST_CASE("options folded at compile time do what they do at run time") {
    check_options(std::nan(""));
    check_options(std::array<std::array<std::array<int, 1>, 1>, 1>());
    check_options(everything{});
    check_options(
        everything{true, -1, 0.5, colour::green, "\xC3\xA9", point{1, 2}, {{1, 0.1f}}, {{1, {}}}, "s"});
    check_options(
        everything{false,
                   std::int64_t{1} << 60,
                   HUGE_VAL,
                   colour::dark,
                   "\xC3",
                   {},
                   {{1, -HUGE_VALF}, {}},
                   {{2, {{"b", colour::red}, {"a", colour::green}}}, {10, {{"\xff", colour::dark}}}},
                   celsius{std::nan("")}});
}

TEST_CASE("the exact bytes of options") {
    const everything value{
        true,      -1, HUGE_VAL,    colour::green,
        "\xff",    {}, {{1, 0.1f}}, {{2, {{"b", colour::red}, {"a", colour::dark}}}, {10, {}}},
        celsius{1}};
    constexpr options all{.indent = 1,
                          .append_newline = true,
                          .sort_keys = true,
                          .invalid_utf8 = inkjet::invalid_utf8_policy::replace,
                          .non_finite = inkjet::non_finite_policy::string,
                          .non_string_keys = true,
                          .enums_as_names = true};
    CHECK(written_with<all>(value) == R"({
 "either": 1.0,
 "flag": true,
 "hue": "green",
 "maps": {
  "10": {},
  "2": {
   "a": -100000,
   "b": "red"
  }
 },
 "number": -1,
 "pairs": [
  [
   1,
   0.1
  ]
 ],
 "place": null,
 "real": "Infinity",
 "text": ")"
                                      "\xEF\xBF\xBD"
                                      R"("
}
)");
}

TEST_CASE("a line feed at the end counts as output") {
    constexpr options newline{.append_newline = true};
    std::string out = "kept";
    CHECK(inkjet::write<newline>(1, out).size == 2);
    CHECK(inkjet::write(point{1, 2}, out, newline).size == 14);
    CHECK(out == "kept1\n{\"x\":1,\"y\":2}\n");
    char place[2];
    CHECK(inkjet::write(1, std::span(place), newline).size == 2);
    CHECK(inkjet::write(12, std::span(place), newline).code == inkjet::errc::buffer_full);
}
