#include <inkjet/core/object_plan.hpp>
#include <inkjet/inkjet.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using inkjet::options;
using inkjet::detail::default_policy;
using inkjet::detail::element_room;
using inkjet::detail::entry_room;
using inkjet::detail::escape_plain_max;
using inkjet::detail::exit_room;
using inkjet::detail::float_chars;
using inkjet::detail::folded_policy;
using inkjet::detail::integer_chars;
using inkjet::detail::max_step;
using inkjet::detail::member_writing;
using inkjet::detail::object_plan;
using inkjet::detail::run_time_policy;
using inkjet::detail::styled;
using inkjet::detail::styled_chars;
using inkjet::detail::unbounded;

namespace {

struct none {};
struct point {
    int x, y;
};
struct line {
    point from, to;
    bool closed;
};
struct text_first {
    std::string text;
    int a, b;
};
struct text_last {
    int a;
    std::string text;
};
struct all_text {
    std::string a, b, c;
};
struct ruled {
    int a;
    double b;
    std::string c;
};
struct wide_text {
    std::u16string text;
    int a;
};
struct with_map {
    int a;
    std::map<std::string, int> map;
};
struct ends_in_array {
    long long a;
    std::vector<int> b;
};
struct long_run {
    std::array<long long, 20> a, b, c, d, e, f, g, h;
};

template <class T>
using plan = object_plan<default_policy, T>;
template <class T, bool InArray = false>
constexpr auto checks = plan<T>::template checks<InArray>;

constexpr std::size_t int_chars = integer_chars<int>;

} // namespace

template <>
struct inkjet::describe<ruled> {
    static constexpr auto members =
        inkjet::members(member("a", &ruled::a, skip_default), member("b", &ruled::b, fixed(2)),
                        member("c", &ruled::c, skip_empty, significant(3)));
};
template <>
struct inkjet::describe<with_map> {
    static constexpr auto members = inkjet::members(member("a", &with_map::a), flatten(&with_map::map));
};

// How a member is written: as itself, or in a style.
static_assert(std::is_same_v<member_writing<point, 0>::written, int>);
static_assert(std::is_same_v<member_writing<ruled, 0>::written, int> && member_writing<ruled, 0>::omittable);
static_assert(member_writing<ruled, 1>::in_style && !member_writing<ruled, 1>::omittable);
static_assert(std::is_same_v<member_writing<ruled, 1>::written, styled<const double>>);
static_assert(member_writing<ruled, 2>::in_style && member_writing<ruled, 2>::omittable);

// Bounds: a brace at the end, and for each member the key (with the brace or comma before it) and its
// longest.
static_assert(plan<none>::bound == 2 && plan<none>::nesting == 1);
static_assert(plan<point>::bound == 2 * (std::string_view(R"({"x":)").size() + int_chars) + 1);
static_assert(plan<line>::bound ==
              std::string_view(R"({"from":,"to":,"closed":false})").size() + 2 * plan<point>::bound);
static_assert(plan<line>::nesting == 2);
static_assert(plan<text_first>::bound == unbounded && plan<long_run>::bound == unbounded);
static_assert(!plan<point>::varies && plan<ruled>::varies && plan<with_map>::varies);
static_assert(plan<ruled>::bound == unbounded && plan<with_map>::bound == unbounded);
static_assert(plan<ruled>::bounds[1] == styled_chars && plan<ruled>::bounds[2] == unbounded);
static_assert(object_plan<run_time_policy, point>::bounds[0] == int_chars + 2, "may be in quotes");
static_assert(object_plan<folded_policy<options{.keys = inkjet::key_style::snake}>, text_first>::key::size(
                  0) == std::string_view(R"({"text":)").size());

// Checks: before the first, and wherever what text leaves is too little.
static_assert(checks<point>.before[0] == plan<point>::bound - 1 + 1 + exit_room);
static_assert(checks<point>.before[1] == 0 && !checks<point>.at_end);
static_assert(checks<text_first>.before[0] == std::string_view(R"({"text":"")").size() + escape_plain_max +
                                                  plan<text_first>::least(1) + plan<text_first>::least(2) +
                                                  exit_room,
              "text is counted on to be short");
