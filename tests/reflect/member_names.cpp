#include <inkjet/reflect/member_names.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

using inkjet::detail::member_names;
using inkjet::detail::reflectable;

namespace {

// Whether T is reflectable and its members have these names, no more and no fewer.
template <class T, class... Names>
constexpr bool named(Names... expected) {
    static_assert(reflectable<T>);
    std::size_t at = 0;
    return member_names<T>.size() == sizeof...(Names) && ((member_names<T>[at++] == expected) && ...);
}

struct row {
    long id;
    std::string name, email, created_at;
    double balance;
    bool active;
    std::vector<std::string> tags;
    std::optional<std::string> note;
};
static_assert(named<row>("id", "name", "email", "created_at", "balance", "active", "tags", "note"));
static_assert(named<const row>("id", "name", "email", "created_at", "balance", "active", "tags", "note"));

struct nothing {};
static_assert(named<nothing>());

struct single {
    std::map<std::string, std::map<int, std::string>> s;
};
static_assert(named<single>("s"));

struct node {
    std::unique_ptr<node> next;
    std::vector<node> children;
};
static_assert(named<node>("next", "children"));

// All members at the same address, or of the same type, or inside of each other.
struct inner {
    nothing a;
    int b;
};
struct outer {
    nothing a, b;
    inner c, d;
    const inner e;
    inner f[2][2];
};
static_assert(named<outer>("a", "b", "c", "d", "e", "f"));

struct crowded {
    [[no_unique_address]] nothing first;
    int second;
};
static_assert(named<crowded>("first", "second"));

struct spelled {
    int _, _1, x2, CamelCase, m0, object, declared, none;
    int größe, 名;
    int a_very_long_name_of_a_member_that_is_longer_than_any_short_string_ever_was;
};
static_assert(named<spelled>("_", "_1", "x2", "CamelCase", "m0", "object", "declared", "none", "größe", "名",
                             "a_very_long_name_of_a_member_that_is_longer_than_any_short_string_ever_was"));

// Scopes and arguments that contain what also stands between names when they are printed.
int global = 0;
template <class T, auto& Reference = global, bool Flag = (1 > 0), char Char = 'x'>
struct of_arguments {
    T first;
    T second;
};
static_assert(named<of_arguments<int>>("first", "second"));
static_assert(named<of_arguments<int& (*)(int&&, std::pair<int, int>)>>("first", "second"));
static_assert(named<of_arguments<std::vector<of_arguments<int>>>>("first", "second"));

namespace deeper::and_deeper {
struct scoped {
    struct within {
        int a, b;
    };
    within c;
};
} // namespace deeper::and_deeper
static_assert(named<deeper::and_deeper::scoped>("c"));
static_assert(named<deeper::and_deeper::scoped::within>("a", "b"));

struct empty_base {};
struct tagged : empty_base {
    int a, b;
};
static_assert(named<tagged>("a", "b"));

struct members_128 {
    int a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7;
    int c0, c1, c2, c3, c4, c5, c6, c7, d0, d1, d2, d3, d4, d5, d6, d7;
    int e0, e1, e2, e3, e4, e5, e6, e7, f0, f1, f2, f3, f4, f5, f6, f7;
    int g0, g1, g2, g3, g4, g5, g6, g7, h0, h1, h2, h3, h4, h5, h6, h7;
    int i0, i1, i2, i3, i4, i5, i6, i7, j0, j1, j2, j3, j4, j5, j6, j7;
    int k0, k1, k2, k3, k4, k5, k6, k7, l0, l1, l2, l3, l4, l5, l6, l7;
    int m0, m1, m2, m3, m4, m5, m6, m7, n0, n1, n2, n3, n4, n5, n6, n7;
    int o0, o1, o2, o3, o4, o5, o6, o7, p0, p1, p2, p3, p4, p5, p6, p7;
};
constexpr bool all_128_are_named() {
    for (std::size_t i = 0; i < 128; ++i) {
        const char name[] = {static_cast<char>('a' + i / 8), static_cast<char>('0' + i % 8)};
        if (member_names<members_128>[i] != std::string_view(name, 2)) return false;
    }
    return member_names<members_128>.size() == 128;
}
static_assert(reflectable<members_128> && all_128_are_named());

// What is not reflectable says so without an error.
struct base {
    int a;
};
struct derived : base {
    int b;
};
struct only_base : base {};
struct members_129 {
    members_128 first;
    int array[2];
    members_128 second[10];
};
struct with_reference {
    int& a;
    int b;
};
struct with_bound_reference {
    int a;
    int& b = global;
};
struct with_const_reference {
    const int& a;
    int b;
};
struct with_rvalue_reference {
    int a;
    std::string&& b;
};
struct with_bits {
    int a;
    unsigned b : 3;
};
union either {
    int a;
    float b;
};
class with_private {
    [[maybe_unused]] int a = 0;
};
struct like_a_tuple {
    int a, b;
};
static_assert(!reflectable<derived>);
static_assert(!reflectable<only_base>);
static_assert(!reflectable<with_reference>);
static_assert(!reflectable<with_bound_reference>);
static_assert(!reflectable<with_const_reference>);
static_assert(!reflectable<with_rvalue_reference>);
static_assert(!reflectable<with_bits>);
static_assert(!reflectable<either>);
static_assert(!reflectable<with_private>);
static_assert(!reflectable<int>);
static_assert(!reflectable<int[2]>);
static_assert(!reflectable<row&>);
static_assert(!reflectable<void>);
static_assert(!reflectable<std::string>);
static_assert(!reflectable<std::array<int, 3>>);
static_assert(!reflectable<std::tuple<int>>);
// An array is one member, however long, and so is a class with members of its own.
static_assert(reflectable<members_129>);

} // namespace

template <>
struct std::tuple_size<like_a_tuple> {
    static constexpr std::size_t value = 1;
};

namespace {
static_assert(!reflectable<like_a_tuple>);
}

TEST_CASE("member_names: classes that are local to a function") {
    struct local {
        int alpha;
        std::string beta;
        std::unique_ptr<local> gamma;
    };
    const auto within = [](int, const char*) {
        struct local_to_lambda {
            int a, b;
        };
        return local_to_lambda{};
    };
    constexpr bool names_agree = named<local>("alpha", "beta", "gamma");
    CHECK(names_agree);
    constexpr bool inner_names_agree = named<decltype(within(1, ""))>("a", "b");
    CHECK(inner_names_agree);
}

TEST_CASE("member_names: lie behind each other in static storage") {
    const char* expected = member_names<row>[0].data();
    for (const std::string_view name : member_names<row>) {
        CHECK(name.data() == expected);
        expected += name.size();
    }
    CHECK(*expected == '\0');
}
