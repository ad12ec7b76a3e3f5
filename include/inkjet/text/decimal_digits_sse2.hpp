// Eight or sixteen decimal digits at once, with SSE2.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/lanes_sse2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_ISA_SSE2)
# include <emmintrin.h>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// A factor of 16-bit products that the compiler can't see: g++ would make up to seven shifts and additions of
// each.
INKJET_INLINE __m128i opaque_factor(std::uint64_t x) noexcept {
    __m128i factor = equal_words(x);
    asm("" : "+x"(factor));
    return factor;
}

// The digits of numbers below 10^4, one in every 32 bits, as values 0 to 9, the first one in the lowest byte.
// The same steps as in eight_digits, but each product has a field of its own.
INKJET_INLINE __m128i digits_of_fours(__m128i fours) noexcept {
    const __m128i hundreds =
        _mm_srli_epi16(_mm_mulhi_epu16(fours, equal_words(reciprocal<100, 19, 10'000>)), 3);
    const __m128i ones = _mm_sub_epi16(fours, _mm_mullo_epi16(hundreds, opaque_factor(100)));
    const __m128i twos = hundreds | _mm_slli_epi32(ones, 16);
    const __m128i tens = _mm_mulhi_epu16(twos, equal_words(reciprocal<10, 16, 100>));
    return _mm_sub_epi16(_mm_slli_epi16(twos, 8), _mm_mullo_epi16(tens, opaque_factor((10 << 8) - 1)));
}

// The digits of upper * 10^8 + lower, both below 10^8.
INKJET_INLINE __m128i sixteen_digits(std::uint64_t upper, std::uint64_t lower) noexcept {
    const auto all64 = [](std::uint64_t x)
                           INKJET_LAMBDA_INLINE { return _mm_set1_epi64x(static_cast<long long>(x)); };
    const __m128i n = _mm_unpacklo_epi64(_mm_cvtsi64_si128(static_cast<long long>(upper)),
                                         _mm_cvtsi64_si128(static_cast<long long>(lower)));
    const __m128i high = _mm_srli_epi64(_mm_mul_epu32(n, all64(reciprocal<10'000, 40, ten_to_8>)), 40);
    // n * 2^32 - high * (10^4 * 2^32 - 1), of which the low half is high itself
    const __m128i low = _mm_sub_epi32(n, _mm_mul_epu32(high, all64(10'000)));
    return digits_of_fours(high | low << 32);
}

// Stores the eight digits of n < 10^8 as text, but for the first 8 - count. (In one word of a general
// register it would take half as many instructions again, and one waits for the other.)
INKJET_INLINE void store_digits(char* out, std::uint32_t n, unsigned count = 8) noexcept {
    const __m128i digits = digits_of_fours(_mm_cvtsi64_si128(static_cast<long long>(two_fours(n))));
    const __m128i text = digits | equal_bytes('0');
    const __m128i left_out = _mm_cvtsi32_si128(static_cast<int>(64 - 8 * count));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_srl_epi64(text, left_out));
}

} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
