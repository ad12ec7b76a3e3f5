#include <inkjet/base/window.hpp>
#include <inkjet/text/floating.hpp>

#include "number_reference.hpp"

#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

using namespace inkjet::detail;
using inkjet::test::reference_number;

namespace {

template <class Float>
inline constexpr std::size_t most_chars = sizeof(Float) == 8 ? double_chars : float_chars;

// Writes into the middle of a pattern and looks at what else was touched.
template <class Float>
std::string written(Float v) {
    constexpr std::size_t before = 8, room = most_chars<Float> + inkjet::detail::overrun, behind = 8;
    std::array<char, before + room + behind> buffer;
    buffer.fill('#');
    const char* const end = write_floating(buffer.data() + before, v);
    const std::string_view all(buffer.data(), buffer.size());
    const std::size_t touched = all.find_first_not_of('#'), untouched = all.find_last_not_of('#');
    if (touched != before || untouched >= before + room) FAIL("touched more than it may");
    return std::string(static_cast<const char*>(buffer.data()) + before, end);
}

template <class Float>
void check(Float v) {
    if (!is_finite(v)) return;
    for (const Float signed_v : {v, -v}) {
        const std::string text = written(signed_v);
        REQUIRE(text == reference_number(signed_v));
        REQUIRE(text.size() <= most_chars<Float>);
    }
}

void check_bits(std::uint64_t bits) { check(std::bit_cast<double>(bits)); }
void check_bits(std::uint32_t bits) { check(std::bit_cast<float>(bits)); }

double read_back(const std::string& text, double) { return std::strtod(text.c_str(), nullptr); }
float read_back(const std::string& text, float) { return std::strtof(text.c_str(), nullptr); }

template <class Float, std::size_t N>
consteval bool writes(Float v, const char (&expected)[N]) {
    char text[N] = {}; // no byte more than the text
    char* const end = write_floating(text, v);
    return std::string_view(text, static_cast<std::size_t>(end - text)) == std::string_view(expected, N - 1);
}

} // namespace

