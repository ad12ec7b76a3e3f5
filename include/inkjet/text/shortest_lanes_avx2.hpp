// The shortest decimals of eight doubles at once, with AVX2 and FMA. The method is that of shortest(); as
// there are no wide products of integers, x is a sum of two doubles, of which the second is the error of the
// first.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx2.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/powers_of_ten.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

inline constexpr int least_decimal_exponent = decimal_exponent(least_binary_exponent);
inline constexpr int largest_decimal_exponent = decimal_exponent(largest_binary_exponent);

// A power 10^-K times the power of two that brings it to [0.5, 1): high + low.
struct power_in_doubles {
    double high = 0, low = 0;
};

// By K - least_decimal_exponent, from any unit of that K: the units of one differ by powers of two. A
// template, so that it is made only where arrays are written.
template <class Float>
alignas(64) inline constexpr auto powers_in_doubles = [] {
    std::array<power_in_doubles, largest_decimal_exponent - least_decimal_exponent + 1> powers{};
    constexpr double two_to_53 = 9007199254740992.0, two_to_64 = 18446744073709551616.0;
    int k = least_decimal_exponent - 1;
    for (int q = least_binary_exponent; q <= largest_binary_exponent; ++q) {
        if (decimal_exponent(q) == k) continue;
        k = decimal_exponent(q);
        const scaled_unit unit = scaled_units[static_cast<std::size_t>(q + double_exponent_bias)];
        uint128 fraction = uint128{unit.high} << 64 | unit.low;
        while (fraction >> 127 == 0) fraction <<= 1;
        const auto first = static_cast<std::uint64_t>(fraction >> 75); // 53 bits
        const auto next = static_cast<std::uint64_t>(fraction >> 11);  // 64 bits
        powers[static_cast<std::size_t>(k - least_decimal_exponent)] = {
            static_cast<double>(first) / two_to_53, static_cast<double>(next) / two_to_53 / two_to_64};
    }
    return powers;
}();

// K - least_decimal_exponent is (biased * 315653 + the one offset) / 2^20, by decimal_exponent. The leading
// zeros of 2^q * 10^-K are (that * 1741647 + the other) / 2^19 - biased, where 1741647 is log2(10) * 2^19,
// rounded.
inline constexpr std::uint64_t decimal_index_offset =
    (std::uint64_t{1 - least_decimal_exponent} << 20) - std::uint64_t{double_exponent_bias} * 315653;
inline constexpr std::uint64_t leading_zeros_offset =
    (std::uint64_t{double_exponent_bias} << 19) - 1 - std::uint64_t{-least_decimal_exponent} * 1741647;
template <class Float>
inline constexpr bool leading_zeros_are_exact = [] {
    for (std::uint64_t biased = 1; biased < 2047; ++biased) {
        const std::uint64_t index = (biased * 315653 + decimal_index_offset) >> 20;
        const std::uint64_t zeros = ((index * 1741647 + leading_zeros_offset) >> 19) - biased;
        if (scaled_units[biased].high >> (63 - zeros) != 1) return false;
    }
    return true;
}();

inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

struct eight_decimals {
    eight_words upper, lower; // eight digits each, as bytes, the last one first
    eight_words last;         // the seventeenth, 0 if there are fewer
    eight_words leading_zero; // all bits, where the first digit is to be left out
    eight_words tail;         // the exponent of the first digit, less least_tail_exponent
    unsigned uncertain;       // lanes that take the exact way, as bits
};

// A function, not a lambda, which g++ would compile outside the region if a template around it is.
INKJET_INLINE __m256d both_halves(__m128d lower, __m128d upper) {
    return _mm256_insertf128_pd(_mm256_castpd128_pd256(lower), upper, 1);
}

