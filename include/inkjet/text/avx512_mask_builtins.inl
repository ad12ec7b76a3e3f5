// Those of them that make masks or take them. It has no include guard: x86_intrinsics.hpp includes it once,
// behind avx512_builtins.inl.

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): Intel's
namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN

// From values and to them.
INKJET_INLINE unsigned long long _cvtmask64_u64(__mmask64 x) { return __builtin_ia32_kmovq(x); }
INKJET_INLINE __mmask64 _cvtu64_mask64(unsigned long long x) { return __builtin_ia32_kmovq(x); }
INKJET_INLINE __mmask64 _mm512_movepi8_mask(__m512i x) {
    return __builtin_ia32_cvtb2mask512(reinterpret_cast<i8x64>(x));
}
INKJET_INLINE __mmask8 _mm512_movepi64_mask(__m512i x) { return __builtin_ia32_cvtq2mask512(x); }
INKJET_INLINE __m512i _mm512_movm_epi8(__mmask64 x) {
    return reinterpret_cast<__m512i>(__builtin_ia32_cvtmask2b512(x));
}
enum avx512_comparison { compare_eq = 0, compare_lt = 1, compare_ne = 4, compare_ge = 5 };
INKJET_INLINE __mmask64 _mm512_cmpeq_epi8_mask(__m512i x, __m512i y) {
    return __builtin_ia32_cmpb512_mask(reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(y), compare_eq,
                                       ~__mmask64{0});
}
INKJET_INLINE __mmask64 _mm512_mask_cmplt_epi8_mask(__mmask64 which, __m512i x, __m512i y) {
    return __builtin_ia32_cmpb512_mask(reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(y), compare_lt,
                                       which);
}
INKJET_INLINE __mmask64 _mm512_cmplt_epi8_mask(__m512i x, __m512i y) {
    return _mm512_mask_cmplt_epi8_mask(~__mmask64{0}, x, y);
}
INKJET_INLINE __mmask64 _mm512_cmplt_epu8_mask(__m512i x, __m512i y) {
    return __builtin_ia32_ucmpb512_mask(reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(y), compare_lt,
                                        ~__mmask64{0});
}
INKJET_INLINE __mmask64 _mm512_cmpge_epu8_mask(__m512i x, __m512i y) {
    return __builtin_ia32_ucmpb512_mask(reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(y), compare_ge,
                                        ~__mmask64{0});
}
INKJET_INLINE __mmask8 _mm512_mask_cmpeq_epi64_mask(__mmask8 which, __m512i x, __m512i y) {
    return __builtin_ia32_cmpq512_mask(x, y, compare_eq, which);
}
INKJET_INLINE __mmask8 _mm512_cmpeq_epi64_mask(__m512i x, __m512i y) {
    return _mm512_mask_cmpeq_epi64_mask(0xFF, x, y);
}
INKJET_INLINE __mmask8 _mm512_mask_cmplt_epu64_mask(__mmask8 which, __m512i x, __m512i y) {
    return __builtin_ia32_ucmpq512_mask(x, y, compare_lt, which);
}
INKJET_INLINE __mmask8 _mm512_cmplt_epu64_mask(__m512i x, __m512i y) {
    return _mm512_mask_cmplt_epu64_mask(0xFF, x, y);
}
INKJET_INLINE __mmask8 _mm512_cmpge_epu64_mask(__m512i x, __m512i y) {
    return __builtin_ia32_ucmpq512_mask(x, y, compare_ge, 0xFF);
}
INKJET_INLINE __mmask64 _mm512_test_epi8_mask(__m512i x, __m512i y) {
    return __builtin_ia32_cmpb512_mask(reinterpret_cast<i8x64>(x & y), i8x64{}, compare_ne, ~__mmask64{0});
}
INKJET_INLINE __mmask8 _mm512_mask_test_epi64_mask(__mmask8 which, __m512i x, __m512i y) {
    return __builtin_ia32_cmpq512_mask(x & y, __m512i{}, compare_ne, which);
}
INKJET_INLINE __mmask8 _mm512_test_epi64_mask(__m512i x, __m512i y) {
    return _mm512_mask_test_epi64_mask(0xFF, x, y);
}
INKJET_INLINE __mmask8 _mm512_testn_epi64_mask(__m512i x, __m512i y) {
    return _mm512_cmpeq_epi64_mask(x & y, __m512i{});
}

// By masks.
INKJET_INLINE __m512i _mm512_mask_mov_epi8(__m512i other, __mmask64 which, __m512i x) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_selectb_512(which, reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(other)));
}
INKJET_INLINE __m512i _mm512_mask_mov_epi64(__m512i other, __mmask8 which, __m512i x) {
    return __builtin_ia32_selectq_512(which, x, other);
}
INKJET_INLINE __m512i _mm512_maskz_mov_epi64(__mmask8 which, __m512i x) {
    return _mm512_mask_mov_epi64(__m512i{}, which, x);
}
INKJET_INLINE __m512i _mm512_mask_add_epi8(__m512i other, __mmask64 which, __m512i x, __m512i y) {
    return _mm512_mask_mov_epi8(other, which, _mm512_add_epi8(x, y));
}
INKJET_INLINE __m512i _mm512_mask_add_epi64(__m512i other, __mmask8 which, __m512i x, __m512i y) {
    return _mm512_mask_mov_epi64(
        other, which, reinterpret_cast<__m512i>(reinterpret_cast<u64x8>(x) + reinterpret_cast<u64x8>(y)));
}
INKJET_INLINE __m512i _mm512_mask_sub_epi8(__m512i other, __mmask64 which, __m512i x, __m512i y) {
    return _mm512_mask_mov_epi8(other, which, _mm512_sub_epi8(x, y));
}
INKJET_INLINE __m512i _mm512_mask_sub_epi64(__m512i other, __mmask8 which, __m512i x, __m512i y) {
    return _mm512_mask_mov_epi64(
        other, which, reinterpret_cast<__m512i>(reinterpret_cast<u64x8>(x) - reinterpret_cast<u64x8>(y)));
}
INKJET_INLINE __m512i _mm512_mask_expand_epi8(__m512i other, __mmask64 which, __m512i x) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_expandqi512_mask(reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(other), which));
}
INKJET_INLINE __m512i _mm512_maskz_compress_epi8(__mmask64 which, __m512i x) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_compressqi512_mask(reinterpret_cast<i8x64>(x), i8x64{}, which));
}
INKJET_INLINE __m512i _mm512_mask_loadu_epi8(__m512i other, __mmask64 which, const void* from) {
    return reinterpret_cast<__m512i>(__builtin_ia32_loaddquqi512_mask(static_cast<const i8x64*>(from),
                                                                      reinterpret_cast<i8x64>(other), which));
}
INKJET_INLINE __m512i _mm512_maskz_loadu_epi8(__mmask64 which, const void* from) {
    return _mm512_mask_loadu_epi8(__m512i{}, which, from);
}
INKJET_INLINE __m512i _mm512_maskz_loadu_epi64(__mmask8 which, const void* from) {
    return __builtin_ia32_loaddqudi512_mask(static_cast<const long long*>(from), __m512i{}, which);
}
INKJET_INLINE __m128i _mm512_maskz_cvtepi64_epi8(__mmask8 which, __m512i x) {
    return reinterpret_cast<__m128i>(__builtin_ia32_pmovqb512_mask(x, i8x16{}, which));
}
INKJET_INLINE __m512i _mm512_maskz_permutexvar_epi8(__mmask64 which, __m512i at, __m512i x) {
    return _mm512_mask_mov_epi8(__m512i{}, which, _mm512_permutexvar_epi8(at, x));
}

INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
