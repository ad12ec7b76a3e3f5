#include <inkjet/text/decimal_digits.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>

using namespace inkjet::detail;

static_assert(four_digits(0) == 0 && four_digits(1234) == 0x04'03'02'01 &&
              four_digits(9999) == 0x09'09'09'09);
static_assert(eight_digits(0) == 0 && eight_digits(12'345'678) == 0x08'07'06'05'04'03'02'01);
static_assert(eight_digits(99'999'999) == 0x09'09'09'09'09'09'09'09);

TEST_CASE("digits of every number below 10^4") {
    for (std::uint32_t n = 0; n < 10'000; ++n) {
        const std::uint32_t expected = n / 1000 | n / 100 % 10 << 8 | n / 10 % 10 << 16 | n % 10 << 24;
        REQUIRE(four_digits(n) == expected);
    }
}

TEST_CASE("eight digits are twice four") {
    for (std::uint64_t n = 0; n < 100'000'000; n += n % 10'000 < 9998 ? 1111u : 1u) {
        const auto high = static_cast<std::uint32_t>(n / 10'000),
                   low = static_cast<std::uint32_t>(n % 10'000);
        REQUIRE(eight_digits(static_cast<std::uint32_t>(n)) ==
                (four_digits(high) | std::uint64_t{four_digits(low)} << 32));
    }
}

TEST_CASE("bytes are stored and loaded the lowest first") {
    char text[9] = "--------";
    store_bytes(text, std::uint64_t{0x68'67'66'65'64'63'62'61});
    CHECK(std::memcmp(text, "abcdefgh", 9) == 0);
    store_bytes(text + 2, std::uint32_t{0x34'33'32'31});
    CHECK(std::memcmp(text, "ab1234gh", 9) == 0);
    CHECK(load_bytes<std::uint32_t>("abcd") == 0x64'63'62'61);
}