static_assert(checks<text_first>.before[1] == 0 && checks<text_first>.before[2] == 0);
static_assert(checks<text_first>.behind[0] ==
                  plan<text_first>::least(1) + plan<text_first>::least(2) + exit_room,
              "what text that is not short must leave");
static_assert(!checks<text_first>.at_end && !checks<text_last>.at_end);
static_assert(checks<all_text>.before[1] == 0 && checks<all_text>.before[2] == 0);
static_assert(checks<wide_text>.before[0] == std::string_view(R"({"text":)").size() + entry_room);
static_assert(checks<wide_text>.at_end, "less than exit_room is left behind the number");
static_assert(checks<ends_in_array>.before[0] != 0 && checks<ends_in_array>.at_end);
static_assert(checks<ends_in_array, true>.before[0] == 0 && !checks<ends_in_array, true>.at_end,
              "the elements before it leave what it needs");
static_assert(!plan<text_first>::is_text(1) && plan<text_first>::is_text(0) && !plan<wide_text>::is_text(0));
static_assert(plan<line>::nests && !plan<point>::nests && !plan<text_first>::nests && plan<wide_text>::nests);
static_assert(plan<ruled>::nests && object_plan<folded_policy<options{.indent = 1}>, point>::nests);

namespace {

// Goes through the members with the room that is known to be there; every member and the end must find
// theirs.
template <class P, class T, bool InArray>
constexpr bool holds() {
    using p = object_plan<P, T>;
    constexpr auto checks = p::template checks<InArray>;
    std::size_t room = InArray ? element_room : entry_room;
    for (std::size_t i = 0; i < p::count; ++i) {
        const std::size_t check = checks.before[i];
        if (check > max_step) return false;
        if (check != 0) room = room > check ? room : check;
        if (room < p::least(i)) return false;
        if (p::bounds[i] != unbounded) {
            room -= p::key::size(i) + p::bounds[i];
        } else if (p::is_text(i)) {
            room -= p::key::size(i) + 1 + p::usual_bounds[i];
            if (room < checks.behind[i]) return false;
            room = checks.behind[i]; // what it leaves when it is not short
        } else {
            room = exit_room;
        }
        if (i + 1 == p::count) --room; // the brace
    }
    return p::count == 0 || checks.at_end || room >= (InArray ? element_room + 1 : exit_room);
}

struct alternating {
    std::string a;
    std::array<long long, 8> b;
    std::string c;
    double d, e, f, g, h, i, j;
    std::string k;
    std::optional<point> l;
    std::array<long long, 20> m;
    std::vector<int> n;
};
struct exact {
    std::string text;
    std::array<char, 0> t;
    long long a, b, c, d, e;
    int a_name_that_is_longer;
};

template <class P, class T>
constexpr bool holds_anywhere = holds<P, T, false>() && holds<P, T, true>();
template <class T>
constexpr bool holds_for_all = holds_anywhere<default_policy, T> && holds_anywhere<run_time_policy, T> &&
                               holds_anywhere<folded_policy<options{.floats = inkjet::fixed(2)}>, T> &&
                               holds_anywhere<folded_policy<options{.indent = 1}>, T>;

static_assert(holds_for_all<none> && holds_for_all<point> && holds_for_all<line> &&
              holds_for_all<text_first>);
static_assert(holds_for_all<text_last> && holds_for_all<all_text> && holds_for_all<ruled>);
static_assert(holds_for_all<with_map> && holds_for_all<long_run> && holds_for_all<alternating>);
static_assert(holds_for_all<exact> && holds_for_all<ends_in_array>);

} // namespace

TEST_CASE("the bound is met by the longest object") {
    std::string out;
    CHECK(inkjet::write(point{-2147483647 - 1, -2147483647 - 1}, out).size == plan<point>::bound);
}
