#include <inkjet/base/window.hpp>
#include <inkjet/text/integer.hpp>

#include "number_reference.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

using namespace inkjet::detail;
using inkjet::test::reference_integer;

namespace {

// Writes into the middle of a pattern and looks at what else was touched.
template <class Int>
std::string written(Int value) {
    constexpr std::size_t before = 8, room = integer_chars<Int> + inkjet::detail::overrun, behind = 8;
    std::array<char, before + room + behind> buffer;
    buffer.fill('#');
    const char* const end = write_integer(buffer.data() + before, value);
    const std::string_view all(buffer.data(), buffer.size());
    const std::size_t touched = all.find_first_not_of('#'), untouched = all.find_last_not_of('#');
    if (touched != before || untouched >= before + room) FAIL("touched more than it may");
    return std::string(static_cast<const char*>(buffer.data()) + before, end);
}

template <class Int>
void check(Int value) {
    REQUIRE(written(value) == reference_integer(value));
}

std::string reference_wide(uint128 n, bool negative) {
    std::string text;
    do text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(n % 10)));
    while ((n /= 10) != 0);
    return negative ? '-' + text : text;
}

void check_wide(uint128 n) {
    REQUIRE(written(n) == reference_wide(n, false));
    const auto value = static_cast<int128>(n);
    REQUIRE(written(value) == reference_wide(value < 0 ? 0 - n : n, value < 0));
}

template <class Int, std::size_t N>
consteval bool writes(Int value, const char (&expected)[N]) {
    char text[N] = {}; // no byte more than the text
    char* const end = write_integer(text, value);
    return std::string_view(text, static_cast<std::size_t>(end - text)) == std::string_view(expected, N - 1);
}

} // namespace

static_assert(writes(0, "0") && writes(-1, "-1") && writes(1234567890, "1234567890"));
static_assert(writes(std::uint8_t{255}, "255") && writes(std::int8_t{-128}, "-128"));
static_assert(writes(std::numeric_limits<std::int64_t>::min(), "-9223372036854775808"));
static_assert(writes(std::numeric_limits<std::uint64_t>::max(), "18446744073709551615"));
static_assert(writes(~uint128{0}, "340282366920938463463374607431768211455"));
static_assert(writes(static_cast<int128>(uint128{1} << 127), "-170141183460469231731687303715884105728"));
static_assert(integer_chars<long long> == 20 && integer_chars<unsigned short> == 5);

TEST_CASE_TEMPLATE("every integer of 8 and 16 bits", Int, std::uint8_t, std::int8_t, std::uint16_t,
                   std::int16_t) {
    for (std::int32_t i = std::numeric_limits<Int>::min(); i <= std::numeric_limits<Int>::max(); ++i)
        check(static_cast<Int>(i));
}

TEST_CASE_TEMPLATE("wider integers: powers of ten and two, and their neighbours", Int, std::uint32_t,
                   std::int32_t, std::uint64_t, std::int64_t, long, unsigned long, long long,
                   unsigned long long) {
    using bits = std::make_unsigned_t<Int>;
    const auto around = [](bits n) {
        for (int offset = -2; offset <= 2; ++offset) {
            const auto near = static_cast<bits>(n + static_cast<bits>(offset));
            check(static_cast<Int>(near));
            check(static_cast<Int>(0 - near));
        }
    };
    for (bits power = 1;; power *= 10) {
        for (bits factor = 1; factor < 10; ++factor) around(static_cast<bits>(power * factor));
        if (power > std::numeric_limits<bits>::max() / 10) break;
    }
    for (int i = 0; i < std::numeric_limits<bits>::digits; ++i) around(bits{1} << i);
}

TEST_CASE_TEMPLATE("wider integers: random, of every width", Int, std::uint32_t, std::int32_t, std::uint64_t,
                   std::int64_t) {
    using bits = std::make_unsigned_t<Int>;
    std::mt19937_64 random(32);
    for (int i = 0; i < 200'000; ++i) {
        const auto width = random() % std::numeric_limits<bits>::digits;
        const auto n = static_cast<bits>(static_cast<bits>(random()) >> width);
        check(static_cast<Int>(n));
        check(static_cast<Int>(0 - n));
    }
}

TEST_CASE("integers of 128 bits") {
    check_wide(0);
    uint128 power = 1;
    for (int i = 0; i < 39; ++i, power *= 10) {
        for (uint128 factor = 1; factor < 10; ++factor) {
            check_wide(power * factor - 1);
            check_wide(power * factor);
            check_wide(0 - power * factor);
        }
    }
    for (unsigned i = 0; i < 128; ++i) {
        check_wide((uint128{1} << i) - 1);
        check_wide(uint128{1} << i);
        check_wide((uint128{1} << i) + 1);
    }
    std::mt19937_64 random(128);
    for (int i = 0; i < 50'000; ++i) check_wide((uint128{random()} << 64 | random()) >> random() % 128);
}
