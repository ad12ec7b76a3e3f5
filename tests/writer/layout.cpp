#include <inkjet/inkjet.hpp>

#include "../writing.hpp"
#include "reindent.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using inkjet::options;
using testing::reindent;
using testing::written;

namespace {

struct point {
    int x, y;
};
struct nothing {};
struct shape {
    std::string name;
    std::vector<point> points;
    std::map<std::string, std::vector<int>> lists;
    std::optional<point> centre;
    nothing empty;
    std::tuple<int, std::string, std::vector<bool>> mixed;
    int matrix[2][3];
};
struct tree {
    std::vector<tree> children;
};

const shape some_shape{"a \"quoted\" [name]: {1, 2}",
                       {{1, 2}, {3, 4}},
                       {{"", {}}, {"one", {1}}, {"two", {1, 2}}},
                       point{5, 6},
                       {},
                       {1, "two", {true, false}},
                       {{1, 2, 3}, {4, 5, 6}}};

template <class T>
void check_layout(const T& value) {
    const std::string compact = written(value);
    for (unsigned indent : {1U, 2U, 3U, 4U, 8U, 17U, 160U, 255U})
        CHECK(written(value, options{.indent = static_cast<unsigned char>(indent)}) ==
              reindent(compact, indent));
    CHECK(written(value, options{.indent = 0}) == compact);

    std::string folded;
    CHECK(inkjet::write<options{.indent = 4}>(value, folded));
    CHECK(folded == reindent(compact, 4));
}

tree chain(int depth) {
    tree t;
    if (depth > 0) t.children.push_back(chain(depth - 1));
    return t;
}

} // namespace

TEST_CASE("each element and member has a line of its own") {
    CHECK(written(std::vector{1, 2}, options{.indent = 2}) == "[\n  1,\n  2\n]");
    CHECK(written(point{1, 2}, options{.indent = 2}) == "{\n  \"x\": 1,\n  \"y\": 2\n}");
    CHECK(written(std::map<std::string, point>{{"p", {1, 2}}}, options{.indent = 1}) ==
          "{\n \"p\": {\n  \"x\": 1,\n  \"y\": 2\n }\n}");
}

TEST_CASE("what is empty stays on its line") {
    const options o{.indent = 2};
    CHECK(written(std::vector<int>(), o) == "[]");
    CHECK(written(std::map<std::string, int>(), o) == "{}");
    CHECK(written(nothing{}, o) == "{}");
    CHECK(written(std::tuple<>(), o) == "[]");
    CHECK(written(inkjet::object(), o) == "{}");
    CHECK(written(inkjet::array(), o) == "[]");
    CHECK(written(std::vector<std::vector<int>>(2), o) == "[\n  [],\n  []\n]");
}

TEST_CASE("scalars have no layout") {
    const options o{.indent = 2};
    CHECK(written(1, o) == "1");
    CHECK(written("a\nb", o) == "\"a\\nb\"");
    CHECK(written(nullptr, o) == "null");
}

TEST_CASE("any value, at any indentation, is the compact form with white space between its parts") {
    check_layout(some_shape);
    check_layout(std::vector<shape>(3, some_shape));
    check_layout(inkjet::object("a", 1, "b", inkjet::array(1, "x", some_shape), "c", inkjet::object()));
    check_layout(std::vector<std::vector<std::vector<std::string>>>{{{"a"}, {}}, {{}}, {{"b", "c"}}});
}

TEST_CASE("lines that begin with more spaces than one step of room") {
    check_layout(chain(40));
    CHECK(written(chain(200), options{.indent = 255}).size() > 255 * 200 * 200);
}

TEST_CASE("a new line behind the output") {
    CHECK(written(1, options{.append_newline = true}) == "1\n");
    CHECK(written(std::vector{1}, options{.indent = 1, .append_newline = true}) == "[\n 1\n]\n");
}

TEST_CASE("indented output fits into a span of its size and into none that is shorter") {
    const options o{.indent = 7};
    const std::vector<shape> value(8, some_shape);
    const std::string expected = written(value, o);
    REQUIRE(expected.size() > 8000);
    std::string place;
    for (std::size_t size = 0; size < expected.size() + 70;
         size += size > 300 && size + 200 < expected.size() ? 13U : 1U) {
        place.assign(size + 64, '#');
        const inkjet::result r = inkjet::write(value, std::span(place.data(), size), o);
        REQUIRE(r.code == (size < expected.size() ? inkjet::errc::buffer_full : inkjet::errc::ok));
        if (r) REQUIRE(std::string_view(place).substr(0, expected.size()) == expected);
        REQUIRE(place.find_first_not_of('#', size) == std::string::npos);
    }
}

TEST_CASE("a failure deep in indented output is where it is") {
    std::vector<shape> value(2, some_shape);
    value[1].lists["two"].push_back(3);
    value[1].name.assign(1, '\xFF');
    std::string out("kept");
    const inkjet::result r = inkjet::write(value, out, options{.indent = 100});
    CHECK(r.where() == "$[1].name");
    CHECK(out == "kept");
    CHECK(inkjet::write(chain(20), out, options{.indent = 3, .depth_limit = 5}).where() ==
          "$.children[0].children[0].children");
}

TEST_CASE("tabs") {
    constexpr options tabs{.indent = '\t'};
    CHECK(written(std::vector{1, 2}, tabs) == "[\n\t1,\n\t2\n]");
    CHECK(written(std::map<std::string, point>{{"p", {1, 2}}}, tabs) ==
          "{\n\t\"p\": {\n\t\t\"x\": 1,\n\t\t\"y\": 2\n\t}\n}");
    std::string expected = reindent(written(some_shape), 1), folded;
    for (std::size_t at = 0; at < expected.size(); ++at)
        if (expected[at] == '\n')
            for (; expected[at + 1] == ' '; ++at) expected[at + 1] = '\t';
    CHECK(written(some_shape, tabs) == expected);
    CHECK(inkjet::write<tabs>(some_shape, folded));
    CHECK(folded == expected);
    CHECK(written(chain(255), tabs).find('\n' + std::string(511, '\t') + "\"children\": []") !=
          std::string::npos);
    CHECK(written(chain(255), tabs).find(' ', 0) != std::string::npos); // behind colons only
    CHECK(written(chain(255), tabs).find("  ") == std::string::npos);
}
