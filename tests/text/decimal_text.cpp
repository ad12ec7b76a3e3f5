#include <inkjet/text/decimal_text.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>

using namespace inkjet::detail;

static std::string padded(std::uint64_t n, std::size_t width) {
    const std::string digits = std::to_string(n);
    return std::string(width - digits.size(), '0') + digits;
}

TEST_CASE("up to four digits") {
    char text[16];
    for (std::uint32_t n = 0; n < 10'000; ++n) {
        REQUIRE(std::string(text, write_up_to_four_digits(text, n)) == std::to_string(n));
    }
}

TEST_CASE("eight digits, with and without leading zeros") {
    char text[16];
    const auto check = [&](std::uint32_t n) {
        REQUIRE(std::string(text, write_up_to_eight_digits(text, n)) == std::to_string(n));
        REQUIRE(std::string(text, write_eight_digits(text, n)) == padded(n, 8));
    };
    for (std::uint32_t n = 0; n < 100'000; ++n) check(n);
    for (std::uint32_t power = 100; power <= 100'000'000; power *= 10) {
        for (std::uint32_t factor = 1; factor < 10; ++factor) {
            for (std::uint32_t i = 1; i <= 3; ++i) check(power / 10 * factor + power / 10 - i);
            check(power / 10 * factor);
        }
    }
    for (std::uint32_t n = 0; n < 100'000'000; n += 997) check(n);
}

TEST_CASE("nine to sixteen digits") {
    char text[32];
    const auto check = [&](std::uint64_t n) {
        REQUIRE(std::string(text, write_nine_to_sixteen_digits(text, n)) == std::to_string(n));
    };
    for (std::uint64_t power = ten_to_8; power < ten_to_16; power *= 10) {
        for (std::uint64_t factor = 1; factor < 10; ++factor) {
            for (std::uint64_t i = 1; i <= 3; ++i) check(power * factor + power - i);
            check(power * factor);
        }
    }
    std::mt19937_64 random(9);
    for (int i = 0; i < 100'000; ++i) check(ten_to_8 + (random() >> random() % 40) % (ten_to_16 - ten_to_8));
}

TEST_CASE("sixteen digits with all leading zeros") {
    char text[32];
    std::mt19937_64 random(16);
    for (int i = 0; i < 100'000; ++i) {
        const std::uint64_t n = (random() >> random() % 64) % ten_to_16;
        REQUIRE(std::string(text, write_sixteen_digits(text, n)) == padded(n, 16));
    }
    for (const std::uint64_t n : {std::uint64_t{0}, ten_to_8 - 1, ten_to_8, ten_to_16 - 1}) {
        CHECK(std::string(text, write_sixteen_digits(text, n)) == padded(n, 16));
    }
}
