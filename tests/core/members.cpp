#include <inkjet/core/members.hpp>
#include <inkjet/inkjet.hpp>

#include "rooms.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using inkjet::detail::member_type_of;
using inkjet::detail::members_of;
using inkjet::detail::object_keys;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct plain {
    int first;
    std::string second;
    double third[2];
};

struct shouting {
    int lower_case;
    int rest;
};

struct awkward {
    int quote, control, slash, accent, empty, space;
};

struct long_named {
    int a_member_whose_name_is_so_long_that_its_key_does_not_fit_into_the_room_that_values_leave_behind_them_and_goes_on;
    std::string text;
};

struct endless {
    std::vector<int> numbers;
    int value;
    std::string text;
};

class account {
  public:
    account(int number, std::string owner) : number_(number), owner_(std::move(owner)) {}
    std::size_t owner_length() const { return owner_.size(); }
    std::string greeting() const { return "Dear " + owner_ + "\n"; }
    const std::string& owner() const noexcept { return owner_; }

  private:
    friend struct inkjet::describe<account>;
    int number_;
    std::string owner_;
};

struct list_of_none {
    int ignored;
};

struct over_numbers {
    int from, to;
};

std::array<int, 2> both(const over_numbers& n) { return {n.from, n.to}; }

constexpr auto endless_key = [] {
    std::array<char, 1200> text{};
    text.fill('k');
    return text;
}();

} // namespace

template <>
struct inkjet::describe<shouting> {
    static constexpr std::string_view key(std::string_view member) {
        return member == "lower_case" ? "LowerCase" : member;
    }
};
template <>
struct inkjet::describe<awkward> {
    static constexpr std::string_view key(std::string_view member) {
        if (member == "quote") return "\"";
        if (member == "control") return "\x01\n";
        if (member == "slash") return "a\\b";
        if (member == "accent") return "\xC3\xA9";
        if (member == "space") return "two words";
        return "";
    }
};
template <>
struct inkjet::describe<endless> {
    static constexpr std::string_view key(std::string_view member) {
        return member == "value" ? std::string_view(endless_key.data(), endless_key.size()) : member;
    }
};
template <>
struct inkjet::describe<account> {
    static constexpr auto members = inkjet::members(
        inkjet::member("number", &account::number_), inkjet::member("owner", &account::owner),
        inkjet::member("length", &account::owner_length), inkjet::member("greeting", &account::greeting),
        inkjet::member("is \"big\"", [](const account& a) { return a.number_ > 100; }));
};
template <>
struct inkjet::describe<list_of_none> {
    static constexpr auto members = inkjet::members();
};
template <>
struct inkjet::describe<over_numbers> {
    static constexpr auto members =
        inkjet::members(inkjet::member("both", &both), inkjet::member("from", &over_numbers::from),
                        inkjet::member("from", &over_numbers::from));
    static constexpr std::string_view key(std::string_view member) {
        return member == "both" ? "BOTH" : member;
    }
};

// Members by reflection.
static_assert(members_of<plain>::count == 3);
static_assert(members_of<plain>::name(1) == "second");
static_assert(std::is_same_v<member_type_of<plain, 0>, int>);
static_assert(std::is_same_v<member_type_of<plain, 2>, double[2]>);
static_assert(members_of<plain>::name(0) == "first");
static_assert(members_of<shouting>::name(0) == "LowerCase");
static_assert(members_of<shouting>::name(1) == "rest");

// Members by list.
static_assert(members_of<account>::count == 5);
static_assert(members_of<account>::name(4) == "is \"big\"");
static_assert(std::is_same_v<member_type_of<account, 0>, int>);
static_assert(std::is_same_v<member_type_of<account, 1>, std::string>);
static_assert(std::is_same_v<member_type_of<account, 2>, std::size_t>);
static_assert(std::is_same_v<member_type_of<account, 4>, bool>);
static_assert(members_of<list_of_none>::count == 0);
static_assert(members_of<over_numbers>::name(0) == "BOTH");