struct power_lanes {
    eight_doubles high, low;
};
template <class Float>
INKJET_INLINE power_lanes load_powers(eight_words index) {
    std::uint64_t at[8];
    store(at, index);
    const auto power = [&](int i) INKJET_LAMBDA_INLINE {
        return _mm_load_pd(&powers_in_doubles<Float>[at[i]].high);
    };
    const __m256d even_a = both_halves(power(0), power(2)), odd_a = both_halves(power(1), power(3));
    const __m256d even_b = both_halves(power(4), power(6)), odd_b = both_halves(power(5), power(7));
    return {{_mm256_unpacklo_pd(even_a, odd_a), _mm256_unpacklo_pd(even_b, odd_b)},
            {_mm256_unpackhi_pd(even_a, odd_a), _mm256_unpackhi_pd(even_b, odd_b)}};
}

template <class Float>
INKJET_INLINE eight_decimals shortest_doubles(eight_words bits) {
    static_assert(leading_zeros_are_exact<Float>);
    const eight_words fraction_bits = bits & all((std::uint64_t{1} << 52) - 1);
    const eight_words biased = bits >> 52 & all(0x7ff);
    const eight_words index = (biased * all(315653) + all(decimal_index_offset)) >> 20;
    const eight_words shift = ((index * all(1741647) + all(leading_zeros_offset)) >> 19) - biased;
    const power_lanes power = load_powers<Float>(index);

    // x = c * 2^-shift * power; c gets its exponent here.
    const eight_doubles c =
        as_doubles(fraction_bits | (all(std::uint64_t{double_exponent_bias}) - shift) << 52);
    const eight_doubles high = opaque(c * power.high);
    const eight_doubles low = product_plus(c, power.low, product_minus(c, power.high, high));
    const eight_doubles high_whole = floor(high);
    const eight_doubles sum = opaque(opaque(high - high_whole) + low);
    const eight_doubles carry = floor(sum);
    const eight_doubles fraction = opaque(sum - carry);
    eight_doubles whole = high_whole + carry;
    // Half a unit is 2^-(shift + 1) * power.
    const eight_doubles half = as_doubles(as_words(power.high) - (shift << 52) - all(std::uint64_t{1} << 52));

    // All of these are off by less than 2^-51.
    constexpr double slack = 1.0 / (std::uint64_t{1} << 46);
    const eight_doubles past_half = least(fraction, all_doubles(1.0) - fraction) - half;
    const eight_words is_short = past_half < all_doubles(0.0);
    const eight_doubles tenth = floor(product_plus(fraction, all_doubles(10.0), all_doubles(0.5)));
    const eight_doubles rest = product_minus(fraction, all_doubles(10.0), tenth);
    eight_words uncertain = (magnitude(past_half) < all_doubles(slack)) |
                            without(all_doubles(0.5 - slack) < magnitude(rest), is_short);
    eight_words last = without(as_words(tenth), is_short);
    const eight_words up = (all_doubles(0.5) < fraction) & is_short;
    whole = whole + as_doubles(up & as_words(all_doubles(1.0)));
    constexpr std::uint64_t tail_offset = std::uint64_t{least_decimal_exponent + 15 - least_tail_exponent};
    eight_words tail = index + all(tail_offset);

    // A power of two is nearer to the number below, which matters unless it is an integer here; subnormals
    // have no implicit bit; zero is as it is.
    const eight_words no_fraction_bits = equal(fraction_bits, all(0)), least_exponent = equal(biased, all(0));
    if (any(no_fraction_bits | least_exponent)) {
        const eight_words is_zero = equal(bits + bits, all(0));
        const eight_words uneven = no_fraction_bits & (fraction != all_doubles(0.0));
        uncertain = without(uncertain | uneven | least_exponent, is_zero);
        last = without(last, is_zero);
        whole = as_doubles(without(as_words(whole), is_zero));
        tail = choose(is_zero, tail, all(std::uint64_t{1 - least_tail_exponent}));
    }

    const lane_halves halves = halves_of_sixteen_digits(whole);
    const eight_words is_fifteen = whole < all_doubles(1e15);
    return {eight_digits_reversed(integers_of(halves.upper)),
            eight_digits_reversed(integers_of(halves.lower)),
            integers_of(as_doubles(last)),
            is_fifteen,
            tail + is_fifteen,
            bits_of(uncertain)};
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
