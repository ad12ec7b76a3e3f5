// Arrays of 8-bit unsigned integers as "a,b,c,", 64 at a time, with AVX-512: every number gets a row of four
// bytes.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/number_integers_avx512.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <cstddef>
# include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

INKJET_INLINE __m512i all8(int x) { return _mm512_set1_epi8(static_cast<char>(x)); }

// n / 10 in every byte, n < 100.
INKJET_INLINE __m512i bytes_over_ten(__m512i n) {
    const __m512i factor = all16(reciprocal<10, 16, 100>);
    const __m512i even = _mm512_mulhi_epu16(_mm512_and_si512(n, all16(0xFF)), factor);
    const __m512i odd = _mm512_mulhi_epu16(_mm512_srli_epi16(n, 8), factor);
    return _mm512_or_si512(even, _mm512_slli_epi16(odd, 8));
}

INKJET_INLINE char* write_64_bytes(char* out, __m512i n, unsigned count) {
    // Unpacking works within 16 bytes: the four numbers of a row of 16 come from four such parts.
    n = _mm512_permutexvar_epi32(_mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15), n);
    const __mmask64 has_hundreds = _mm512_cmpge_epu8_mask(n, all8(100));
    const __mmask64 has_two_hundred = _mm512_cmpge_epu8_mask(n, all8(200));
    const __mmask64 has_tens = _mm512_cmpge_epu8_mask(n, all8(10));
    __m512i rest = _mm512_mask_sub_epi8(n, has_hundreds, n, all8(100));
    rest = _mm512_mask_sub_epi8(rest, has_two_hundred, rest, all8(100));
    const __m512i tens = bytes_over_ten(rest);
    const __m512i twice = _mm512_add_epi8(tens, tens);
    const __m512i ones =
        _mm512_sub_epi8(rest, _mm512_add_epi8(_mm512_slli_epi16(twice, 2), twice)); // ten times

    const __m512i hundreds_text = _mm512_mask_mov_epi8(all8('1'), has_two_hundred, all8('2'));
    const __m512i tens_text = _mm512_or_si512(tens, all8('0'));
    const __m512i ones_text = _mm512_or_si512(ones, all8('0'));
    const __m512i comma = all8(','), always = all8(0xFF);
    const __m512i hundreds_used = _mm512_movm_epi8(has_hundreds), tens_used = _mm512_movm_epi8(has_tens);

    // Bytes to pairs to rows, the text and what of it is used alike.
    const __m512i low_text = _mm512_unpacklo_epi8(hundreds_text, tens_text);
    const __m512i high_text = _mm512_unpackhi_epi8(hundreds_text, tens_text);
    const __m512i low_end = _mm512_unpacklo_epi8(ones_text, comma),
                  high_end = _mm512_unpackhi_epi8(ones_text, comma);
    const __m512i low_used = _mm512_unpacklo_epi8(hundreds_used, tens_used);
    const __m512i high_used = _mm512_unpackhi_epi8(hundreds_used, tens_used);

    const auto write_16_rows = [&](__m512i text, __m512i used, unsigned first) INKJET_LAMBDA_INLINE {
        if (count <= first) return;
        std::uint64_t which = bits_of(_mm512_movepi8_mask(used));
        if (count - first < 16) which &= first_lanes(4 * (count - first));
        out = store_some(out, text, which);
    };
    write_16_rows(_mm512_unpacklo_epi16(low_text, low_end), _mm512_unpacklo_epi16(low_used, always), 0);
    write_16_rows(_mm512_unpackhi_epi16(low_text, low_end), _mm512_unpackhi_epi16(low_used, always), 16);
    write_16_rows(_mm512_unpacklo_epi16(high_text, high_end), _mm512_unpacklo_epi16(high_used, always), 32);
    write_16_rows(_mm512_unpackhi_epi16(high_text, high_end), _mm512_unpackhi_epi16(high_used, always), 48);
    return out;
}

inline char* write_bytes(char* out, const std::uint8_t* values, std::size_t n) {
    for (; n >= 64; n -= 64, values += 64) out = write_64_bytes(out, _mm512_loadu_si512(values), 64);
    if (n == 0) return out;
    const auto count = static_cast<unsigned>(n);
    return write_64_bytes(out, _mm512_maskz_loadu_epi8(_cvtu64_mask64(first_lanes(count)), values), count);
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
