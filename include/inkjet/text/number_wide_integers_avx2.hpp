// Four integers of any size as "a,b,c,d,", with AVX2: of each, up to four digits and then up to sixteen.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <immintrin.h>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

// A shuffle by the window from 16 - k on puts the lowest k bytes in the opposite order.
inline constexpr auto descending_bytes = [] {
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t i = 0; i < 16; ++i) bytes[i] = static_cast<std::uint8_t>(15 - i);
    return bytes;
}();

inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

// Four values without their signs, and all bits of the lanes of those that are negative.
struct four_magnitudes {
    __m256i n, negative;
};

// (top * 10^8 + upper) * 10^8 + lower, where top is at most 1844.
struct twenty_digits {
    __m256i top, upper, lower;
};

INKJET_INLINE twenty_digits parts_of_any(__m256i n) {
    // As doubles: each half in the fraction of a power of two whose unit in the last place is that of the
    // half.
    constexpr double two_to_32 = 4294967296.0, two_to_52 = two_to_32 * 1048576.0;
    const __m256d high =
        as_doubles(_mm256_or_si256(_mm256_srli_epi64(n, 32), as_bits(all_doubles(two_to_52 * two_to_32))));
    const __m256d low = as_doubles(_mm256_blend_epi32(n, as_bits(all_doubles(two_to_52)), 0b10101010));
    const __m256d rounded = opaque(
        _mm256_add_pd(opaque(_mm256_sub_pd(high, all_doubles(two_to_52 * two_to_32 + two_to_52))), low));

    // The quotient by 10^8 is below 2^38 and, after three roundings in whatever direction, off by less than
    // 2^-12. With that taken off, its floor is the true one or one less, and the remainder, of which 32 bits
    // tell all, may be too large by 10^8.
    constexpr double error = 1.0 / (1 << 12);
    const __m256d quotient = _mm256_floor_pd(_mm256_fmsub_pd(rounded, all_doubles(1e-8), all_doubles(error)));
    // It may be -1, for which 2^52 would not do.
    const __m256i integer = as_bits(opaque(_mm256_add_pd(quotient, all_doubles(1.5 * two_to_52))));
    const __m256i rest =
        _mm256_and_si256(_mm256_sub_epi64(n, _mm256_mul_epu32(integer, all(ten_to_8))), all(UINT32_MAX));
    const __m256i lower = _mm256_min_epu32(rest, _mm256_sub_epi64(rest, all(ten_to_8)));
    const __m256d is_true = as_doubles(_mm256_cmpeq_epi64(rest, lower));
    const lane_halves halves = halves_of_sixteen_digits(
        opaque(_mm256_add_pd(quotient, _mm256_andnot_pd(is_true, all_doubles(1.0)))));
    return {integers_of(halves.upper), integers_of(halves.lower), lower};
}

// For n < 2^32.
INKJET_INLINE twenty_digits parts_of_ten_digits(__m256i n) {
    constexpr std::uint64_t five_to_8 = ten_to_8 >> 8; // the quotient of n / 2^8 by 5^8 is the same
    constexpr std::uint64_t factor = reciprocal<five_to_8, 43, std::uint64_t{1} << 24>;
    const __m256i upper = _mm256_srli_epi64(_mm256_mul_epu32(_mm256_srli_epi64(n, 8), all(factor)), 43);
    return {_mm256_setzero_si256(), upper, _mm256_sub_epi64(n, _mm256_mul_epu32(upper, all(ten_to_8)))};
}

// Characters in the lowest bytes of each lane, and how many.
struct lane_texts {
    __m256i text, length;
};

