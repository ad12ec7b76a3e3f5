#include <inkjet/inkjet.hpp>
#include <inkjet/types/tagged.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using inkjet::options;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;
using testing::written_with;

namespace {

struct circle {
    double radius = 1;
};
struct named_shape {
    std::string name;
    std::vector<circle> parts;
    std::optional<int> area;
};
struct nothing {};

class listed {
  public:
    explicit listed(int number = 0, std::map<std::string, int> more = {})
        : number_(number), more_(std::move(more)) {}
    int twice() const { return 2 * number_; }

  private:
    friend struct inkjet::describe<listed>;
    int number_;
    std::map<std::string, int> more_;
};

using inside = std::variant<std::monostate, circle, named_shape, listed, nothing>;
using inside_unnamed = std::variant<circle, std::monostate, named_shape, nothing>;
using around = std::variant<std::monostate, circle, std::string, std::vector<int>, int>;
using around_unnamed = std::variant<circle, nothing, int>;
using beside = std::variant<std::monostate, circle, std::string, std::vector<int>, int, double>;
using untagged = std::variant<std::monostate, circle, std::string>;

struct holder {
    inside first;
    std::vector<around> second;
    beside third;
};

} // namespace

template <>
struct inkjet::describe<listed> {
    static constexpr auto members =
        inkjet::members(inkjet::member("number", &listed::number_, skip_default),
                        inkjet::member("twice", &listed::twice, skip_if([](int v) { return v == 2; })),
                        inkjet::flatten(&listed::more_));
};
template <>
struct inkjet::describe<inside> {
    static constexpr auto tag = internal_tag("type", "none", "circle", "named", "listed", "nothing");
};
template <>
struct inkjet::describe<inside_unnamed> {
    static constexpr auto tag = internal_tag("$type");
};
template <>
struct inkjet::describe<around> {
    static constexpr auto tag = external_tag("none", "circle", "text", "list", "number");
};
template <>
struct inkjet::describe<around_unnamed> {
    static constexpr auto tag = external_tag();
};
template <>
struct inkjet::describe<beside> {
    static constexpr auto tag =
        adjacent_tag("t", "c", "none", "circle", "\"text\"", "list", "number", "real");
};

TEST_CASE("a tag inside") {
    check_written(inside(), R"({"type":"none"})");
    check_written(inside(circle{2}), R"({"type":"circle","radius":2.0})");
    check_written(inside(named_shape{"n", {{1}, {2}}, 3}),
                  R"({"type":"named","name":"n","parts":[{"radius":1.0},{"radius":2.0}],"area":3})");
    check_written(inside(nothing()), R"({"type":"nothing"})");
    check_written(inside_unnamed(circle{2}), R"({"$type":"circle","radius":2.0})");
    check_written(inside_unnamed(std::monostate()), R"({"$type":"monostate"})");
    check_written(inside_unnamed(named_shape()),
                  R"({"$type":"named_shape","name":"","parts":[],"area":null})");
}

TEST_CASE("what describe says about an alternative holds behind a tag inside it") {
    check_written(inside(listed(3)), R"({"type":"listed","number":3,"twice":6})");
    check_written(inside(listed(0)), R"({"type":"listed","twice":0})");
    check_written(inside(listed(1)), R"({"type":"listed","number":1})");
    check_written(inside(listed(3, {{"a", 1}, {"z", 2}})),
                  R"({"type":"listed","number":3,"twice":6,"a":1,"z":2})");
    CHECK(written_with<options{.sort_keys = true}>(inside(listed(3, {{"a", 1}, {"tz", 2}, {"z", 3}}))) ==
          R"({"a":1,"number":3,"twice":6,"type":"listed","tz":2,"z":3})");
    CHECK(written(inside(listed(1, {{"a", 1}})), {.indent = 1}) ==
          "{\n \"type\": \"listed\",\n \"number\": 1,\n \"a\": 1\n}");
}

TEST_CASE("a tag around") {
    check_written(around(), R"({"none":null})");
    check_written(around(circle{2}), R"({"circle":{"radius":2.0}})");
    check_written(around("text"), R"({"text":"text"})");
    check_written(around(std::vector{1, 2}), R"({"list":[1,2]})");
    check_written(around(5), R"({"number":5})");
    check_written(around_unnamed(5), R"({"int":5})");
    check_written(around_unnamed(nothing()), R"({"nothing":{}})");
}

