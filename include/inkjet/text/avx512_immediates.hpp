// The operations of AVX-512 that take a number known at compile time, as functions of a template argument.
//
// In the compilers' headers they are macros around builtin functions, as nothing else hands a constant on to
// one; so they can't have Intel's names here. Where clang's header is not included, whose guard is looked at,
// they call the builtin functions.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/x86_intrinsics.hpp>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN

// Bit by bit what `Table` says for the bits of x, y and z as a number of three digits.
template <int Table>
INKJET_INLINE __m512i ternary(__m512i x, __m512i y, __m512i z) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_ia32_pternlogq512_mask(x, y, z, Table, 0xFF);
#else
    return _mm512_ternarylogic_epi64(x, y, z, Table);
#endif
}

// Of each 64 bits the lower of (upper:lower) >> Bits.
template <int Bits>
INKJET_INLINE __m512i funnel_right_64(__m512i upper, __m512i lower) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_ia32_vpshrdq512(lower, upper, Bits);
#else
    return _mm512_shrdi_epi64(lower, upper, Bits);
#endif
}

// Of each 32 bits the upper of (upper:lower) << Bits.
template <int Bits>
INKJET_INLINE __m512i funnel_left_32(__m512i upper, __m512i lower) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return reinterpret_cast<__m512i>(
        __builtin_ia32_vpshldd512(reinterpret_cast<i32x16>(upper), reinterpret_cast<i32x16>(lower), Bits));
#else
    return _mm512_shldi_epi32(upper, lower, Bits);
#endif
}

// The sixteen elements of 32 bits from the one at `First` on, of those of `lower` and then of `upper`.
template <int First>
INKJET_INLINE __m512i from_element_32(__m512i upper, __m512i lower) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return reinterpret_cast<__m512i>(
        __builtin_ia32_alignd512(reinterpret_cast<i32x16>(upper), reinterpret_cast<i32x16>(lower), First));
#else
    return _mm512_maskz_alignr_epi32(0xFFFF, upper, lower, First); // the other form makes g++ warn falsely
#endif
}

// Two quarters of x and two of y, which ones by two bits of `Which` each.
template <int Which>
INKJET_INLINE __m512i quarters(__m512i x, __m512i y) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_ia32_shuf_i64x2(x, y, Which);
#else
    return _mm512_maskz_shuffle_i64x2(0xFF, x, y, Which); // as above
#endif
}

INKJET_INLINE __m256i upper_256(__m512i x) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_shufflevector(x, x, 4, 5, 6, 7);
#else
    return _mm512_maskz_extracti64x4_epi64(0xF, x, 1);
#endif
}

INKJET_INLINE __m512i joined_256(__m256i lower, __m256i upper) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_shufflevector(lower, upper, 0, 1, 2, 3, 4, 5, 6, 7);
#else
    return _mm512_inserti64x4(_mm512_castsi256_si512(lower), upper, 1);
#endif
}

// Rounded to the nearest, whatever the program has set for other arithmetic.
inline constexpr int to_nearest = _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC;
INKJET_INLINE __m512d nearest_product(__m512d x, __m512d y) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_ia32_mulpd512(x, y, to_nearest);
#else
    return _mm512_mul_round_pd(x, y, to_nearest);
#endif
}
INKJET_INLINE __m512d nearest_quotient(__m512d x, __m512d y) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_ia32_divpd512(x, y, to_nearest);
#else
    return _mm512_div_round_pd(x, y, to_nearest);
#endif
}
INKJET_INLINE __m512d nearest_integer(__m512d x) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_ia32_rndscalepd_mask(x, to_nearest, __m512d{}, 0xFF, _MM_FROUND_CUR_DIRECTION);
#else
    return _mm512_roundscale_pd(x, to_nearest);
#endif
}

// Where x is less than y, and neither is a NaN.
INKJET_INLINE __mmask8 less_than(__m512d x, __m512d y) {
#if defined(__clang__) && !defined(__AVX512FINTRIN_H)
    return __builtin_ia32_cmppd512_mask(x, y, _CMP_LT_OQ, 0xFF, _MM_FROUND_CUR_DIRECTION);
#else
    return _mm512_cmp_pd_mask(x, y, _CMP_LT_OQ);
#endif
}

INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
