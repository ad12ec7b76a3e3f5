#include <inkjet/types/variant.hpp>

#include "rooms.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct point {
    int x, y;
};

struct tree;
using tree_list = std::vector<tree>;
using tree_map = std::map<std::string, tree>;
struct tree {
    std::variant<std::monostate, bool, std::int64_t, double, std::string, tree_list, tree_map> held;
};

struct thrower {
    thrower() = default;
    thrower(const thrower&) { throw std::runtime_error("copied"); }
    thrower& operator=(const thrower&) = default;
    int value = 0;
};

struct leaf {
    std::variant<int, std::unique_ptr<leaf>> next;
};

} // namespace

template <>
struct inkjet::encoder<tree> {
    static const auto& as(const tree& t) { return t.held; }
};
template <>
struct inkjet::encoder<thrower> {
    static int as(const thrower& t) { return t.value; }
};

TEST_CASE("a variant is the alternative that it holds") {
    using any = std::variant<std::monostate, bool, int, double, std::string, point, std::vector<int>>;
    check_written(any(), "null");
    check_written(any(true), "true");
    check_written(any(-5), "-5");
    check_written(any(0.5), "0.5");
    check_written(any(std::string("\n")), R"("\n")");
    check_written(any(point{1, 2}), R"({"x":1,"y":2})");
    check_written(any(std::vector{1, 2}), "[1,2]");
    check_written(std::vector<any>{{}, 1, std::string("a"), std::vector<int>()}, R"([null,1,"a",[]])");
    check_written(std::map<std::string, any>{{"a", 1}, {"b", point{}}}, R"({"a":1,"b":{"x":0,"y":0}})");
    CHECK(written(std::vector<any>{1, point{1, 2}}, {.indent = 1}) ==
          "[\n 1,\n {\n  \"x\": 1,\n  \"y\": 2\n }\n]");
}

TEST_CASE("alternatives of one type are told apart by index") {
    using same = std::variant<int, int>;
    check_written(same(std::in_place_index<1>, 4), "4");
    check_written(std::variant<std::nullptr_t>(), "null");
}

TEST_CASE("what an alternative refuses is refused in its place") {
    std::vector<std::variant<int, std::string>> values{1, std::string("\xff")};
    check_refused(values, inkjet::errc::invalid_utf8, "$[1]", "byte 0xff at offset 0");
}

TEST_CASE("a variant without a value is refused") {
    std::variant<int, thrower> value = 1;
    const thrower source;
    CHECK_THROWS(value.emplace<1>(source));
    REQUIRE(value.valueless_by_exception());
    check_refused(value, inkjet::errc::bad_value, "$", "a variant without a value");
}

TEST_CASE("trees of variants") {
    tree_map inner;
    inner["list"].held = tree_list(2);
    inner["text"].held = std::string(40, '"');
    std::string text;
    for (int i = 0; i < 40; ++i) text += R"(\")";
    tree_list list(3);
    list[0].held = std::int64_t{-1};
    list[1].held = std::move(inner);
    list[2].held = 2.5;
    tree root{std::move(list)};
    check_written(root, R"([-1,{"list":[null,null],"text":")" + text + R"("},2.5])");

    for (int i = 0; i < 509; ++i) {
        tree_list around;
        around.push_back(std::move(root));
        root.held = std::move(around);
    }
    CHECK(written(root).size() == 2 * 509 + 39 + text.size());
    testing::check_every_room(root);
    tree_list around;
    around.push_back(std::move(root));
    root.held = std::move(around);
    CHECK(written(root).starts_with("nested too deeply at $[0][0]"));
}

TEST_CASE("a variant may hold a pointer to its holder") {
    leaf last{7};
    leaf first{std::make_unique<leaf>(std::move(last))};
    check_written(first, R"({"next":{"next":7}})");
}
