// The decimal digits of four numbers at once, with AVX2: for flags that allow it, or for a machine that turns
// out to have it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

INKJET_INLINE __m256i all(std::uint64_t x) { return _mm256_set1_epi64x(static_cast<long long>(x)); }
INKJET_INLINE __m256i all16(std::uint64_t x) { return _mm256_set1_epi16(static_cast<short>(x)); }

// One for lanes 0 and 2, one for lanes 1 and 3: as shuffles take them, which work on pairs of lanes.
INKJET_INLINE __m256i two_each(std::uint64_t even, std::uint64_t odd) {
    return _mm256_set_epi64x(static_cast<long long>(odd), static_cast<long long>(even),
                             static_cast<long long>(odd), static_cast<long long>(even));
}

// A factor that the compiler can't see: g++ would make shifts and additions of a product with a small
// constant.
INKJET_INLINE __m256i opaque(__m256i factor) {
    asm("" : "+x"(factor));
    return factor;
}

INKJET_INLINE __m256d all_doubles(double x) { return _mm256_set1_pd(x); }
INKJET_INLINE __m256d as_doubles(__m256i x) { return _mm256_castsi256_pd(x); }
INKJET_INLINE __m256i as_bits(__m256d x) { return _mm256_castpd_si256(x); }

// A sum of which the compiler knows nothing, so that it stays as it is with -ffast-math.
INKJET_INLINE __m256d opaque(__m256d x) {
    asm("" : "+x"(x));
    return x;
}

// Numbers from 0 to 2^52, which are integers, as integers.
INKJET_INLINE __m256i integers_of(__m256d x) {
    const __m256d two_to_52 = all_doubles(4503599627370496.0); // where the unit in the last place is 1
    return _mm256_xor_si256(as_bits(opaque(_mm256_add_pd(x, two_to_52))), as_bits(two_to_52));
}

// Quotients and remainders by 10^8 of numbers below 10^16, all of them integers.
//
// The double nearest to 10^-8 is too large by a part in 2^55, which is too little to move multiples of 10^8.
// What is below one by 1 or more becomes a quotient below an integer by 0.8 * 10^-8 or more, which doesn't
// round up to it, as quotients are below 2^27 and their units in the last place 2^-26 at most.
struct lane_halves {
    __m256d upper, lower;
};
INKJET_INLINE lane_halves halves_of_sixteen_digits(__m256d n) {
    const __m256d upper = _mm256_floor_pd(_mm256_mul_pd(n, all_doubles(1e-8)));
    return {upper, _mm256_fnmadd_pd(upper, all_doubles(1e8), n)};
}

// Digits are made by splitting every field of a lane into quotient and remainder by 10^4, 10^2 and 10. The
// two change places in every step, which takes fewer instructions than leaving them in order: n + q * (2^w -
// d) is n - q * d in the lower half of a field and q in the upper.

// The digits of numbers below 10^4, two in every lane, as values 0 to 9, the last one of the lower number in
// the lowest byte.
INKJET_INLINE __m256i twice_four_digits_reversed(__m256i fours) {
    const __m256i hundreds =
        _mm256_srli_epi16(_mm256_mulhi_epu16(fours, all16(reciprocal<100, 19, 10'000>)), 19 - 16);
    const __m256i twos =
        _mm256_add_epi32(fours, _mm256_mullo_epi32(hundreds, opaque(_mm256_set1_epi32((1 << 16) - 100))));
    const __m256i tens = _mm256_mulhi_epu16(twos, all16(reciprocal<10, 16, 100>));
    return _mm256_add_epi16(twos, _mm256_mullo_epi16(tens, opaque(all16((1 << 8) - 10))));
}

// The digits of every n < 10^8 as values 0 to 9, the last one in the lowest byte of its lane.
INKJET_INLINE __m256i eight_digits_reversed(__m256i n) {
    const __m256i upper = _mm256_srli_epi64(_mm256_mul_epu32(n, all(reciprocal<10'000, 40, ten_to_8>)), 40);
    return twice_four_digits_reversed(
        _mm256_add_epi64(n, _mm256_mul_epu32(upper, all((std::uint64_t{1} << 32) - 10'000))));
}

// The same, the first one in the lowest byte.
INKJET_INLINE __m256i eight_digits(__m256i n) {
    return _mm256_shuffle_epi8(eight_digits_reversed(n),
                               two_each(0x00'01'02'03'04'05'06'07, 0x08'09'0A'0B'0C'0D'0E'0F));
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
