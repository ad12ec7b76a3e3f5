// Arrays of integers as "a,b,c,", eight at a time, with AVX-512.
//
// Every number gets a row of 8, 16 or 32 bytes with its digits at the end, by the size of the largest of the
// eight. The comma comes for nothing: what is converted is ten times the number, whose last digit becomes the
// comma. The bytes of several rows that are not leading zeros are then put together in one step.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_lanes_avx512.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>
# include <type_traits>

namespace inkjet::detail {

// A permutation by the window from k on moves bytes k places to the front.
inline constexpr auto ascending_bytes = [] {
    std::array<std::uint8_t, 56> bytes{};
    for (std::uint8_t i = 0; i < 56; ++i) bytes[i] = i;
    return bytes;
}();

inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

inline constexpr std::uint64_t ascii_row = 0x3030'3030'3030'3030;
inline constexpr std::uint64_t ascii_row_and_comma = 0x2C30'3030'3030'3030;

INKJET_INLINE std::uint64_t first_bytes(unsigned n) { return _bzhi_u64(~std::uint64_t{0}, n); }

// Stores the bytes whose bits are set, close together.
INKJET_INLINE char* store_some(char* out, __m512i bytes, std::uint64_t which) {
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(_cvtu64_mask64(which), bytes));
    return out + __builtin_popcountll(which);
}

// Digits and commas in the bytes of `used`, minus signs in all others.
INKJET_INLINE __m512i with_signs(__m512i digits, std::uint64_t used, __m512i ascii) {
    return _mm512_mask_add_epi8(_mm512_set1_epi8('-'), _cvtu64_mask64(used), digits, ascii);
}