// The text before a value.
template <class T, std::size_t I>
constexpr std::string_view text_of() {
    return {object_keys<T>::text(I), object_keys<T>::size(I)};
}
static_assert(text_of<plain, 0>() == R"({"first":)");
static_assert(text_of<plain, 1>() == R"(,"second":)");
static_assert(text_of<awkward, 0>() == R"({"\"":)");
static_assert(text_of<awkward, 1>() == R"(,"\u0001\n":)");
static_assert(text_of<awkward, 2>() == R"(,"a\\b":)");
static_assert(text_of<awkward, 3>() == ",\"\xC3\xA9\":");
static_assert(text_of<awkward, 4>() == R"(,"":)");

TEST_CASE("keys as describe wants them") {
    check_written(plain{1, "two", {3, 4}}, R"({"first":1,"second":"two","third":[3.0,4.0]})");
    check_written(shouting{1, 2}, R"({"LowerCase":1,"rest":2})");
    check_written(awkward{1, 2, 3, 4, 5, 6},
                  "{\"\\\"\":1,\"\\u0001\\n\":2,\"a\\\\b\":3,\"\xC3\xA9\":4,\"\":5,\"two words\":6}");
    CHECK(written(awkward{1, 2, 3, 4, 5, 6}, {.indent = 1}) ==
          "{\n \"\\\"\": 1,\n \"\\u0001\\n\": 2,\n \"a\\\\b\": 3,\n \"\xC3\xA9\": 4,\n \"\": 5,\n \"two "
          "words\": 6\n}");
}

TEST_CASE("private and computed members") {
    const account a(123, "Ann");
    constexpr std::string_view expected =
        R"({"number":123,"owner":"Ann","length":3,"greeting":"Dear Ann\n","is \"big\"":true})";
    check_written(a, expected);
    check_written(std::vector(2, a), '[' + std::string(expected) + ',' + std::string(expected) + ']');
    CHECK(written(a, {.indent = 1}) == "{\n \"number\": 123,\n \"owner\": \"Ann\",\n \"length\": 3,\n "
                                       "\"greeting\": \"Dear Ann\\n\",\n \"is \\\"big\\\"\": true\n}");
    check_written(list_of_none{1}, "{}");
    CHECK(written(list_of_none{1}, {.indent = 1}) == "{}");
    check_written(over_numbers{1, 2}, R"({"BOTH":[1,2],"from":1,"from":1})");
    CHECK(written(over_numbers{1, 2}, {.sort_keys = true}) == R"({"BOTH":[1,2],"from":1,"from":1})");
}

TEST_CASE("long keys, through every room") {
    const std::string key =
        "a_member_whose_name_is_so_long_that_its_key_does_not_fit_into_the_room_that_values_leave_"
        "behind_them_and_goes_on";
    check_written(long_named{5, "t"}, "{\"" + key + R"(":5,"text":"t"})");
    const endless value{std::vector<int>(157, -2147483647 - 1), 7, "t"};
    CHECK(written(value).ends_with("],\"" + std::string(1200, 'k') + R"(":7,"text":"t"})"));
    check_every_room(value);
    check_every_room(std::vector(20, long_named{-2147483647, ""}));
}

TEST_CASE("what a member refuses is refused in its place") {
    const std::vector<account> accounts{{1, "ok"}, {2, "\xff"}};
    check_refused(accounts, inkjet::errc::invalid_utf8, "$[1].owner", "byte 0xff at offset 0");
    check_refused(plain{1, "\x80", {0, 0}}, inkjet::errc::invalid_utf8, "$.second", "byte 0x80 at offset 0");
    check_refused(plain{1, "", {0, std::nan("")}}, inkjet::errc::not_finite, "$.third[1]", "NaN");
}

namespace {

// Iterable only where it is not const, as views are that keep something.
struct countdown {
    int from;
    struct iterator {
        int value;
        int operator*() const { return value; }
        iterator& operator++() {
            --value;
            return *this;
        }
        bool operator==(const iterator&) const = default;
    };
    iterator begin() { return {from}; }
    iterator end() { return {0}; }
};

struct launch {
    int seconds;
    countdown steps() const { return {seconds}; }
};

} // namespace

template <>
struct inkjet::describe<launch> {
    static constexpr auto members =
        inkjet::members(inkjet::member("steps", &launch::steps), inkjet::member("from", &launch::seconds));
};

TEST_CASE("a computed member is not const") {
    check_written(launch{3}, R"({"steps":[3,2,1],"from":3})");
    CHECK(written(launch{2}, {.sort_keys = true}) == R"({"from":2,"steps":[2,1]})");
}
