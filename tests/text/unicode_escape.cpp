#include <inkjet/text/unicode_escape.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

using inkjet::detail::put_unicode_escape;
using inkjet::detail::put_unit_escape;
using inkjet::detail::unicode_escape_max_length;

namespace {

std::string spelled(unsigned unit) {
    char text[16];
    std::snprintf(text, sizeof text, "\\u%04x", unit);
    return text;
}

} // namespace

TEST_CASE("every code unit") {
    char place[9]; // eight bytes are stored, of which six count
    for (unsigned unit = 0; unit <= 0xFFFF; ++unit) {
        std::memset(place, '#', sizeof place);
        const char* const end = put_unit_escape(place, unit);
        if (std::string_view(place, end) != spelled(unit)) FAIL("unit " << unit);
        if (place[8] != '#') FAIL("touched what is behind " << unit);
    }
}

TEST_CASE("every code point, as one unit or two surrogates") {
    constexpr std::size_t stored = unicode_escape_max_length + 2;
    char place[stored + 1];
    for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x10000 ? 1 : 7) {
        if (c >= 0xD800 && c < 0xE000) continue;
        place[stored] = '#';
        char* const end = put_unicode_escape(place, c);
        unsigned units[2] = {0, 0};
        const int found = std::sscanf(std::string(place, end).c_str(), "\\u%4x\\u%4x", &units[0], &units[1]);
        const char32_t read =
            found == 1 ? units[0] : 0x10000 + ((units[0] - 0xD800) << 10) + (units[1] - 0xDC00);
        if (read != c || end - place != (c < 0x10000 ? 6 : 12)) FAIL("code point " << std::uint32_t{c});
        if (place[stored] != '#') FAIL("touched what is behind " << std::uint32_t{c});
    }
    put_unicode_escape(place, 0x1F600);
    CHECK(std::string_view(place, 12) == R"(\ud83d\ude00)");
    put_unicode_escape(place, 0x10FFFF);
    CHECK(std::string_view(place, 12) == R"(\udbff\udfff)");
    put_unicode_escape(place, 0xE9);
    CHECK(std::string_view(place, 6) == R"(\u00e9)");
}
