#include <inkjet/base/window.hpp>
#include <inkjet/text/timestamp.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

using namespace inkjet::detail;

namespace {

// What `write` puts into the middle of a pattern; before it and far behind it nothing may be touched.
template <class Write>
std::string text_of(std::size_t room, Write write) {
    std::array<char, 192> place;
    place.fill('#');
    char* const first = place.data() + 16;
    const std::string text(first, static_cast<std::size_t>(write(first) - first));
    REQUIRE(text.size() <= room);
    REQUIRE(std::all_of(place.data(), first, [](char c) { return c == '#'; }));
    REQUIRE(
        std::all_of(first + room + overrun, place.data() + place.size(), [](char c) { return c == '#'; }));
    return text;
}

template <class... Args>
std::string printed(const char* format, Args... args) {
    char text[64];
    const int size = std::snprintf(text, sizeof text, format, args...);
    return {text, static_cast<std::size_t>(size)};
}

std::string fraction_text(unsigned width, std::uint64_t fraction) {
    return printed(".%0*llu", static_cast<int>(width), static_cast<unsigned long long>(fraction));
}

template <unsigned Width>
void check_fractions() {
    CAPTURE(Width);
    const std::uint64_t limit = power_of_ten(Width);
    auto check = [](std::uint64_t fraction) {
        REQUIRE(text_of(Width + 1, [&](char* out) { return write_fraction<Width>(out, fraction); }) ==
                fraction_text(Width, fraction));
    };
    for (std::uint64_t power = 1; power <= limit; power *= 10) {
        check(power - 1);
        check(power % limit);
        check(7 * power % limit);
        check(limit - power);
        check(limit * 3 / 7 / power);
    }
    check(123'456'789'012'345'678 % limit);
}

} // namespace

TEST_CASE("dates") {
    for (int year = 0; year <= 9999; ++year) {
        const auto month = static_cast<std::uint32_t>(year % 99 + 1),
                   day = static_cast<std::uint32_t>(year % 98 + 1);
        REQUIRE(text_of(date_chars, [&](char* out) { return write_date(out, {year, month, day}); }) ==
                printed("%04d-%02u-%02u", year, month, day));
    }
}

TEST_CASE("every second of a day, and a leap second") {
    for (std::uint32_t second = 0; second < 86'400; ++second) {
        const std::uint32_t hour = second / 3600, minute = second / 60 % 60;
        REQUIRE(text_of(clock_chars, [&](char* out) { return write_clock(out, time_of_second(second)); }) ==
                printed("%02u:%02u:%02u", hour, minute, second % 60));
    }
    CHECK(text_of(clock_chars, [](char* out) { return write_clock(out, {23, 59, 60}); }) == "23:59:60");
    CHECK(text_of(clock_chars, [](char* out) { return write_clock(out, {99, 99, 99}); }) == "99:99:99");
}

TEST_CASE("every offset") {
    for (std::int32_t minutes = -5999; minutes <= 5999; ++minutes) {
        const int distance = minutes < 0 ? -minutes : minutes;
        REQUIRE(text_of(offset_chars, [&](char* out) { return write_offset(out, minutes); }) ==
                printed("%c%02d:%02d", minutes < 0 ? '-' : '+', distance / 60, distance % 60));
    }
}

TEST_CASE("fractions of every width") {
    check_fractions<1>();
    check_fractions<2>();
    check_fractions<3>();
    check_fractions<4>();
    check_fractions<5>();
    check_fractions<6>();
    check_fractions<7>();
    check_fractions<8>();
    check_fractions<9>();
    check_fractions<10>();
    check_fractions<11>();
    check_fractions<12>();
    check_fractions<13>();
    check_fractions<14>();
    check_fractions<15>();
    check_fractions<16>();
    check_fractions<17>();
    check_fractions<18>();
}
