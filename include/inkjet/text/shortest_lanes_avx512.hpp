// The shortest decimals of doubles or floats, eight or sixteen at once, with AVX-512 IFMA. The method is that
// of shortest().
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx512.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/lane_masks_avx512.hpp>
#include <inkjet/text/powers_of_ten.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/avx512_immediates.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

alignas(64) inline constexpr auto powers_of_ten_to_15 = [] {
    std::array<std::uint64_t, 16> powers{};
    std::uint64_t power = 1;
    for (std::uint64_t& entry : powers) {
        entry = power;
        power *= 10;
    }
    return powers;
}();

inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

inline constexpr std::uint64_t two_to_52 = std::uint64_t{1} << 52, low_52_bits = two_to_52 - 1;

template <class Lanes>
struct decimal_lanes {
    Lanes upper, lower; // eight digits each, as bytes, of which the very first may be zero
    Lanes last;         // the seventeenth digit, whatever it is where there are fewer
    Lanes is_short;     // all bits, where there are fewer
    // The exponent of the first of sixteen digits, less least_plain_exponent. (Of negative numbers all bits
    // up to the 44th are set, which is as good as more.)
    Lanes row;
    typename Lanes::bits is_fifteen; // where the very first digit is zero
    typename Lanes::bits uncertain;  // lanes that take the exact way
};

template <class Lanes>
INKJET_INLINE Lanes no_bits() {
    return _mm512_setzero_si512();
}
template <class Lanes>
INKJET_INLINE Lanes all_bits() {
    return all(~std::uint64_t{0});
}

template <class Lanes>
struct unit_lanes {
    Lanes high, low;
};

// The offset of a value's unit in their table. It is read from where the value is, by general registers,
// which have little else to do: taking it from a vector register occupies those that shuffle, and a load from
// where it has just been stored waits until the addresses of all earlier stores are known. (Volatile, as
// clang would make vectors of the loads.)
using upper_half __attribute__((may_alias)) = const volatile std::uint16_t;
template <class Float>
INKJET_INLINE std::size_t upper_half_of(const Float* value) {
    return *(reinterpret_cast<upper_half*>(value + 1) - 1);
}
static_assert(sizeof(scaled_unit) == 16);
INKJET_INLINE std::size_t unit_offset(const double* value) { return upper_half_of(value) & 0x7ff0; }
INKJET_INLINE std::size_t unit_offset(const float* value) {
    constexpr std::size_t bias = double_exponent_bias - float_exponent_bias;
    return ((upper_half_of(value) & 0x7f80) >> 3) + bias * sizeof(scaled_unit);
}

// The units of the first `count` of eight values, and any for the others.
template <class Float>
INKJET_INLINE unit_lanes<eight> load_units(const Float* values, unsigned count) {
    const char* const table = reinterpret_cast<const char*>(scaled_units.data());
    const auto unit = [&](unsigned i) INKJET_LAMBDA_INLINE {
        const std::size_t offset = unit_offset(values + (i < count ? i : 0));
        return _mm_load_si128(reinterpret_cast<const __m128i*>(table + offset));
    };
    const auto four = [&](unsigned i) INKJET_LAMBDA_INLINE { // of values i, i + 2, i + 4, i + 6
        const __m256i lower = _mm256_inserti128_si256(_mm256_castsi128_si256(unit(i)), unit(i + 2), 1);
        const __m256i upper = _mm256_inserti128_si256(_mm256_castsi128_si256(unit(i + 4)), unit(i + 6), 1);
        return joined_256(lower, upper);
    };
    static_assert(offsetof(scaled_unit, high) == 0 && offsetof(scaled_unit, low) == 8);
    const eight even = four(0), odd = four(1);
    return {even_lanes(even, odd), odd_lanes(even, odd)};
}
template <class Lanes, class Float>
INKJET_INLINE unit_lanes<Lanes> load_units_of(const Float* values, unsigned count) {
    if constexpr (Lanes::size == 8) {
        return load_units(values, count);
    } else {
        const unit_lanes<eight> a = load_units(values, 8), b = load_units(values + 8, 8);
        return {{a.high, b.high}, {a.low, b.low}};
    }
}

// The exponent of the first of sixteen digits, by decimal_exponent, as a row. For zero it is 1, as that has a
// zero more before its first digit.
template <class Lanes>
INKJET_INLINE Lanes row_of_biased(typename Lanes::bits normal, Lanes biased) {
    constexpr std::uint64_t offset =
        (std::uint64_t{1 + 15 - least_plain_exponent} << 20) - std::uint64_t{double_exponent_bias} * 315653;
    const Lanes row = shifted_right<20>(plus_product_low(all(offset), biased, all(315653)));
    return choose(normal, row, all(1 - least_plain_exponent));
}

