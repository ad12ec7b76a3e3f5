// The shortest decimals of eight doubles or floats at once, with AVX-512 IFMA. The method is that of
// shortest().
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx512.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/powers_of_ten.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

alignas(64) inline constexpr auto powers_of_ten_to_15 = [] {
    std::array<std::uint64_t, 16> powers{};
    std::uint64_t power = 1;
    for (std::uint64_t& entry : powers) {
        entry = power;
        power *= 10;
    }
    return powers;
}();

inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

inline constexpr std::uint64_t low_52_bits = (std::uint64_t{1} << 52) - 1;

struct eight_decimals {
    __m512i digits;     // sixteen, of which the first may be zero
    __m512i last;       // the seventeenth, 0 if there are fewer
    __m512i tail;       // the exponent of the first of sixteen digits, less least_tail_exponent
    __mmask8 is_long;   // where `last` is not zero
    __mmask8 uncertain; // lanes that take the exact way
};

// By the place of the bits of the biased exponent of a double: 16 times the exponent is the offset of its
// unit.
struct unit_lanes {
    __m512i high, low;
};
INKJET_INLINE unit_lanes load_units(__m512i offsets) {
    alignas(64) std::uint64_t at[8];
    _mm512_store_si512(at, offsets);
    const char* const table = reinterpret_cast<const char*>(scaled_units.data());
    const auto unit = [&](int i) INKJET_LAMBDA_INLINE {
        return _mm_load_si128(reinterpret_cast<const __m128i*>(table + at[i]));
    };
    const auto four = [&](int i) INKJET_LAMBDA_INLINE { // lanes i, i + 2, i + 4, i + 6
        const __m256i a = _mm256_inserti128_si256(_mm256_castsi128_si256(unit(i)), unit(i + 2), 1);
        const __m256i b = _mm256_inserti128_si256(_mm256_castsi128_si256(unit(i + 4)), unit(i + 6), 1);
        return _mm512_inserti64x4(_mm512_castsi256_si512(a), b, 1);
    };
    static_assert(offsetof(scaled_unit, high) == 0 && offsetof(scaled_unit, low) == 8);
    const __m512i even = four(0), odd = four(1);
    return {_mm512_unpacklo_epi64(even, odd), _mm512_unpackhi_epi64(even, odd)};
}

// The exponent of the first of sixteen digits, less least_tail_exponent, by decimal_exponent. For zero it is
// 1, as that has a zero more before its first digit.
INKJET_INLINE __m512i tail_of_biased(__mmask8 normal, __m512i biased) {
    constexpr std::uint64_t offset =
        (std::uint64_t{1 + 15 - least_tail_exponent} << 20) - std::uint64_t{double_exponent_bias} * 315653;
    const __m512i tail = _mm512_srli_epi64(_mm512_madd52lo_epu64(all(offset), biased, all(315653)), 20);
    return _mm512_mask_mov_epi64(all(1 - least_tail_exponent), normal, tail);
}

// Which fractions, in 2^-52, are nearer than `half` to an integer: to that below, to that above, or too near
// to half for being sure. Fractions are low by less than `slack`, and half by less than slack / 2.
struct nearness {
    __mmask8 below, above, uncertain;
};
template <std::uint64_t Slack>
INKJET_INLINE nearness nearest_integer(__m512i fraction, __m512i half) {
    const __m512i from_below = _mm512_sub_epi64(_mm512_add_epi64(fraction, all(Slack)), half);
    const __m512i from_above =
        _mm512_add_epi64(_mm512_add_epi64(fraction, all(Slack - low_52_bits - 1)), half);
    return {_mm512_movepi64_mask(from_below), _mm512_cmpgt_epi64_mask(from_above, _mm512_setzero_si512()),
            _mm512_cmplt_epu64_mask(_mm512_min_epu64(from_below, from_above), all(2 * Slack))};
}

