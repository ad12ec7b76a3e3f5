#include <inkjet/text/floating.hpp>
#include <inkjet/text/shortest_exact.hpp>

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>

using namespace inkjet::detail;

static constexpr decimal shortest_of(double v) {
    return shortest_exact(binary_of_double(std::bit_cast<std::uint64_t>(v)));
}
static constexpr decimal shortest_of(float v) {
    return shortest_exact(binary_of_float(std::bit_cast<std::uint32_t>(v)));
}

// Trailing zeros apart.
static constexpr bool same(decimal a, decimal b) {
    for (; a.exponent > b.exponent; --a.exponent) a.digits *= 10;
    for (; a.exponent < b.exponent; --b.exponent) b.digits *= 10;
    return a.digits == b.digits;
}

static_assert(same(shortest_of(1.0), {1, 0}) && same(shortest_of(0.1), {1, -1}) &&
              same(shortest_of(0.1f), {1, -1}));
static_assert(same(shortest_of(5e-324), {5, -324}) && same(shortest_of(1e-45f), {1, -45}));
static_assert(same(shortest_of(1.7976931348623157e308), {17976931348623157, 292}));
static_assert(same(shortest_of(9007199254740993.0), {9007199254740992, 0}));
static_assert(same(shortest_of(9.5367431640625e-7), {95367431640625, -20})); // 2^-20
static_assert(same(shortest_of(0x1p-1074 * 3), {15, -324}));                 // ties and closed intervals
static_assert(same(shortest_of(2e23), {2, 23}) && same(shortest_of(1e23), {1, 23}));
static_assert(same(shortest_of(9e-265), {9, -265}) && same(shortest_of(5.0e-29f), {5, -29}));

template <class Float, class Bits>
static void agrees(Bits bits) {
    const auto v = std::bit_cast<Float>(bits);
    if (!is_finite(v) || v == 0) return;
    const decimal d = shortest_of(std::fabs(v));
    char text[64];
    const char* const end = std::to_chars(text, text + 64, std::fabs(v), std::chars_format::scientific).ptr;
    decimal reference{};
    const char* p = text;
    for (bool fraction = false; *p != 'e'; ++p) {
        if (*p == '.')
            fraction = true;
        else {
            reference.digits = reference.digits * 10 + static_cast<std::uint64_t>(*p - '0');
            reference.exponent -= fraction;
        }
    }
    int exponent = 0;
    std::from_chars(p[1] == '+' ? p + 2 : p + 1, end, exponent);
    reference.exponent += exponent;
    CAPTURE(v);
    REQUIRE(same(d, reference));
}

TEST_CASE("every power of two") {
    for (std::uint64_t biased = 0; biased < 2047; ++biased) agrees<double>(biased << 52);
    for (std::uint32_t biased = 0; biased < 255; ++biased) agrees<float>(biased << 23);
    for (int i = 0; i < 52; ++i) agrees<double>(std::uint64_t{1} << i);
    for (int i = 0; i < 23; ++i) agrees<float>(std::uint32_t{1} << i);
}

TEST_CASE("random bits") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 200'000; ++i) {
        agrees<double>(random());
        agrees<float>(static_cast<std::uint32_t>(random()));
        agrees<double>(random() >> (12 + random() % 52)); // subnormal
    }
}
