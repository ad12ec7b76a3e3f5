// Arrays of integers as "a,b,c,", eight at a time, with AVX2.
//
// Of numbers of seven digits and less, what is converted is ten times the number, whose last digit becomes
// the comma.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx2.hpp>
#include <inkjet/text/number_separators.hpp>
#include <inkjet/text/number_wide_integers_avx2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <cstddef>
# include <cstdint>
# include <type_traits>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

// Four values of any integer type in 64-bit lanes.
template <class Int>
INKJET_INLINE __m256i load_four(const Int* values) {
    constexpr bool is_signed = std::is_signed_v<Int>;
    if constexpr (sizeof(Int) == 8) {
        return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values));
    } else if constexpr (sizeof(Int) == 4) {
        const __m128i narrow = _mm_loadu_si128(reinterpret_cast<const __m128i*>(values));
        return is_signed ? _mm256_cvtepi32_epi64(narrow) : _mm256_cvtepu32_epi64(narrow);
    } else if constexpr (sizeof(Int) == 2) {
        const __m128i narrow = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(values));
        return is_signed ? _mm256_cvtepi16_epi64(narrow) : _mm256_cvtepu16_epi64(narrow);
    } else {
        std::int32_t bytes;
        __builtin_memcpy(&bytes, values, sizeof bytes);
        const __m128i narrow = _mm_cvtsi32_si128(bytes);
        return is_signed ? _mm256_cvtepi8_epi64(narrow) : _mm256_cvtepu8_epi64(narrow);
    }
}

template <class Int>
INKJET_INLINE eight_magnitudes load_magnitudes(const Int* values) {
    const eight_words n = {load_four(values), load_four(values + 4)};
    if constexpr (std::is_signed_v<Int>) {
        const eight_words sign = greater(all(0), n);
        return {(n ^ sign) - sign, sign};
    } else {
        return {n, all(0)};
    }
}

// For n < 10^7.
template <bool Signed>
INKJET_INLINE char* write_eight_short(char* out, eight_magnitudes eight) {
    const eight_words digits = eight_digits(eight.n * all(10));
    const eight_words text = digits | all(0x2C30'3030'3030'3030); // zeros and a comma
    const eight_words used =
        greater8(digits, all(0x0080'0000'0000'0000)); // the last digit, before the comma, always

    const auto write_four = [&](__m256i words, __m256i mask, __m256i negatives) INKJET_LAMBDA_INLINE {
        const auto used_bytes = static_cast<unsigned>(_mm256_movemask_epi8(mask));
        auto negative = static_cast<unsigned>(_mm256_movemask_pd(_mm256_castsi256_pd(negatives)));
        const auto write_one = [&](long long word, unsigned from) INKJET_LAMBDA_INLINE {
            const unsigned leading = _tzcnt_u32(used_bytes >> from);
            if constexpr (Signed) {
                *out = '-';
                out += negative & 1;
                negative >>= 1;
            }
            const std::uint64_t shifted = static_cast<std::uint64_t>(word) >> (8 * leading);
            __builtin_memcpy(out, &shifted, sizeof shifted);
            out += 8 - leading;
        };
        const __m128i low = _mm256_castsi256_si128(words), high = _mm256_extracti128_si256(words, 1);
        write_one(_mm_cvtsi128_si64(low), 0);
        write_one(_mm_extract_epi64(low, 1), 8);
        write_one(_mm_cvtsi128_si64(high), 16);
        write_one(_mm_extract_epi64(high, 1), 24);
    };
    write_four(text.a, used.a, eight.negative.a);
    write_four(text.b, used.b, eight.negative.b);
    return out;
}

template <class Int>
inline char* write_integers(char* out, const Int* values, std::size_t n) {
    constexpr bool is_signed = std::is_signed_v<Int>;
    for (; n >= 8; n -= 8, values += 8) {
        const eight_magnitudes eight = load_magnitudes(values);
        const __m256i any_of_a_lane = _mm256_or_si256(eight.n.a, eight.n.b);
        constexpr std::uint64_t few = (std::uint64_t{1} << 23) - 1; // below 10^7
        static_assert(few < power_of_ten(7));
        if (sizeof(Int) <= 2 || _mm256_testz_si256(any_of_a_lane, all(~few).a))
            out = write_eight_short<is_signed>(out, eight);
        else if constexpr (sizeof(Int) <= 4)
            out = write_parts<is_signed, false>(out, parts_of_ten_digits(eight.n), eight.negative);
        else if (_mm256_testz_si256(any_of_a_lane, all(std::uint64_t{0xfff} << 52).a))
            out = write_parts<is_signed, false>(out, parts_of_sixteen_digits(eight.n), eight.negative);
        else
            out = write_parts<is_signed, true>(out, parts_of_any(eight.n), eight.negative);
    }
    separators<1> commas;
    return write_each_number(out, values, n, commas);
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
