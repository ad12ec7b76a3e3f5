// The decimal digits of eight or sixteen numbers at once, with AVX-512 IFMA: for flags that allow it, or for
// a machine that turns out to have it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/lanes_avx512.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

// What the compiler can't see, such as a factor: g++ would make shifts and additions of a product with a
// small constant.
INKJET_INLINE __m512i opaque(__m512i factor) {
    asm("" : "+v"(factor));
    return factor;
}

INKJET_INLINE eight opaque(eight x) { return opaque(x.a); }
INKJET_INLINE sixteen opaque(sixteen x) { return {opaque(x.a), opaque(x.b)}; }

// A mask in a general register. Clang, when it sees that only halves of a mask are used, spills it whole and
// loads the halves, which waits for the store.
INKJET_INLINE std::uint64_t bits_of(__mmask64 mask) {
    std::uint64_t bits = _cvtmask64_u64(mask);
    asm("" : "+r"(bits));
    return bits;
}

// What follows takes `Lanes` of one register or of two: eight or sixteen.

// The low 52 bits of products, and the bits from 52 on. (An ordinary product by a constant, clang makes one
// of 64 bits of, which takes three times as long.)
template <class Lanes>
INKJET_INLINE Lanes product_low(Lanes a, std::uint64_t b) {
    return plus_product_low(Lanes(_mm512_setzero_si512()), a, all(b));
}
template <class Lanes>
INKJET_INLINE Lanes product_high(Lanes a, std::uint64_t b) {
    return plus_product_high(Lanes(_mm512_setzero_si512()), a, all(b));
}

// Quotients and remainders of numbers below 10^16 by 10^8.
template <class Lanes>
struct lane_halves {
    Lanes upper, lower;
};

template <class Lanes>
INKJET_INLINE lane_halves<Lanes> halves_of_sixteen_digits(Lanes n) {
    constexpr std::uint64_t five_to_8 = ten_to_8 >> 8; // the quotient of n / 2^8 by 5^8 is the same
    constexpr std::uint64_t factor = reciprocal<five_to_8, 52 + 18, (ten_to_16 >> 8) + 1, 52>;
    const Lanes upper = shifted_right<18>(product_high(shifted_right<8>(n), factor));
    // n - upper * 10^8, of which the low 52 bits are enough
    constexpr std::uint64_t two_to_52 = std::uint64_t{1} << 52;
    return {upper, plus_product_low(n, upper, all(two_to_52 - ten_to_8)) & all(two_to_52 - 1)};
}

// Digits are made by splitting every field of a lane into quotient and remainder by 10^4, 10^2 and 10. The
// two change places in every step, which takes fewer instructions than leaving them in order, so that the
// bytes come out reversed: n + q * (2^w - d) is n - q * d in the lower half of a field and q in the upper.

// The digits of numbers below 10^4, two in every lane, as values 0 to 9, the last one of the lower first.
template <class Lanes>
INKJET_INLINE Lanes twice_four_digits_reversed(Lanes fours) {
    const Lanes hundreds =
        shifted_right16<19 - 16>(product_high16(fours, opaque(all16(reciprocal<100, 19, 10'000>))));
    const Lanes twos = sum32(fours, product32(hundreds, opaque(all32((1 << 16) - 100))));
    const Lanes tens = product_high16(twos, opaque(all16(reciprocal<10, 16, 100>)));
    return sum16(twos, product16(tens, opaque(all16((1 << 8) - 10))));
}

// The digits of every n < 10^8, the last one in the lowest byte of its lane.
template <class Lanes>
INKJET_INLINE Lanes eight_digits_reversed(Lanes n) {
    const Lanes upper = product_high(n, reciprocal<10'000, 52, ten_to_8, 52>);
    return twice_four_digits_reversed(plus_product_low(n, upper, all((std::uint64_t{1} << 32) - 10'000)));
}

// Bytes of pairs of lanes by their places.
INKJET_INLINE __m512i in_pairs(std::uint64_t even, std::uint64_t odd) {
    const auto a = static_cast<long long>(even), b = static_cast<long long>(odd);
    return _mm512_set4_epi64(b, a, b, a);
}
template <class Lanes>
INKJET_INLINE Lanes reversed_bytes(Lanes x) {
    return shuffled(x, in_pairs(0x00'01'02'03'04'05'06'07, 0x08'09'0A'0B'0C'0D'0E'0F));
}

// The first one in the lowest byte.
template <class Lanes>
INKJET_INLINE Lanes eight_digits(Lanes n) {
    return reversed_bytes(eight_digits_reversed(n));
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
