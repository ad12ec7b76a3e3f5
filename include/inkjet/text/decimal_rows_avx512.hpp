// Lays eight numbers out in rows of text, with AVX-512.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/number_separators.hpp>
#include <inkjet/text/shortest_lanes_avx512.hpp>

#if defined(INKJET_ISA_AVX512) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

// A number's text is a permutation of 32 bytes: sixteen digits, the seventeenth, and the other characters.
// Rows of permutations lie one behind the other, first those for sixteen digits of which none is to be left
// out, then those that leave out the first. In front of every row is the minus sign: it is loaded too when
// the number is negative.
struct text_permutations {
    static constexpr std::uint8_t point = 17, zero = 18, minus = 19;
    static constexpr std::size_t row_size = 32;

    alignas(64) std::array<std::uint8_t, row_size * (2 * layout_rows + 1)> bytes{};

    constexpr text_permutations() noexcept {
        bytes[row_size - 1] = minus;
        std::size_t at = row_size;
        for (unsigned left_out = 0; left_out < 2; ++left_out) {
            for (int row = 0; row <= exponent_row; ++row) {
                for (const std::uint8_t code : layout_of_row(row)) {
                    const unsigned digit = code + left_out;
                    bytes[at++] = code == code_point ? point
                                  : digit <= 16      ? static_cast<std::uint8_t>(digit)
                                                     : zero;
                }
                bytes[at - 1] = minus; // no number is as long as the row
            }
        }
    }
};
// A template, so that they are made only where arrays are written.
template <class Rows>
inline constexpr auto permutations_of_text = [] { return text_permutations(); }();

// A number of n digits has max(n + extra, least) characters before an exponent, one less if it is a lone
// digit.
struct length_tables {
    alignas(64) std::array<std::uint8_t, 64> extra{}, least{};

    constexpr length_tables() noexcept {
        for (int row = 0; row <= exponent_row; ++row) {
            const int e = row + least_plain_exponent;
            const auto i = static_cast<std::size_t>(row);
            extra[i] = static_cast<std::uint8_t>(row != exponent_row && e < 0 ? 1 - e : 1);
            least[i] = static_cast<std::uint8_t>(row != exponent_row && e >= 0 ? e + 3 : 0);
        }
    }
};
template <class Rows>
inline constexpr auto lengths_of_rows = [] { return length_tables(); }();

inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_numbers {

// Eight numbers ready to be stored: value i has the half i / 4 of characters[i % 4].
struct alignas(64) eight_rows {
    std::array<std::uint64_t, 4 * 8> characters;
    std::array<std::uint64_t, 8> permutation; // from the first row on, in bytes
    std::array<std::uint64_t, 8> length;      // with the sign, without an exponent
    std::array<std::uint64_t, 8> tail;
    unsigned uncertain;
    bool has_exponents;
};

INKJET_INLINE void store_lanes(void* to, __m512i lanes) { _mm512_store_si512(to, lanes); }

// `negative`: 1 in lanes of numbers with a sign, 0 in others.
template <class Rows>
INKJET_INLINE void lay_out(const eight_decimals& numbers, __m512i negative, Rows& out) {
    const lane_halves halves = halves_of_sixteen_digits(numbers.digits);
    const __m512i upper = eight_digits(halves.upper), lower = eight_digits(halves.lower);
    const __mmask8 is_fifteen = _mm512_cmplt_epu64_mask(numbers.digits, all(power_of_ten(15)));
    const __m512i one = all(1);

    // Zeros at the end are in the highest bytes.
    const __mmask8 lower_is_zero = _mm512_testn_epi64_mask(lower, lower);
    __m512i zeros = _mm512_lzcnt_epi64(lower);
    zeros = _mm512_mask_add_epi64(zeros, lower_is_zero, zeros, _mm512_lzcnt_epi64(upper));
    __m512i count = _mm512_sub_epi64(all(16), _mm512_srli_epi64(zeros, 3));
    count = _mm512_mask_mov_epi64(count, numbers.is_long, all(17));
    count = _mm512_mask_sub_epi64(count, is_fifteen, count, one);

    const __m512i tail = _mm512_mask_sub_epi64(numbers.tail, is_fifteen, numbers.tail, one);
    constexpr std::uint64_t first_plain_tail = std::uint64_t{least_plain_exponent - least_tail_exponent};
    const __m512i row = _mm512_min_epu64(_mm512_sub_epi64(tail, all(first_plain_tail)), all(exponent_row));
    const __mmask8 has_exponent = _mm512_cmpeq_epi64_mask(row, all(exponent_row));

    constexpr __mmask64 lowest_bytes = 0x0101'0101'0101'0101;
    const __m512i extra = _mm512_maskz_permutexvar_epi8(
        lowest_bytes, row, _mm512_load_si512(lengths_of_rows<Rows>.extra.data()));
    const __m512i least = _mm512_maskz_permutexvar_epi8(
        lowest_bytes, row, _mm512_load_si512(lengths_of_rows<Rows>.least.data()));
    __m512i length = _mm512_max_epu64(_mm512_add_epi64(count, extra), least);
    out.has_exponents = has_exponent != 0;
    if (has_exponent != 0) {
        const __mmask8 lone = _mm512_mask_cmpeq_epi64_mask(has_exponent, count, one);
        length = _mm512_mask_sub_epi64(length, lone, length, one);
        store_lanes(out.tail.data(), tail);
    }
    store_lanes(out.length.data(), _mm512_add_epi64(length, negative));
    const __m512i permutation = _mm512_sub_epi64(_mm512_slli_epi64(row, 5), negative);
    static_assert(text_permutations::row_size == 1 << 5);
    store_lanes(out.permutation.data(),
                _mm512_mask_add_epi64(permutation, is_fifteen, permutation,
                                      all(layout_rows * text_permutations::row_size)));

    const __m512i ascii = _mm512_set1_epi8('0');
    const __m512i upper_text = _mm512_or_si512(upper, ascii), lower_text = _mm512_or_si512(lower, ascii);
    constexpr std::uint64_t others = '0' | '.' << 8 | '0' << 16 | std::uint64_t{'-'} << 24;
    const __m512i last_text = _mm512_or_si512(numbers.last, all(others));
    const __m512i even = _mm512_unpacklo_epi64(upper_text, lower_text);
    const __m512i odd = _mm512_unpackhi_epi64(upper_text, lower_text);
    const auto put = [&](int i, __m512i digits, int from) INKJET_LAMBDA_INLINE { // numbers i and i + 4
        const __m512i order = _mm512_setr_epi64(from, from + 1, 8 + i, 8, from + 4, from + 5, 8 + i + 4, 8);
        store_lanes(out.characters.data() + 8 * i, _mm512_permutex2var_epi64(digits, order, last_text));
    };
    put(0, even, 0);
    put(1, odd, 0);
    put(2, even, 2);
    put(3, odd, 2);
    out.uncertain = numbers.uncertain;
}

// Writes number i and what stands behind it.
template <bool HasExponents, class Rows, std::size_t Extent>
INKJET_INLINE char* write_row(char* out, const Rows& rows, unsigned i, separators<Extent> behind) {
    const auto* const characters =
        reinterpret_cast<const __m256i*>(rows.characters.data() + i % 4 * 8 + i / 4 * 4);
    const auto* const permutation = reinterpret_cast<const __m256i*>(
        permutations_of_text<Rows>.bytes.data() + (text_permutations::row_size + rows.permutation[i]));
    const __m256i text =
        _mm256_permutexvar_epi8(_mm256_loadu_si256(permutation), _mm256_load_si256(characters));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), text);
    out += rows.length[i];
    if constexpr (HasExponents) {
        const number_tail& tail = number_tails[rows.tail[i]];
        __builtin_memcpy(out, &tail, sizeof tail);
        out += tail.length;
    }
    return behind.put(out, i);
}

// Writes the first `count` numbers.
template <bool HasExponents, class Rows, std::size_t Extent>
INKJET_INLINE char* write_rows(char* out, const Rows& rows, unsigned count, separators<Extent> behind) {
    if (count < 8) [[unlikely]] {
        for (unsigned i = 0; i < count; ++i) out = write_row<HasExponents>(out, rows, i, behind);
        return out;
    }
    // Unrolled by hand: g++ doesn't, and the places would be computed.
    out = write_row<HasExponents>(out, rows, 0, behind);
    out = write_row<HasExponents>(out, rows, 1, behind);
    out = write_row<HasExponents>(out, rows, 2, behind);
    out = write_row<HasExponents>(out, rows, 3, behind);
    out = write_row<HasExponents>(out, rows, 4, behind);
    out = write_row<HasExponents>(out, rows, 5, behind);
    out = write_row<HasExponents>(out, rows, 6, behind);
    return write_row<HasExponents>(out, rows, 7, behind);
}

} // namespace avx512_numbers
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
