// Arrays of integers as "a,b,c,", sixteen at a time, with AVX-512.
//
// Every number gets a row of 8, 16 or 32 bytes with its digits at the end, by the size of the largest of the
// sixteen. The comma comes for nothing: where digits change places anyway, its place is kept free. The bytes
// of several rows that are not leading zeros are then put together in one step.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/decimal_lanes_avx512.hpp>
#include <inkjet/text/lane_masks_avx512.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/avx512_immediates.hpp>

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

inline constexpr std::uint64_t ascii_zeros_and_comma = 0x2C30'3030'3030'3030;

// Stores the bytes whose bits are set, close together.
INKJET_INLINE char* store_some(char* out, __m512i bytes, std::uint64_t which) {
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(_cvtu64_mask64(which), bytes));
    return out + __builtin_popcountll(which);
}

// Digits and commas in the bytes of `used`, minus signs in all others.
INKJET_INLINE __m512i with_signs(__m512i digits, std::uint64_t used, __m512i ascii) {
    return _mm512_mask_add_epi8(_mm512_set1_epi8('-'), _cvtu64_mask64(used), digits, ascii);
}

// Which bytes of rows are used, as a mask: from the first digit that isn't zero on, or from the last digit on
// if all are, and the comma. Its bit, the top one of each row, is set aside so that the subtraction borrows
// from it and not from the next row.
INKJET_INLINE std::uint64_t used_bytes(std::uint64_t nonzero, std::uint64_t comma) {
    const std::uint64_t used = nonzero | comma >> 1;
    return used | (comma - used) | comma;
}

// The last seven digits and a zero, for the comma.
template <class Lanes>
INKJET_INLINE Lanes seven_digits(Lanes n) {
    return shuffled(eight_digits_reversed(n), in_pairs(0x80'00'01'02'03'04'05'06, 0x80'08'09'0A'0B'0C'0D'0E));
}

