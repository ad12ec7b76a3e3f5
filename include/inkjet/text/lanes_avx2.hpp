// Eight 64-bit lanes, of integers or doubles, as two registers of AVX2: for flags that allow it, or for a
// machine that turns out to have it.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

// Whatever is done to lanes is done to one register and then to the other. The two share no data: where a
// step of one waits for the step before, that of the other fills the gap. (Processors look ahead for such
// work, but not as far as one pass of these algorithms is long.)
struct eight_words {
    __m256i a, b; // lanes 0 to 3, 4 to 7
};
struct eight_doubles {
    __m256d a, b;
};

// One value in all lanes, or fields of lanes.
INKJET_INLINE eight_words all(std::uint64_t x) {
    const __m256i lanes = _mm256_set1_epi64x(static_cast<long long>(x));
    return {lanes, lanes};
}
INKJET_INLINE eight_words all32(std::uint32_t x) {
    const __m256i lanes = _mm256_set1_epi32(static_cast<int>(x));
    return {lanes, lanes};
}
INKJET_INLINE eight_words all16(std::uint64_t x) {
    using words = short __attribute__((vector_size(32))); // of which less is to compile than of the intrinsic
    const auto lanes = reinterpret_cast<__m256i>(words{} + static_cast<short>(x));
    return {lanes, lanes};
}
INKJET_INLINE eight_words all8(int x) {
    using bytes = char __attribute__((vector_size(32)));
    const auto lanes = reinterpret_cast<__m256i>(bytes{} + static_cast<char>(x));
    return {lanes, lanes};
}
INKJET_INLINE eight_doubles all_doubles(double x) {
    const __m256d lanes = _mm256_set1_pd(x);
    return {lanes, lanes};
}

// One value in even lanes, one in odd ones: as shuffles take them, which work on pairs of lanes.
INKJET_INLINE eight_words even_and_odd(std::uint64_t even, std::uint64_t odd) {
    const __m256i lanes = _mm256_set_epi64x(static_cast<long long>(odd), static_cast<long long>(even),
                                            static_cast<long long>(odd), static_cast<long long>(even));
    return {lanes, lanes};
}

// A factor, the same in both registers, that the compiler can't see: g++ would make shifts and additions of
// a product with a small constant.
INKJET_INLINE eight_words opaque_factor(eight_words x) {
    asm("" : "+x"(x.a));
    return {x.a, x.a};
}

// A sum of which the compiler knows nothing, so that it stays as it is with -ffast-math.
INKJET_INLINE eight_doubles opaque(eight_doubles x) {
    asm("" : "+x"(x.a), "+x"(x.b));
    return x;
}

INKJET_INLINE eight_doubles as_doubles(eight_words x) {
    return {_mm256_castsi256_pd(x.a), _mm256_castsi256_pd(x.b)};
}
INKJET_INLINE eight_words as_words(eight_doubles x) {
    return {_mm256_castpd_si256(x.a), _mm256_castpd_si256(x.b)};
}

