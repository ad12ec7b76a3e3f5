#include <inkjet/writer/path_name.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

std::string step(std::string_view name) {
    std::string made;
    inkjet::detail::put_path_name(name, [&](std::string_view text) { made += text; });
    return made;
}

constexpr std::size_t size_of_step(std::string_view name) {
    std::size_t size = 0;
    inkjet::detail::put_path_name(name, [&](std::string_view text) { size += text.size(); });
    return size;
}
static_assert(size_of_step("name") == 5);
static_assert(size_of_step("a b") == 7);

} // namespace

TEST_CASE("a shorthand where it can be") {
    CHECK(step("name") == ".name");
    CHECK(step("_a1") == "._a1");
    CHECK(step("Zo\xC3\xAB") == ".Zo\xC3\xAB");
    CHECK(step("") == "['']");
    CHECK(step("1a") == "['1a']");
    CHECK(step("a-b") == "['a-b']");
}

TEST_CASE("quotes and escapes") {
    CHECK(step("it's") == R"(['it\'s'])");
    CHECK(step(R"(a\"b)") == R"(['a"b'])"); // what JSON escapes and ' need not
    CHECK(step(R"(a\\b\n\u001f)") == R"(['a\\b\n\u001f'])");
    CHECK(step("a\\") == "['a']"); // cut off
}