// A minus sign, and the digits of n < 10^4, of which zero has none.
template <bool Signed>
INKJET_INLINE lane_texts text_of_top(__m256i n, __m256i negative) {
    // Compared with what the numbers of 0, 1, 2 and 3 digits are at most.
    const __m256i four_times = _mm256_shuffle_epi8(n, two_each(0x0100'0100'0100'0100, 0x0908'0908'0908'0908));
    const __m256i longer = _mm256_cmpgt_epi16(four_times, all(0x03E7'0063'0009'0000));
    __m256i length = _mm256_sad_epu8(_mm256_srli_epi16(longer, 15), _mm256_setzero_si256());

    const __m256i first_to_last = two_each(0x8080'8080'0001'0203, 0x8080'8080'0809'0A0B);
    const __m256i digits =
        _mm256_or_si256(_mm256_shuffle_epi8(twice_four_digits_reversed(n), first_to_last), all(0x3030'3030));
    __m256i text = _mm256_srlv_epi64(digits, _mm256_sub_epi64(all(32), _mm256_slli_epi64(length, 3)));
    if constexpr (Signed) {
        text = _mm256_or_si256(_mm256_sllv_epi64(text, _mm256_and_si256(negative, all(8))),
                               _mm256_and_si256(negative, all('-')));
        length = _mm256_sub_epi64(length, negative);
    }
    return {text, length};
}

template <bool Signed, class Int>
INKJET_INLINE char* write_four_wide(char* out, four_magnitudes four) {
    constexpr bool has_top = sizeof(Int) == 8;
    const twenty_digits parts = has_top ? parts_of_any(four.n) : parts_of_ten_digits(four.n);
    const __m256i upper = eight_digits_reversed(parts.upper), lower = eight_digits_reversed(parts.lower);
    const __m256i even = _mm256_unpacklo_epi64(lower, upper), odd = _mm256_unpackhi_epi64(lower, upper);

    // Digits count from the first that is not zero on, or all if others are before them; the last always.
    const __m256i with_top = _mm256_cmpgt_epi64(parts.top, _mm256_setzero_si256()), last = all(0xFF);
    const auto used_even = static_cast<unsigned>(
        _mm256_movemask_epi8(_mm256_cmpgt_epi8(even, _mm256_unpacklo_epi64(last, with_top))));
    const auto used_odd = static_cast<unsigned>(
        _mm256_movemask_epi8(_mm256_cmpgt_epi8(odd, _mm256_unpackhi_epi64(last, with_top))));
    const __m256i zeros = _mm256_set1_epi8('0');
    const __m256i even_text = _mm256_or_si256(even, zeros), odd_text = _mm256_or_si256(odd, zeros);

    const lane_texts top = text_of_top<Signed>(parts.top, four.negative);
    alignas(32) std::uint64_t lengths[4];
    _mm256_store_si256(reinterpret_cast<__m256i*>(lengths), top.length);

    const auto write_one = [&](long long top_text, std::uint64_t length, __m128i digits,
                               unsigned leading) INKJET_LAMBDA_INLINE {
        __builtin_memcpy(out, &top_text, sizeof top_text);
        out += length;
        const auto* const window = reinterpret_cast<const __m128i*>(descending_bytes.data() + leading);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_shuffle_epi8(digits, _mm_loadu_si128(window)));
        out += 16 - leading;
        *out++ = ',';
    };
    const __m128i first = _mm256_castsi256_si128(top.text), second = _mm256_extracti128_si256(top.text, 1);
    write_one(_mm_cvtsi128_si64(first), lengths[0], _mm256_castsi256_si128(even_text),
              _lzcnt_u32(used_even & 0xFFFF) - 16);
    write_one(_mm_extract_epi64(first, 1), lengths[1], _mm256_castsi256_si128(odd_text),
              _lzcnt_u32(used_odd & 0xFFFF) - 16);
    write_one(_mm_cvtsi128_si64(second), lengths[2], _mm256_extracti128_si256(even_text, 1),
              _lzcnt_u32(used_even));
    write_one(_mm_extract_epi64(second, 1), lengths[3], _mm256_extracti128_si256(odd_text, 1),
              _lzcnt_u32(used_odd));
    return out;
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