// Rows of 8 bytes, for n < 10^7, or 10^6 if a sign may be before them; `count` of them are written.
template <bool Signed>
INKJET_INLINE char* write_rows_of_8(char* out, __m512i n, __mmask8 negative, unsigned count) {
    const __m512i digits = eight_digits(product_low(n, 10));
    // x | -x has all bits from the lowest set one of x on, so that every byte from the first digit on gets
    // its top bit. The last digit counts even if it is zero.
    const __m512i marked = _mm512_or_si512(digits, all(0x0080'0000'0000'0000));
    const __m512i spread = _mm512_or_si512(marked, _mm512_sub_epi64(_mm512_setzero_si512(), marked));
    std::uint64_t used = bits_of(_mm512_movepi8_mask(spread));
    const __m512i ascii = all(ascii_row_and_comma);
    __m512i text;
    if constexpr (Signed) {
        text = with_signs(digits, used, ascii);
        used |= used >> 1 & bits_of(_mm512_movepi8_mask(_mm512_movm_epi64(negative)));
    } else {
        text = _mm512_or_si512(digits, ascii);
    }
    return store_some(out, text, used & first_bytes(8 * count));
}

// Rows of 16 bytes: four.
template <bool Signed>
INKJET_INLINE char* write_four_rows_of_16(char* out, __m512i digits, std::uint64_t negative, unsigned count) {
    // As above, in the mask: every row is a field of 16 bits. Its top bit, the comma's, is set aside, so that
    // the subtraction borrows from it and not from the next field.
    constexpr std::uint64_t comma = 0x8000'8000'8000'8000, last_digit = comma >> 1;
    std::uint64_t used = (bits_of(_mm512_test_epi8_mask(digits, digits)) | last_digit) & ~comma;
    used |= (comma - used) | comma;
    const __m512i ascii = _mm512_set4_epi64(ascii_row_and_comma, ascii_row, ascii_row_and_comma, ascii_row);
    __m512i text;
    if constexpr (Signed) {
        text = with_signs(digits, used, ascii);
        used |= used >> 1 & negative;
    } else {
        text = _mm512_or_si512(digits, ascii);
    }
    return store_some(out, text, used & first_bytes(16 * count));
}

// Rows of 16 bytes, for n < 10^15, or 10^14 if a sign may be before them. Out of line, as are the longer
// rows, so that their constants don't compete for registers with the commonest rows.
template <bool Signed>
INKJET_NOINLINE inline char* write_rows_of_16(char* out, __m512i n, __mmask8 negative, unsigned count) {
    // Numbers 0 to 3 in even lanes, 4 to 7 in odd ones, so that unpacking leaves the rows in order.
    n = _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7), n);
    n = _mm512_add_epi64(_mm512_slli_epi64(n, 3), _mm512_slli_epi64(n, 1)); // times ten
    const lane_halves halves = halves_of_sixteen_digits(n);
    const __m512i upper_digits = eight_digits(halves.upper), lower_digits = eight_digits(halves.lower);
    std::uint64_t signs = 0; // 16 bits for every row
    if constexpr (Signed) signs = _pdep_u64(negative, 0x0001'0001'0001'0001) * 0xFFFF;
    out = write_four_rows_of_16<Signed>(out, _mm512_unpacklo_epi64(upper_digits, lower_digits), signs,
                                        count < 4 ? count : 4);
    if (count <= 4) return out;
    if constexpr (Signed) signs = _pdep_u64(negative >> 4, 0x0001'0001'0001'0001) * 0xFFFF;
    return write_four_rows_of_16<Signed>(out, _mm512_unpackhi_epi64(upper_digits, lower_digits), signs,
                                         count - 4);
}

// Rows of 32 bytes, for every n: 4 zeros, 4 digits, 8, 8, and the comma.
template <bool Signed>
INKJET_NOINLINE inline char* write_rows_of_32(char* out, __m512i n, unsigned negative, unsigned count) {
    constexpr std::uint64_t five_to_16 = ten_to_16 >> 16; // the quotient of n / 2^16 by 5^16 is the same
    constexpr std::uint64_t factor = reciprocal<five_to_16, 52 + 36, std::uint64_t{1} << 48, 52>;
    const __m512i top = _mm512_srli_epi64(product_high(_mm512_srli_epi64(n, 16), factor), 36);
    const __m512i rest = _mm512_sub_epi64(n, _mm512_slli_epi64(product_low(top, five_to_16), 16));
    const lane_halves halves = halves_of_sixteen_digits(rest);
    const __m512i ascii = all(ascii_row);
    const __m512i a = _mm512_or_si512(twice_four_digits(top), ascii);
    const __m512i b = _mm512_or_si512(eight_digits(halves.upper), ascii);
    const __m512i c = _mm512_or_si512(eight_digits(halves.lower), ascii);
    // Lane by lane, a transposition: from (a, b, c, comma) of eight numbers to eight rows.
    const __m512i comma = all(',');
    const __m512i even_ab = _mm512_unpacklo_epi64(a, b), odd_ab = _mm512_unpackhi_epi64(a, b);
    const __m512i even_c = _mm512_unpacklo_epi64(c, comma), odd_c = _mm512_unpackhi_epi64(c, comma);
    const __m512i rows_0_2 = _mm512_shuffle_i64x2(even_ab, even_c, 0x44),
                  rows_1_3 = _mm512_shuffle_i64x2(odd_ab, odd_c, 0x44);
    const __m512i rows_4_6 = _mm512_shuffle_i64x2(even_ab, even_c, 0xEE),
                  rows_5_7 = _mm512_shuffle_i64x2(odd_ab, odd_c, 0xEE);

    const auto write_row = [&](__m256i row, std::uint64_t nonzero) INKJET_LAMBDA_INLINE {
        constexpr std::uint64_t last_digit = 23;
        const auto leading =
            static_cast<unsigned>(_tzcnt_u32(static_cast<std::uint32_t>(nonzero | 1u << last_digit)));
        if constexpr (Signed) {
            *out = '-';
            out += negative & 1;
            negative >>= 1;
        }
        const auto* const window = reinterpret_cast<const __m256i*>(ascending_bytes.data() + leading);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                            _mm256_permutexvar_epi8(_mm256_loadu_si256(window), row));
        out += last_digit + 2 - leading;
    };
    const auto write_two = [&](__m512i rows, bool both) INKJET_LAMBDA_INLINE {
        const __m512i digit =
            _mm512_set4_epi64(0, 0x0F0F'0F0F'0F0F'0F0F, 0x0F0F'0F0F'0F0F'0F0F, 0x0F0F'0F0F'0F0F'0F0F);
        const std::uint64_t nonzero = bits_of(_mm512_test_epi8_mask(rows, digit));
        write_row(_mm512_castsi512_si256(rows), nonzero);
        if (both) write_row(_mm512_extracti64x4_epi64(rows, 1), nonzero >> 32);
    };
    write_two(_mm512_shuffle_i64x2(rows_0_2, rows_1_3, 0x88), count > 1);
    if (count > 2) write_two(_mm512_shuffle_i64x2(rows_0_2, rows_1_3, 0xDD), count > 3);
    if (count > 4) write_two(_mm512_shuffle_i64x2(rows_4_6, rows_5_7, 0x88), count > 5);
    if (count > 6) write_two(_mm512_shuffle_i64x2(rows_4_6, rows_5_7, 0xDD), count > 7);
    return out;
}

// The first `count` lanes of eight values of type Int.
template <class Int>
INKJET_INLINE char* write_eight(char* out, __m512i values, unsigned count) {
    constexpr bool is_signed = std::is_signed_v<Int>;
    __mmask8 negative = 0;
    __m512i n = values;
    if constexpr (is_signed) {
        negative = _mm512_movepi64_mask(values);
        n = _mm512_abs_epi64(values);
    }
    if constexpr (sizeof(Int) > 2) {
        // 10^7 and 10^15, of which a sign takes one digit
        constexpr std::uint64_t limit_of_8 = power_of_ten(7 - is_signed),
                                limit_of_16 = power_of_ten(15 - is_signed);
        if (_mm512_cmpge_epu64_mask(n, all(limit_of_8)) != 0) [[unlikely]] {
            if (sizeof(Int) == 4 || _mm512_cmpge_epu64_mask(n, all(limit_of_16)) == 0)
                return write_rows_of_16<is_signed>(out, n, negative, count);
            return write_rows_of_32<is_signed>(out, n, negative, count);
        }
    }
    return write_rows_of_8<is_signed>(out, n, negative, count);
}

// Loads the first `count` of eight values, zeros for the others.
template <class Int>
INKJET_INLINE __m512i load_eight(const Int* values, unsigned count) {
    const auto which = static_cast<__mmask8>(first_bytes(count));
    constexpr bool is_signed = std::is_signed_v<Int>;
    if constexpr (sizeof(Int) == 8) {
        return _mm512_maskz_loadu_epi64(which, values);
    } else if constexpr (sizeof(Int) == 4) {
        const __m256i narrow = load_some_int32(which, values);
        return is_signed ? _mm512_cvtepi32_epi64(narrow) : _mm512_cvtepu32_epi64(narrow);
    } else if constexpr (sizeof(Int) == 2) {
        const __m128i narrow = load_some_int16(which, values);
        return is_signed ? _mm512_cvtepi16_epi64(narrow) : _mm512_cvtepu16_epi64(narrow);
    } else {
        const __m128i narrow = load_some_int8(which, values);
        return is_signed ? _mm512_cvtepi8_epi64(narrow) : _mm512_cvtepu8_epi64(narrow);
    }
}

template <class Int>
inline char* write_integers(char* out, const Int* values, std::size_t n) {
    for (; n >= 8; n -= 8, values += 8) out = write_eight<Int>(out, load_eight(values, 8), 8);
    if (n != 0) {
        const auto count = static_cast<unsigned>(n);
        out = write_eight<Int>(out, load_eight(values, count), count);
    }
    leave_kernel();
    return out;
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
