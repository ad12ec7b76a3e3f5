#include <inkjet/types/optional.hpp>

#include "rooms.hpp"

#include <array>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct point {
    int x, y;
};

struct node {
    int value;
    std::unique_ptr<node> next;
};

struct branch {
    std::vector<branch> kids;
};

struct shared_branch {
    std::map<std::string, std::shared_ptr<shared_branch>> kids;
};

struct ring {
    const ring* next;
};

struct sparse {
    std::optional<int> number;
    std::optional<std::string> text;
    std::optional<point> place;
    std::optional<std::optional<bool>> twice;
    std::unique_ptr<int> owned;
    const double* seen;
};

// An optional and a pointer of others' making, whose values are made on the fly.
struct doubled {
    int half;
    bool has_value() const { return half != 0; }
    int operator*() const { return 2 * half; }
};
struct handle {
    using element_type = point;
    int x;
    explicit operator bool() const { return x != 0; }
    point operator*() const { return {x, -x}; }
};

std::unique_ptr<node> chain(int length) {
    std::unique_ptr<node> first;
    for (int i = 0; i < length; ++i) first = std::make_unique<node>(node{i, std::move(first)});
    return first;
}

branch trunk(int length) {
    branch b;
    for (int i = 1; i < length; ++i) {
        branch around;
        around.kids.push_back(std::move(b));
        b = std::move(around);
    }
    return b;
}

std::string repeated(const std::string& text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

} // namespace

TEST_CASE("optionals are their value or null") {
    check_written(std::optional<int>(), "null");
    check_written(std::optional(7), "7");
    check_written(std::optional<std::uint8_t>(), "null");
    check_written(std::optional(std::uint8_t{0}), "0");
    check_written(std::optional<std::string>(), "null");
    check_written(std::optional<std::string>("a"), R"("a")");
    check_written(std::optional(point{1, 2}), R"({"x":1,"y":2})");
    check_written(std::optional<point>(), "null");
    check_written(std::optional(std::vector{1, 2}), "[1,2]");
    check_written(std::optional(std::optional<int>()), "null");
    check_written(std::optional<bool>(false), "false");
    check_written(std::optional(nullptr), "null");
    check_written(std::vector<std::optional<std::uint8_t>>(3), "[null,null,null]");
    check_written(std::array<std::optional<bool>, 3>{true, std::nullopt, false}, "[true,null,false]");
    check_written(std::vector<std::optional<point>>{{}, point{1, 2}}, R"([null,{"x":1,"y":2}])");
}

TEST_CASE("pointers are what they point to or null") {
    const int number = 5;
    const int* const pointer = &number;
    check_written(pointer, "5");
    check_written(&pointer, "5");
    check_written(static_cast<int*>(nullptr), "null");
    check_written(std::make_unique<int>(5), "5");
    check_written(std::unique_ptr<const std::string>(), "null");
    check_written(std::make_shared<point>(point{1, 2}), R"({"x":1,"y":2})");
    check_written(std::make_unique<std::vector<int>>(3), "[0,0,0]");
    std::vector<std::unique_ptr<int>> many(3);
    many[1] = std::make_unique<int>(-1);
    check_written(many, "[null,-1,null]");
    const std::unique_ptr<std::string> text = std::make_unique<std::string>("t");
    check_written(&text, R"("t")");
}

TEST_CASE("types of the same shape by others") {
    check_written(doubled{4}, "8");
    check_written(doubled{0}, "null");
    check_written(std::vector<doubled>{{1}, {0}}, "[2,null]");
    check_written(handle{3}, R"({"x":3,"y":-3})");
    check_written(handle{0}, "null");
    CHECK(written(std::vector<handle>{{1}, {0}}, {.indent = 1}) ==
          "[\n {\n  \"x\": 1,\n  \"y\": -1\n },\n null\n]");
}

TEST_CASE("absent and present members") {
    const double seen = 0.5;
    check_written(sparse{},
                  R"({"number":null,"text":null,"place":null,"twice":null,"owned":null,"seen":null})");
    check_written(sparse{1, "t", point{1, 2}, std::optional(true), std::make_unique<int>(3), &seen},
                  R"({"number":1,"text":"t","place":{"x":1,"y":2},"twice":true,"owned":3,"seen":0.5})");
    std::vector<sparse> rows(40);
    for (std::size_t i = 0; i < rows.size(); i += 2) {
        rows[i].place = point{-2147483647, -2147483647};
        rows[i].twice = std::optional<bool>();
        rows[i].owned = std::make_unique<int>(-2147483647);
    }
    testing::check_every_room(rows);
}

TEST_CASE("recursive types of any depth up to the limit") {
    const std::string open = R"({"value":)";
    std::string five;
    for (int i = 4; i >= 0; --i) five += open + std::to_string(i) + R"(,"next":)";
    check_written(chain(5), five + "null}}}}}");
    CHECK(written(chain(512)).size() > 512 * open.size());
    check_refused(chain(513), inkjet::errc::depth, "$" + repeated(".next", 512), "the limit is 512");
    CHECK(written(chain(3), {.depth_limit = 3}).ends_with("null}}}"));
    CHECK(written(chain(4), {.depth_limit = 3}) == "nested too deeply at $.next.next.next: the limit is 3");

    // Each level is an object and an array; the innermost array is empty, and counts all the same.
    CHECK(written(trunk(256)) == repeated(R"({"kids":[)", 256) + repeated("]}", 256));
    check_refused(trunk(257), inkjet::errc::depth, "$" + repeated(".kids[0]", 256), "the limit is 512");
    CHECK(written(trunk(1), {.depth_limit = 1}) == "nested too deeply at $.kids: the limit is 1");
    CHECK(written(trunk(2), {.depth_limit = 3}) == "nested too deeply at $.kids[0].kids: the limit is 3");

    shared_branch leaf;
    auto tip = std::make_shared<shared_branch>();
    leaf.kids = {{"a", nullptr}, {"b", tip}};
    check_written(leaf, R"({"kids":{"a":null,"b":{"kids":{}}}})");
    tip->kids = {{"self", tip}};
    check_refused(leaf, inkjet::errc::depth, "$.kids.b" + repeated(".kids.self", 255), "the limit is 512");
    tip->kids.clear();
}

TEST_CASE("a ring of pointers ends at the limit of depth") {
    ring one{}, other{&one};
    one.next = &other;
    check_refused(one, inkjet::errc::depth, "$" + repeated(".next", 512), "the limit is 512");
    check_refused(&one, inkjet::errc::depth, "$" + repeated(".next", 512), "the limit is 512");
    CHECK(written(one, {.depth_limit = 2}) == "nested too deeply at $.next.next: the limit is 2");
    CHECK(written(one, {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");
    const std::vector<const ring*> rings{nullptr, &one};
    CHECK(written(rings, {.depth_limit = 2}) == "nested too deeply at $[1].next: the limit is 2");
}
