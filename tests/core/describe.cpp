#include <inkjet/core/describe.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/inkjet.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace {

class account {
  public:
    explicit constexpr account(int number) : number_(number) {}
    constexpr int twice() const { return 2 * number_; }
    std::string text() const { return std::to_string(number_); }
    constexpr const int& reference() const { return number_; }

  private:
    friend struct inkjet::describe<account>;
    int number_;
};

constexpr int free_function(const account& a) { return a.twice() + 1; }

struct plain {
    int value;
};
struct renamed {
    int value;
};
struct encoded {
    int value;
};

} // namespace

template <>
struct inkjet::describe<account> {
    static constexpr auto members = inkjet::members(
        inkjet::member("number", &account::number_), inkjet::member("twice", &account::twice),
        inkjet::member("free", &free_function),
        inkjet::member("lambda", [](const account& a) { return a.twice() + 2; }),
        inkjet::member("text", &account::text), inkjet::member("reference", &account::reference));
};
template <>
struct inkjet::describe<renamed> {
    static constexpr std::string_view key(std::string_view) { return "other"; }
};
template <>
struct inkjet::encoder<encoded> {
    static int as(const encoded& e) { return e.value; }
};

using inkjet::detail::entry_at;
using inkjet::detail::get_member;

namespace {

constexpr auto& list = inkjet::describe<account>::members;
constexpr account seven(7);

template <std::size_t I>
constexpr decltype(auto) value_at(const account& a) {
    return get_member(entry_at<I>(list).get, a);
}

} // namespace

// Whether a type says something about itself.
static_assert(!inkjet::detail::has_encoder<plain> && !inkjet::detail::is_described<plain>);
static_assert(inkjet::detail::has_encoder<encoded> && !inkjet::detail::is_described<encoded>);
static_assert(inkjet::detail::is_described<account> && !inkjet::detail::has_encoder<account>);
static_assert(inkjet::detail::has_member_list<account> && !inkjet::detail::renames_members<account>);
static_assert(inkjet::detail::renames_members<renamed> && !inkjet::detail::has_member_list<renamed>);

// The list keeps the order, the names and the ways to the values.
static_assert(list.size == 6);
static_assert(entry_at<0>(list).name == "number");
static_assert(entry_at<5>(list).name == "reference");
static_assert(value_at<0>(seven) == 7);
static_assert(value_at<1>(seven) == 14);
static_assert(value_at<2>(seven) == 15);
static_assert(value_at<3>(seven) == 16);
static_assert(value_at<5>(seven) == 7);
static_assert(inkjet::members().size == 0);

// Data members and what returns references come without a copy, other results as values.
static_assert(std::is_same_v<decltype(value_at<0>(seven)), const int&>);
static_assert(std::is_same_v<decltype(value_at<1>(seven)), int>);
static_assert(std::is_same_v<decltype(value_at<4>(seven)), std::string>);
static_assert(std::is_same_v<decltype(value_at<5>(seven)), const int&>);

TEST_CASE("members are read where they lie") {
    const account a(12);
    CHECK(&value_at<0>(a) == &value_at<5>(a));
    CHECK(value_at<0>(a) == 12);
    CHECK(value_at<2>(a) == 25);
    CHECK(value_at<4>(a) == "12");
}

namespace {

using inkjet::options;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;
using testing::written_with;
using numbers = std::map<std::string, int>;

struct animal {
    int legs = 4;
    std::string name = "rex";
};
struct pet : animal {
    int owner = 1;
};
struct dog : pet {
    bool barks = true;
};
struct address {
    std::string street;
    int number;
};
struct person {
    std::string name;
    address home;
    std::optional<int> age;
};
struct twice {
    person one;
    address two;
};
struct open_ended {
    int a = 1;
    numbers more;
    int z = 26;
};
struct only_map {
    numbers all;
};
struct around_map {
    int first = 0;
    only_map held;
    std::string last = "l";
};
struct nothing {};
struct with_nothing {
    nothing empty;
    int rest = 1;
};
struct made {
    int count = 2;
    open_ended object() const {
        return {count, {{"made for the moment, and too long for its own place", 7}}, 0};
    }
};
struct keyed_by_numbers {
    int a = 1;
    std::map<int, int> more;
};

} // namespace

