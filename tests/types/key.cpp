#include <inkjet/types/key.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::detail::int128;
using testing::check_refused;
using testing::check_written;
using testing::written;
using namespace std::string_literals;

namespace {

enum class colour : std::uint8_t { red, green };

struct id {
    std::uint64_t number;
    auto operator<=>(const id&) const = default;
};
struct name {
    std::string held;
    auto operator<=>(const name&) const = default;
};
struct nested_name {
    name held;
    auto operator<=>(const nested_name&) const = default;
};

template <class Key>
testing::keyed<Key> with_key(Key key) {
    return {{{std::move(key), 1}}};
}

constexpr inkjet::options any_key{.non_string_keys = true};
constexpr inkjet::options named_key{.non_string_keys = true, .enums_as_names = true};

} // namespace

template <>
struct inkjet::encoder<id> {
    static auto as(const id& v) { return v.number; }
};
template <>
struct inkjet::encoder<name> {
    static std::string as(const name& v) { return "<" + v.held + ">"; }
};
template <>
struct inkjet::encoder<nested_name> {
    static const name& as(const nested_name& v) { return v.held; }
};

TEST_CASE("keys of every kind of text") {
    check_written(with_key("k\"\xC3\xA9"s), "{\"k\\\"\xC3\xA9\":1}");
    check_written(with_key(std::string_view("k")), R"({"k":1})");
    check_written(with_key<const char*>("k"), R"({"k":1})");
    check_written(with_key(u8"\u00e9"s), "{\"\xC3\xA9\":1}");
    check_written(with_key(u"\u00e9"s), "{\"\xC3\xA9\":1}");
    check_written(with_key(U"\U0001F600"s), "{\"\xF0\x9F\x98\x80\":1}");
    check_written(with_key(L"k"s), R"({"k":1})");
    check_written(with_key('k'), R"({"k":1})");
    check_written(with_key(u'\u00e9'), "{\"\xC3\xA9\":1}");
    check_written(with_key(""s), R"({"":1})");
    check_written(with_key("\0"s), R"({"\u0000":1})");
    check_written(with_key(std::string(5000, 'k')), "{\"" + std::string(5000, 'k') + "\":1}");
}

TEST_CASE("keys that are encoded as text") {
    check_written(with_key(name{"n"}), R"({"<n>":1})");
    check_written(with_key(nested_name{{"n"}}), R"({"<n>":1})");
    check_written(std::map<name, std::vector<int>>{{{"a"}, {1}}, {{"b"}, {}}}, R"({"<a>":[1],"<b>":[]})");
}

TEST_CASE("keys that are not text are refused") {
    constexpr std::string_view note = "set .non_string_keys to write it as text";
    check_refused(with_key(1), inkjet::errc::bad_key, "$", note);
    check_refused(with_key(true), inkjet::errc::bad_key, "$", note);
    check_refused(with_key(0.5), inkjet::errc::bad_key, "$", note);
    check_refused(with_key(colour::red), inkjet::errc::bad_key, "$", note);
    check_refused(with_key(nullptr), inkjet::errc::bad_key, "$", note);
    check_refused(with_key(id{1}), inkjet::errc::bad_key, "$", note);
    check_refused(with_key<const char*>(nullptr), inkjet::errc::bad_key, "$", note);
    check_refused(with_key<const wchar_t*>(nullptr), inkjet::errc::bad_key, "$", note);
    check_refused(std::map<std::string, std::map<int, int>>{{"a", {}}, {"b", {{1, 2}}}},
                  inkjet::errc::bad_key, "$.b", note);
    check_written(std::map<int, int>(), "{}");
}

TEST_CASE("scalar keys where the option allows them") {
    CHECK(written(with_key(1), any_key) == R"({"1":1})");
    CHECK(written(with_key(std::numeric_limits<std::int64_t>::min()), any_key) ==
          R"({"-9223372036854775808":1})");
    CHECK(written(with_key(static_cast<int128>(-1)), any_key) == R"({"-1":1})");
    CHECK(written(with_key(true), any_key) == R"({"true":1})");
    CHECK(written(with_key(false), any_key) == R"({"false":1})");
    CHECK(written(with_key(0.1f), any_key) == R"({"0.1":1})");
    CHECK(written(with_key(-1.5e300), any_key) == R"({"-1.5e300":1})");
    CHECK(written(with_key(2.0L), any_key) == R"({"2.0":1})");
    CHECK(written(with_key(nullptr), any_key) == R"({"null":1})");
    CHECK(written(with_key<const char*>(nullptr), any_key) == R"({"null":1})");
    CHECK(written(with_key(id{7}), any_key) == R"({"7":1})");
    CHECK(written(with_key(colour::green), any_key) == R"({"1":1})");
    CHECK(written(with_key(colour::green), named_key) == R"({"green":1})");
    CHECK(written(with_key(static_cast<colour>(9)), named_key) == R"({"9":1})");
    CHECK(written(std::map<int, int>{{-2, 1}, {3, 4}}, any_key) == R"({"-2":1,"3":4})");
    // An enum's name is text, but the enum is none.
    CHECK(written(with_key(colour::green), {.enums_as_names = true}) ==
          "a key that is not text at $: set .non_string_keys to write it as text");
}

TEST_CASE("scalar keys folded at compile time") {
    std::string out;
    CHECK(inkjet::write<any_key>(std::map<int, bool>{{-2, true}, {3, false}}, out));
    CHECK(inkjet::write<named_key>(with_key(colour::red), out));
    CHECK(out == R"({"-2":true,"3":false}{"red":1})");
}

TEST_CASE("keys that are numbers and not finite") {
    using inkjet::non_finite_policy;
    const auto nan = with_key(std::nan(""));
    CHECK(written(nan, any_key) == "a number that is not finite at $: NaN");
    CHECK(written(nan, {.non_finite = non_finite_policy::null, .non_string_keys = true}) == R"({"null":1})");
    CHECK(written(nan, {.non_finite = non_finite_policy::string, .non_string_keys = true}) == R"({"NaN":1})");
    CHECK(written(nan, {.non_finite = non_finite_policy::literal, .non_string_keys = true}) ==
          R"({"NaN":1})");
    CHECK(written(with_key(std::int64_t{1} << 53), {.strict_integers = true, .non_string_keys = true}) ==
          "an integer past 53 bits at $: 9007199254740992");
}

TEST_CASE("ill-formed keys are refused in the place of their map") {
    check_refused(with_key("a\xff"s), inkjet::errc::invalid_utf8, "$", "byte 0xff at offset 1");
    std::map<std::string, std::map<std::string, int>> maps{{"good", {{"a", 1}, {"\xff", 2}}}};
    check_refused(maps, inkjet::errc::invalid_utf8, "$.good", "byte 0xff at offset 0");
    check_refused(with_key(std::u16string{0xD800}), inkjet::errc::invalid_utf8, "$",
                  "a lone surrogate, or past U+10FFFF, in wide text");
}
