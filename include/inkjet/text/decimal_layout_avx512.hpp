// Lays seventeen digits out as a number, with AVX-512.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(INKJET_ISA_AVX512)
# include <inkjet/text/decimal_digits_avx512.hpp>
# include <inkjet/text/decimal_layout.hpp>
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

// A permutation of two registers: digit i of the first eight is byte 0 of lane i of the one, of the others
// byte 0 of lane i of the other, in whose byte 1 is the seventeenth. Literals are in the upper bytes of the
// first.
alignas(64) inline constexpr auto permutation_rows = [] {
    std::array<row_codes, layout_rows> rows{};
    for (int i = 0; i <= exponent_row; ++i) {
        row_codes& row = rows[static_cast<std::size_t>(i)];
        row = layout_of_row(i);
        for (std::uint8_t& code : row) {
            const auto lane = static_cast<std::uint8_t>(code * 8);
            code = code < 16 ? lane : code == 16 ? 65 : code == code_point ? 1 : 2;
        }
    }
    return rows;
}();

inline constexpr long long digit_point_zero = '0' | '.' << 8 | '0' << 16;

inline namespace INKJET_ISA {

// Writes the number, a minus sign before it if `negative` is 1 rather than 0, and returns its end. Touches 40
// bytes.
INKJET_INLINE char* lay_out(char* out, const seventeen_digits& number, std::uint64_t negative) noexcept {
    const number_tail& tail = number_tails[static_cast<std::size_t>(number.exponent - least_tail_exponent)];
    const std::uint64_t upper = number.head / ten_to_8;
    const std::uint64_t lower = number.head - upper * ten_to_8;
    const __m512i first = add_digits(digit_operands, _mm512_set1_epi64(digit_point_zero), upper);
    const auto last = static_cast<long long>(number.last * 256 + ('0' * 256 + '0'));
    const __m512i second = add_digits(digit_operands, _mm512_set1_epi64(last), lower);
    const __m256i row =
        _mm256_load_si256(reinterpret_cast<const __m256i*>(permutation_rows[tail.row].data()));
    const __m256i text = lower_half(_mm512_permutex2var_epi8(first, _mm512_castsi256_si512(row), second));
    *out = '-';
    out += negative;
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), text);

    // The number ends behind its last digit that is not zero.
    const auto nonzero =
        static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpgt_epi8(text, _mm256_set1_epi8('0'))));
    out += 32 - __builtin_clz(nonzero | 1u << tail.kept);
    __builtin_memcpy(out, &tail, sizeof tail);
    return out + tail.length;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