static_assert(writes(0.0, "0.0") && writes(-0.0, "-0.0") && writes(0.0f, "0.0") && writes(-0.0f, "-0.0"));
static_assert(writes(1.0, "1.0") && writes(-12.5, "-12.5") && writes(100.0, "100.0") && writes(0.1f, "0.1"));
static_assert(writes(1e15, "1000000000000000.0") && writes(1e16, "1e16") && writes(1e30, "1e30"));
static_assert(writes(0.00001, "0.00001") && writes(0.0000099, "9.9e-6") && writes(1.5e-7, "1.5e-7"));
static_assert(writes(-1.2345678901234567e-308, "-1.2345678901234567e-308"));
static_assert(writes(-0.000030405522059153738, "-0.000030405522059153738"));
static_assert(writes(-1e15f, "-1000000000000000.0"));
static_assert(is_finite(1e308) && !is_finite(std::bit_cast<double>(std::uint64_t{0x7ff} << 52)));
static_assert(is_finite(1e38f) && !is_finite(std::bit_cast<float>(0x7fc0'0000u)));

TEST_CASE("the form") {
    CHECK(written(0.0) == "0.0");
    CHECK(written(-0.0) == "-0.0");
    CHECK(written(-0.0f) == "-0.0");
    CHECK(written(12.5) == "12.5");
    CHECK(written(100.0) == "100.0");
    CHECK(written(0.00001) == "0.00001");
    CHECK(written(0.000001) == "1e-6");
    CHECK(written(9999999999999998.0) == "9999999999999998.0");
    CHECK(written(1e16) == "1e16");
    CHECK(written(1.25e300) == "1.25e300");
    CHECK(written(16777216.0f) == "16777216.0");
    CHECK(written(0.1f) == "0.1");
}

TEST_CASE("the longest numbers are as long as promised") {
    CHECK(written(-1.2345678901234567e-308).size() == double_chars);
    CHECK(written(-0.000030405522059153738).size() == double_chars);
    CHECK(written(-1e15f).size() == float_chars);
}

// Values on which printers have failed: ends of the ranges, ties, values next to powers of two and ten, those
// of the papers on Grisu, Ryu and Schubfach, and of bug reports on other libraries.
TEST_CASE("hard cases of the literature") {
    for (const double v : {5e-324,
                           1e-323,
                           2.2250738585072009e-308,
                           2.2250738585072014e-308,
                           2.2250738585072011e-308,
                           1.7976931348623157e308,
                           1.7976931348623155e308,
                           9007199254740991.0,
                           9007199254740992.0,
                           9007199254740993.0,
                           9007199254740994.0,
                           1e21,
                           1e22,
                           1e23,
                           9.999999999999999e22,
                           2e23,
                           4.35,
                           0.3,
                           0.1 + 0.2,
                           2.98023223876953125e-8,
                           5.764607523034235e39,
                           1.152921504606847e40,
                           2.305843009213694e40,
                           4.35e-308,
                           4.708356024711512e18,
                           9.409340012568248e18,
                           1.2345678,
                           5.2195242160740e-15,
                           8.988465674311579e307,
                           8.988465674311580e307,
                           9.5367431640625e-7,
                           1.9430376160308388e16,
                           9.109e-31,
                           6.62607015e-34,
                           299792458.0,
                           1.8014398509481982e16,
                           4.503599627370497e15,
                           1125899906842624.125,
                           1125899906842901.875,
                           2251799813685248.25,
                           2251799813685803.75,
                           562949953421312.25,
                           6.9294956446009195e15,
                           2.109808898695963e16,
                           8.41e21,
                           2.0019e19,
                           9.007199254740992e15,
                           1.7800590868057611e-307,
                           3.1462737709539517e18,
                           2.0522684006491881e-289,
                           4.9406564584124654e-324,
                           9.8813129168249309e-324})
        check(v);
    for (const float v : {1e-45f,         1.17549435e-38f, 1.17549421e-38f, 3.4028235e38f, 16777216.0f,
                          33554432.0f,    8388608.5f,      8388609.5f,      0.3f,          1.1f,
                          9.5e-7f,        4.7019774e-38f,  1.6777216e7f,    8.5899346e9f,  1.2621774e-29f,
                          6.2538756e-36f, 3.3554430e7f,    4.2949673e9f,    9.8e-45f,      5.0e-29f,
                          1e10f,          7.0385307e-26f})
        check(v);
}

TEST_CASE("every binary exponent, with the fractions at its ends and random ones") {
    std::mt19937_64 random(2047);
    for (std::uint64_t biased = 0; biased < 2047; ++biased) {
        for (const std::uint64_t fraction :
             {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, (std::uint64_t{1} << 52) - 1,
              (std::uint64_t{1} << 52) - 2, std::uint64_t{1} << 51, random() >> 12})
            check_bits(biased << 52 | fraction);
    }
    for (std::uint32_t biased = 0; biased < 255; ++biased) {
        for (const std::uint32_t fraction : {0u, 1u, 2u, (1u << 23) - 1, (1u << 23) - 2, 1u << 22,
                                             static_cast<std::uint32_t>(random() >> 41)})
            check_bits(biased << 23 | fraction);
    }
}

TEST_CASE("powers of ten and small multiples of them, and their neighbours") {
    for (int e = -324; e <= 308; ++e) {
        for (const int factor : {1, 2, 3, 5, 7, 9, 12, 25, 99, 123}) {
            const double v = std::strtod((std::to_string(factor) + 'e' + std::to_string(e)).c_str(), nullptr);
            check(v);
            check(std::nextafter(v, 0.0));
            if (v < 1e308) check(std::nextafter(v, 1e308));
            const auto f = static_cast<float>(std::fmin(v, 1e38));
            check(f);
            check(std::nextafter(f, 0.0f));
        }
    }
}

TEST_CASE("random doubles") {
    std::mt19937_64 random(64);
    const auto below = [&](std::uint64_t n) { return random() % n; };
    for (int i = 0; i < 100'000; ++i) {
        check_bits(random());
        check_bits(random() >> (12 + below(52)));             // subnormal
        check(static_cast<double>(random() >> 11) * 0x1p-53); // [0, 1)
        check(std::ldexp(static_cast<double>(random() >> 11),
                         static_cast<int>(below(24)) - 16)); // ties live here
        check(static_cast<double>(random() >> below(64)));   // integers
        check(static_cast<double>(below(1'000'000'000'000)) /
              static_cast<double>(power_of_ten(static_cast<unsigned>(below(9)))));
    }
}

TEST_CASE("random floats") {
    std::mt19937_64 random(32);
    for (int i = 0; i < 200'000; ++i) {
        check_bits(static_cast<std::uint32_t>(random()));
        check(static_cast<float>(random() % 100'000'000) / 100);
    }
}

TEST_CASE_TEMPLATE("what is written reads back as the same bits", Float, double, float) {
    using bits = std::conditional_t<sizeof(Float) == 8, std::uint64_t, std::uint32_t>;
    std::mt19937_64 random(8);
    for (int i = 0; i < 100'000; ++i) {
        const auto v = std::bit_cast<Float>(static_cast<bits>(random()));
        if (!is_finite(v)) continue;
        REQUIRE(std::bit_cast<bits>(read_back(written(v), v)) == std::bit_cast<bits>(v));
    }
}