template <class Lanes>
struct rounded_lanes {
    Lanes is_short;                 // all bits, where an integer is nearer than half a unit
    Lanes up;                       // 1 where it is that above
    Lanes tenth;                    // the nearest otherwise
    typename Lanes::bits uncertain; // too near to half a unit, or to half a tenth
};

// Rounds fractions, the low 52 bits of `sum`. They are too low by less than Slack. Of zeros nothing is known.
template <std::uint64_t Slack, class Lanes>
INKJET_INLINE rounded_lanes<Lanes> round_fractions(Lanes sum, Lanes unit, typename Lanes::bits normal,
                                                   Lanes fraction_bits) {
    // In 2^-64 and signed, which is the distance from the nearest integer; zeros are short. Half a unit is a
    // little less, so that what is past it, from 0 to twice that much, may not be so.
    const Lanes fraction = zero_outside(normal, shifted_left<12>(sum));
    const Lanes past_half = magnitude(fraction) - (shifted_right<1>(unit) - all(Slack << 12));
    const Lanes is_short = top_bits(past_half);
    const Lanes up = shifted_right<63>(past_half & fraction);

    // Ten times the slack, and one more for what the rounding constant lacks, rounded up to a power of two.
    const Lanes rounding = sum + all(two_to_52 / 20);
    const Lanes tenth = product_high(rounding, 10);
    const Lanes rest = plus_product_low(all(16 * Slack), rounding, all(10));

    const Lanes sure_of_half = all(~((Slack << 13) - 1));
    const Lanes sure_of_tenth = all(low_52_bits & ~(32 * Slack - 1));
    const auto ordinary = any_of(normal, fraction_bits, all(low_52_bits));
    typename Lanes::bits uncertain{};
    if (in_both(any_of(any_of(ordinary, past_half, sure_of_half), rest, sure_of_tenth)) != 0xFF)
        [[unlikely]] {
        // A power of two is nearer to the number below, which matters unless it is an integer here; and
        // subnormals have no implicit bit. (Opaque, as clang would keep what it has in common with the tests
        // above, which are by fewer instructions then.)
        const auto has_fraction = any_of(opaque(fraction_bits), all(low_52_bits));
        const auto half = none_of(opaque(past_half), sure_of_half);
        const auto half_tenth = but_not(none_of(opaque(rest), sure_of_tenth), any_of(is_short, is_short));
        const auto power_of_two = but_not(any_of(fraction, fraction), has_fraction);
        uncertain = either(either(half, half_tenth), either(power_of_two, but_not(has_fraction, normal)));
    }
    return {is_short, up, tenth, uncertain};
}

template <class Lanes>
INKJET_INLINE decimal_lanes<Lanes> shortest(Lanes bits, const double* values, unsigned count) {
    const unit_lanes<Lanes> unit = load_units_of<Lanes>(values, count);
    const auto normal = any_of(bits, all(std::uint64_t{0x7ff} << 52));

    // (2^52 + f) * unit, where f are the low 52 bits, which is what the multiplications take: the fraction in
    // 2^-52 is low by less than 3.
    const Lanes unit_high = shifted_right<12>(unit.high);
    const Lanes unit_low = funnel_right<24>(unit.high, unit.low) & all(low_52_bits);
    const Lanes sum = plus_product_high(plus_product_low(unit_low, bits, unit_high), bits, unit_low);
    const Lanes whole =
        zero_outside(normal, plus_product_high(unit_high, bits, unit_high) + shifted_right<52>(sum));
    const rounded_lanes<Lanes> rounded = round_fractions<4>(sum, unit.high, normal, bits);

    const Lanes digits = whole + rounded.up;
    const lane_halves<Lanes> halves = halves_of_sixteen_digits(digits);
    return {eight_digits(halves.upper),
            eight_digits(halves.lower),
            rounded.tenth,
            rounded.is_short,
            row_of_biased(normal, shifted_right<53>(bits + bits)),
            less(digits, all(power_of_ten(15))),
            rounded.uncertain};
}

