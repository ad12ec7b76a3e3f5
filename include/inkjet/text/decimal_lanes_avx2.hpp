// The decimal digits of eight numbers at once, with AVX2.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/lanes_avx2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

inline constexpr double two_to_52 = 4503599627370496.0; // where the unit in the last place is 1

// Numbers from 0 to 2^52, which are integers, as integers.
INKJET_INLINE eight_words integers_of(eight_doubles x) {
    return as_words(opaque(x + all_doubles(two_to_52))) ^ as_words(all_doubles(two_to_52));
}

// Quotients and remainders by 10^8 of numbers below 10^16, all of them integers.
//
// The double nearest to 10^-8 is too large by a part in 2^55, which is too little to move multiples of 10^8.
// What is below one by 1 or more becomes a quotient below an integer by 0.8 * 10^-8 or more, which doesn't
// round up to it, as quotients are below 2^27 and their units in the last place 2^-26 at most.
struct lane_halves {
    eight_doubles upper, lower;
};
INKJET_INLINE lane_halves halves_of_sixteen_digits(eight_doubles n) {
    const eight_doubles upper = floor(n * all_doubles(1e-8));
    return {upper, minus_product(n, upper, all_doubles(1e8))};
}

// Digits are made by splitting every field of a lane into quotient and remainder by 10^4, 10^2 and 10. The
// two change places in every step, which takes fewer instructions than leaving them in order: n + q * (2^w -
// d) is n - q * d in the lower half of a field and q in the upper.

// The digits of numbers below 10^4, two in every lane, as values 0 to 9, the last one of the lower number in
// the lowest byte.
INKJET_INLINE eight_words twice_four_digits_reversed(eight_words fours) {
    const eight_words hundreds =
        shift16_right(product16_high(fours, all16(reciprocal<100, 19, 10'000>)), 19 - 16);
    const eight_words twos = sum32(fours, product32(hundreds, opaque_factor(all32((1 << 16) - 100))));
    const eight_words tens = product16_high(twos, all16(reciprocal<10, 16, 100>));
    return sum16(twos, product16(tens, opaque_factor(all16((1 << 8) - 10))));
}

// The digits of every n < 10^8 as values 0 to 9, the last one in the lowest byte of its lane.
INKJET_INLINE eight_words eight_digits_reversed(eight_words n) {
    const eight_words upper = n * all(reciprocal<10'000, 40, ten_to_8>) >> 40;
    return twice_four_digits_reversed(n + upper * all((std::uint64_t{1} << 32) - 10'000));
}

// The same, the first one in the lowest byte.
INKJET_INLINE eight_words eight_digits(eight_words n) {
    return shuffle(eight_digits_reversed(n),
                   even_and_odd(0x00'01'02'03'04'05'06'07, 0x08'09'0A'0B'0C'0D'0E'0F));
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
