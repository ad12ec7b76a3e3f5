#include <inkjet/types/bytes.hpp>

#include "rooms.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using inkjet::base64;
using inkjet::base64url;
using inkjet::hex;
using testing::check_every_room;
using testing::check_written;
using testing::written;

namespace {

std::string random_bytes(std::size_t n) {
    std::mt19937 random(static_cast<unsigned>(n) + 7);
    std::string bytes(n, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

// Character by character, from three or fewer bytes each.
std::string naive_base64(const std::string& bytes, std::string_view letters, bool padded) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t k) {
            return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u;
        };
        const unsigned bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        const std::size_t count = bytes.size() - i < 3 ? bytes.size() - i + 1 : 4;
        for (unsigned k = 0; k < count; ++k) out += letters[bits >> (18 - 6 * k) & 63];
        if (padded) out.append(4 - count, '=');
    }
    return out;
}

std::string naive_hex(const std::string& bytes) {
    std::string out;
    for (const char byte : bytes) {
        out += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string slashes_escaped(const std::string& text) {
    std::string out;
    for (const char unit : text) {
        if (unit == '/') out += '\\';
        out += unit;
    }
    return out;
}

struct packet {
    int id;
    std::vector<std::byte> body;
};

template <class T>
concept takes_base64 = requires(const T& v) { base64(v); };

} // namespace

template <>
struct inkjet::describe<packet> {
    static constexpr auto members =
        inkjet::members(inkjet::member("id", &packet::id),
                        inkjet::member("body", [](const packet& p) { return inkjet::base64url(p.body); }));
};

TEST_CASE("the vectors of RFC 4648, section 10") {
    constexpr std::string_view vectors[][3] = {
        {"", "", ""},
        {"f", "Zg==", "66"},
        {"fo", "Zm8=", "666f"},
        {"foo", "Zm9v", "666f6f"},
        {"foob", "Zm9vYg==", "666f6f62"},
        {"fooba", "Zm9vYmE=", "666f6f6261"},
        {"foobar", "Zm9vYmFy", "666f6f626172"},
    };
    for (const auto& [text, encoded, digits] : vectors) {
        check_written(base64(text), quoted(std::string(encoded)));
        check_written(base64url(text), quoted(std::string(encoded.substr(0, encoded.find('=')))));
        check_written(hex(text), quoted(std::string(digits)));
    }
}

TEST_CASE("bytes of every type") {
    const unsigned char array[] = {0xfb, 0xff, 0xbf, 0};
    check_written(base64(array), R"("+/+/AA==")");
    check_written(base64url(array), R"("-_-_AA")");
    check_written(hex(array), R"("fbffbf00")");
    check_written(base64(std::span(array)), R"("+/+/AA==")");
    check_written(base64(std::span(array, 3)), R"("+/+/")");
    check_written(hex(std::array{std::byte{1}, std::byte{0xab}}), R"("01ab")");
    check_written(hex(std::vector<signed char>{-1, 1}), R"("ff01")");
    check_written(hex(std::u8string_view(u8"\u00e9")), R"("c3a9")");
    check_written(hex(std::string("a\0b", 3)), R"("610062")");
    check_written(hex(std::vector<unsigned char>()), R"("")");
    check_written(base64(std::string_view()), R"("")");
    static_assert(takes_base64<std::vector<char>> && takes_base64<std::byte[3]>);
    static_assert(!takes_base64<char[3]> && !takes_base64<char8_t[3]> && !takes_base64<const char*>);
    static_assert(!takes_base64<std::vector<int>> && !takes_base64<std::vector<bool>>);
}

TEST_CASE("bytes among other values") {
    const packet one{1, {std::byte{0xff}, std::byte{0xfe}}};
    check_written(one, R"({"id":1,"body":"__4"})");
    check_written(std::vector<packet>(2, one), R"([{"id":1,"body":"__4"},{"id":1,"body":"__4"}])");
    const std::string key = "secret";
    check_written(inkjet::object("key", hex(key), "iv", base64(key)),
                  R"({"key":"736563726574","iv":"c2VjcmV0"})");
    check_written(std::map<std::string, decltype(hex(key))>{{"a", hex(key)}, {"b", hex(key)}},
                  R"({"a":"736563726574","b":"736563726574"})");
    CHECK(written(std::vector{hex(key)}, {.indent = 2}) == "[\n  \"736563726574\"\n]");
}

TEST_CASE("slashes escaped where an option says so") {
    const std::string bytes("\xfb\xff\xbf", 3);
    CHECK(written(base64(bytes), {.escape_slash = true}) == R"("+\/+\/")");
    CHECK(written(base64url(bytes), {.escape_slash = true}) == R"("-_-_")");
    CHECK(written(base64(bytes), {.html_safe = true}) == R"("+/+/")");
    std::string out;
    CHECK(inkjet::write<inkjet::options{.escape_slash = true}>(base64(bytes), out));
    CHECK(out == R"("+\/+\/")");

    const std::string slashes(5000, '\xff');
    for (const std::size_t n : {std::size_t{0}, std::size_t{575}, std::size_t{576}, slashes.size()}) {
        const std::string text = quoted(slashes_escaped(naive_base64(slashes.substr(0, n), letters, true)));
        CHECK(written(base64(std::string_view(slashes).substr(0, n)), {.escape_slash = true}) == text);
        std::vector<char> exact(text.size());
        CHECK(inkjet::write(base64(std::string_view(slashes).substr(0, n)), std::span(exact),
                            {.escape_slash = true}));
        CHECK(std::string_view(exact.data(), exact.size()) == text);
        exact.pop_back();
        CHECK(inkjet::write(base64(std::string_view(slashes).substr(0, n)), std::span(exact),
                            {.escape_slash = true})
                  .code == inkjet::errc::buffer_full);
    }
}

TEST_CASE("random bytes of every length") {
    for (std::size_t n = 0; n < 5000; n += n < 200 ? 1 : 61) {
        const std::string bytes = random_bytes(n);
        const std::string coded = quoted(naive_base64(bytes, letters, true));
        REQUIRE(written(base64(bytes)) == coded);
        REQUIRE(written(base64url(bytes)) == quoted(naive_base64(bytes, url_letters, false)));
        REQUIRE(written(hex(bytes)) == quoted(naive_hex(bytes)));
        REQUIRE(written(base64(bytes), {.escape_slash = true}) == slashes_escaped(coded));
    }
}

TEST_CASE("bytes in every room") {
    constexpr std::size_t short_ones[] = {0, 1, 2, 3, 47, 48, 100};
    for (const std::size_t n : short_ones) {
        const std::string bytes = random_bytes(n);
        check_every_room(base64(bytes));
        check_every_room(base64url(bytes));
        check_every_room(hex(bytes));
    }
    // Longer than what a fixed span makes in one step.
    constexpr std::size_t long_ones[] = {3000, 3001, 3002, 20000};
    for (const std::size_t n : long_ones) {
        const std::string bytes = random_bytes(n);
        check_written(base64(bytes), quoted(naive_base64(bytes, letters, true)));
        check_written(base64url(bytes), quoted(naive_base64(bytes, url_letters, false)));
        check_written(hex(bytes), quoted(naive_hex(bytes)));
        for (std::size_t less = 1; less < 300; less += 7) {
            std::vector<char> place(2 * n + 2 - less);
            REQUIRE(inkjet::write(hex(bytes), std::span(place)).code == inkjet::errc::buffer_full);
        }
    }
}
