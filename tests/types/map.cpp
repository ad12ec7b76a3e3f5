#include <inkjet/types/map.hpp>

#include "rooms.hpp"

#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct point {
    int x, y;
};

// Keys and values in two arrays; iteration makes pairs of references on the fly, as flat maps do.
struct flat_map {
    using key_type = std::string;
    using mapped_type = int;
    std::vector<std::string> keys;
    std::vector<int> values;

    struct iterator {
        const flat_map* map;
        std::size_t at;
        std::pair<const std::string&, const int&> operator*() const {
            return {map->keys[at], map->values[at]};
        }
        iterator& operator++() {
            ++at;
            return *this;
        }
        bool operator==(const iterator&) const = default;
    };
    iterator begin() const { return {this, 0}; }
    iterator end() const { return {this, keys.size()}; }
};

// Entries that are a class of two members, and iteration that needs a map that is not const.
struct entry {
    std::string_view key;
    std::vector<int> value;
};
struct own_map {
    using key_type = std::string_view;
    using mapped_type = std::vector<int>;
    std::vector<entry> entries;
    auto begin() { return entries.begin(); }
    auto end() { return entries.end(); }
};

// Both keys and values are made on the fly.
struct squares {
    using key_type = std::string;
    using mapped_type = std::vector<int>;
    int count;
    struct iterator {
        int at;
        std::pair<std::string, std::vector<int>> operator*() const {
            return {"key " + std::to_string(at), {at, at * at}};
        }
        iterator& operator++() {
            ++at;
            return *this;
        }
        bool operator==(const iterator&) const = default;
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {count}; }
};

struct holder {
    std::map<std::string, int> first;
    std::map<std::string, holder> rest;
};

constexpr inkjet::options sorted{.sort_keys = true};
constexpr inkjet::options indented{.indent = 2};

} // namespace

TEST_CASE("maps of the standard library are objects") {
    check_written(std::map<std::string, int>(), "{}");
    check_written(std::map<std::string, int>{{"a", 1}}, R"({"a":1})");
    check_written(std::map<std::string, int>{{"b", 2}, {"a", 1}}, R"({"a":1,"b":2})");
    check_written(std::multimap<std::string, int>{{"a", 1}, {"a", 2}}, R"({"a":1,"a":2})");
    check_written(std::unordered_map<std::string, bool>{{"a", true}}, R"({"a":true})");
    check_written(std::unordered_multimap<std::string, int>{{"a", 1}, {"a", 1}}, R"({"a":1,"a":1})");
    check_written(std::map<std::string_view, std::string>{{"k", "v"}}, R"({"k":"v"})");
    check_written(std::map<std::string, std::map<std::string, int>>{{"a", {}}, {"b", {{"c", 1}}}},
                  R"({"a":{},"b":{"c":1}})");
    check_written(std::map<std::string, std::vector<int>>{{"a", {}}, {"b", {1, 2}}}, R"({"a":[],"b":[1,2]})");
    check_written(std::map<std::string, std::optional<point>>{{"a", {}}, {"b", point{1, 2}}},
                  R"({"a":null,"b":{"x":1,"y":2}})");
    check_written(std::vector<std::map<std::string, int>>(2), "[{},{}]");
}

TEST_CASE("maps of others") {
    check_written(flat_map{{"b", "a"}, {2, 1}}, R"({"b":2,"a":1})");
    check_written(flat_map(), "{}");
    check_written(own_map{{{"a", {1, 2}}, {"b", {}}}}, R"({"a":[1,2],"b":[]})");
    check_written(squares{3}, R"({"key 0":[0,0],"key 1":[1,1],"key 2":[2,4]})");
    CHECK(written(flat_map{{"b", "a"}, {2, 1}}, sorted) == R"({"a":1,"b":2})");
    CHECK(written(own_map{{{"b", {}}, {"a", {1}}}}, sorted) == R"({"a":[1],"b":[]})");
    CHECK(written(squares{2}, sorted) == R"({"key 0":[0,0],"key 1":[1,1]})");
}

TEST_CASE("indented maps") {
    CHECK(written(std::map<std::string, int>(), indented) == "{}");
    CHECK(written(std::map<std::string, int>{{"a", 1}, {"b", 2}}, indented) ==
          "{\n  \"a\": 1,\n  \"b\": 2\n}");
    CHECK(written(std::map<std::string, std::map<std::string, int>>{{"a", {}}, {"b", {{"c", 1}}}},
                  indented) == "{\n  \"a\": {},\n  \"b\": {\n    \"c\": 1\n  }\n}");
    std::string folded;
    CHECK(inkjet::write<indented>(std::map<std::string, point>{{"a", {1, 2}}}, folded));
    CHECK(folded == "{\n  \"a\": {\n    \"x\": 1,\n    \"y\": 2\n  }\n}");
}

TEST_CASE("maps nest up to the limit") {
    using map = std::map<std::string, std::map<std::string, std::map<std::string, int>>>;
    const map three{{"a", {{"b", {{"c", 1}}}}}};
    CHECK(written(three, {.depth_limit = 3}) == R"({"a":{"b":{"c":1}}})");
    CHECK(written(three, {.depth_limit = 2}) == "nested too deeply at $.a.b: the limit is 2");
    CHECK(written(three, {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");
    CHECK(written(map{}, {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");

    holder deep;
    std::string place = "$";
    for (int i = 0; i < 256; ++i) {
        holder around;
        around.rest.emplace("r", std::move(deep));
        deep = std::move(around);
        place += ".rest.r";
    }
    check_refused(deep, inkjet::errc::depth, place, "the limit is 512");
    CHECK(written(deep.rest.at("r")).size() ==
          255 * std::string_view(R"({"first":{},"rest":{"r":}})").size() +
              std::string_view(R"({"first":{},"rest":{}})").size());
}

TEST_CASE("maps of long bounded values, through every room") {
    std::map<std::string, std::array<point, 12>> wide;
    std::map<std::string, double> narrow;
    for (int i = 0; i < 20; ++i) {
        wide[std::string(static_cast<std::size_t>(i), 'k')].fill({-2147483647, -2147483647});
        narrow[std::string(static_cast<std::size_t>(3 * i), '"')] = -2.2250738585072014e-308;
    }
    check_every_room(wide);
    check_every_room(narrow);
    check_every_room(std::pair(squares{20}, flat_map{{"b", "a"}, {2, 1}}));
}

namespace {

// As hash maps of others are whose iterators have the key at hand, too.
struct with_keys {
    using key_type = int;
    using mapped_type = int;
    std::map<int, int> held;
    struct iterator {
        std::map<int, int>::const_iterator at;
        const int& key() const { return at->first; }
        const auto& operator*() const { return *at; }
        iterator& operator++() { return ++at, *this; }
        bool operator==(const iterator&) const = default;
    };
    iterator begin() const { return {held.begin()}; }
    iterator end() const { return {held.end()}; }
};

} // namespace

TEST_CASE("maps whose iterators have keys of their own") {
    const with_keys value{{{1, 2}, {10, 3}, {9, 4}}};
    CHECK(written(value, {.non_string_keys = true}) == R"({"1":2,"9":4,"10":3})");
    CHECK(written(value, {.sort_keys = true, .non_string_keys = true}) == R"({"1":2,"10":3,"9":4})");
}