template <>
struct inkjet::describe<pet> {
    static constexpr auto members = inkjet::members(inherited<animal>(), member("owner", &pet::owner));
};
template <>
struct inkjet::describe<dog> {
    static constexpr auto members = inkjet::members(member("barks", &dog::barks), inherited<pet>());
};
template <>
struct inkjet::describe<person> {
    static constexpr auto members = inkjet::members(member("name", &person::name), flatten(&person::home),
                                                    member("age", &person::age, skip_null));
};
template <>
struct inkjet::describe<twice> {
    static constexpr auto members = inkjet::members(flatten(&twice::one), flatten(&twice::two));
};
template <>
struct inkjet::describe<open_ended> {
    static constexpr auto members =
        inkjet::members(member("m", &open_ended::a, skip_if([](int v) { return v < 0; })),
                        flatten(&open_ended::more), member("z", &open_ended::z));
};
template <>
struct inkjet::describe<only_map> {
    static constexpr auto members = inkjet::members(flatten(&only_map::all));
};
template <>
struct inkjet::describe<around_map> {
    static constexpr auto members = inkjet::members(
        member("first", &around_map::first), flatten(&around_map::held), member("last", &around_map::last));
};
template <>
struct inkjet::describe<with_nothing> {
    static constexpr auto members =
        inkjet::members(flatten(&with_nothing::empty), member("rest", &with_nothing::rest));
};
template <>
struct inkjet::describe<made> {
    static constexpr auto members = inkjet::members(member("count", &made::count), flatten(&made::object));
};
template <>
struct inkjet::describe<keyed_by_numbers> {
    static constexpr auto members =
        inkjet::members(member("a", &keyed_by_numbers::a), flatten(&keyed_by_numbers::more));
};

TEST_CASE("members of bases, in their place") {
    check_written(pet{}, R"({"legs":4,"name":"rex","owner":1})");
    check_written(dog{}, R"({"barks":true,"legs":4,"name":"rex","owner":1})");
    CHECK(written_with<options{.sort_keys = true, .keys = inkjet::key_style::pascal}>(dog{}) ==
          R"({"Legs":4,"Name":"rex","barks":true,"owner":1})");
    CHECK(written_with<options{.skip_default = true}>(dog{{{4, "max"}, 1}, true}) == R"({"name":"max"})");
}

TEST_CASE("members of members, in their place") {
    const person value{"Ann", {"Main", 5}, {}};
    check_written(value, R"({"name":"Ann","street":"Main","number":5})");
    check_written(std::vector{value}, R"([{"name":"Ann","street":"Main","number":5}])");
    check_written(twice{{"Ann", {"Main", 5}, 30}, {"Elm", 6}},
                  R"({"name":"Ann","street":"Main","number":5,"age":30,"street":"Elm","number":6})");
    CHECK(written_with<options{.indent = 1, .sort_keys = true}>(value) ==
          "{\n \"name\": \"Ann\",\n \"number\": 5,\n \"street\": \"Main\"\n}");
    check_written(with_nothing{}, R"({"rest":1})");
    check_refused(std::vector{person{"", {"\xff", 1}, {}}}, inkjet::errc::invalid_utf8, "$[0].street",
                  "byte 0xff at offset 0");
}

TEST_CASE("entries of a map, behind all members") {
    check_written(open_ended{}, R"({"m":1,"z":26})");
    check_written(open_ended{1, {{"a", 2}, {"q", 3}}, 26}, R"({"m":1,"z":26,"a":2,"q":3})");
    check_written(open_ended{-1, {{"a", 2}}, 26}, R"({"z":26,"a":2})");
    check_written(only_map{}, "{}");
    check_written(only_map{{{"a", 1}, {"b", 2}}}, R"({"a":1,"b":2})");
    check_written(around_map{0, {{{"a", 1}}}, "l"}, R"({"first":0,"last":"l","a":1})");
    check_written(around_map{}, R"({"first":0,"last":"l"})");
    check_written(std::vector<only_map>(2), "[{},{}]");
    CHECK(written_with<options{.indent = 1}>(std::vector<only_map>{{}, {{{"a", 1}}}}) ==
          "[\n {},\n {\n  \"a\": 1\n }\n]");
    CHECK(written(around_map{}, {.indent = 1}) == "{\n \"first\": 0,\n \"last\": \"l\"\n}");
    CHECK(written(around_map{0, {{{"a", 1}}}, ""}, {.skip_empty = true, .skip_default = true}) ==
          R"({"a":1})");
}

