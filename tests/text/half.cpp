#include <inkjet/base/window.hpp>
#include <inkjet/text/half.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

using inkjet::detail::bfloat16_chars;
using inkjet::detail::bfloat16_layout;
using inkjet::detail::float_of_bfloat16;
using inkjet::detail::float_of_half;
using inkjet::detail::half_chars;
using inkjet::detail::half_layout;
using inkjet::detail::is_finite_half;

namespace {

template <class Layout>
double value_of(std::uint16_t bits) {
    const int fraction = bits & ((1 << Layout::fraction_bits) - 1);
    const int biased = (bits & 0x7fff) >> Layout::fraction_bits;
    const int implicit = biased == 0 ? 0 : 1 << Layout::fraction_bits;
    const double magnitude =
        std::ldexp(fraction + implicit, std::max(biased, 1) - Layout::exponent_bias - Layout::fraction_bits);
    return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

// Rounds to the nearest number of that layout, ties to even.
template <class Layout>
double rounded(double v) {
    if (v == 0) return v;
    const int unit = std::max(std::ilogb(v), 1 - Layout::exponent_bias) - Layout::fraction_bits;
    return std::ldexp(std::nearbyint(std::ldexp(v, -unit)), unit);
}

// The digits of the shortest decimal that rounds to v > 0, of those the nearest, found by trying.
template <class Layout>
std::string shortest_digits(double v) {
    for (int count = 1;; ++count) {
        const int exponent = static_cast<int>(std::floor(std::log10(v))) - (count - 1);
        const long middle = std::lround(v / std::pow(10.0, exponent));
        std::string best;
        double least = INFINITY;
        for (long digits = std::max(middle - 1, 1L); digits <= middle + 1; ++digits) {
            char text[40];
            std::snprintf(text, sizeof text, "%lde%d", digits, exponent);
            const double candidate = std::strtod(text, nullptr);
            const double distance = std::fabs(candidate - v);
            const bool tie = std::fabs(distance - least) < distance * 1e-9; // to even
            if (rounded<Layout>(candidate) != v || (tie ? digits % 2 != 0 : distance > least)) continue;
            least = distance;
            best = std::to_string(digits);
        }
        if (!best.empty()) return best.substr(0, best.find_last_not_of('0') + 1);
    }
}

std::string digits_of(const std::string& text) {
    std::string digits;
    for (const char c : text.substr(0, text.find('e')))
        if (c >= '0' && c <= '9') digits += c;
    digits.erase(0, digits.find_first_not_of('0'));
    return digits.substr(0, digits.find_last_not_of('0') + 1);
}

template <class Layout>
std::string written(std::uint16_t bits) {
    char text[bfloat16_chars + inkjet::detail::overrun + 1];
    return {text, inkjet::detail::write_half<Layout>(text, bits)};
}

template <class Layout>
void check_all(std::size_t most_chars) {
    std::size_t longest = 0;
    for (unsigned bits = 0; bits < 0x8000; ++bits) {
        const auto positive = static_cast<std::uint16_t>(bits);
        if (!is_finite_half<Layout>(positive)) continue;
        const double v = value_of<Layout>(positive);
        const std::string text = written<Layout>(positive);
        CAPTURE(text);
        REQUIRE(rounded<Layout>(std::strtod(text.c_str(), nullptr)) == v);
        if (bits != 0) REQUIRE(digits_of(text) == shortest_digits<Layout>(v));
        REQUIRE(written<Layout>(static_cast<std::uint16_t>(bits | 0x8000)) == "-" + text);
        longest = std::max(longest, text.size() + 1);
    }
    CHECK(longest <= most_chars);
}

} // namespace

TEST_CASE("sixteen bits as a float") {
    for (unsigned bits = 0; bits < 0x10000; ++bits) {
        const auto number = static_cast<std::uint16_t>(bits);
        if (is_finite_half<half_layout>(number)) {
            REQUIRE(static_cast<double>(float_of_half(number)) == value_of<half_layout>(number));
            REQUIRE(std::signbit(float_of_half(number)) == (bits >= 0x8000));
        } else {
            REQUIRE(std::isnan(float_of_half(number)) == ((bits & 0x3ff) != 0));
            REQUIRE(std::signbit(float_of_half(number)) == (bits >= 0x8000));
        }
        if (is_finite_half<bfloat16_layout>(number))
            REQUIRE(static_cast<double>(float_of_bfloat16(number)) == value_of<bfloat16_layout>(number));
        else
            REQUIRE(!std::isfinite(float_of_bfloat16(number)));
    }
    static_assert(float_of_half(0x3c00) == 1.0F);
    static_assert(float_of_bfloat16(0x3f80) == 1.0F);
}

TEST_CASE("the shortest decimal of every number of sixteen bits") {
    check_all<half_layout>(half_chars);
    check_all<bfloat16_layout>(bfloat16_chars);
}

TEST_CASE("some of them") {
    CHECK(written<half_layout>(0x2e66) == "0.1");
    CHECK(written<half_layout>(0x3555) == "0.3333");
    CHECK(written<half_layout>(0x7bff) == "65500.0");
    CHECK(written<half_layout>(0x0001) == "6e-8");
    CHECK(written<half_layout>(0x0400) == "0.00006104");
    CHECK(written<half_layout>(0x8000) == "-0.0");
    CHECK(written<bfloat16_layout>(0x3dcd) == "0.1");
    CHECK(written<bfloat16_layout>(0x7f7f) == "3.39e38");
    CHECK(written<bfloat16_layout>(0x0001) == "9e-41");
    CHECK(written<bfloat16_layout>(0xc2f7) == "-123.5");
}
