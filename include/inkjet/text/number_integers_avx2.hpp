// Arrays of integers as "a,b,c,", eight at a time, with AVX2.
//
// What is converted is ten times the number, whose last digit becomes the comma. Numbers of seven digits and
// less are made four at once and stored one by one; longer ones are written singly.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx2.hpp>
#include <inkjet/text/integer.hpp>
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
INKJET_INLINE four_magnitudes magnitudes(__m256i values) {
    if constexpr (std::is_signed_v<Int>) {
        const __m256i sign = _mm256_cmpgt_epi64(_mm256_setzero_si256(), values);
        return {_mm256_sub_epi64(_mm256_xor_si256(values, sign), sign), sign};
    } else {
        return {values, _mm256_setzero_si256()};
    }
}

// For n < 10^7.
template <bool Signed>
INKJET_INLINE char* write_four(char* out, four_magnitudes four) {
    const __m256i digits = eight_digits(_mm256_mul_epu32(four.n, all(10)));
    const __m256i text = _mm256_or_si256(digits, all(0x2C30'3030'3030'3030)); // zeros and a comma
    const auto zeros =
        static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(digits, _mm256_setzero_si256())));
    const unsigned used = ~zeros | 0x4040'4040u; // the last digit, before the comma, always

    auto negative = static_cast<unsigned>(_mm256_movemask_pd(as_doubles(four.negative)));
    const auto write_one = [&](long long word, unsigned from) INKJET_LAMBDA_INLINE {
        const unsigned leading = _tzcnt_u32(used >> from);
        if constexpr (Signed) {
            *out = '-';
            out += negative & 1;
            negative >>= 1;
        }
        const std::uint64_t shifted = static_cast<std::uint64_t>(word) >> (8 * leading);
        __builtin_memcpy(out, &shifted, sizeof shifted);
        out += 8 - leading;
    };
    const __m128i low = _mm256_castsi256_si128(text), high = _mm256_extracti128_si256(text, 1);
    write_one(_mm_cvtsi128_si64(low), 0);
    write_one(_mm_extract_epi64(low, 1), 8);
    write_one(_mm_cvtsi128_si64(high), 16);
    write_one(_mm_extract_epi64(high, 1), 24);
    return out;
}

template <class Int>
INKJET_INLINE char* write_singly(char* out, const Int* values, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
        out = write_integer(out, values[i]);
        *out++ = ',';
    }
    return out;
}

template <class Int>
inline char* write_integers(char* out, const Int* values, std::size_t n) {
    constexpr bool is_signed = std::is_signed_v<Int>;
    for (; n >= 8; n -= 8, values += 8) {
        const four_magnitudes a = magnitudes<Int>(load_four(values)),
                              b = magnitudes<Int>(load_four(values + 4));
        constexpr std::uint64_t few = (std::uint64_t{1} << 23) - 1; // below 10^7
        static_assert(few < power_of_ten(7));
        if (sizeof(Int) > 2 && !_mm256_testz_si256(_mm256_or_si256(a.n, b.n), all(~few))) {
            out = write_four_wide<is_signed, Int>(out, a);
            out = write_four_wide<is_signed, Int>(out, b);
            continue;
        }
        out = write_four<is_signed>(out, a);
        out = write_four<is_signed>(out, b);
    }
    return write_singly(out, values, n);
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
