// The decimal digits of eight numbers at once, with AVX-512 IFMA: for flags that allow it, or for a machine
// that turns out to have it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

INKJET_INLINE __m512i all(std::uint64_t x) { return _mm512_set1_epi64(static_cast<long long>(x)); }
INKJET_INLINE __m512i all16(std::uint64_t x) { return _mm512_set1_epi16(static_cast<short>(x)); }

// A factor that the compiler can't see: g++ would make shifts and additions of a product with a small
// constant.
INKJET_INLINE __m512i opaque(__m512i factor) {
    asm("" : "+v"(factor));
    return factor;
}

// A mask in a general register. Clang, when it sees that only halves of a mask are used, spills it whole and
// loads the halves, which waits for the store.
INKJET_INLINE std::uint64_t bits_of(__mmask64 mask) {
    std::uint64_t bits = _cvtmask64_u64(mask);
    asm("" : "+r"(bits));
    return bits;
}

// The low 52 bits of products, and the bits from 52 on. (An ordinary product by a constant, clang makes one
// of 64 bits of, which takes three times as long.)
INKJET_INLINE __m512i product_low(__m512i a, std::uint64_t b) {
    return _mm512_madd52lo_epu64(_mm512_setzero_si512(), a, all(b));
}
INKJET_INLINE __m512i product_high(__m512i a, std::uint64_t b) {
    return _mm512_madd52hi_epu64(_mm512_setzero_si512(), a, all(b));
}

// Quotients and remainders of numbers below 10^16 by 10^8.
struct lane_halves {
    __m512i upper, lower;
};

INKJET_INLINE lane_halves halves_of_sixteen_digits(__m512i n) {
    constexpr std::uint64_t five_to_8 = ten_to_8 >> 8; // the quotient of n / 2^8 by 5^8 is the same
    constexpr std::uint64_t factor = reciprocal<five_to_8, 52 + 18, (ten_to_16 >> 8) + 1, 52>;
    const __m512i upper = _mm512_srli_epi64(product_high(_mm512_srli_epi64(n, 8), factor), 18);
    return {upper, _mm512_sub_epi64(n, _mm512_slli_epi64(product_low(upper, five_to_8), 8))};
}

// Digits are made by splitting every field of a lane into quotient and remainder by 10^4, 10^2 and 10. The
// two change places in every step, which takes fewer instructions than leaving them in order, and the bytes
// are reversed at the end: n + q * (2^w - d) is n - q * d in the lower half of a field and q in the upper.

// The digits of numbers below 10^4, two in every lane, as values 0 to 9, those of the upper one first.
INKJET_INLINE __m512i twice_four_digits(__m512i fours) {
    const __m512i hundreds =
        _mm512_srli_epi16(_mm512_mulhi_epu16(fours, all16(reciprocal<100, 19, 10'000>)), 19 - 16);
    const __m512i twos =
        _mm512_add_epi32(fours, _mm512_mullo_epi32(hundreds, opaque(_mm512_set1_epi32((1 << 16) - 100))));
    const __m512i tens = _mm512_mulhi_epu16(twos, all16(reciprocal<10, 16, 100>));
    const __m512i ones = _mm512_add_epi16(twos, _mm512_mullo_epi16(tens, opaque(all16((1 << 8) - 10))));
    const __m512i reversed = _mm512_set4_epi64(0x08'09'0A'0B'0C'0D'0E'0F, 0x00'01'02'03'04'05'06'07,
                                               0x08'09'0A'0B'0C'0D'0E'0F, 0x00'01'02'03'04'05'06'07);
    return _mm512_shuffle_epi8(ones, reversed);
}

// The digits of every n < 10^8 as values 0 to 9, the first one in the lowest byte of its lane.
INKJET_INLINE __m512i eight_digits(__m512i n) {
    const __m512i upper = product_high(n, reciprocal<10'000, 52, ten_to_8, 52>);
    return twice_four_digits(_mm512_madd52lo_epu64(n, upper, all((std::uint64_t{1} << 32) - 10'000)));
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
