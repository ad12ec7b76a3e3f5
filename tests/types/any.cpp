#include <inkjet/types/any.hpp>

#include "writing.hpp"

#include <any>
#include <map>
#include <string>
#include <vector>

using inkjet::fallback_call;
using inkjet::options;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct point {
    int x, y;
};

struct holder {
    std::any value;
    int behind;
};

using list = std::vector<std::any>;
using dictionary = std::map<std::string, std::any>;

void known(fallback_call& call) {
    const auto* any = call.get_if<std::any>();
    if (any == nullptr) return;
    if (const auto* number = std::any_cast<int>(any)) return call.write(*number);
    if (const auto* text = std::any_cast<std::string>(any)) return call.write(*text);
    if (const auto* place = std::any_cast<point>(any)) return call.write(*place);
    if (const auto* values = std::any_cast<list>(any)) return call.write(*values);
    if (const auto* entries = std::any_cast<dictionary>(any)) return call.write(*entries);
}

constexpr options by_known{.fallback = known};

} // namespace

TEST_CASE("an empty one is null") {
    check_written(std::any(), "null");
    check_written(list(2), "[null,null]");
    check_written(holder{{}, 1}, R"({"value":null,"behind":1})");
    CHECK(written(std::any(), by_known) == "null");
}

TEST_CASE("others need a fallback that knows them") {
    check_refused(std::any(1), inkjet::errc::bad_value, "$",
                  "its type is only known at run time, and no fallback is set");
    CHECK(written(std::any(1), by_known) == "1");
    CHECK(written(std::any(std::string("text")), by_known) == "\"text\"");
    CHECK(written(std::any(point{1, 2}), by_known) == R"({"x":1,"y":2})");
    CHECK(written(holder{point{1, 2}, 3}, by_known) == R"({"value":{"x":1,"y":2},"behind":3})");
    CHECK(written(list{1, 2.5}, by_known) ==
          "a value without a JSON form at $[1]: the fallback wrote nothing for it");
}

TEST_CASE("trees of them") {
    const dictionary tree{{"a", list{1, std::string("b"), list{}, std::any()}},
                          {"c", dictionary{{"d", point{1, 2}}, {"e", std::any()}}}};
    CHECK(written(tree, by_known) == R"({"a":[1,"b",[],null],"c":{"d":{"x":1,"y":2},"e":null}})");
    CHECK(
        written(std::any(tree), {.indent = 1, .fallback = known}) ==
        "{\n \"a\": [\n  1,\n  \"b\",\n  [],\n  null\n ],\n \"c\": {\n  \"d\": {\n   \"x\": 1,\n   \"y\": 2\n"
        "  },\n  \"e\": null\n }\n}");
    std::any deep = 1;
    for (int i = 0; i < 253; ++i) deep = list{deep};
    CHECK(written(deep, by_known).size() == 2 * 253 + 1);
    CHECK(written(list{deep}, by_known).size() == 2 * 254 + 1);
    deep = list{deep};
    CHECK(written(deep, by_known).find("254 times over") != std::string::npos);
    CHECK(written(list{1, std::string("\xff")}, by_known) == "invalid UTF-8 at $[1]: byte 0xff at offset 0");
}
