#include <inkjet/core/key_style.hpp>

#include "folding.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

using inkjet::key_style;
using inkjet::options;
using inkjet::detail::key_less;
using inkjet::detail::style_key;
using inkjet::detail::styled_size;
using testing::written;
using testing::written_with;

namespace {

std::string styled(std::string_view name, key_style style) {
    std::string out(styled_size(name.size()) + 1, '#');
    out.resize(static_cast<std::size_t>(style_key(out.data(), name, style) - out.data()));
    return out;
}

// A name in camel, pascal, snake, screaming snake and kebab case.
void check(std::string_view name, std::string_view camel, std::string_view pascal, std::string_view snake,
           std::string_view screaming, std::string_view kebab) {
    CHECK(styled(name, key_style::as_declared) == name);
    CHECK(styled(name, key_style::camel) == camel);
    CHECK(styled(name, key_style::pascal) == pascal);
    CHECK(styled(name, key_style::snake) == snake);
    CHECK(styled(name, key_style::screaming_snake) == screaming);
    CHECK(styled(name, key_style::kebab) == kebab);
}

struct named {
    int user_id, userName, HTTPServer, class_, _x, ___, a, A, x2_y3, \u00e9tat_major;
};

} // namespace

TEST_CASE("words end at underscores and before capitals") {
    for (const char* name : {"user_id", "userId", "UserId", "USER_ID", "_user_id", "user_id_", "user__id"})
        if (std::string_view(name) != "USER_ID")
            check(name, "userId", "UserId", "user_id", "USER_ID", "user-id");
    check("USER_ID", "userId", "UserId", "user_id", "USER_ID", "user-id");
    check("HTTPServer", "httpServer", "HttpServer", "http_server", "HTTP_SERVER", "http-server");
    check("parseHTTPServerUrl", "parseHttpServerUrl", "ParseHttpServerUrl", "parse_http_server_url",
          "PARSE_HTTP_SERVER_URL", "parse-http-server-url");
    check("getURL", "getUrl", "GetUrl", "get_url", "GET_URL", "get-url");
    check("aB", "aB", "AB", "a_b", "A_B", "a-b");
    check("ABc", "aBc", "ABc", "a_bc", "A_BC", "a-bc");
    check("A_B", "aB", "AB", "a_b", "A_B", "a-b");
}

TEST_CASE("names of one character, of underscores, and none") {
    check("a", "a", "A", "a", "A", "a");
    check("A", "a", "A", "a", "A", "a");
    check("_", "_", "_", "_", "_", "_");
    check("___", "___", "___", "___", "___", "___");
    check("", "", "", "", "", "");
    check("_x", "x", "X", "x", "X", "x");
    check("class_", "class", "Class", "class", "CLASS", "class");
    check("__a__b__", "aB", "AB", "a_b", "A_B", "a-b");
}

TEST_CASE("digits belong to the word before them, or to one of their own behind an underscore") {
    check("x2", "x2", "X2", "x2", "X2", "x2");
    check("x_2", "x2", "X2", "x_2", "X_2", "x-2");
    check("utf8Text", "utf8Text", "Utf8Text", "utf8_text", "UTF8_TEXT", "utf8-text");
    check("utf8text", "utf8text", "Utf8text", "utf8text", "UTF8TEXT", "utf8text");
    check("v2Beta10", "v2Beta10", "V2Beta10", "v2_beta10", "V2_BETA10", "v2-beta10");
}

TEST_CASE("letters beyond ASCII stay as they are") {
    check("\xC3\xA9tat_major", "\xC3\xA9tatMajor", "\xC3\xA9tatMajor", "\xC3\xA9tat_major",
          "\xC3\xA9TAT_MAJOR", "\xC3\xA9tat-major");
    check("ma\xC3\xAEtre", "ma\xC3\xAEtre", "Ma\xC3\xAEtre", "ma\xC3\xAEtre", "MA\xC3\xAETRE",
          "ma\xC3\xAEtre");
}

TEST_CASE("no style is longer than its bound, and snake is made of every other one") {
    std::mt19937 random(5);
    constexpr std::string_view letters = "abABxyXY__09";
    for (int i = 0; i < 20000; ++i) {
        std::string name(random() % 12, '\0');
        for (char& c : name) c = letters[random() % letters.size()];
        const std::string snake = styled(name, key_style::snake);
        for (const key_style style : {key_style::camel, key_style::pascal, key_style::snake,
                                      key_style::screaming_snake, key_style::kebab})
            REQUIRE(styled(name, style).size() <= styled_size(name.size()));
        if (name.find_first_not_of('_') == std::string::npos) continue;
        REQUIRE(styled(snake, key_style::snake) == snake);
        if (name.find_first_of("09") == std::string::npos) // a capital behind a digit begins a word
            REQUIRE(styled(styled(name, key_style::screaming_snake), key_style::snake) == snake);
        REQUIRE(styled(snake, key_style::camel) == styled(name, key_style::camel));
        REQUIRE(styled(snake, key_style::pascal) == styled(name, key_style::pascal));
    }
}

TEST_CASE("which key comes before which") {
    CHECK(key_less({}, "a", "b"));
    CHECK_FALSE(key_less({}, "a", "a"));
    CHECK(key_less({}, "a", "aa"));
    CHECK(key_less({}, "\xEF\xBF\xBD", "\xF0\x9F\x98\x80"));
    CHECK(key_less({.utf16_order = true}, "\xF0\x9F\x98\x80", "\xEF\xBF\xBD"));
    CHECK_FALSE(key_less({.utf16_order = true}, "a", "a"));
}

TEST_CASE("members in each style, at run time and folded") {
    const named value{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    CHECK(written_with<options{.keys = key_style::camel}>(value) ==
          "{\"userId\":1,\"userName\":2,\"httpServer\":3,\"class\":4,\"x\":5,\"___\":6,\"a\":7,\"a\":8,"
          "\"x2Y3\":9,\"\xC3\xA9tatMajor\":10}");
    CHECK(written_with<options{.keys = key_style::pascal}>(value) ==
          "{\"UserId\":1,\"UserName\":2,\"HttpServer\":3,\"Class\":4,\"X\":5,\"___\":6,\"A\":7,\"A\":8,"
          "\"X2Y3\":9,\"\xC3\xA9tatMajor\":10}");
    CHECK(written_with<options{.keys = key_style::snake}>(value) ==
          "{\"user_id\":1,\"user_name\":2,\"http_server\":3,\"class\":4,\"x\":5,\"___\":6,\"a\":7,\"a\":8,"
          "\"x2_y3\":9,\"\xC3\xA9tat_major\":10}");
    CHECK(written_with<options{.keys = key_style::screaming_snake}>(value) ==
          "{\"USER_ID\":1,\"USER_NAME\":2,\"HTTP_SERVER\":3,\"CLASS\":4,\"X\":5,\"___\":6,\"A\":7,\"A\":8,"
          "\"X2_Y3\":9,\"\xC3\xA9TAT_MAJOR\":10}");
    CHECK(written_with<options{.keys = key_style::kebab}>(value) ==
          "{\"user-id\":1,\"user-name\":2,\"http-server\":3,\"class\":4,\"x\":5,\"___\":6,\"a\":7,\"a\":8,"
          "\"x2-y3\":9,\"\xC3\xA9tat-major\":10}");
    CHECK(written(value, {.indent = 1, .keys = key_style::camel}).starts_with("{\n \"userId\": 1,\n"));
}
