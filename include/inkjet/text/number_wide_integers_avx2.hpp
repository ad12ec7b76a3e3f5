// Eight integers of any size as "a,b,c,", with AVX2: of each, up to four digits and then up to sixteen.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

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

// Values without their signs, and all bits of the lanes of those that are negative.
struct eight_magnitudes {
    eight_words n, negative;
};

// (top * 10^8 + upper) * 10^8 + lower, where top is at most 1844.
struct twenty_digits {
    eight_words top, upper, lower;
};

INKJET_INLINE twenty_digits parts_of_any(eight_words n) {
    // As doubles: each half in the fraction of a power of two whose unit in the last place is that of the
    // half.
    constexpr double two_to_84 = two_to_52 * 4294967296.0;
    const eight_doubles high = as_doubles(n >> 32 | as_words(all_doubles(two_to_84)));
    const eight_doubles low = as_doubles(halves_of(n, as_words(all_doubles(two_to_52))));
    const eight_doubles rounded = opaque(opaque(high - all_doubles(two_to_84 + two_to_52)) + low);

    // The quotient by 10^8 is below 2^38 and, after three roundings in whatever direction, off by less than
    // 2^-12. With that taken off, its floor is the true one or one less, and the remainder, of which 32 bits
    // tell all, may be too large by 10^8.
    constexpr double error = 1.0 / (1 << 12);
    const eight_doubles quotient = floor(product_minus(rounded, all_doubles(1e-8), all_doubles(error)));
    // It may be -1, for which 2^52 would not do.
    const eight_words integer = as_words(opaque(quotient + all_doubles(1.5 * two_to_52)));
    const eight_words rest = (n - integer * all(ten_to_8)) & all(UINT32_MAX);
    const eight_words lower = least32(rest, rest - all(ten_to_8));
    const eight_words missing = without(as_words(all_doubles(1.0)), equal(rest, lower));
    const lane_halves halves = halves_of_sixteen_digits(opaque(quotient + as_doubles(missing)));
    return {integers_of(halves.upper), integers_of(halves.lower), lower};
}

// For n < 2^52, where the fraction of a power of two holds all of it.
INKJET_INLINE twenty_digits parts_of_sixteen_digits(eight_words n) {
    const eight_words power = as_words(all_doubles(two_to_52));
    const lane_halves halves =
        halves_of_sixteen_digits(opaque(as_doubles(n | power) - all_doubles(two_to_52)));
    return {all(0), integers_of(halves.upper), integers_of(halves.lower)};
}

// For n < 2^32.
INKJET_INLINE twenty_digits parts_of_ten_digits(eight_words n) {
    constexpr std::uint64_t five_to_8 = ten_to_8 >> 8; // the quotient of n / 2^8 by 5^8 is the same
    const eight_words upper = (n >> 8) * all(reciprocal<five_to_8, 43, std::uint64_t{1} << 24>) >> 43;
    return {all(0), upper, n - upper * all(ten_to_8)};
}

// Characters in the lowest bytes of each lane, and how many.
struct lane_texts {
    eight_words text, length;
};

// A minus sign, and the digits of n < 10^4, of which zero has none.
template <bool Signed>
INKJET_INLINE lane_texts text_of_top(eight_words n, eight_words negative) {
    // Compared with what the numbers of 0, 1, 2 and 3 digits are at most.
    const eight_words four_times = shuffle(n, even_and_odd(0x0100'0100'0100'0100, 0x0908'0908'0908'0908));
    const eight_words longer = greater16(four_times, all(0x03E7'0063'0009'0000));
    eight_words length = sum_of_bytes(shift16_right(longer, 15));

    const eight_words first_to_last = even_and_odd(0x8080'8080'0001'0203, 0x8080'8080'0809'0A0B);
    const eight_words digits = shuffle(twice_four_digits_reversed(n), first_to_last) | all(0x3030'3030);
    eight_words text = digits >> (all(32) - (length << 3));
    if constexpr (Signed) {
        text = text << (negative & all(8)) | (negative & all('-'));
        length = length - negative;
    }
    return {text, length};
}

// Where none has top digits, HasTop may be false.
template <bool Signed, bool HasTop>
INKJET_INLINE char* write_parts(char* out, twenty_digits parts, eight_words negative) {
    const eight_words upper = eight_digits_reversed(parts.upper), lower = eight_digits_reversed(parts.lower);
    const eight_words even = even_pairs(lower, upper), odd = odd_pairs(lower, upper);

    // Digits count from the first that is not zero on, or all if others are before them; the last always.
    const eight_words with_top = greater(parts.top, all(0)), last = all(0xFF);
    const eight_words used_even = greater8(even, even_pairs(last, with_top)),
                      used_odd = greater8(odd, odd_pairs(last, with_top));
    const eight_words even_text = even | all8('0'), odd_text = odd | all8('0');

    lane_texts top = {all(0), all(0)};
    std::uint64_t lengths[8];
    if constexpr (HasTop) {
        top = text_of_top<Signed>(parts.top, negative);
        store(lengths, top.length);
    } else {
        store(lengths, all(0) - negative);
    }

    const auto write_one = [&](long long top_text, std::uint64_t length, __m128i digits,
                               unsigned leading) INKJET_LAMBDA_INLINE {
        if constexpr (HasTop)
            __builtin_memcpy(out, &top_text, sizeof top_text);
        else if constexpr (Signed)
            *out = '-';
        if constexpr (HasTop || Signed) out += length;
        const auto* const window = reinterpret_cast<const __m128i*>(descending_bytes.data() + leading);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm_shuffle_epi8(digits, _mm_loadu_si128(window)));
        out += 16 - leading;
        *out++ = ',';
    };
    const auto write_four = [&](__m256i tops, const std::uint64_t* length, __m256i evens, __m256i odds,
                                __m256i even_mask, __m256i odd_mask) INKJET_LAMBDA_INLINE {
        const auto from_even = static_cast<unsigned>(_mm256_movemask_epi8(even_mask)),
                   from_odd = static_cast<unsigned>(_mm256_movemask_epi8(odd_mask));
        const __m128i first = _mm256_castsi256_si128(tops), second = _mm256_extracti128_si256(tops, 1);
        write_one(_mm_cvtsi128_si64(first), length[0], _mm256_castsi256_si128(evens),
                  _lzcnt_u32(from_even & 0xFFFF) - 16);
        write_one(_mm_extract_epi64(first, 1), length[1], _mm256_castsi256_si128(odds),
                  _lzcnt_u32(from_odd & 0xFFFF) - 16);
        write_one(_mm_cvtsi128_si64(second), length[2], _mm256_extracti128_si256(evens, 1),
                  _lzcnt_u32(from_even));
        write_one(_mm_extract_epi64(second, 1), length[3], _mm256_extracti128_si256(odds, 1),
                  _lzcnt_u32(from_odd));
    };
    write_four(top.text.a, lengths, even_text.a, odd_text.a, used_even.a, used_odd.a);
    write_four(top.text.b, lengths + 4, even_text.b, odd_text.b, used_even.b, used_odd.b);
    return out;
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