// The nearest tenths of fractions, and whether a tie is too near for being sure.
struct tenths {
    __m512i digit;
    __mmask8 uncertain;
};
template <std::uint64_t Slack>
INKJET_INLINE tenths nearest_tenth(__m512i fraction) {
    const __m512i rounding = _mm512_add_epi64(fraction, all((low_52_bits + 1) / 20));
    // Ten times the slack, and one more for what the rounding constant lacks, rounded up to a power of two.
    const __m512i rest = _mm512_madd52lo_epu64(all(16 * Slack), rounding, all(10));
    return {product_high(rounding, 10), _mm512_testn_epi64_mask(rest, all(low_52_bits & ~(32 * Slack - 1)))};
}

INKJET_INLINE eight_decimals shortest_doubles(__m512i bits) {
    const __m512i exponent_bits = _mm512_and_si512(bits, all(std::uint64_t{0x7ff} << 52));
    const __mmask8 normal = _mm512_test_epi64_mask(exponent_bits, exponent_bits);
    const __mmask8 no_fraction = _mm512_testn_epi64_mask(bits, all(low_52_bits));
    const unit_lanes unit = load_units(_mm512_srli_epi64(exponent_bits, 52 - 4));

    // (2^52 + f) * unit, where f are the low 52 bits, which is what the multiplications take: the fraction in
    // 2^-52 is low by less than 3.
    const __m512i unit_high = _mm512_srli_epi64(unit.high, 12);
    const __m512i unit_low = _mm512_and_si512(_mm512_shrdi_epi64(unit.low, unit.high, 24), all(low_52_bits));
    __m512i sum = _mm512_madd52lo_epu64(unit_low, bits, unit_high);
    sum = _mm512_madd52hi_epu64(sum, bits, unit_low);
    __m512i whole = _mm512_madd52hi_epu64(unit_high, bits, unit_high);
    whole = _mm512_maskz_add_epi64(normal, whole, _mm512_srli_epi64(sum, 52));
    const __m512i fraction = _mm512_maskz_and_epi64(normal, sum, all(low_52_bits)); // zero is short then

    const nearness near = nearest_integer<4>(fraction, _mm512_srli_epi64(unit_high, 1));
    const tenths tenth = nearest_tenth<4>(fraction);
    // A power of two is nearer to the number below, which matters unless it is an integer here; and
    // subnormals have no implicit bit.
    const auto uneven = static_cast<__mmask8>(_mm512_mask_test_epi64_mask(no_fraction, fraction, fraction) |
                                              (~normal & ~no_fraction));
    const auto is_long = static_cast<__mmask8>(normal & ~(near.below | near.above));
    return {_mm512_mask_add_epi64(whole, near.above, whole, all(1)),
            _mm512_maskz_mov_epi64(is_long, tenth.digit),
            tail_of_biased(normal, _mm512_srli_epi64(exponent_bits, 52)), is_long,
            static_cast<__mmask8>((normal & near.uncertain) | (is_long & tenth.uncertain) | uneven)};
}

