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

// The digits of numbers below 10^4, one in every 32 bits, as values 0 to 9, the first one in the lowest byte.
// The same steps as in eight_digits, but each product has a field of its own.
//
// Without intrinsics but for the one product that compilers have no operator for: this is inlined wherever an
// integer is written. The factors are such that the compiler can't see them: g++ would make up to seven
// shifts and additions of each product.
INKJET_INLINE __m128i digits_of_fours(__m128i fours) noexcept {
    const words16 n = reinterpret_cast<words16>(fours);
    const words16 hundreds = upper_product(n, reciprocal<100, 19, 10'000>) >> 3;
    words16 hundred = words16{} + std::uint16_t{100};
    asm("" : "+x"(hundred));
    const words16 ones = n - hundreds * hundred;
    const words16 twos = hundreds | reinterpret_cast<words16>(reinterpret_cast<doubles16>(ones) << 16);
    const words16 tens = upper_product(twos, reciprocal<10, 16, 100>);
    words16 ten = words16{} + std::uint16_t{(10 << 8) - 1};
    asm("" : "+x"(ten));
    return reinterpret_cast<__m128i>((twos << 8) - tens * ten);
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
    const __m128i fours{static_cast<long long>(two_fours(n)), 0};
    const __m128i text = digits_of_fours(fours) | equal_bytes('0');
    const __m128i left_out{64 - 8 * count, 0};
    const long long kept = _mm_srl_epi64(text, left_out)[0];
    __builtin_memcpy(out, &kept, sizeof kept);
}

} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
