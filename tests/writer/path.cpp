#include <inkjet/writer/path.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

using inkjet::detail::path_reader;
using inkjet::detail::pile;

namespace {

std::string path_behind(std::string_view text) {
    path_reader path;
    path.read(text);
    return std::string(path.where());
}

// The path behind a text, which must not depend on the pieces that the text comes in.
void check_path(std::string_view text, std::string_view expected) {
    CAPTURE(text);
    CHECK(path_behind(text) == expected);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        path_reader path;
        path.read(text.substr(0, cut));
        path.read(text.substr(cut));
        CHECK(path.where() == expected);
    }
    path_reader path;
    for (const char unit : text) path.read({&unit, 1});
    CHECK(path.where() == expected);
    CHECK(path.where() == expected);
}

} // namespace

TEST_CASE("the root") {
    check_path("", "$");
    check_path("12", "$");
    check_path("\"te", "$");
    check_path("{", "$");
    check_path("[]", "$");
    check_path("{\"a\":[1,{\"b\":2}]}", "$");
}

TEST_CASE("elements have an index") {
    check_path("[", "$[0]");
    check_path("[1,", "$[1]");
    check_path("[1,2,[3],[4,5,", "$[3][2]");
    check_path("[[],[[],[", "$[1][1][0]");
    check_path("[[1,2],[3,", "$[1][1]");
    std::string many = "[";
    for (int i = 0; i < 1234; ++i) many += "0,";
    CHECK(path_behind(many) == "$[1234]");
}

TEST_CASE("members have a name, behind the colon") {
    check_path("{\"a\":", "$.a");
    check_path("{\"a\":1,\"b\":", "$.b");
    check_path("{\"users\":[{},{},{\"id\":1,\"name\":\"x", "$.users[2].name");
    check_path("{\"a\":{\"b\":{\"c\":{},\"d\":", "$.a.b.d");
    check_path("{\"long name\":{\"longer name\":[1,2]},\"b\":", "$.b");
    check_path("[{\"a\":1},{\"b\":2},", "$[2]");
}

TEST_CASE("a key that fails is at its object") {
    check_path("{\"a\":1", "$.a");
    check_path("{\"a\":1,", "$");
    check_path("{\"a\":1,\"unfinis", "$");
    check_path("{\"a\":{\"b\":1,\"unfinis", "$.a");
    check_path("[{\"a\":1,", "$[0]");
}

TEST_CASE("names without a shorthand are quoted (RFC 9535, section 2.5.1.1)") {
    check_path("{\"first name\":", "$['first name']");
    check_path("{\"\":", "$['']");
    check_path("{\"1st\":", "$['1st']");
    check_path("{\"a-b\":", "$['a-b']");
    check_path("{\"a.b\":[", "$['a.b'][0]");
    check_path("{\"x\x7F\":", "$['x\x7F']");
    check_path("{\"it's\":", "$['it\\'s']");
    check_path("{\"say \\\"so\\\"\":", "$['say \"so\"']");
    check_path("{\"back\\\\slash\":", "$['back\\\\slash']");
    check_path("{\"quote behind \\\\\\\"\":", "$['quote behind \\\\\"']");
    check_path("{\"\\u0000\\n\\u001f\":", "$['\\u0000\\n\\u001f']");
}

TEST_CASE("names with a shorthand: letters, digits, _ and what is not ASCII") {
    check_path("{\"a1_Z9\":", "$.a1_Z9");
    check_path("{\"_\":", "$._");
    check_path("{\"\xC3\xA9t\xC3\xA9\":", "$.\xC3\xA9t\xC3\xA9");
    check_path("{\"\xF0\x9F\x98\x80\":", "$.\xF0\x9F\x98\x80");
}

TEST_CASE("what is inside strings is text") {
    check_path("[\"]}{[,:\",", "$[1]");
    check_path("[\"a\\\"],[\",\"b\\\\\",", "$[2]");
    check_path("{\"[{\\\"\":\"}]\",\"b\":", "$.b");
}