// Integers.
INKJET_INLINE eight_words operator+(eight_words x, eight_words y) {
    return {_mm256_add_epi64(x.a, y.a), _mm256_add_epi64(x.b, y.b)};
}
INKJET_INLINE eight_words operator-(eight_words x, eight_words y) {
    return {_mm256_sub_epi64(x.a, y.a), _mm256_sub_epi64(x.b, y.b)};
}
INKJET_INLINE eight_words operator&(eight_words x, eight_words y) {
    return {_mm256_and_si256(x.a, y.a), _mm256_and_si256(x.b, y.b)};
}
INKJET_INLINE eight_words operator|(eight_words x, eight_words y) {
    return {_mm256_or_si256(x.a, y.a), _mm256_or_si256(x.b, y.b)};
}
INKJET_INLINE eight_words operator^(eight_words x, eight_words y) {
    return {_mm256_xor_si256(x.a, y.a), _mm256_xor_si256(x.b, y.b)};
}
INKJET_INLINE eight_words operator<<(eight_words x, int n) {
    return {_mm256_slli_epi64(x.a, n), _mm256_slli_epi64(x.b, n)};
}
INKJET_INLINE eight_words operator>>(eight_words x, int n) {
    return {_mm256_srli_epi64(x.a, n), _mm256_srli_epi64(x.b, n)};
}
INKJET_INLINE eight_words operator<<(eight_words x, eight_words n) {
    return {_mm256_sllv_epi64(x.a, n.a), _mm256_sllv_epi64(x.b, n.b)};
}
INKJET_INLINE eight_words operator>>(eight_words x, eight_words n) {
    return {_mm256_srlv_epi64(x.a, n.a), _mm256_srlv_epi64(x.b, n.b)};
}
// x without the bits of y.
INKJET_INLINE eight_words without(eight_words x, eight_words y) {
    return {_mm256_andnot_si256(y.a, x.a), _mm256_andnot_si256(y.b, x.b)};
}
// All bits of lanes, or bytes or pairs of them, where signed x > y, or x == y.
INKJET_INLINE eight_words greater(eight_words x, eight_words y) {
    return {_mm256_cmpgt_epi64(x.a, y.a), _mm256_cmpgt_epi64(x.b, y.b)};
}
INKJET_INLINE eight_words greater16(eight_words x, eight_words y) {
    return {_mm256_cmpgt_epi16(x.a, y.a), _mm256_cmpgt_epi16(x.b, y.b)};
}
INKJET_INLINE eight_words greater8(eight_words x, eight_words y) {
    return {_mm256_cmpgt_epi8(x.a, y.a), _mm256_cmpgt_epi8(x.b, y.b)};
}
INKJET_INLINE eight_words equal(eight_words x, eight_words y) {
    return {_mm256_cmpeq_epi64(x.a, y.a), _mm256_cmpeq_epi64(x.b, y.b)};
}
// The product of the lower halves of lanes.
INKJET_INLINE eight_words operator*(eight_words x, eight_words y) {
    return {_mm256_mul_epu32(x.a, y.a), _mm256_mul_epu32(x.b, y.b)};
}
INKJET_INLINE eight_words product32(eight_words x, eight_words y) {
    return {_mm256_mullo_epi32(x.a, y.a), _mm256_mullo_epi32(x.b, y.b)};
}
INKJET_INLINE eight_words product16(eight_words x, eight_words y) {
    return {_mm256_mullo_epi16(x.a, y.a), _mm256_mullo_epi16(x.b, y.b)};
}
INKJET_INLINE eight_words product16_high(eight_words x, eight_words y) {
    return {_mm256_mulhi_epu16(x.a, y.a), _mm256_mulhi_epu16(x.b, y.b)};
}
INKJET_INLINE eight_words sum32(eight_words x, eight_words y) {
    return {_mm256_add_epi32(x.a, y.a), _mm256_add_epi32(x.b, y.b)};
}
INKJET_INLINE eight_words sum16(eight_words x, eight_words y) {
    return {_mm256_add_epi16(x.a, y.a), _mm256_add_epi16(x.b, y.b)};
}
INKJET_INLINE eight_words shift16_right(eight_words x, int n) {
    return {_mm256_srli_epi16(x.a, n), _mm256_srli_epi16(x.b, n)};
}
INKJET_INLINE eight_words least32(eight_words x, eight_words y) {
    return {_mm256_min_epu32(x.a, y.a), _mm256_min_epu32(x.b, y.b)};
}
// The sum of the bytes of every lane.
INKJET_INLINE eight_words sum_of_bytes(eight_words x) {
    const __m256i zero = _mm256_setzero_si256();
    return {_mm256_sad_epu8(x.a, zero), _mm256_sad_epu8(x.b, zero)};
}
INKJET_INLINE eight_words shuffle(eight_words x, eight_words order) {
    return {_mm256_shuffle_epi8(x.a, order.a), _mm256_shuffle_epi8(x.b, order.b)};
}
// The even, or odd, lanes of x, each with that of y behind it.
INKJET_INLINE eight_words even_pairs(eight_words x, eight_words y) {
    return {_mm256_unpacklo_epi64(x.a, y.a), _mm256_unpacklo_epi64(x.b, y.b)};
}
INKJET_INLINE eight_words odd_pairs(eight_words x, eight_words y) {
    return {_mm256_unpackhi_epi64(x.a, y.a), _mm256_unpackhi_epi64(x.b, y.b)};
}
// Pairs of lanes times 2^8.
INKJET_INLINE eight_words one_byte_up(eight_words x) {
    return {_mm256_slli_si256(x.a, 1), _mm256_slli_si256(x.b, 1)};
}
// The lower halves of the lanes of x, the upper halves of those of y.
INKJET_INLINE eight_words halves_of(eight_words x, eight_words y) {
    return {_mm256_blend_epi32(x.a, y.a, 0b10101010), _mm256_blend_epi32(x.b, y.b, 0b10101010)};
}
// Lanes of y where those of the mask are set, otherwise of x.
INKJET_INLINE eight_words choose(eight_words mask, eight_words x, eight_words y) {
    return {_mm256_blendv_epi8(x.a, y.a, mask.a), _mm256_blendv_epi8(x.b, y.b, mask.b)};
}
INKJET_INLINE bool any(eight_words mask) {
    const __m256i both = _mm256_or_si256(mask.a, mask.b);
    return _mm256_testz_si256(both, both) == 0;
}
// Bit i for lane i.
INKJET_INLINE unsigned bits_of(eight_words mask) {
    const int a = _mm256_movemask_pd(_mm256_castsi256_pd(mask.a)),
              b = _mm256_movemask_pd(_mm256_castsi256_pd(mask.b));
    return static_cast<unsigned>(a | b << 4);
}
INKJET_INLINE void store(std::uint64_t* to, eight_words x) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), x.a);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + 4), x.b);
}

