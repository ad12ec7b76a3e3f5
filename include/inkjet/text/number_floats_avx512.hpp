// Arrays of doubles or floats as "a,b,c,", sixteen at a time, with AVX-512.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_rows_avx512.hpp>
#include <inkjet/text/number_separators.hpp>
#include <inkjet/text/shortest_lanes_avx512.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <cstddef>
# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

// Bits of values, in 64-bit lanes: of the first `count` of eight, with zeros for the others, or of sixteen.
INKJET_INLINE eight load_bits(const double* values, unsigned count) {
    return _mm512_maskz_loadu_epi64(static_cast<__mmask8>((1u << count) - 1), values);
}
INKJET_INLINE eight load_bits(const float* values, unsigned count) {
    return _mm512_cvtepu32_epi64(load_some_int32(static_cast<__mmask8>((1u << count) - 1), values));
}
template <class Lanes, class Float>
INKJET_INLINE Lanes load_lanes(const Float* values, unsigned count) {
    if constexpr (Lanes::size == 8)
        return load_bits(values, count);
    else
        return {load_bits(values, 8), load_bits(values + 8, 8)};
}

template <class Lanes>
INKJET_INLINE Lanes signs_of(const double*, Lanes bits) {
    return top_bits(bits);
}
template <class Lanes>
INKJET_INLINE Lanes signs_of(const float*, Lanes bits) {
    return top_bits(shifted_left<32>(bits));
}

// Whether doubles of few decimals are expected. After the first that has more they aren't, but for another
// try now and then.
template <class Float>
class few_decimals_guess {
    bool expected_ = true;
    unsigned groups_ = 0;

  public:
    template <class Lanes>
    INKJET_INLINE decimal_lanes<Lanes> convert(Lanes bits, const Float* values, unsigned count) {
        if constexpr (sizeof(Float) == 8) {
            constexpr unsigned groups_between_tries = 64;
            if (groups_++ % groups_between_tries == 0) expected_ = true;
            if (expected_) {
                decimal_lanes<Lanes> result{bits, bits, bits, bits, bits, {}, {}};
                expected_ = few_decimals(bits, result);
                if (expected_) return result;
            }
        }
        return shortest(bits, values, count);
    }
};

template <class Float, std::size_t Extent>
INKJET_INLINE char* write_group(char* out, const eight_rows& rows, const Float* values, unsigned count,
                                separators<Extent> behind) {
    if (rows.uncertain != 0) [[unlikely]]
        return write_numbers_rarely(out, values, count, behind);
    return rows.has_exponents ? write_rows<true>(out, rows, count, behind)
                              : write_rows<false>(out, rows, count, behind);
}

// The numbers begin a tuple.
template <std::size_t Extent, class Float>
inline char* write_floats(char* out, const Float* values, std::size_t n) {
    eight_rows rows[4];
    few_decimals_guess<Float> guess;
    separators<Extent> behind;
    // Sixteen are prepared ahead of those that are being written, with which they share no data: so the one
    // fills the gaps of the other.
    const std::size_t groups = n / 16;
    for (std::size_t group = 0; group <= groups; ++group) {
        if (group < groups) {
            const Float* const from = values + group * 16;
            const auto bits = load_lanes<sixteen>(from, 16);
            lay_out(guess.convert(bits, from, 16), signs_of(from, bits), rows + group % 2 * 2);
        }
        if (group > 0) {
            const Float* const from = values + (group - 1) * 16;
            const eight_rows* const prepared = rows + (group - 1) % 2 * 2;
            out = write_group(out, prepared[0], from, 8, behind);
            behind.pass_group();
            out = write_group(out, prepared[1], from + 8, 8, behind);
            behind.pass_group();
        }
    }
    values += groups * 16;
    n -= groups * 16;
    constexpr std::size_t worth_a_group = 4;
    while (n >= worth_a_group) {
        const auto count = static_cast<unsigned>(n < 8 ? n : 8);
        const auto bits = load_lanes<eight>(values, count);
        lay_out(guess.convert(bits, values, count), signs_of(values, bits), rows);
        out = write_group(out, rows[0], values, count, behind);
        behind.pass(count);
        values += count;
        n -= count;
    }
    return write_each_number(out, values, n, behind);
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
