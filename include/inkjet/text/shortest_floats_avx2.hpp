// The shortest decimals of eight floats at once, with AVX2 and FMA. The method is that of shortest(); a
// double holds enough of x.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx2.hpp>
#include <inkjet/text/shortest_lanes_avx2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

inline constexpr int least_float_decimal_exponent = decimal_exponent(-float_exponent_bias);
inline constexpr int largest_float_decimal_exponent = decimal_exponent(255 - float_exponent_bias);

// 10^-K, rounded down, by K - least_float_decimal_exponent. A template, so that it is made only where arrays
// are written.
template <class Float>
inline constexpr auto float_powers = [] {
    std::array<double, largest_float_decimal_exponent - least_float_decimal_exponent + 1> powers{};
    int k = least_float_decimal_exponent - 1;
    // From the first 64 bits of a unit to the power: 2^-64 / 2^q.
    double scale = 1.0 / 18446744073709551616.0 * (std::uint64_t{1} << 50) * (std::uint64_t{1} << 50) *
                   (std::uint64_t{1} << (float_exponent_bias - 100));
    for (int q = -float_exponent_bias; q <= 255 - float_exponent_bias; ++q, scale /= 2) {
        if (decimal_exponent(q) == k) continue;
        k = decimal_exponent(q);
        std::uint64_t first = scaled_units[static_cast<std::size_t>(q + double_exponent_bias)].high;
        double power = scale;
        for (; first >> 53 != 0; first >>= 1) power *= 2; // 53 bits, rounded down
        powers[static_cast<std::size_t>(k - least_float_decimal_exponent)] =
            static_cast<double>(first) * power;
    }
    return powers;
}();

// K - least_float_decimal_exponent is (biased * 315653 + this) / 2^20, by decimal_exponent.
inline constexpr std::uint64_t float_index_offset =
    (std::uint64_t{1 - least_float_decimal_exponent} << 20) - std::uint64_t{float_exponent_bias} * 315653;
static_assert([] {
    for (int biased = 0; biased <= 255; ++biased) {
        const auto index =
            static_cast<int>((static_cast<std::uint64_t>(biased) * 315653 + float_index_offset) >> 20);
        if (index != decimal_exponent(biased - float_exponent_bias) - least_float_decimal_exponent)
            return false;
    }
    return true;
}());

inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

template <class Float>
INKJET_INLINE eight_doubles load_float_powers(eight_words index) {
    std::uint64_t at[8];
    store(at, index);
    const auto power = [&](int i) INKJET_LAMBDA_INLINE { return float_powers<Float>[at[i]]; };
    return {_mm256_set_pd(power(3), power(2), power(1), power(0)),
            _mm256_set_pd(power(7), power(6), power(5), power(4))};
}

// The bits of eight floats.
template <class Float>
INKJET_INLINE eight_decimals shortest_floats(__m256i bits) {
    const __m256i unsigned_bits = _mm256_and_si256(bits, _mm256_set1_epi32(0x7fff'ffff));
    const __m128i low_bits = _mm256_castsi256_si128(unsigned_bits),
                  high_bits = _mm256_extracti128_si256(unsigned_bits, 1);
    const eight_words words = {_mm256_cvtepu32_epi64(low_bits), _mm256_cvtepu32_epi64(high_bits)};
    const eight_doubles v = {_mm256_cvtps_pd(_mm_castsi128_ps(low_bits)),
                             _mm256_cvtps_pd(_mm_castsi128_ps(high_bits))};
    const eight_words biased = words >> 23;
    const eight_words index = (biased * all(315653) + all(float_index_offset)) >> 20;
    const eight_doubles power = load_float_powers<Float>(index);

    // x = v * power, below 2^24; a unit of c is 2^-23 of the power of two in v.
    const eight_doubles x = opaque(v * power);
    const eight_doubles half =
        as_doubles((as_words(v) & all(std::uint64_t{0x7ff} << 52)) - all(std::uint64_t{24} << 52)) * power;
    const eight_doubles whole = floor(x);
    const eight_doubles fraction = opaque(x - whole);

    // Two roundings, each by a part in 2^52 at most, move x by less than 2^-26.
    constexpr double slack = 1.0 / (1 << 26);
    const eight_doubles past_half = least(fraction, all_doubles(1.0) - fraction) - half;
    const eight_words is_short = past_half < all_doubles(0.0);
    const eight_doubles tenth = floor(product_plus(fraction, all_doubles(10.0), all_doubles(0.5)));
    const eight_doubles rest = product_minus(fraction, all_doubles(10.0), tenth);
    eight_words uncertain = (magnitude(past_half) < all_doubles(slack)) |
                            without(all_doubles(0.5 - 16 * slack) < magnitude(rest), is_short);
    const eight_words last = without(as_words(tenth), is_short);
    const eight_words up = (all_doubles(0.5) < fraction) & is_short & as_words(all_doubles(1.0));

    // Seven to nine digits, then nine.
    eight_doubles n = product_plus(whole + as_doubles(up), all_doubles(10.0), as_doubles(last));
    const eight_words is_eight = n < all_doubles(1e8), is_seven = n < all_doubles(1e7);
    constexpr std::uint64_t tail_offset =
        std::uint64_t{least_float_decimal_exponent + 7 - least_tail_exponent};
    eight_words tail = index + all(tail_offset) + is_eight + is_seven;
    n = n * (all_doubles(1.0) + as_doubles(is_eight & as_words(all_doubles(9.0))) +
             as_doubles(is_seven & as_words(all_doubles(90.0))));

    // As for doubles.
    const eight_words no_fraction_bits = equal(words << 41, all(0)), least_exponent = equal(biased, all(0));
    if (any(no_fraction_bits | least_exponent)) {
        const eight_words is_zero = equal(words, all(0));
        const eight_words uneven = no_fraction_bits & (fraction != all_doubles(0.0));
        uncertain = without(uncertain | uneven | least_exponent, is_zero);
        n = as_doubles(without(as_words(n), is_zero));
        tail = choose(is_zero, tail, all(std::uint64_t{-least_tail_exponent}));
    }

    // The double nearest to 1/10 is too large by a part in 2^54, which moves no quotient.
    const eight_doubles upper = floor(n * all_doubles(0.1));
    const eight_doubles ninth = minus_product(n, upper, all_doubles(10.0));
    return {eight_digits_reversed(integers_of(upper)),
            integers_of(ninth) << 56,
            all(0),
            all(0),
            tail,
            bits_of(uncertain)};
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
