#include <inkjet/core/describe.hpp>
#include <inkjet/core/encoder.hpp>

#include <doctest/doctest.h>

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