// Doubles.
INKJET_INLINE eight_doubles operator+(eight_doubles x, eight_doubles y) {
    return {_mm256_add_pd(x.a, y.a), _mm256_add_pd(x.b, y.b)};
}
INKJET_INLINE eight_doubles operator-(eight_doubles x, eight_doubles y) {
    return {_mm256_sub_pd(x.a, y.a), _mm256_sub_pd(x.b, y.b)};
}
INKJET_INLINE eight_doubles operator*(eight_doubles x, eight_doubles y) {
    return {_mm256_mul_pd(x.a, y.a), _mm256_mul_pd(x.b, y.b)};
}
// x * y + z, x * y - z and z - x * y, rounded once.
INKJET_INLINE eight_doubles product_plus(eight_doubles x, eight_doubles y, eight_doubles z) {
    return {_mm256_fmadd_pd(x.a, y.a, z.a), _mm256_fmadd_pd(x.b, y.b, z.b)};
}
INKJET_INLINE eight_doubles product_minus(eight_doubles x, eight_doubles y, eight_doubles z) {
    return {_mm256_fmsub_pd(x.a, y.a, z.a), _mm256_fmsub_pd(x.b, y.b, z.b)};
}
INKJET_INLINE eight_doubles minus_product(eight_doubles z, eight_doubles x, eight_doubles y) {
    return {_mm256_fnmadd_pd(x.a, y.a, z.a), _mm256_fnmadd_pd(x.b, y.b, z.b)};
}
INKJET_INLINE eight_doubles floor(eight_doubles x) { return {_mm256_floor_pd(x.a), _mm256_floor_pd(x.b)}; }
INKJET_INLINE eight_doubles least(eight_doubles x, eight_doubles y) {
    return {_mm256_min_pd(x.a, y.a), _mm256_min_pd(x.b, y.b)};
}
INKJET_INLINE eight_doubles magnitude(eight_doubles x) {
    return as_doubles(as_words(x) & all(~(std::uint64_t{1} << 63)));
}
INKJET_INLINE eight_words operator<(eight_doubles x, eight_doubles y) {
    return as_words({_mm256_cmp_pd(x.a, y.a, _CMP_LT_OQ), _mm256_cmp_pd(x.b, y.b, _CMP_LT_OQ)});
}
INKJET_INLINE eight_words operator!=(eight_doubles x, eight_doubles y) {
    return as_words({_mm256_cmp_pd(x.a, y.a, _CMP_NEQ_OQ), _mm256_cmp_pd(x.b, y.b, _CMP_NEQ_OQ)});
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
