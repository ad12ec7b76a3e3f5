#include <inkjet/core/object_rows.hpp>
#include <inkjet/inkjet.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::key_style;
using inkjet::options;
using testing::check_every_room;
using testing::check_refused;
using testing::written;
using testing::written_with;

namespace {

struct sample {
    int zebra_id = 1;
    std::string appleName = "a</b>";
    std::optional<int> none;
    std::string empty;
    int Zebra = 0;
    bool apple_name = true;
    int _0 = 7;
};

// Names that UTF-8 and UTF-16 order otherwise, given by describe; and one that a style may change.
struct renamed {
    int face = 1, wide = 2, z = 3;
    sample held_one;
};

struct node {
    std::string label_text;
    std::vector<node> childNodes;
    std::unique_ptr<node> next_one;
};

struct seventy {
    int m69, m68, m67, m66, m65, m64, m63, m62, m61, m60, m59, m58, m57, m56, m55, m54, m53, m52, m51, m50,
        m49, m48, m47, m46, m45, m44, m43, m42, m41, m40, m39, m38, m37, m36, m35, m34, m33, m32, m31, m30,
        m29, m28, m27, m26, m25, m24, m23, m22, m21, m20, m19, m18, m17, m16, m15, m14, m13, m12, m11, m10,
        m09, m08, m07, m06, m05, m04, m03, m02, m01, m00;
};

struct none {};

} // namespace

template <>
struct inkjet::describe<renamed> {
    static constexpr auto members =
        inkjet::members(member("\xEF\xBD\x9E", &renamed::wide), member("z_z", &renamed::z),
                        member("\xF0\x9F\x98\x80", &renamed::face), flatten(&renamed::held_one));
};

// Escapes ask for rows only where a key may need them, and indentation does not.
template <class T>
consteval bool in_rows(const options& o) {
    return inkjet::detail::needs_rows<inkjet::detail::run_time_policy, T>(o);
}
static_assert(!in_rows<sample>({}) && !in_rows<sample>({.append_newline = true, .strict_integers = true}));
static_assert(!in_rows<sample>({.indent = 1}) && in_rows<sample>({.sort_keys = true}));
static_assert(!in_rows<sample>({.ascii = true}) && in_rows<renamed>({.ascii = true}));
static_assert(in_rows<renamed>({.html_safe = true}) && in_rows<renamed>({.escape_slash = true}));
static_assert(in_rows<sample>({.keys = key_style::camel}) && in_rows<sample>({.skip_null = true}));
static_assert(in_rows<sample>({.skip_empty = true}) && in_rows<sample>({.skip_default = true}));
static_assert(!inkjet::detail::may_need_rows<inkjet::detail::default_policy, sample>);
static_assert(inkjet::detail::may_need_rows<inkjet::detail::run_time_policy, sample>);

namespace {

// What is known about a member of the sample: its names, and how it is written.
struct row {
    std::string_view names[6]; // in each style
    std::string_view value, value_escaped;
    bool null, empty, standard;
};

const row rows[] = {
    {{"zebra_id", "zebraId", "ZebraId", "zebra_id", "ZEBRA_ID", "zebra-id"}, "1", "1", false, false, true},
    {{"appleName", "appleName", "AppleName", "apple_name", "APPLE_NAME", "apple-name"},
     "\"a</b>\"",
     R"("a\u003c\/b\u003e")",
     false,
     false,
     true},
    {{"none", "none", "None", "none", "NONE", "none"}, "null", "null", true, true, true},
    {{"empty", "empty", "Empty", "empty", "EMPTY", "empty"}, "\"\"", "\"\"", false, true, true},
    {{"Zebra", "zebra", "Zebra", "zebra", "ZEBRA", "zebra"}, "5", "5", false, false, false},
    {{"apple_name", "appleName", "AppleName", "apple_name", "APPLE_NAME", "apple-name"},
     "true",
     "true",
     false,
     false,
     true},
    {{"_0", "0", "0", "0", "0", "0"}, "7", "7", false, false, true},
};

std::string expected_of(const options& o) {
    std::vector<std::pair<std::string_view, std::string_view>> left;
    for (const row& each : rows)
        if (!(each.null && o.skip_null) && !(each.empty && o.skip_empty) &&
            !(each.standard && o.skip_default))
            left.emplace_back(each.names[static_cast<std::size_t>(o.keys)],
                              o.html_safe ? each.value_escaped : each.value);
    if (o.sort_keys)
        for (std::size_t i = 1; i < left.size(); ++i)
            for (std::size_t at = i; at > 0 && left[at].first < left[at - 1].first; --at)
                std::swap(left[at], left[at - 1]);
    const bool lines = o.indent != 0;
    const std::string line = !lines ? "" : '\n' + (o.indent == '\t' ? "\t" : std::string(o.indent, ' '));
    std::string text = "{";
    for (const auto& [name, value] : left)
        text += (text.size() > 1 ? "," : "") + line + '"' + std::string(name) + (lines ? "\": " : "\":") +
                std::string(value);
    return text + (lines && !left.empty() ? "\n}" : "}");
}

} // namespace