TEST_CASE("a tag beside") {
    check_written(beside(), R"({"t":"none"})");
    check_written(beside(circle{2}), R"({"t":"circle","c":{"radius":2.0}})");
    check_written(beside("text"), R"({"t":"\"text\"","c":"text"})");
    check_written(beside(std::vector<int>()), R"({"t":"list","c":[]})");
    check_written(beside(5), R"({"t":"number","c":5})");
    check_written(beside(0.5), R"({"t":"real","c":0.5})");
}

TEST_CASE("others stay without") {
    check_written(untagged(), "null");
    check_written(untagged(circle{2}), R"({"radius":2.0})");
}

TEST_CASE("in other values") {
    const holder value{circle{1}, {"a", 2}, 3};
    check_written(value, R"({"first":{"type":"circle","radius":1.0},"second":[{"text":"a"},{"number":2}],)"
                         R"("third":{"t":"number","c":3}})");
    CHECK(written(holder{}, {.indent = 1}) ==
          "{\n \"first\": {\n  \"type\": \"none\"\n },\n \"second\": [],\n \"third\": {\n  \"t\": \"none\"\n "
          "}\n}");
    check_written(std::map<std::string, around>{{"k", 1}}, R"({"k":{"number":1}})");
    CHECK(written(value, {.depth_limit = 2}).find("$.second[0]") != std::string::npos);
    CHECK(written(value, {.depth_limit = 3}) == written(value));
}

TEST_CASE("options leave members of alternatives out, but no tag") {
    constexpr options all{.skip_null = true, .skip_empty = true, .skip_default = true};
    CHECK(written_with<all>(inside(named_shape())) == R"({"type":"named"})");
    CHECK(written(inside(circle()), all) == R"({"type":"circle"})");
    CHECK(written(inside(circle{2}), all) == R"({"type":"circle","radius":2.0})");
    CHECK(written(inside(named_shape{"", {{2}}, {}}), {.skip_null = true}) ==
          R"({"type":"named","name":"","parts":[{"radius":2.0}]})");
    CHECK(written(around(), all) == R"({"none":null})");
    CHECK(written(around(""), all) == R"({"text":""})");
    CHECK(written(around(0), all) == R"({"number":0})");
    CHECK(written(around(circle()), all) == R"({"circle":{}})");
    CHECK(written(beside(circle()), all) == R"({"t":"circle","c":{}})");
    CHECK(written(beside(0), all) == R"({"t":"number","c":0})");
}

TEST_CASE("styles of keys, escapes, order") {
    constexpr options other{.sort_keys = true, .html_safe = true, .keys = inkjet::key_style::pascal};
    CHECK(written_with<other>(inside(named_shape{"<", {}, {}})) ==
          R"({"Area":null,"Name":"\u003c","Parts":[],"type":"named"})");
    CHECK(written(beside("'"), other) == R"({"c":"\u0027","t":"\"text\""})");
    CHECK(written(inside_unnamed(named_shape()), other) ==
          R"({"$type":"named_shape","Area":null,"Name":"","Parts":[]})");
}

TEST_CASE("what is refused is refused in its place") {
    check_refused(inside(circle{std::nan("")}), inkjet::errc::not_finite, "$.radius", "NaN");
    check_refused(std::vector<around>{1, "\xff"}, inkjet::errc::invalid_utf8, "$[1].text",
                  "byte 0xff at offset 0");
    check_refused(beside(HUGE_VAL), inkjet::errc::not_finite, "$.c", "Infinity");
}

TEST_CASE("through every room") {
    std::vector<inside> values{circle{-2.2250738585072014e-308},
                               named_shape{std::string(100, '\x01'), std::vector<circle>(20, {0.1}), 5},
                               {},
                               listed(-5, {{"key", 1}, {"other", -2147483647}}),
                               nothing(),
                               listed(1)};
    check_every_room(values);
    check_every_room(values, {.indent = 2, .skip_default = true});
    check_every_room(std::vector<beside>{std::vector<int>(80, -2147483647), 5, 0.1, circle(), {}, "t"});
}
