// The intrinsics of AVX-512 that kernels take, by clang's builtin functions: its headers, which declare all
// of them, have 14,000 lines and would take 0.06 s of each unit.
//
// Names, arguments and results are Intel's, but for those that take a number which must be known at compile
// time, macros in the compilers' headers: they are in avx512_immediates.hpp. All are in the namespace of the
// kernels, so that who includes <immintrin.h> later gets its own. It has no include guard: x86_intrinsics.hpp
// includes it once, for the versions of clang whose builtins these are.

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): Intel's, as said above
namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN

using __m512i = long long __attribute__((vector_size(64)));
using __m512d = double __attribute__((vector_size(64)));
using __mmask8 = unsigned char;
using __mmask16 = unsigned short;
using __mmask64 = unsigned long long;

// As the builtins declare them; unsigned where a sum or a product may wrap.
using i8x16 = char __attribute__((vector_size(16)));
using i8x32 = char __attribute__((vector_size(32)));
using i8x64 = char __attribute__((vector_size(64)));
using i16x32 = short __attribute__((vector_size(64)));
using i32x16 = int __attribute__((vector_size(64)));
using u8x64 = unsigned char __attribute__((vector_size(64)));
using u16x32 = unsigned short __attribute__((vector_size(64)));
using u32x16 = unsigned __attribute__((vector_size(64)));
using u64x8 = unsigned long long __attribute__((vector_size(64)));

// Constants, the same bits as another type, memory.
INKJET_INLINE __m512i _mm512_setzero_si512() { return __m512i{}; }
INKJET_INLINE __m512i _mm512_set1_epi8(char x) { return reinterpret_cast<__m512i>(i8x64{} + x); }
INKJET_INLINE __m512i _mm512_set1_epi16(short x) { return reinterpret_cast<__m512i>(i16x32{} + x); }
INKJET_INLINE __m512i _mm512_set1_epi32(int x) { return reinterpret_cast<__m512i>(i32x16{} + x); }
INKJET_INLINE __m512i _mm512_set1_epi64(long long x) { return __m512i{} + x; }
INKJET_INLINE __m512d _mm512_set1_pd(double x) { return __m512d{x, x, x, x, x, x, x, x}; }
INKJET_INLINE __m512i _mm512_set4_epi64(long long d, long long c, long long b, long long a) {
    return __m512i{a, b, c, d, a, b, c, d};
}
INKJET_INLINE __m512i _mm512_setr_epi64(long long a, long long b, long long c, long long d, long long e,
                                        long long f, long long g, long long h) {
    return __m512i{a, b, c, d, e, f, g, h};
}
INKJET_INLINE __m512i _mm512_setr_epi32(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j,
                                        int k, int l, int m, int n, int o, int p) {
    return reinterpret_cast<__m512i>(i32x16{a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p});
}
INKJET_INLINE __m512d _mm512_castsi512_pd(__m512i x) { return reinterpret_cast<__m512d>(x); }
INKJET_INLINE __m512i _mm512_castpd_si512(__m512d x) { return reinterpret_cast<__m512i>(x); }
INKJET_INLINE __m512i _mm512_castsi128_si512(__m128i x) {
    return __builtin_shufflevector(x, x, 0, 1, -1, -1, -1, -1, -1, -1);
}
INKJET_INLINE __m512i _mm512_castsi256_si512(__m256i x) {
    return __builtin_shufflevector(x, x, 0, 1, 2, 3, -1, -1, -1, -1);
}
INKJET_INLINE __m256i _mm512_castsi512_si256(__m512i x) { return __builtin_shufflevector(x, x, 0, 1, 2, 3); }
INKJET_INLINE __m512i _mm512_load_si512(const void* from) { return *static_cast<const __m512i*>(from); }
INKJET_INLINE __m512i _mm512_loadu_si512(const void* from) {
    __m512i x;
    __builtin_memcpy(&x, from, sizeof x);
    return x;
}
INKJET_INLINE void _mm512_store_si512(void* to, __m512i x) { *static_cast<__m512i*>(to) = x; }
INKJET_INLINE void _mm512_storeu_si512(void* to, __m512i x) { __builtin_memcpy(to, &x, sizeof x); }

