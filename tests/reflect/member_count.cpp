#include <inkjet/reflect/member_count.hpp>

#include <doctest/doctest.h>

#include <any>
#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

using inkjet::detail::member_count;
using inkjet::detail::unknown_count;

namespace {

// Members of the kinds that data is made of.

struct nothing {};
static_assert(member_count<nothing> == 0);

struct row {
    long id;
    std::string name, email, created_at;
    double balance;
    bool active;
    std::vector<std::string> tags;
    std::optional<std::string> note;
};
static_assert(member_count<row> == 8);
static_assert(member_count<const row> == 8);

struct single {
    std::vector<int> values;
};
static_assert(member_count<single> == 1);

struct node {
    int value;
    std::unique_ptr<node> next;
    std::vector<node> children;
    std::map<std::string, node> named;
};
static_assert(member_count<node> == 4);

struct point {
    int x, y;
};
struct nested {
    point from, to;
    nothing empty;
    std::array<point, 3> path;
    std::variant<std::monostate, int, std::string> value;
    std::optional<point> center;
};
static_assert(member_count<nested> == 6);

struct with_defaults {
    int a = 1;
    std::string b = "x";
    point c = {1, 2};
};
static_assert(member_count<with_defaults> == 3);

enum class color { red };
struct odd_ones {
    std::any any;
    std::function<void()> function;
    std::atomic<int> atomic;
    std::mutex mutex;
    std::span<int> span;
    std::string_view view;
    std::tuple<int, std::string> tuple;
    const int constant;
    color scoped;
    int* pointer;
    void (*function_pointer)();
    int point::* member_pointer;
    std::nullptr_t null;
    std::reference_wrapper<int>* wrapper;
};
static_assert(member_count<odd_ones> == 14);

struct accepts_anything {
    accepts_anything() = default;
    template <class T>
    accepts_anything(T&&) {}
};
struct of_anything {
    accepts_anything a;
    int b;
    accepts_anything c;
};
static_assert(member_count<of_anything> == 3);

template <class T>
struct pair_of {
    T first;
    T second;
};
static_assert(member_count<pair_of<pair_of<std::unique_ptr<int>>>> == 2);

// Arrays: one member each, and their elements cost nothing.
struct arrays {
    int id;
    int three[3];
    std::string two[2];
    double between;
    char large[1 << 20];
    int matrix[2][3];
    std::unique_ptr<point> last[2];
};
static_assert(member_count<arrays> == 7);

// Members that have no default, or none that braces could ask for.

struct from_int {
    explicit from_int(int) {}
};
struct from_two {
    from_two(int, int) {}
};
struct explicit_default {
    explicit explicit_default() {}
};

struct no_default {
    int a;
    from_int b;
};
static_assert(member_count<no_default> == 2);

struct no_default_first {
    from_two a;
    int b[3];
    from_two c;
    char d;
};
static_assert(member_count<no_default_first> == 4);

struct no_default_arrays {
    from_two a[2][2];
    from_int b[3];
    from_two c;
    char d;
};
static_assert(member_count<no_default_arrays> == 4);

struct no_default_behind_default {
    int a;
    int b = 1;
    from_int c = from_int(1);
    int d[2][2];
};
static_assert(member_count<no_default_behind_default> == 4);

struct no_default_and_buffers {
    std::span<int, 3> a;
    char b[250];
    int c;
    char d[16];
};
static_assert(member_count<no_default_and_buffers> == 4);

struct buffers_before_no_default {
    char a[20];
    int b[2];
    from_int c;
    char d[30];
};
static_assert(member_count<buffers_before_no_default> == 4);

struct no_default_and_too_many {
    from_int a;
    char b[1 << 16];
};
static_assert(member_count<no_default_and_too_many> == unknown_count);

struct explicit_between {
    int a;
    explicit_default b;
    std::span<int, 3> c;
    int d;
};
static_assert(member_count<explicit_between> == 4);

// Bases: only empty ones, which are no members.

struct empty_base {};
template <class T>
struct mixin {};
struct base {
    int a;
};
struct derived : base {
    int b;
};
struct only_base : base {};
struct tagged : empty_base {
    int b, c;
};
struct mixed : mixin<mixed>, empty_base {
    int a[3];
    from_int b;
};
struct nothing_but_base : empty_base {};
struct base_again : empty_base {
    empty_base first; // can't be told from the base
};
static_assert(member_count<base_again> == unknown_count);
struct mixed_bases : empty_base, base {
    int b;
};
static_assert(member_count<derived> == unknown_count);
static_assert(member_count<only_base> == unknown_count);
static_assert(member_count<mixed_bases> == unknown_count);
static_assert(member_count<tagged> == 2);
static_assert(member_count<mixed> == 2);
static_assert(member_count<nothing_but_base> == 0);

// What is no aggregate class, and references.

union either {
    int a;
    float b;
};
class with_private {
    [[maybe_unused]] int a = 0;
};
struct with_constructor {
    with_constructor() {}
    int a;
};
static_assert(member_count<int> == unknown_count);
static_assert(member_count<int[3]> == unknown_count);
static_assert(member_count<either> == unknown_count);
static_assert(member_count<with_private> == unknown_count);
static_assert(member_count<with_constructor> == unknown_count);
static_assert(member_count<std::string> == unknown_count);

int global = 0;
struct with_reference {
    int a;
    int& b;
};
struct with_bound_reference {
    int a;
    int& b = global;
};
static_assert(member_count<with_reference> == unknown_count);
static_assert(member_count<with_bound_reference> == unknown_count);

struct bits {
    unsigned a : 3, b : 5;
    bool c : 1;
};
static_assert(member_count<bits> == 3);

// The limit.
struct members_32 {
    int a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7;
    int c0, c1, c2, c3, c4, c5, c6, c7, d0, d1, d2, d3, d4, d5, d6, d7;
};
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
struct members_129 {
    int a0, a1, a2, a3, a4, a5, a6, a7, b0, b1, b2, b3, b4, b5, b6, b7;
    int c0, c1, c2, c3, c4, c5, c6, c7, d0, d1, d2, d3, d4, d5, d6, d7;
    int e0, e1, e2, e3, e4, e5, e6, e7, f0, f1, f2, f3, f4, f5, f6, f7;
    int g0, g1, g2, g3, g4, g5, g6, g7, h0, h1, h2, h3, h4, h5, h6, h7;
    int i0, i1, i2, i3, i4, i5, i6, i7, j0, j1, j2, j3, j4, j5, j6, j7;
    int k0, k1, k2, k3, k4, k5, k6, k7, l0, l1, l2, l3, l4, l5, l6, l7;
    int m0, m1, m2, m3, m4, m5, m6, m7, n0, n1, n2, n3, n4, n5, n6, n7;
    int o0, o1, o2, o3, o4, o5, o6, o7, p0, p1, p2, p3, p4, p5, p6, p7;
    int q;
};
static_assert(member_count<members_32> == 32);
static_assert(member_count<members_128> == 128);
static_assert(member_count<members_129> == unknown_count);

} // namespace

TEST_CASE("member_count: classes that are local to a function") {
    struct local {
        int alpha;
        std::string beta;
        std::unique_ptr<local> gamma;
    };
    const auto inner = [] {
        struct local_to_lambda {
            int a, b;
        };
        return local_to_lambda{};
    };
    constexpr std::size_t counts[] = {member_count<local>, member_count<decltype(inner())>};
    CHECK(counts[0] == 3);
    CHECK(counts[1] == 2);
}