// The same for floats, their bits in 64-bit lanes. The first 52 bits of the unit suffice: fractions are low
// by less than 2^24.
INKJET_INLINE eight_decimals shortest_floats(__m512i bits) {
    constexpr std::uint64_t implicit_bit = std::uint64_t{1} << 23;
    constexpr std::uint64_t slack = std::uint64_t{1} << 25;
    const __m512i exponent_bits = _mm512_and_si512(bits, all(std::uint64_t{0xff} << 23));
    const __m512i fraction_bits = _mm512_and_si512(bits, all(implicit_bit - 1));
    const __mmask8 normal = _mm512_test_epi64_mask(exponent_bits, exponent_bits);
    const __mmask8 no_fraction = _mm512_testn_epi64_mask(fraction_bits, fraction_bits);
    const __m512i biased = _mm512_add_epi64(_mm512_srli_epi64(exponent_bits, 23),
                                            all(double_exponent_bias - float_exponent_bias));
    const __m512i unit = _mm512_srli_epi64(load_units(_mm512_slli_epi64(biased, 4)).high, 12);

    const __m512i c = _mm512_or_si512(fraction_bits, all(implicit_bit)), none = _mm512_setzero_si512();
    __m512i whole = _mm512_maskz_madd52hi_epu64(normal, none, c, unit);
    const __m512i fraction = _mm512_maskz_madd52lo_epu64(normal, none, c, unit);
    const nearness near = nearest_integer<slack>(fraction, _mm512_srli_epi64(unit, 1));
    const tenths tenth = nearest_tenth<slack>(fraction);
    const auto uneven = static_cast<__mmask8>(_mm512_mask_test_epi64_mask(no_fraction, fraction, fraction) |
                                              (~normal & ~no_fraction));
    const auto is_long = static_cast<__mmask8>(normal & ~(near.below | near.above));
    whole = _mm512_mask_add_epi64(whole, near.above, whole, all(1));

    // Seven to nine digits, then eight or nine, then fifteen or sixteen.
    const __m512i n = _mm512_add_epi64(product_low(whole, 10), _mm512_maskz_mov_epi64(is_long, tenth.digit));
    const __mmask8 is_seven = _mm512_mask_cmplt_epu64_mask(normal, n, all(power_of_ten(7 + 1)));
    const __m512i eight = _mm512_mask_madd52lo_epu64(n, is_seven, n, all(9));
    const __m512i tail =
        _mm512_sub_epi64(tail_of_biased(normal, biased), _mm512_maskz_mov_epi64(normal, all(8)));
    // Ten to the 7 is taken apart, as the product may have more than 52 bits.
    const __m512i digits = _mm512_slli_epi64(product_low(eight, power_of_ten(7) >> 7), 7);
    return {digits, none, _mm512_mask_sub_epi64(tail, is_seven, tail, all(1)), 0,
            static_cast<__mmask8>((normal & near.uncertain) | (is_long & tenth.uncertain) | uneven)};
}

// A shortcut for doubles of few decimals. If v is the double nearest to r / 10^6 for an integer r < 10^15,
// then r / 10^6 has at most fifteen digits, and no other decimal of so few rounds to v: it is the shortest.
// Both r and 10^6 are exact, so the quotient is that double. Returns whether all of the eight are such.
INKJET_INLINE bool few_decimals(__m512i bits, eight_decimals& result) {
    constexpr int nearest = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;
    const __m512d unit = _mm512_set1_pd(1e6);
    const __m512i v = _mm512_and_si512(bits, all(~(std::uint64_t{1} << 63)));
    const __m512d r =
        _mm512_roundscale_pd(_mm512_mul_round_pd(_mm512_castsi512_pd(v), unit, nearest), nearest);
    const __mmask8 small = _mm512_cmp_pd_mask(r, _mm512_set1_pd(1e15), _CMP_LT_OQ);
    // Compared as integers: subnormals may count as zeros, and equal zero then.
    const __m512i quotient = _mm512_castpd_si512(_mm512_div_round_pd(r, unit, nearest));
    if (_mm512_mask_cmpeq_epi64_mask(small, quotient, v) != 0xff) return false;

    // As many digits as 1233 / 2^12 times the bits, log10(2), or one more; then shifted to fifteen.
    const __m512i n = _mm512_cvttpd_epu64(r);
    const __m512i low = _mm512_load_si512(powers_of_ten_to_15.data());
    const __m512i high = _mm512_load_si512(powers_of_ten_to_15.data() + 8);
    const __m512i width = _mm512_sub_epi64(all(64), _mm512_lzcnt_epi64(n));
    __m512i count = _mm512_srli_epi64(product_low(width, 1233), 12);
    const __mmask8 more = _mm512_cmpge_epu64_mask(n, _mm512_permutex2var_epi64(low, count, high));
    count = _mm512_mask_add_epi64(count, more, count, all(1));
    const __m512i factor = _mm512_permutex2var_epi64(low, _mm512_sub_epi64(all(15), count), high);
    const __m512i tail = _mm512_add_epi64(count, all(std::uint64_t{-least_tail_exponent - 6}));
    const __mmask8 nonzero = _mm512_test_epi64_mask(n, n);
    result = {_mm512_mullo_epi64(n, factor), _mm512_setzero_si512(),
              _mm512_mask_mov_epi64(all(1 - least_tail_exponent), nonzero, tail), 0, 0};
    return true;
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