// Arithmetic.
INKJET_INLINE __m512i _mm512_add_epi8(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<u8x64>(x) + reinterpret_cast<u8x64>(y));
}
INKJET_INLINE __m512i _mm512_add_epi16(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<u16x32>(x) + reinterpret_cast<u16x32>(y));
}
INKJET_INLINE __m512i _mm512_add_epi32(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<u32x16>(x) + reinterpret_cast<u32x16>(y));
}
INKJET_INLINE __m512i _mm512_sub_epi8(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<u8x64>(x) - reinterpret_cast<u8x64>(y));
}
INKJET_INLINE __m512i _mm512_mullo_epi16(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<u16x32>(x) * reinterpret_cast<u16x32>(y));
}
INKJET_INLINE __m512i _mm512_mullo_epi32(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<u32x16>(x) * reinterpret_cast<u32x16>(y));
}
INKJET_INLINE __m512i _mm512_mullo_epi64(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(reinterpret_cast<u64x8>(x) * reinterpret_cast<u64x8>(y));
}
INKJET_INLINE __m512i _mm512_and_si512(__m512i x, __m512i y) { return x & y; }
INKJET_INLINE __m512i _mm512_or_si512(__m512i x, __m512i y) { return x | y; }
INKJET_INLINE __m512i _mm512_min_epu8(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(
        __builtin_elementwise_min(reinterpret_cast<u8x64>(x), reinterpret_cast<u8x64>(y)));
}
INKJET_INLINE __m512i _mm512_max_epu8(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(
        __builtin_elementwise_max(reinterpret_cast<u8x64>(x), reinterpret_cast<u8x64>(y)));
}
INKJET_INLINE __m512i _mm512_min_epu32(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(
        __builtin_elementwise_min(reinterpret_cast<u32x16>(x), reinterpret_cast<u32x16>(y)));
}
INKJET_INLINE __m512i _mm512_max_epu32(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(
        __builtin_elementwise_max(reinterpret_cast<u32x16>(x), reinterpret_cast<u32x16>(y)));
}
INKJET_INLINE __m512i _mm512_abs_epi64(__m512i x) { return __builtin_elementwise_abs(x); }
INKJET_INLINE __m512i _mm512_subs_epu8(__m512i x, __m512i y) {
#if __clang_major__ < 15
    return reinterpret_cast<__m512i>(
        __builtin_ia32_psubusb512(reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(y)));
#else
    return reinterpret_cast<__m512i>(
        __builtin_elementwise_sub_sat(reinterpret_cast<u8x64>(x), reinterpret_cast<u8x64>(y)));
#endif
}
INKJET_INLINE __m512i _mm512_mulhi_epu16(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_pmulhuw512(reinterpret_cast<i16x32>(x), reinterpret_cast<i16x32>(y)));
}
INKJET_INLINE __m512i _mm512_madd52lo_epu64(__m512i sum, __m512i x, __m512i y) {
    return __builtin_ia32_vpmadd52luq512(sum, x, y);
}
INKJET_INLINE __m512i _mm512_madd52hi_epu64(__m512i sum, __m512i x, __m512i y) {
    return __builtin_ia32_vpmadd52huq512(sum, x, y);
}
INKJET_INLINE __m512i _mm512_slli_epi16(__m512i x, unsigned bits) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_psllwi512(reinterpret_cast<i16x32>(x), static_cast<int>(bits)));
}
INKJET_INLINE __m512i _mm512_srli_epi16(__m512i x, unsigned bits) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_psrlwi512(reinterpret_cast<i16x32>(x), static_cast<int>(bits)));
}
INKJET_INLINE __m512i _mm512_srai_epi64(__m512i x, unsigned bits) {
    return __builtin_ia32_psraqi512(x, static_cast<int>(bits));
}
INKJET_INLINE __m512i _mm512_lzcnt_epi64(__m512i x) { return __builtin_ia32_vplzcntq_512(x); }

// Other widths of elements.
using i8x8 = signed char __attribute__((vector_size(8)));
using i16x8 = short __attribute__((vector_size(16)));
using i32x8 = int __attribute__((vector_size(32)));
using u8x8 = unsigned char __attribute__((vector_size(8)));
using u16x8 = unsigned short __attribute__((vector_size(16)));
using u32x8 = unsigned __attribute__((vector_size(32)));
INKJET_INLINE __m512i _mm512_cvtepi8_epi64(__m128i x) {
    return __builtin_convertvector(reinterpret_cast<i8x8>(x[0]), __m512i);
}
INKJET_INLINE __m512i _mm512_cvtepu8_epi64(__m128i x) {
    return __builtin_convertvector(reinterpret_cast<u8x8>(x[0]), __m512i);
}
INKJET_INLINE __m512i _mm512_cvtepi16_epi64(__m128i x) {
    return __builtin_convertvector(reinterpret_cast<i16x8>(x), __m512i);
}
INKJET_INLINE __m512i _mm512_cvtepu16_epi64(__m128i x) {
    return __builtin_convertvector(reinterpret_cast<u16x8>(x), __m512i);
}
INKJET_INLINE __m512i _mm512_cvtepi32_epi64(__m256i x) {
    return __builtin_convertvector(reinterpret_cast<i32x8>(x), __m512i);
}
INKJET_INLINE __m512i _mm512_cvtepu32_epi64(__m256i x) {
    return __builtin_convertvector(reinterpret_cast<u32x8>(x), __m512i);
}
INKJET_INLINE __m512i _mm512_cvttpd_epu64(__m512d x) {
    return __builtin_ia32_cvttpd2uqq512_mask(x, __m512i{}, 0xFF, _MM_FROUND_CUR_DIRECTION);
}

