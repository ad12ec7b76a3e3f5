#include <inkjet/reflect/members.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using inkjet::detail::member_type;
using inkjet::detail::visit_members;

namespace {

struct pixel {
    int x;
    const int y;
    char label[2][3];
    std::unique_ptr<pixel> next;
    std::vector<pixel> near;
};

static_assert(std::is_same_v<member_type<pixel, 0>, int>);
static_assert(std::is_same_v<member_type<pixel, 1>, int>);
static_assert(std::is_same_v<member_type<pixel, 2>, char[2][3]>);
static_assert(std::is_same_v<member_type<pixel, 3>, std::unique_ptr<pixel>>);
static_assert(std::is_same_v<member_type<const pixel, 4>, std::vector<pixel>>);

struct small {
    int a, b, c;
};

constexpr int sum(const small& object) {
    return visit_members(object,
                         [](const int& a, const int& b, const int& c) { return a * 100 + b * 10 + c; });
}
static_assert(sum({1, 2, 3}) == 123);

constexpr small doubled(small object) {
    visit_members(object, [](auto&... member) { ((member *= 2), ...); });
    return object;
}
static_assert(sum(doubled({1, 2, 3})) == 246);

struct empty_base {};
struct tagged : empty_base {
    short a;
    small b;
};
static_assert(std::is_same_v<member_type<tagged, 1>, small>);

struct bits {
    unsigned a : 3;
    bool b : 1;
};
static_assert(std::is_same_v<member_type<bits, 0>, unsigned>);

struct once {
    int calls = 0;
    int operator()(auto&...) & = delete;
    int operator()(auto&... member) && { return calls + static_cast<int>(sizeof...(member)); }
};

} // namespace

TEST_CASE("visit_members: passes the members themselves") {
    pixel object{1, 2, {"ab", "cd"}, std::make_unique<pixel>(pixel{3, 4, {}, nullptr, {}}), {}};
    visit_members(object, [&object](auto& x, auto& y, auto& label, auto& next, auto& near) {
        static_assert(std::is_same_v<decltype(x), int&>);
        static_assert(std::is_same_v<decltype(y), const int&>);
        static_assert(std::is_same_v<decltype(label), char(&)[2][3]>);
        CHECK(&x == &object.x);
        CHECK(&y == &object.y);
        CHECK(&label == &object.label);
        CHECK(&next == &object.next);
        CHECK(&near == &object.near);
        x = 7;
        near.push_back({5, 6, {}, std::move(next), {}});
    });
    CHECK(object.x == 7);
    CHECK(object.next == nullptr);
    REQUIRE(object.near.size() == 1);
    CHECK(object.near[0].next->x == 3);
}

TEST_CASE("visit_members: members of a const object are const") {
    const tagged object{{}, 1, {2, 3, 4}};
    visit_members(object, [&object](auto& a, auto& b) {
        static_assert(std::is_same_v<decltype(a), const short&>);
        static_assert(std::is_same_v<decltype(b), const small&>);
        CHECK(&a == &object.a);
        CHECK(&b == &object.b);
    });
}

TEST_CASE("visit_members: returns a reference as such") {
    small object{1, 2, 3};
    int& b = visit_members(object, [](int&, int& second, int&) -> int& { return second; });
    CHECK(&b == &object.b);
}

TEST_CASE("visit_members: calls an rvalue as one") {
    small object{};
    CHECK(visit_members(object, once{4}) == 7);
}

TEST_CASE("visit_members: a class without members") {
    empty_base object;
    CHECK(visit_members(object, [](auto&... member) { return sizeof...(member) + 5; }) == 5);
}