// The same for floats, their bits in 64-bit lanes. The first 52 bits of the unit suffice: fractions are low
// by less than 2^24.
template <class Lanes>
INKJET_INLINE decimal_lanes<Lanes> shortest(Lanes bits, const float* values, unsigned count) {
    constexpr std::uint64_t implicit_bit = std::uint64_t{1} << 23;
    const unit_lanes<Lanes> unit = load_units_of<Lanes>(values, count);
    const Lanes exponent_bits = bits & all(std::uint64_t{0xff} << 23);
    const Lanes fraction_bits = bits & all(implicit_bit - 1);
    const auto normal = any_of(exponent_bits, exponent_bits);
    const Lanes biased = shifted_right<23>(exponent_bits) + all(double_exponent_bias - float_exponent_bias);

    const Lanes c = fraction_bits | all(implicit_bit), unit_high = shifted_right<12>(unit.high);
    const Lanes sum = plus_product_low(no_bits<Lanes>(), c, unit_high);
    const Lanes whole = zero_outside(normal, plus_product_high(no_bits<Lanes>(), c, unit_high));
    const rounded_lanes<Lanes> rounded =
        round_fractions<std::uint64_t{1} << 25>(sum, unit.high, normal, fraction_bits);

    // Seven to nine digits, then eight or nine: eight of which the first may be zero, and the last.
    const Lanes n = plus_product_low(replaced(rounded.tenth, rounded.is_short, no_bits<Lanes>()),
                                     whole + rounded.up, all(10));
    const auto is_seven = less(normal, n, all(power_of_ten(7 + 1)));
    const Lanes nine = plus_product_low(n, zero_outside(is_seven, n), all(9));
    const Lanes upper = product_high(nine, reciprocal<10, 52, power_of_ten(9), 52>);
    const Lanes lower = plus_product_low(nine, upper, all(two_to_52 - 10)) & all(0xF);
    const Lanes row = row_of_biased(normal, biased) - zero_outside(normal, all(8));
    return {eight_digits(upper),
            lower,
            no_bits<Lanes>(),
            all_bits<Lanes>(),
            minus_where(is_seven, row, all(1)),
            less(nine, all(power_of_ten(8))),
            rounded.uncertain};
}

// A shortcut for doubles of few decimals. If v is the double nearest to r / 10^6 for an integer r < 10^15,
// then r / 10^6 has at most fifteen digits, and no other decimal of so few rounds to v: it is the shortest.
// Both r and 10^6 are exact, so the quotient is that double. Returns r, and sets `mask` where this is so.
INKJET_INLINE __m512i millionths(__m512i v, __mmask8& mask) {
    const __m512d unit = _mm512_set1_pd(1e6);
    const __m512d r = nearest_integer(nearest_product(_mm512_castsi512_pd(v), unit));
    const __mmask8 small = less_than(r, _mm512_set1_pd(1e15));
    // Compared as integers: subnormals may count as zeros, and equal zero then.
    const __m512i quotient = _mm512_castpd_si512(nearest_quotient(r, unit));
    mask = _mm512_mask_cmpeq_epi64_mask(small, quotient, v);
    return _mm512_cvttpd_epu64(r);
}
INKJET_INLINE eight millionths_of(eight v, __mmask8& mask) { return millionths(v.a, mask); }
INKJET_INLINE sixteen millionths_of(sixteen v, sixteen_bits& mask) {
    return {millionths(v.a, mask.a), millionths(v.b, mask.b)};
}

INKJET_INLINE eight powers_of_ten_of(eight exponents) {
    return _mm512_permutex2var_epi64(_mm512_load_si512(powers_of_ten_to_15.data()), exponents.a,
                                     _mm512_load_si512(powers_of_ten_to_15.data() + 8));
}
INKJET_INLINE sixteen powers_of_ten_of(sixteen exponents) {
    return {powers_of_ten_of(eight(exponents.a)), powers_of_ten_of(eight(exponents.b))};
}

// Returns whether all of the lanes are such.
template <class Lanes>
INKJET_INLINE bool few_decimals(Lanes bits, decimal_lanes<Lanes>& result) {
    typename Lanes::bits are_few{};
    const Lanes n = millionths_of(bits & all(~(std::uint64_t{1} << 63)), are_few);
    if (in_both(are_few) != 0xff) return false;

    // As many digits as 1233 / 2^12 times the bits, log10(2), or one more; then shifted to fifteen.
    const Lanes width = Lanes(all(64)) - leading_zeros(n);
    const Lanes least = shifted_right<12>(product_low(width, 1233));
    const Lanes count = minus_where(less(n, powers_of_ten_of(least)), least + all(1), all(1));
    const Lanes digits = product64(n, powers_of_ten_of(Lanes(all(15)) - count));
    const lane_halves<Lanes> halves = halves_of_sixteen_digits(digits);
    const auto offset = static_cast<std::uint64_t>(-least_plain_exponent - 6);
    result = {eight_digits(halves.upper),
              eight_digits(halves.lower),
              no_bits<Lanes>(),
              all_bits<Lanes>(),
              choose(any_of(n, n), count + all(offset), all(1 - least_plain_exponent)),
              any_of(all_bits<Lanes>(), all_bits<Lanes>()),
              {}};
    return true;
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