TEST_CASE("where keys are sorted, entries stand among members") {
    constexpr options sorted{.sort_keys = true};
    CHECK(written_with<sorted>(open_ended{1, {{"a", 2}, {"n", 3}, {"zz", 4}}, 26}) ==
          R"({"a":2,"m":1,"n":3,"z":26,"zz":4})");
    CHECK(written_with<sorted>(open_ended{1, {}, 26}) == R"({"m":1,"z":26})");
    CHECK(written_with<sorted>(open_ended{-1, {{"z", 1}}, 26}) == R"({"z":26,"z":1})");
    CHECK(written_with<sorted>(only_map{{{"b", 1}, {"a", 2}}}) == R"({"a":2,"b":1})");
    CHECK(written_with<sorted>(only_map{}) == "{}");
    CHECK(written(around_map{0, {{{"g", 1}, {"m", 2}}}, "l"}, {.indent = 1, .sort_keys = true}) ==
          "{\n \"first\": 0,\n \"g\": 1,\n \"last\": \"l\",\n \"m\": 2\n}");
    // U+1F600 before U+FF5E where UTF-16 decides.
    const numbers wide{{"\xEF\xBD\x9E", 1}, {"\xF0\x9F\x98\x80", 2}};
    CHECK(written(open_ended{1, wide, 26}, sorted) ==
          "{\"m\":1,\"z\":26,\"\xEF\xBD\x9E\":1,\"\xF0\x9F\x98\x80\":2}");
    CHECK(written(open_ended{1, wide, 26}, inkjet::canonical) ==
          "{\"m\":1,\"z\":26,\"\xF0\x9F\x98\x80\":2,\"\xEF\xBD\x9E\":1}");
}

TEST_CASE("what a getter makes lives as long as it is needed") {
    const std::string key = "made for the moment, and too long for its own place";
    check_written(made{}, R"({"count":2,"m":2,"z":0,")" + key + R"(":7})");
    CHECK(written_with<options{.sort_keys = true}>(made{}) ==
          R"({"count":2,"m":2,")" + key + R"(":7,"z":0})");
    for (int pass = 0; pass < 2; ++pass)
        CHECK(written_with<options{.skip_default = true}>(made{}) == R"({"m":2,"z":0,")" + key + R"(":7})");
}

TEST_CASE("a key of a flattened map that is refused is so in the place of the object") {
    check_refused(std::vector{open_ended{1, {{"\xff", 2}}, 26}}, inkjet::errc::invalid_utf8, "$[0]",
                  "byte 0xff at offset 0");
    const keyed_by_numbers value{1, {{2, 3}, {10, 4}}};
    check_refused(value, inkjet::errc::bad_key, "$", "set .non_string_keys to write it as text");
    CHECK(written(value, {.sort_keys = true}) ==
          "a key that is not text at $: set .non_string_keys to write it as text");
    CHECK(written(value, {.sort_keys = true, .non_string_keys = true}) == R"({"10":4,"2":3,"a":1})");
    CHECK(written(std::vector{value}, {.non_string_keys = true, .depth_limit = 1}).find("deeply at $[0]") !=
          std::string::npos);
}

TEST_CASE("through every room") {
    numbers many;
    for (int i = 0; i < 40; ++i) many[std::string(static_cast<std::size_t>(i), 'k')] = -2147483647;
    const std::vector<around_map> values{
        {-2147483647, {many}, std::string(100, '\x01')}, {}, {1, {many}, ""}};
    check_every_room(values);
    check_every_room(values, {.indent = 3, .sort_keys = true});
    check_every_room(std::vector<open_ended>{{-1, many, 1}, {-1, {}, 1}, {1, {}, -2147483647}});
    check_every_room(std::vector<only_map>{{}, {many}, {}});
}