// Rows of 8 bytes: seven digits or, if a sign may be before them, six.
template <bool Signed>
INKJET_INLINE char* store_rows_of_8(char* out, __m512i digits, __mmask8 negative, unsigned count) {
    std::uint64_t used = used_bytes(bits_of(_mm512_test_epi8_mask(digits, digits)), 0x8080'8080'8080'8080);
    const __m512i ascii = all(ascii_zeros_and_comma);
    __m512i text;
    if constexpr (Signed) {
        text = with_signs(digits, used, ascii);
        used |= used >> 1 & _pdep_u64(negative, 0x0101'0101'0101'0101) * 0xFF;
    } else {
        text = _mm512_or_si512(digits, ascii);
    }
    return store_some(out, text, used & first_lanes(8 * count));
}

// Four rows of 16 bytes. `negative` has 16 bits for each of them.
template <bool Signed>
INKJET_INLINE char* write_four_rows_of_16(char* out, __m512i digits, std::uint64_t negative, unsigned count) {
    std::uint64_t used = used_bytes(bits_of(_mm512_test_epi8_mask(digits, digits)), 0x8000'8000'8000'8000);
    const __m512i ascii = in_pairs(ascii_zeros, ascii_zeros_and_comma);
    __m512i text;
    if constexpr (Signed) {
        text = with_signs(digits, used, ascii);
        used |= used >> 1 & negative;
    } else {
        text = _mm512_or_si512(digits, ascii);
    }
    return store_some(out, text, used & first_lanes(16 * count));
}

// Rows of 16 bytes: fifteen digits or, if a sign may be before them, fourteen.
template <bool Signed, class Lanes>
INKJET_INLINE char* put_rows_of_16(char* out, Lanes n, unsigned negative, unsigned count) {
    // Numbers 0 to 3 in even lanes, 4 to 7 in odd ones, so that unpacking leaves the rows in order.
    const lane_halves<Lanes> halves =
        halves_of_sixteen_digits(permuted(n, _mm512_setr_epi64(0, 4, 1, 5, 2, 6, 3, 7)));
    const Lanes upper = eight_digits_reversed(halves.upper), lower = eight_digits_reversed(halves.lower);
    // The last fifteen of sixteen digits and a zero, for the comma.
    const __m512i order = in_pairs(0x07'08'09'0A'0B'0C'0D'0E, 0x80'00'01'02'03'04'05'06);
    const Lanes even = shuffled(even_lanes(lower, upper), order),
                odd = shuffled(odd_lanes(lower, upper), order);
    const auto write_four = [&](eight digits) INKJET_LAMBDA_INLINE {
        std::uint64_t signs = 0; // 16 bits for every row
        if constexpr (Signed) signs = _pdep_u64(negative, 0x0001'0001'0001'0001) * 0xFFFF;
        out = write_four_rows_of_16<Signed>(out, digits.a, signs, count < 4 ? count : 4);
        negative >>= 4;
        count -= count < 4 ? count : 4;
    };
    if constexpr (Lanes::size == 8) {
        write_four(even);
        if (count != 0) write_four(odd);
    } else {
        write_four(even.a);
        write_four(odd.a);
        write_four(even.b);
        write_four(odd.b);
    }
    return out;
}

// Rows of 32 bytes, for every n: 4 zeros, 4 digits, 8, 8, and the comma.
template <bool Signed, class Lanes>
INKJET_INLINE char* put_rows_of_32(char* out, Lanes n, unsigned negative, unsigned count) {
    constexpr std::uint64_t five_to_16 = ten_to_16 >> 16; // the quotient of n / 2^16 by 5^16 is the same
    constexpr std::uint64_t factor = reciprocal<five_to_16, 52 + 36, std::uint64_t{1} << 48, 52>;
    const Lanes top = shifted_right<36>(product_high(shifted_right<16>(n), factor));
    const Lanes rest = n - shifted_left<16>(product_low(top, five_to_16));
    const lane_halves<Lanes> halves = halves_of_sixteen_digits(rest);
    const Lanes ascii = all(ascii_zeros), comma = all(',');
    const Lanes a = reversed_bytes(twice_four_digits_reversed(top)) | ascii;
    const Lanes b = eight_digits(halves.upper) | ascii;
    const Lanes c = eight_digits(halves.lower) | ascii;
    // Lane by lane, a transposition: from (a, b, c, comma) of eight numbers to eight rows.
    const Lanes even_ab = even_lanes(a, b), odd_ab = odd_lanes(a, b);
    const Lanes even_c = even_lanes(c, comma), odd_c = odd_lanes(c, comma);

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
        if (both) write_row(upper_256(rows), nonzero >> 32);
    };
    const auto write_eight = [&](eight even, eight odd, eight even_end, eight odd_end) INKJET_LAMBDA_INLINE {
        const __m512i rows_0_2 = quarters<0x44>(even.a, even_end.a),
                      rows_1_3 = quarters<0x44>(odd.a, odd_end.a);
        const __m512i rows_4_6 = quarters<0xEE>(even.a, even_end.a),
                      rows_5_7 = quarters<0xEE>(odd.a, odd_end.a);
        write_two(quarters<0x88>(rows_0_2, rows_1_3), count > 1);
        if (count > 2) write_two(quarters<0xDD>(rows_0_2, rows_1_3), count > 3);
        if (count > 4) write_two(quarters<0x88>(rows_4_6, rows_5_7), count > 5);
        if (count > 6) write_two(quarters<0xDD>(rows_4_6, rows_5_7), count > 7);
    };
    if constexpr (Lanes::size == 8) {
        write_eight(even_ab, odd_ab, even_c, odd_c);
    } else {
        write_eight(even_ab.a, odd_ab.a, even_c.a, odd_c.a);
        write_eight(even_ab.b, odd_ab.b, even_c.b, odd_c.b);
    }
    return out;
}

// Out of line, so that their constants don't compete for registers with those of the commonest rows. Sixteen
// lanes are two arguments, as one would be passed in memory.
template <bool Signed>
INKJET_NOINLINE inline char* write_rows_of_16(char* out, __m512i n, unsigned negative, unsigned count) {
    return put_rows_of_16<Signed, eight>(out, n, negative, count);
}
template <bool Signed>
INKJET_NOINLINE inline char* write_rows_of_16(char* out, __m512i a, __m512i b, unsigned negative) {
    return put_rows_of_16<Signed, sixteen>(out, {a, b}, negative, 16);
}
template <bool Signed>
INKJET_NOINLINE inline char* write_rows_of_32(char* out, __m512i n, unsigned negative, unsigned count) {
    return put_rows_of_32<Signed, eight>(out, n, negative, count);
}
template <bool Signed>
INKJET_NOINLINE inline char* write_rows_of_32(char* out, __m512i a, __m512i b, unsigned negative) {
    return put_rows_of_32<Signed, sixteen>(out, {a, b}, negative, 16);
}

// Rows of 8 bytes hold 7 digits and rows of 16 15, of which a sign takes one.
template <class Int>
inline constexpr std::uint64_t limit_of_8 = power_of_ten(7 - std::is_signed_v<Int>);
template <class Int>
inline constexpr std::uint64_t limit_of_16 = power_of_ten(15 - std::is_signed_v<Int>);

// Below a limit where all lanes are: of two, the greater upper half and the greater lower one.
INKJET_INLINE __m512i greatest_of(eight n) { return n.a; }
INKJET_INLINE __m512i greatest_of(sixteen n) { return _mm512_max_epu32(n.a, n.b); }

// The first `count` of eight values, or sixteen.
template <class Int, class Lanes>
INKJET_INLINE char* write_lanes(char* out, Lanes values, unsigned count) {
    constexpr bool is_signed = std::is_signed_v<Int>;
    typename Lanes::bits negative{};
    Lanes n = values;
    if constexpr (is_signed) {
        negative = negative_lanes(values);
        n = magnitude(values);
    }
    if constexpr (sizeof(Int) > 2) {
        const __m512i greatest = greatest_of(n);
        if (_mm512_cmpge_epu64_mask(greatest, all(limit_of_8<Int>)) != 0) [[unlikely]] {
            const unsigned minus = in_a_row(negative);
            const bool fit_16 =
                sizeof(Int) == 4 || _mm512_cmpge_epu64_mask(greatest, all(limit_of_16<Int>)) == 0;
            if constexpr (Lanes::size == 8) {
                return fit_16 ? write_rows_of_16<is_signed>(out, n.a, minus, count)
                              : write_rows_of_32<is_signed>(out, n.a, minus, count);
            } else {
                return fit_16 ? write_rows_of_16<is_signed>(out, n.a, n.b, minus)
                              : write_rows_of_32<is_signed>(out, n.a, n.b, minus);
            }
        }
    }
    const Lanes digits = seven_digits(n);
    if constexpr (Lanes::size == 8) {
        return store_rows_of_8<is_signed>(out, digits.a, negative, count);
    } else {
        out = store_rows_of_8<is_signed>(out, digits.a, negative.a, 8);
        return store_rows_of_8<is_signed>(out, digits.b, negative.b, 8);
    }
}

// Loads the first `count` of eight values, zeros for the others.
template <class Int>
INKJET_INLINE __m512i load_eight(const Int* values, unsigned count) {
    const auto which = static_cast<__mmask8>(first_lanes(count));
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
    for (; n >= 16; n -= 16, values += 16)
        out = write_lanes<Int, sixteen>(out, {load_eight(values, 8), load_eight(values + 8, 8)}, 16);
    while (n != 0) {
        const auto count = static_cast<unsigned>(n < 8 ? n : 8);
        out = write_lanes<Int, eight>(out, load_eight(values, count), count);
        values += count;
        n -= count;
    }
    leave_kernel();
    return out;
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
