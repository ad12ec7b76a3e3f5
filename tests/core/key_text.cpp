#include <inkjet/core/key_text.hpp>
#include <inkjet/inkjet.hpp>

#include "folding.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

using inkjet::key_style;
using inkjet::options;
using inkjet::detail::key_text;
using inkjet::detail::member_key;
using testing::written;
using testing::written_with;

namespace {

struct plain {
    int user_id, other_one;
};
struct camel {
    int user_id, HTTPServer;
};
struct as_given {
    int user_id;
};
struct listed {
    int user_id;
    plain inner;
    camel other;
};
struct both {
    int user_id, class_;
};

struct endless {
    int a_name_of_two_hundred_and_fifty_six_bytes_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx;
    int a_name_of_two_hundred_and_fifty_seven_bytes_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx;
};

} // namespace

template <>
struct inkjet::describe<camel> {
    static constexpr inkjet::key_style keys = inkjet::key_style::camel;
};
template <>
struct inkjet::describe<as_given> {
    static constexpr std::string_view key(std::string_view) { return "As_Given"; }
};
template <>
struct inkjet::describe<listed> {
    static constexpr auto members =
        inkjet::members(inkjet::member("Of_List", &listed::user_id), inkjet::flatten(&listed::inner),
                        inkjet::flatten(&listed::other));
};
// What `key` returns goes before `keys`.
template <>
struct inkjet::describe<both> {
    static constexpr inkjet::key_style keys = inkjet::key_style::camel;
    static constexpr std::string_view key(std::string_view member) {
        return member == "class_" ? "class" : member;
    }
};

// The key alone.
static_assert(member_key<plain, 0, key_style::as_declared>::text == "user_id");
static_assert(member_key<plain, 0, key_style::kebab>::text == "user-id");
static_assert(member_key<camel, 0, key_style::as_declared>::text == "userId");
static_assert(member_key<camel, 1, key_style::kebab>::text == "httpServer");
static_assert(member_key<as_given, 0, key_style::kebab>::text == "As_Given");
static_assert(member_key<listed, 0, key_style::kebab>::text == "Of_List");
static_assert(member_key<listed, 1, key_style::kebab>::text == "user-id");
static_assert(member_key<listed, 3, key_style::kebab>::text == "userId");
static_assert(member_key<both, 0, key_style::kebab>::text == "user_id");

// With what stands around it.
template <class T, std::size_t I, key_style Style = key_style::as_declared>
constexpr std::string_view text_of() {
    return {key_text<T, I, Style>::text.data(), key_text<T, I, Style>::size};
}
static_assert(text_of<plain, 0>() == R"({"user_id":)");
static_assert(text_of<plain, 1, key_style::screaming_snake>() == R"(,"OTHER_ONE":)");
static_assert(text_of<camel, 1>() == R"(,"httpServer":)");

TEST_CASE("the option has a say in names that nobody has given") {
    CHECK(written_with<options{.keys = key_style::kebab}>(plain{1, 2}) == R"({"user-id":1,"other-one":2})");
    CHECK(written_with<options{.keys = key_style::kebab}>(camel{1, 2}) == R"({"userId":1,"httpServer":2})");
    CHECK(written_with<options{}>(camel{1, 2}) == R"({"userId":1,"httpServer":2})");
    CHECK(written_with<options{.keys = key_style::kebab}>(as_given{1}) == R"({"As_Given":1})");
    CHECK(written_with<options{.keys = key_style::kebab}>(listed{1, {2, 3}, {4, 5}}) ==
          R"({"Of_List":1,"user-id":2,"other-one":3,"userId":4,"httpServer":5})");
    CHECK(written_with<options{.keys = key_style::pascal}>(both{1, 2}) == R"({"user_id":1,"class":2})");
    CHECK(written_with<options{}>(both{1, 2}) == R"({"user_id":1,"class":2})");
}

TEST_CASE("keys of more than 256 bytes stay as they are, at run time and folded") {
    const std::string pascal = written_with<options{.keys = key_style::pascal}>(endless{1, 2});
    CHECK(pascal.find("\"ANameOfTwoHundredAndFiftySixBytesXxx") != std::string::npos);
    CHECK(pascal.find("\"a_name_of_two_hundred_and_fifty_seven_bytes_xxx") != std::string::npos);
}
