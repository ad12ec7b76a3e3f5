#include <inkjet/types/error_code.hpp>

#include "rooms.hpp"

#include <optional>
#include <string>
#include <system_error>
#include <vector>

using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

class tea_category : public std::error_category {
  public:
    const char* name() const noexcept override { return "tea"; }
    std::string message(int value) const override {
        if (value == 1) return "th\xe9"; // Latin-1
        return value == 418 ? "I'm a \"teapot\"" : "unknown";
    }
};
const tea_category tea;

struct reply {
    int id;
    std::error_code error;
    std::optional<std::error_condition> condition;
};

constexpr auto teapot = R"({"category":"tea","value":418,"message":"I'm a \"teapot\""})";

} // namespace

TEST_CASE("error codes are objects") {
    check_written(std::error_code(418, tea), teapot);
    check_written(std::error_condition(418, tea), teapot);
    const auto missing = make_error_code(std::errc::no_such_file_or_directory);
    check_written(missing, R"({"category":"generic","value":2,"message":")" + missing.message() + "\"}");
    const std::error_code none;
    check_written(none, R"({"category":"system","value":0,"message":")" + none.message() + "\"}");
    check_written(reply{1, {418, tea}, {}},
                  R"({"id":1,"error":)" + std::string(teapot) + R"(,"condition":null})");
    check_written(reply{1, {418, tea}, std::error_condition(-1, tea)},
                  R"({"id":1,"error":)" + std::string(teapot) +
                      R"(,"condition":{"category":"tea","value":-1,"message":"unknown"}})");
    testing::check_every_room(std::vector<std::error_code>(5, {418, tea}));
}

TEST_CASE("error codes and options") {
    CHECK(written(std::error_code(-7, tea), {.sort_keys = true}) ==
          R"({"category":"tea","message":"unknown","value":-7})");
    CHECK(written(std::error_code(-7, tea), {.indent = 1}) ==
          "{\n \"category\": \"tea\",\n \"value\": -7,\n \"message\": \"unknown\"\n}");
    CHECK(written(std::error_code(-7, tea), {.keys = inkjet::key_style::pascal}) ==
          R"({"category":"tea","value":-7,"message":"unknown"})");
    std::string out;
    CHECK(inkjet::write<inkjet::options{.sort_keys = true}>(std::error_code(-7, tea), out));
    CHECK(out == R"({"category":"tea","message":"unknown","value":-7})");
}

TEST_CASE("messages that are not UTF-8") {
    check_refused(std::error_code(1, tea), inkjet::errc::invalid_utf8, "$.message", "byte 0xe9 at offset 2");
    CHECK(written(std::error_code(1, tea), {.invalid_utf8 = inkjet::invalid_utf8_policy::replace}) ==
          "{\"category\":\"tea\",\"value\":1,\"message\":\"th\xef\xbf\xbd\"}");
}