// Permutations.
INKJET_INLINE __m512i _mm512_shuffle_epi8(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_pshufb512(reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(y)));
}
INKJET_INLINE __m512i _mm512_permutexvar_epi8(__m512i at, __m512i x) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_permvarqi512(reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(at)));
}
INKJET_INLINE __m256i _mm256_permutexvar_epi8(__m256i at, __m256i x) {
    return reinterpret_cast<__m256i>(
        __builtin_ia32_permvarqi256(reinterpret_cast<i8x32>(x), reinterpret_cast<i8x32>(at)));
}
INKJET_INLINE __m512i _mm512_permutexvar_epi32(__m512i at, __m512i x) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_permvarsi512(reinterpret_cast<i32x16>(x), reinterpret_cast<i32x16>(at)));
}
INKJET_INLINE __m512i _mm512_permutexvar_epi64(__m512i at, __m512i x) {
    return __builtin_ia32_permvardi512(x, at);
}
INKJET_INLINE __m512i _mm512_permutex2var_epi8(__m512i x, __m512i at, __m512i y) {
    return reinterpret_cast<__m512i>(__builtin_ia32_vpermi2varqi512(
        reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(at), reinterpret_cast<i8x64>(y)));
}
INKJET_INLINE __m512i _mm512_permutex2var_epi64(__m512i x, __m512i at, __m512i y) {
    return __builtin_ia32_vpermi2varq512(x, at, y);
}
INKJET_INLINE __m512i _mm512_multishift_epi64_epi8(__m512i at, __m512i x) {
    return reinterpret_cast<__m512i>(
        __builtin_ia32_vpmultishiftqb512(reinterpret_cast<i8x64>(at), reinterpret_cast<i8x64>(x)));
}
INKJET_INLINE __m512i _mm512_unpacklo_epi8(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(__builtin_shufflevector(
        reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(y), 0, 64, 1, 65, 2, 66, 3, 67, 4, 68, 5, 69, 6,
        70, 7, 71, 16, 80, 17, 81, 18, 82, 19, 83, 20, 84, 21, 85, 22, 86, 23, 87, 32, 96, 33, 97, 34, 98, 35,
        99, 36, 100, 37, 101, 38, 102, 39, 103, 48, 112, 49, 113, 50, 114, 51, 115, 52, 116, 53, 117, 54, 118,
        55, 119));
}
INKJET_INLINE __m512i _mm512_unpacklo_epi16(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(__builtin_shufflevector(
        reinterpret_cast<i16x32>(x), reinterpret_cast<i16x32>(y), 0, 32, 1, 33, 2, 34, 3, 35, 8, 40, 9, 41,
        10, 42, 11, 43, 16, 48, 17, 49, 18, 50, 19, 51, 24, 56, 25, 57, 26, 58, 27, 59));
}
INKJET_INLINE __m512i _mm512_unpacklo_epi64(__m512i x, __m512i y) {
    return __builtin_shufflevector(x, y, 0, 8, 2, 10, 4, 12, 6, 14);
}
INKJET_INLINE __m512i _mm512_unpackhi_epi8(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(__builtin_shufflevector(
        reinterpret_cast<i8x64>(x), reinterpret_cast<i8x64>(y), 8, 72, 9, 73, 10, 74, 11, 75, 12, 76, 13, 77,
        14, 78, 15, 79, 24, 88, 25, 89, 26, 90, 27, 91, 28, 92, 29, 93, 30, 94, 31, 95, 40, 104, 41, 105, 42,
        106, 43, 107, 44, 108, 45, 109, 46, 110, 47, 111, 56, 120, 57, 121, 58, 122, 59, 123, 60, 124, 61,
        125, 62, 126, 63, 127));
}
INKJET_INLINE __m512i _mm512_unpackhi_epi16(__m512i x, __m512i y) {
    return reinterpret_cast<__m512i>(__builtin_shufflevector(
        reinterpret_cast<i16x32>(x), reinterpret_cast<i16x32>(y), 4, 36, 5, 37, 6, 38, 7, 39, 12, 44, 13, 45,
        14, 46, 15, 47, 20, 52, 21, 53, 22, 54, 23, 55, 28, 60, 29, 61, 30, 62, 31, 63));
}
INKJET_INLINE __m512i _mm512_unpackhi_epi64(__m512i x, __m512i y) {
    return __builtin_shufflevector(x, y, 1, 9, 3, 11, 5, 13, 7, 15);
}

INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)
