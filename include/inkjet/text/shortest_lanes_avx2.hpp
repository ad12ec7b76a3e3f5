// The shortest decimals of four doubles at once, with AVX2 and FMA. The method is that of shortest(); as
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

struct four_decimals {
    __m256i upper, lower; // eight digits each, of which the first may be zero
    __m256i last;         // the seventeenth, 0 if there are fewer
    __m256i tail;         // the exponent of the first digit, less least_tail_exponent
    __m256i is_fifteen;   // all bits, where the first is zero
    bool certain;         // or else the exact way is to be taken
};

template <class Float>
INKJET_INLINE four_decimals shortest_doubles(__m256i bits) {
    static_assert(leading_zeros_are_exact<Float>);
    const __m256i zero = _mm256_setzero_si256();
    const __m256i fraction_bits = _mm256_and_si256(bits, all((std::uint64_t{1} << 52) - 1));
    const __m256i biased = _mm256_and_si256(_mm256_srli_epi64(bits, 52), all(0x7ff));

    const __m256i index = _mm256_srli_epi64(
        _mm256_add_epi64(_mm256_mul_epu32(biased, all(315653)), all(decimal_index_offset)), 20);
    const __m256i shift = _mm256_sub_epi64(
        _mm256_srli_epi64(_mm256_add_epi64(_mm256_mul_epu32(index, all(1741647)), all(leading_zeros_offset)),
                          19),
        biased);

    alignas(32) std::uint64_t at[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(at), index);
    const auto power = [&](int i) INKJET_LAMBDA_INLINE {
        return _mm_load_pd(&powers_in_doubles<Float>[at[i]].high);
    };
    const __m256d even = _mm256_insertf128_pd(_mm256_castpd128_pd256(power(0)), power(2), 1);
    const __m256d odd = _mm256_insertf128_pd(_mm256_castpd128_pd256(power(1)), power(3), 1);
    const __m256d power_high = _mm256_unpacklo_pd(even, odd), power_low = _mm256_unpackhi_pd(even, odd);

    // x = c * 2^-shift * power; c gets its exponent here.
    const __m256d c = as_doubles(_mm256_or_si256(
        fraction_bits,
        _mm256_slli_epi64(_mm256_sub_epi64(all(std::uint64_t{double_exponent_bias}), shift), 52)));
    const __m256d high = opaque(_mm256_mul_pd(c, power_high));
    const __m256d low = _mm256_fmadd_pd(c, power_low, _mm256_fmsub_pd(c, power_high, high));
    const __m256d high_whole = _mm256_floor_pd(high);
    const __m256d sum = opaque(_mm256_add_pd(opaque(_mm256_sub_pd(high, high_whole)), low));
    const __m256d carry = _mm256_floor_pd(sum);
    const __m256d fraction = opaque(_mm256_sub_pd(sum, carry));
    __m256d whole = _mm256_add_pd(high_whole, carry);
    // Half a unit is 2^-(shift + 1) * power.
    const __m256d half = as_doubles(
        _mm256_sub_epi64(as_bits(power_high), _mm256_slli_epi64(_mm256_add_epi64(shift, all(1)), 52)));

    // All of these are off by less than 2^-51.
    constexpr double slack = 1.0 / (std::uint64_t{1} << 46);
    const __m256d magnitude = as_doubles(all(~(std::uint64_t{1} << 63)));
    const __m256d distance = _mm256_min_pd(fraction, _mm256_sub_pd(all_doubles(1.0), fraction));
    const __m256d past_half = _mm256_sub_pd(distance, half);
    const __m256d is_short = _mm256_cmp_pd(past_half, _mm256_setzero_pd(), _CMP_LT_OQ);
    __m256d uncertain = _mm256_cmp_pd(_mm256_and_pd(past_half, magnitude), all_doubles(slack), _CMP_LT_OQ);
    const __m256d tenfold = _mm256_fmadd_pd(fraction, all_doubles(10.0), all_doubles(0.5));
    const __m256d tenth = _mm256_floor_pd(tenfold);
    const __m256d rest = opaque(_mm256_sub_pd(tenfold, tenth));
    const __m256d from_tie = _mm256_and_pd(_mm256_sub_pd(rest, all_doubles(0.5)), magnitude);
    uncertain = _mm256_or_pd(
        uncertain, _mm256_andnot_pd(is_short, _mm256_cmp_pd(from_tie, all_doubles(0.5 - slack), _CMP_GT_OQ)));

    // A power of two is nearer to the number below, which matters unless it is an integer here; subnormals
    // have no implicit bit; zero is as it is.
    const __m256i is_zero = _mm256_cmpeq_epi64(_mm256_add_epi64(bits, bits), zero);
    const __m256d no_fraction_bits = as_doubles(_mm256_cmpeq_epi64(fraction_bits, zero));
    const __m256d uneven =
        _mm256_and_pd(no_fraction_bits, _mm256_cmp_pd(fraction, _mm256_setzero_pd(), _CMP_NEQ_OQ));
    uncertain = _mm256_or_pd(uncertain, _mm256_or_pd(uneven, as_doubles(_mm256_cmpeq_epi64(biased, zero))));
    uncertain = _mm256_andnot_pd(as_doubles(is_zero), uncertain);

    const __m256d last = _mm256_andnot_pd(_mm256_or_pd(is_short, as_doubles(is_zero)), tenth);
    const __m256d up = _mm256_and_pd(is_short, _mm256_cmp_pd(fraction, all_doubles(0.5), _CMP_GT_OQ));
    whole = _mm256_add_pd(whole, _mm256_and_pd(up, all_doubles(1.0)));
    whole = _mm256_andnot_pd(as_doubles(is_zero), whole);

    const lane_halves halves = halves_of_sixteen_digits(whole);
    const __m256i is_fifteen = as_bits(_mm256_cmp_pd(whole, all_doubles(1e15), _CMP_LT_OQ));
    constexpr std::uint64_t tail_offset = std::uint64_t{least_decimal_exponent + 15 - least_tail_exponent};
    const __m256i tail = _mm256_blendv_epi8(_mm256_add_epi64(index, all(tail_offset)),
                                            all(std::uint64_t{1 - least_tail_exponent}), is_zero);
    return {integers_of(halves.upper),
            integers_of(halves.lower),
            integers_of(last),
            _mm256_add_epi64(tail, is_fifteen),
            is_fifteen,
            _mm256_movemask_pd(uncertain) == 0};
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
