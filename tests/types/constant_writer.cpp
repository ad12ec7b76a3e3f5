#include <inkjet/types/constant_writer.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <tuple>

using inkjet::options;
using inkjet::detail::constant_writer;

namespace {

// What is made of a value at any time; tests/constant.cpp holds it against what is written.
template <options Chosen = options{}, class T>
std::string text_of(const T& value) {
    constant_writer<Chosen> writer;
    writer.write_whole(value);
    return std::string(writer.text().view());
}

struct pair {
    int b, a;
};

} // namespace

TEST_CASE("families of types") {
    CHECK(text_of(nullptr) == "null");
    CHECK(text_of(true) == "true");
    CHECK(text_of(-5) == "-5");
    CHECK(text_of(0.1f) == "0.1");
    CHECK(text_of("x") == "\"x\"");
    CHECK(text_of(std::array{1, 2}) == "[1,2]");
    CHECK(text_of(std::tuple(1, "a", std::tuple<>())) == R"([1,"a",[]])");
    CHECK(text_of(pair{1, 2}) == R"({"b":1,"a":2})");
    CHECK(text_of(inkjet::in_style(std::array{1.0, 2.5}, inkjet::fixed(2))) == "[1.00,2.50]");
}

TEST_CASE("options") {
    CHECK(text_of<options{.indent = 1, .append_newline = true, .sort_keys = true}>(pair{1, 2}) ==
          "{\n \"a\": 2,\n \"b\": 1\n}\n");
    CHECK(text_of<options{.skip_default = true}>(pair{0, 2}) == R"({"a":2})");
}

TEST_CASE("nesting is counted from where the writer begins") {
    constant_writer<options{.depth_limit = 3}> top, inner(2);
    const std::tuple<std::tuple<int>> nested;
    top.write(nested);
    inner.write(nested);
    CHECK(!top.text().failed());
    CHECK(inner.text().outcome().code == inkjet::errc::depth);
    CHECK(inner.text().outcome().where.view() == "$[0]");
}