TEST_CASE("white space changes nothing") {
    check_path("{\n  \"a\": [\n    1,\n    ", "$.a[1]");
    check_path("{\n  \"a\": {},\n  \"b\": ", "$.b");
}

TEST_CASE("nesting deeper and names longer than the first piece of memory") {
    std::string text, expected = "$";
    for (int i = 0; i < 500; ++i) {
        const std::string name = "member_of_some_length_" + std::to_string(i);
        text += "{\"" + name + "\":[";
        expected += "." + name + "[0]";
    }
    CHECK(path_behind(text) == expected);
    for (int i = 0; i < 500; ++i) text += "]}";
    CHECK(path_behind(text) == "$");
    const std::string name(10000, 'n');
    CHECK(path_behind("[0,{\"" + name + "\":") == "$[1]." + name);
}

TEST_CASE("text that is not JSON gives some path") {
    for (const std::string_view text :
         {"]", "}}}", ",", ":", "[}", "{]", "{:", "{,\"", "]]]{\"a\":[", "\"\\"})
        CHECK(path_behind(text).substr(0, 1) == "$");
}

TEST_CASE("a pile keeps what was pushed") {
    pile<std::size_t> numbers;
    for (std::size_t i = 0; i < 1000; ++i) CHECK(numbers.push(i));
    CHECK(numbers.size() == 1000);
    CHECK(numbers.top() == 999);
    CHECK(numbers[500] == 500);
    CHECK(numbers.data()[0] == 0);
    numbers.cut(10);
    CHECK(numbers.size() == 10);
    CHECK(numbers.top() == 9);
}

TEST_CASE("going to an element without its text") {
    path_reader path;
    path.read(R"({"a":[[1],{"b":"te\)");
    CHECK(path.depth() == 3);
    CHECK(!path.go_to(3, 0));
    CHECK(path.where() == "$.a[1].b");
    CHECK(path.go_to(1, 70));
    CHECK(path.where() == "$.a[70]");
    path.read(R"({"c":)");
    CHECK(path.where() == "$.a[70].c");
    CHECK(path.go_to(0, 9));
    CHECK(path.where() == "$");
    path.read(R"("d":[1,)");
    CHECK(path.where() == "$.d[1]");
    path.reset();
    CHECK(path.depth() == 0);
    path.read("[");
    CHECK(path.where() == "$[0]");
}

TEST_CASE("going to a member without the text before it") {
    path_reader path;
    path.read(R"({"a":{"b":[1,2)");
    CHECK(!path.go_to_member(0, R"("x":[)"));
    CHECK(!path.go_to_member(4, R"("x":[)"));
    CHECK(!path.go_to_member(3, R"("x":[)")); // what is around it is an array
    for (const std::string_view text : {"", "[", ":[", "\":[", "x\":[", "\"x\"[", "1,["}) {
        CAPTURE(text);
        CHECK(!path.go_to_member(1, text));
        CHECK(path.where() == "$.a.b[1]");
    }
    CHECK(!path.go_to_member(1, R"(\"x":[)")); // the name may have begun before
    CHECK(path.go_to_member(2, R"(],"x\"\\y": {  )"));
    CHECK(path.where() == R"($.a['x"\\y'])");
    path.read(R"("z":5)");
    CHECK(path.where() == R"($.a['x"\\y'].z)");
    CHECK(path.go_to_member(1, R"(:"":["","w":[)"));
    CHECK(path.where() == "$.w[0]");
}

TEST_CASE("reading as far as a depth") {
    path_reader path;
    CHECK(path.read_to_depth(R"(  {"[":[1,2]})", 1) == R"("[":[1,2]})");
    CHECK(path.read_to_depth(R"("[":[1,2]})", 1) == R"("[":[1,2]})");
    CHECK(path.read_to_depth(R"("[":[1,2]})", 2) == "1,2]}");
    CHECK(path.where() == "$['['][0]");
    CHECK(path.read_to_depth("1,2", 3) == "");
    CHECK(path.where() == "$['['][1]");
}
