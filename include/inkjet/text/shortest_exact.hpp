// The shortest decimal that reads back as a given binary floating point number: the exact way, for every
// value.
#pragma once

#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/powers_of_ten.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// digits * 10^exponent
struct decimal {
    std::uint64_t digits = 0;
    int exponent = 0;
};

// c * 2^q, c != 0. Of the numbers between this value and its neighbours, all reals that are nearer to it than
// to them (or as near, and c is even) read back as it.
struct binary {
    std::uint64_t c = 0;
    int q = 0;
    bool narrow_below = false; // c is the least of its binade: the lower neighbour is half as far away
};

// Returns, of the shortest decimals that read back as the value, the nearest to it; trailing zeros are left
// on.
//
// Scaled by 10^-K the value is x = c * u with u in [0.1, 1) the distance of its neighbours. At most one
// integer lies within u / 2 of x: if there is one it is the answer, for what has fewer digits is an integer
// as well. Otherwise the tenths are tried; one of them is near enough, save for powers of two, which may take
// hundredths (after Giulietti, "The Schubfach way to render doubles", 2021).
constexpr decimal shortest_exact(binary value) noexcept {
    const scaled_unit u = scaled_units[static_cast<std::size_t>(value.q + double_exponent_bias)];
    const uint128 low = uint128{value.c} * u.low;
    const uint128 high = uint128{value.c} * u.high + static_cast<std::uint64_t>(low >> 64);

    // Fractions have 120 bits, so that ten of them fit in a word. The unit is low by little more than 2^-128,
    // hence x by less than 2^(53-128), and by less than 2^-68 once it is multiplied by 100. No bound comes
    // nearer to an integer than 2^-62.8 without meeting it, and no x nearer to a tie between two tenths than
    // 2^-67.8, which is 2^-64.5 where they are compared (by the continued fractions of 2^(q-1) / 10^K and 20
    // * 2^q / 10^K, for all q). So what is within 2^-67 is equal.
    constexpr uint128 one = uint128{1} << 120;
    constexpr uint128 slack = one >> 67;

    std::uint64_t whole = static_cast<std::uint64_t>(high >> 64);
    uint128 fraction = (high << 64 | static_cast<std::uint64_t>(low)) >> 8;
    uint128 upper = (uint128{u.high} << 64 | u.low) >> 9;
    uint128 lower = value.narrow_below ? upper / 2 : upper;
    const bool closed = value.c % 2 == 0;
    const auto within = [&](uint128 distance, uint128 bound) {
        return distance + slack < bound || (closed && distance < bound + slack);
    };

    for (int exponent = decimal_exponent(value.q);; --exponent) {
        const uint128 complement = one - fraction;
        const bool down = within(fraction, lower);
        const bool up = within(complement, upper);
        if (down || up) {
            bool round_up = up;
            if (down && up) {
                const bool tie = fraction < complement + slack && complement < fraction + slack;
                round_up = tie ? whole % 2 != 0 : complement < fraction;
            }
            return {whole + round_up, exponent};
        }
        fraction *= 10;
        lower *= 10;
        upper *= 10;
        whole = whole * 10 + static_cast<std::uint64_t>(fraction >> 120);
        fraction &= one - 1;
    }
}

// The parts of a finite double, not zero; the sign is ignored.
constexpr binary binary_of_double(std::uint64_t bits) noexcept {
    constexpr std::uint64_t implicit_bit = std::uint64_t{1} << 52;
    const std::uint64_t fraction = bits & (implicit_bit - 1);
    const int biased = static_cast<int>(bits >> 52) & 0x7ff;
    if (biased == 0) return {fraction, least_binary_exponent, false};
    return {fraction | implicit_bit, biased - double_exponent_bias, fraction == 0 && biased > 1};
}

// The parts of a finite float, not zero; the sign is ignored.
constexpr binary binary_of_float(std::uint32_t bits) noexcept {
    constexpr std::uint32_t implicit_bit = std::uint32_t{1} << 23;
    const std::uint32_t fraction = bits & (implicit_bit - 1);
    const int biased = static_cast<int>(bits >> 23) & 0xff;
    if (biased == 0) return {fraction, 1 - float_exponent_bias, false};
    return {fraction | implicit_bit, biased - float_exponent_bias, fraction == 0 && biased > 1};
}

} // namespace inkjet::detail
