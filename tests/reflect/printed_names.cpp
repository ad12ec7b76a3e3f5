#include <inkjet/reflect/printed_names.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string_view>

using namespace inkjet::detail;

namespace {

constexpr bool are_name_chars(std::string_view text, bool expected) {
    for (const char c : text)
        if (is_name_char(c) != expected) return false;
    return true;
}
static_assert(are_name_chars("abcxyzABCXYZ0189_$\xc3\xb6\xff\x80", true));
static_assert(are_name_chars(" :,.<>(){}[]&*-+/@`^~!?;'\"\\\n\x7f", false));

constexpr std::string_view printed = "f() [A = <{&x<a::b, 'c'>.first}, {&x<a::b, 'c'>.second_2}>]";

static_assert(name_end(printed, printed.size()) == printed.find("}>]"));
static_assert(name_begin(printed, name_end(printed, printed.size())) == printed.find("second_2"));
static_assert(name_begin("name", 4) == 0);
static_assert(name_end("<>", 2) == 0);

// Behind the mark, over brackets that are closed.
static_assert(find_before(printed, printed.find("second_2"), '&') == printed.rfind('&') + 1);
static_assert(find_before("a, f(b, c)::d", 13, ',') == 2);
static_assert(find_before("f(a, b)::c", 10, ',') == 0);
// Behind a bracket that is open.
static_assert(find_before("g(a), <b::c", 11, ' ') == 7);
static_assert(find_before("((x::y)4", 6, '(') == 2);

constexpr std::array<name_span, 3> spans{name_span{4, 3}, name_span{0, 1}, name_span{8, 2}};
constexpr std::string_view text = "a=> bcd de";
static_assert(size_of_names(spans) == 6);

constexpr name_chars<size_of_names(spans)> stored{text, spans};
static_assert(std::string_view(stored.chars) == "bcdade");

constexpr auto views = views_of_names(stored.chars, spans);
static_assert(views[0] == "bcd");
static_assert(views[1] == "a");
static_assert(views[2] == "de");

} // namespace

TEST_CASE("printed_names: the copies lie behind each other") {
    CHECK(views[0].data() == stored.chars);
    CHECK(views[1].data() == views[0].data() + views[0].size());
    CHECK(views[2].data() == views[1].data() + views[1].size());
    CHECK(stored.chars[size_of_names(spans)] == '\0');
}
