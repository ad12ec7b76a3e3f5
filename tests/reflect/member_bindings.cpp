#include <inkjet/reflect/member_bindings.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <utility>

using inkjet::detail::member_bindings;
using inkjet::detail::member_limit;

namespace {

// A class with any number of members, as bindings see it: they ask for a size and for the elements.
template <std::size_t Count>
struct members {
    int values[Count]{};

    template <std::size_t I>
    constexpr int& get() noexcept {
        return values[I];
    }
};

} // namespace

template <std::size_t Count>
struct std::tuple_size<members<Count>> {
    static constexpr std::size_t value = Count;
};

template <std::size_t I, std::size_t Count>
struct std::tuple_element<I, members<Count>> {
    using type = int;
};

namespace {

// Whether the arguments of the call are the elements, in their order, and no others.
template <std::size_t Count>
constexpr bool visits_in_order() {
    members<Count> object;
    return member_bindings<Count>::visit(object, [&object](auto&... member) {
        if (sizeof...(member) != Count) return false;
        std::size_t at = 0;
        return ((&member == &object.values[at++]) && ...);
    });
}

template <std::size_t... I>
constexpr bool all_visit_in_order(std::index_sequence<I...>) {
    return (visits_in_order<I + 1>() && ...);
}

static_assert(all_visit_in_order(std::make_index_sequence<member_limit>{}));

struct three {
    int a;
    int* b;
    char c[4];
};

static_assert(member_bindings<0>::accepts<three>);
static_assert(member_bindings<3>::accepts<three>);
static_assert(!member_bindings<4>::accepts<three>);
static_assert(member_bindings<1>::accepts<three, int*>);
static_assert(!member_bindings<1>::accepts<three, three>);
static_assert(!member_bindings<3>::accepts<three, char>);

// As many braces as the name says: an array of Count elements takes no more.
template <std::size_t... I>
constexpr bool all_count_braces(std::index_sequence<I...>) {
    using bindings_of = int;
    return ((member_bindings<I + 1>::template accepts<bindings_of[I + 1]> &&
             !member_bindings<I + 1>::template accepts<bindings_of[I + 1], int>) &&
            ...);
}

static_assert(all_count_braces(std::make_index_sequence<member_limit>{}));

} // namespace

TEST_CASE("member_bindings: passes the members themselves, and returns what the function returns") {
    three object{1, nullptr, "abc"};
    int& first = member_bindings<3>::visit(object, [](int& a, int*& b, char(&c)[4]) -> int& {
        b = &a;
        c[0] = 'x';
        return a;
    });
    CHECK(&first == &object.a);
    CHECK(object.b == &object.a);
    CHECK(object.c[0] == 'x');
}

TEST_CASE("member_bindings: members of a const object are const") {
    const three object{1, nullptr, "abc"};
    member_bindings<3>::visit(object, [&object](auto& a, auto& b, auto& c) {
        static_assert(std::is_same_v<decltype(a), const int&>);
        static_assert(std::is_same_v<decltype(b), int* const&>);
        static_assert(std::is_same_v<decltype(c), const char(&)[4]>);
        CHECK(&a == &object.a);
        CHECK(&c == &object.c);
    });
}

TEST_CASE("member_bindings: none") {
    struct none {
    } object;
    CHECK(member_bindings<0>::visit(object, [] { return 7; }) == 7);
}
