#include <inkjet/core/object_keys.hpp>
#include <inkjet/inkjet.hpp>

#include "folding.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

using inkjet::key_style;
using inkjet::options;
using inkjet::detail::object_keys;
using inkjet::detail::padded_key_size;
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

struct escaped {
    int a, b, c;
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

template <>
struct inkjet::describe<escaped> {
    static constexpr auto members =
        inkjet::members(inkjet::member("a\"b\\c\1é", &escaped::a), inkjet::member("", &escaped::b),
                        inkjet::member("a<b", &escaped::c));
};

// The key alone.
static_assert(object_keys<plain, key_style::as_declared>::key(0) == "user_id");
static_assert(object_keys<plain, key_style::kebab>::key(0) == "user-id");
static_assert(object_keys<camel, key_style::as_declared>::key(0) == "userId");
static_assert(object_keys<camel, key_style::kebab>::key(1) == "httpServer");
static_assert(object_keys<as_given, key_style::kebab>::key(0) == "As_Given");
static_assert(object_keys<listed, key_style::kebab>::key(0) == "Of_List");
static_assert(object_keys<listed, key_style::kebab>::key(1) == "user-id");
static_assert(object_keys<listed, key_style::kebab>::key(3) == "userId");
static_assert(object_keys<both, key_style::kebab>::key(0) == "user_id");

// With what stands around it.
template <class T, std::size_t I, key_style Style = key_style::as_declared>
constexpr std::string_view text_of() {
    return {object_keys<T, Style>::text(I), object_keys<T, Style>::size(I)};
}
static_assert(text_of<plain, 0>() == R"({"user_id":)");
static_assert(text_of<plain, 1, key_style::screaming_snake>() == R"(,"OTHER_ONE":)");
static_assert(text_of<camel, 1>() == R"(,"httpServer":)");
static_assert(text_of<escaped, 0>() == R"({"a\"b\\c\u0001é":)" && text_of<escaped, 1>() == R"(,"":)");
static_assert(text_of<escaped, 2>() == R"(,"a<b":)");

// Behind it, a quote and as many bytes as whole registers take.
template <class T, std::size_t I, key_style Style = key_style::as_declared>
constexpr bool is_padded() {
    using keys = object_keys<T, Style>;
    const char* const text = keys::text(I);
    for (std::size_t i = keys::size(I) + 1; i < padded_key_size(keys::size(I), true); ++i)
        if (text[i] != 0) return false;
    return text[keys::size(I)] == '"';
}
static_assert(is_padded<plain, 0>() && is_padded<plain, 1, key_style::kebab>() && is_padded<escaped, 0>() &&
              is_padded<camel, 1>() && is_padded<endless, 1>());
static_assert(padded_key_size(8, false) == 8 && padded_key_size(8, true) == 16 &&
              padded_key_size(16, false) == 16 && padded_key_size(16, true) == 32);

// Whether options escape nothing more in them.
static_assert(object_keys<plain>::plain && object_keys<camel>::plain && !object_keys<escaped>::plain);

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
