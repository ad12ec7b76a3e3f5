// The decimal digits of four numbers at once, with AVX2: for flags that allow it, or for a machine that turns
// out to have it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <immintrin.h>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

INKJET_INLINE __m256i all(std::uint64_t x) { return _mm256_set1_epi64x(static_cast<long long>(x)); }
INKJET_INLINE __m256i all16(std::uint64_t x) { return _mm256_set1_epi16(static_cast<short>(x)); }

// A factor that the compiler can't see: g++ would make shifts and additions of a product with a small
// constant.
INKJET_INLINE __m256i opaque(__m256i factor) {
    asm("" : "+x"(factor));
    return factor;
}

// The digits of every n < 10^8 as values 0 to 9, the last one in the lowest byte of its lane.
//
// They are made by splitting every field of a lane into quotient and remainder by 10^4, 10^2 and 10. The two
// change places in every step, which takes fewer instructions than leaving them in order: n + q * (2^w - d)
// is n - q * d in the lower half of a field and q in the upper.
INKJET_INLINE __m256i eight_digits_reversed(__m256i n) {
    const __m256i upper = _mm256_srli_epi64(_mm256_mul_epu32(n, all(reciprocal<10'000, 40, ten_to_8>)), 40);
    const __m256i fours =
        _mm256_add_epi64(n, _mm256_mul_epu32(upper, all((std::uint64_t{1} << 32) - 10'000)));
    const __m256i hundreds =
        _mm256_srli_epi16(_mm256_mulhi_epu16(fours, all16(reciprocal<100, 19, 10'000>)), 19 - 16);
    const __m256i twos =
        _mm256_add_epi32(fours, _mm256_mullo_epi32(hundreds, opaque(_mm256_set1_epi32((1 << 16) - 100))));
    const __m256i tens = _mm256_mulhi_epu16(twos, all16(reciprocal<10, 16, 100>));
    return _mm256_add_epi16(twos, _mm256_mullo_epi16(tens, opaque(all16((1 << 8) - 10))));
}

// The same, the first one in the lowest byte.
INKJET_INLINE __m256i eight_digits(__m256i n) {
    const __m256i reversed = _mm256_set_epi64x(0x08'09'0A'0B'0C'0D'0E'0F, 0x00'01'02'03'04'05'06'07,
                                               0x08'09'0A'0B'0C'0D'0E'0F, 0x00'01'02'03'04'05'06'07);
    return _mm256_shuffle_epi8(eight_digits_reversed(n), reversed);
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