TEST_CASE("all options of objects together") {
    sample value;
    value.Zebra = 5;
    for (unsigned bits = 0; bits < 64; ++bits)
        for (const unsigned indent : {0U, 1U, 4U, 9U, 200U})
            for (int style = 0; style < 6; ++style) {
                const options o{.indent = static_cast<unsigned char>(indent),
                                .sort_keys = (bits & 1) != 0,
                                .utf16_order = (bits & 2) != 0,
                                .ascii = (bits & 2) != 0,
                                .html_safe = (bits & 4) != 0,
                                .escape_slash = (bits & 4) != 0,
                                .keys = static_cast<key_style>(style),
                                .skip_null = (bits & 8) != 0,
                                .skip_empty = (bits & 16) != 0,
                                .skip_default = (bits & 32) != 0};
                if (written(value, o) != expected_of(o)) FAIL(expected_of(o) << " is " << written(value, o));
            }
}

TEST_CASE("folded, too") {
    sample value;
    value.Zebra = 5;
    constexpr options pretty{.indent = 2, .sort_keys = true, .keys = key_style::camel};
    constexpr options bare{
        .html_safe = true, .escape_slash = true, .keys = key_style::kebab, .skip_empty = true};
    CHECK(written_with<pretty>(value) == expected_of(pretty));
    CHECK(written_with<bare>(value) == expected_of(bare));
}

TEST_CASE("order by UTF-8 and by UTF-16") {
    const std::string wide = "\"\xEF\xBD\x9E\":2", face = "\"\xF0\x9F\x98\x80\":1";
    const std::string rest =
        R"("Zebra":0,"_0":7,"appleName":"a</b>","apple_name":true,"empty":"","none":null,)"
        R"("z_z":3,"zebra_id":1)";
    CHECK(written_with<options{.sort_keys = true}>(renamed{}) == "{" + rest + "," + wide + "," + face + "}");
    CHECK(written_with<options{.sort_keys = true, .utf16_order = true}>(renamed{}) ==
          "{" + rest + "," + face + "," + wide + "}");
    CHECK(written(renamed{}, {.sort_keys = true, .utf16_order = true, .ascii = true}) ==
          "{" + rest + R"(,"\ud83d\ude00":1,"\uff5e":2})");
    CHECK(
        written(renamed{}, {.keys = key_style::screaming_snake}) ==
        "{" + wide + R"(,"z_z":3,)" + face +
            R"(,"ZEBRA_ID":1,"APPLE_NAME":"a</b>","NONE":null,"EMPTY":"","ZEBRA":0,"APPLE_NAME":true,"0":7})");
}

TEST_CASE("many members, backwards") {
    const std::string text = written(seventy{}, {.sort_keys = true});
    std::size_t at = 0;
    for (int i = 0; i < 70; ++i) {
        const std::string name = "\"m" + std::string(i < 10 ? "0" : "") + std::to_string(i) + "\":0";
        const std::size_t next = text.find(name);
        CHECK(next >= at);
        at = next;
    }
    CHECK(at != std::string::npos);
    CHECK(text.size() == written(seventy{}).size());
}

TEST_CASE("recursive types, and none at all") {
    node tree{"root", {}, nullptr};
    tree.childNodes.push_back({"leaf", {}, std::make_unique<node>()});
    CHECK(written_with<options{.sort_keys = true, .keys = key_style::snake, .skip_null = true}>(tree) ==
          R"({"child_nodes":[{"child_nodes":[],"label_text":"leaf",)"
          R"("next_one":{"child_nodes":[],"label_text":""}}],"label_text":"root"})");
    CHECK(
        written_with<options{.indent = '\t', .skip_empty = true}>(tree) ==
        "{\n\t\"label_text\": \"root\",\n\t\"childNodes\": [\n\t\t{\n\t\t\t\"label_text\": \"leaf\",\n\t\t\t"
        "\"next_one\": {}\n\t\t}\n\t]\n}");
    CHECK(written(tree, {.indent = 1, .depth_limit = 3})
              .find("nested too deeply at $.childNodes[0].childNodes") == 0);
    CHECK(written(tree, {.skip_default = true}).find("\"label_text\":\"\"") == std::string::npos);
    CHECK(written_with<options{.indent = 3, .sort_keys = true}>(none{}) == "{}");
}

TEST_CASE("what is refused is refused in its place, in any order") {
    std::vector<node> nodes(2);
    nodes[1].label_text = "\xff";
    for (const options& o : {options{.indent = 5}, options{.sort_keys = true}, options{.skip_default = true},
                             options{.html_safe = true}}) {
        std::string out = "kept";
        const inkjet::result r = inkjet::write(nodes, out, o);
        CHECK(r.code == inkjet::errc::invalid_utf8);
        CHECK(r.where() == "$[1].label_text");
        CHECK(out == "kept");
    }
    CHECK(written(nodes, {.sort_keys = true, .keys = key_style::camel}).find("$[1].labelText") !=
          std::string::npos);
}

TEST_CASE("through every room") {
    std::vector<sample> values(3);
    values[0].appleName = std::string(90, '\x01');
    values[2].zebra_id = values[2].Zebra = -2147483647;
    check_every_room(values, {.indent = 9});
    check_every_room(values, {.indent = 100, .sort_keys = true, .skip_default = true});
    check_every_room(values, {.sort_keys = true, .ascii = true, .keys = key_style::screaming_snake});
    check_every_room(std::vector<renamed>(2), {.ascii = true});
}
