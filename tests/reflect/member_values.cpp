#include <inkjet/reflect/member_values.hpp>

#include <doctest/doctest.h>

#include <any>
#include <memory>
#include <string>
#include <vector>

using inkjet::detail::accepts_nested;
using inkjet::detail::accepts_values;
using inkjet::detail::any_base;
using inkjet::detail::any_empty_base;
using inkjet::detail::any_lvalue;
using inkjet::detail::any_value;
using inkjet::detail::count_bases;
using inkjet::detail::count_by_values;
using inkjet::detail::count_values;
using inkjet::detail::ends_in_reference;
using inkjet::detail::unknown_count;
using inkjet::detail::values_of_member;

namespace {

struct from_int {
    explicit from_int(int) {}
};
struct from_three {
    from_three(int, int, int) {}
};

struct flat {
    int a;
    std::unique_ptr<int> b;
    std::vector<flat> c;
};
static_assert(accepts_values<flat, 1> && accepts_values<flat, 3> && !accepts_values<flat, 4>);
static_assert(accepts_nested<flat, 1, 0, 1> && !accepts_nested<flat, 1, 0, 2>);
static_assert(count_values<flat>() == 3);
static_assert(count_by_values<flat>() == 3);

// Each element of an array takes a value, and an array is told from a class that is made of as many.
struct arrays {
    from_int a;
    int b[2][3];
    from_three c;
    from_three d[3];
    char e;
};
static_assert(
    !accepts_values<arrays, 7>); // the arrays of classes without a default are refused their default
static_assert(count_values<arrays>() == 12);
static_assert(values_of_member<arrays, 12, 0>() == 1);
static_assert(values_of_member<arrays, 12, 1>() == 6);
static_assert(values_of_member<arrays, 12, 7>() == 1);
static_assert(values_of_member<arrays, 12, 8>() == 3);
static_assert(values_of_member<arrays, 12, 11>() == 1);
static_assert(count_by_values<arrays>() == 5);

// The limit is one of values.
template <std::size_t Size>
struct buffer {
    from_int a;
    char b[Size];
};
static_assert(count_by_values<buffer<500>>() == 2);
static_assert(count_by_values<buffer<5000>>() == unknown_count);

// References to non-const take neither braces nor a value.
int global = 0;
struct reference {
    int a;
    int& b;
};
struct bound_reference {
    from_int a;
    int& b = global;
};
static_assert(count_by_values<reference>() == unknown_count);
static_assert(ends_in_reference<bound_reference, 1>);
static_assert(!ends_in_reference<flat, 3>);
static_assert(count_by_values<bound_reference>() == unknown_count);

// Bases.
struct empty_a {};
struct empty_b {};
struct full {
    int a;
};
struct of_three : empty_a, full, empty_b {
    int b;
    empty_a c;
};
struct of_two : empty_a, empty_b {
    from_int a;
};
struct of_any {
    std::any a;
    std::string b;
};
static_assert(count_bases<of_three, any_base<of_three>, 0>() == 3);
static_assert(count_bases<of_three, any_empty_base<of_three>, 0>() == 1); // the second one is not empty
static_assert(count_bases<of_two, any_base<of_two>, 3>() == 2);
static_assert(count_bases<of_two, any_empty_base<of_two>, 3>() == 2);
static_assert(count_bases<of_any, any_base<of_any>, 0>() == 0); // std::any is made of anything, a base too
static_assert(count_bases<flat, any_base<flat>, 0>() == 0);

} // namespace

TEST_CASE("count_by_values: classes that are local to a function") {
    struct local {
        from_int a;
        int b[2];
    };
    constexpr std::size_t count = count_by_values<local>();
    CHECK(count == 2);
}
