// Arrays of doubles or floats as "a,b,c,", eight at a time, with AVX-512.
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

// Bits of the first `count` of eight values, in 64-bit lanes; zeros for the others.
INKJET_INLINE __m512i load_bits(const double* values, unsigned count = 8) {
    return _mm512_maskz_loadu_epi64(static_cast<__mmask8>((1u << count) - 1), values);
}
INKJET_INLINE __m512i load_bits(const float* values, unsigned count = 8) {
    return _mm512_cvtepu32_epi64(load_some_int32(static_cast<__mmask8>((1u << count) - 1), values));
}

INKJET_INLINE eight_decimals shortest(const double*, __m512i bits) { return shortest_doubles(bits); }
INKJET_INLINE eight_decimals shortest(const float*, __m512i bits) { return shortest_floats(bits); }

INKJET_INLINE __m512i sign_of(const double*, __m512i bits) { return _mm512_srli_epi64(bits, 63); }
INKJET_INLINE __m512i sign_of(const float*, __m512i bits) { return _mm512_srli_epi64(bits, 31); }

// Whether doubles of few decimals are expected. After the first that has more they aren't, but for another
// try now and then.
template <class Float>
class few_decimals_guess {
    bool expected_ = true;
    unsigned groups_ = 0;

  public:
    INKJET_INLINE eight_decimals convert(__m512i bits) {
        if constexpr (sizeof(Float) == 8) {
            constexpr unsigned groups_between_tries = 128;
            if (groups_++ % groups_between_tries == 0) expected_ = true;
            if (expected_) {
                eight_decimals result;
                expected_ = few_decimals(bits, result);
                if (expected_) return result;
            }
        }
        return shortest(static_cast<const Float*>(nullptr), bits);
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
    // Groups of eight are prepared, in pairs, ahead of the one that is being written: they share no data,
    // whereas one alone waits out the latency of its own steps.
    constexpr std::size_t slots = 4;
    eight_rows rows[slots];
    few_decimals_guess<Float> guess;
    separators<Extent> behind;
    const auto prepare = [&](std::size_t group) INKJET_LAMBDA_INLINE {
        const __m512i bits = load_bits(values + group * 8);
        lay_out(guess.convert(bits), sign_of(values, bits), rows[group % slots]);
    };
    const auto write = [&](std::size_t group) INKJET_LAMBDA_INLINE {
        out = write_group(out, rows[group % slots], values + group * 8, 8, behind);
        behind.pass_group();
    };
    const std::size_t pairs = n / 16;
    if (pairs != 0) {
        prepare(0);
        prepare(1);
    }
    for (std::size_t pair = 0; pair < pairs; ++pair) {
        if (pair + 1 < pairs) {
            prepare(2 * pair + 2);
            prepare(2 * pair + 3);
        }
        write(2 * pair);
        write(2 * pair + 1);
    }
    values += pairs * 16;
    n -= pairs * 16;
    constexpr std::size_t worth_a_group = 4;
    while (n >= worth_a_group) {
        const auto count = static_cast<unsigned>(n < 8 ? n : 8);
        const __m512i bits = load_bits(values, count);
        lay_out(guess.convert(bits), sign_of(values, bits), rows[0]);
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
