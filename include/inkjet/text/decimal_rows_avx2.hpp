// Lays four numbers out in rows of text, with AVX2.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/shortest_lanes_avx2.hpp>

#if defined(INKJET_ISA_AVX2) || defined(INKJET_DISPATCH)
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

// The digits, which come last to first, go where `shuffle` says; `literals` are all other characters.
struct alignas(64) reversed_row {
    row_codes shuffle{}, literals{};
};

// First the rows for sixteen digits of which none is to be left out, then those that leave out the first.
struct reversed_rows_tables {
    std::array<reversed_row, 2 * layout_rows> rows{};
    std::array<std::uint8_t, 2 * layout_rows>
        seventeenth{}; // where that digit goes, which the shuffle can't reach

    constexpr reversed_rows_tables() noexcept {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::size_t left_out = i / layout_rows;
            const row_codes codes = layout_of_row(static_cast<int>(i % layout_rows));
            for (std::size_t at = 0; at < codes.size(); ++at) {
                constexpr std::uint8_t none = 0x80; // a shuffle puts zero there
                const std::size_t digit = codes[at] + left_out;
                rows[i].shuffle[at] = digit < 16 ? static_cast<std::uint8_t>(15 - digit) : none;
                rows[i].literals[at] = codes[at] == code_point ? '.' : '0';
                if (digit == 16) seventeenth[i] = static_cast<std::uint8_t>(at);
            }
        }
    }
};
// A template, so that they are made only where arrays are written.
template <class Rows>
inline constexpr auto reversed_rows = [] { return reversed_rows_tables(); }();

inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_numbers {

// Four numbers ready to be stored.
struct alignas(32) four_rows {
    std::array<std::uint64_t, 4 * 2> digits; // sixteen of each number, values 0 to 9, the last one first
    std::array<std::uint64_t, 4> row, last, tail;
    bool certain;
};

INKJET_INLINE void store_lanes(void* to, __m256i lanes) {
    _mm256_store_si256(static_cast<__m256i*>(to), lanes);
}

INKJET_INLINE void lay_out(const four_decimals& numbers, four_rows& out) {
    const __m256i first_plain = all(std::uint64_t{least_plain_exponent - least_tail_exponent});
    // Of what is not plain, the difference is either greater or has all its upper bits set. Both have the
    // last row; the comparison is of 32 bits, so the upper ones are cleared.
    const __m256i row = _mm256_and_si256(
        _mm256_min_epu32(_mm256_sub_epi64(numbers.tail, first_plain), all(exponent_row)), all(0xFF));
    store_lanes(out.row.data(),
                _mm256_add_epi64(row, _mm256_and_si256(numbers.is_fifteen, all(layout_rows))));
    store_lanes(out.last.data(), numbers.last);
    store_lanes(out.tail.data(), numbers.tail);
    const __m256i upper = eight_digits_reversed(numbers.upper), lower = eight_digits_reversed(numbers.lower);
    const __m256i even = _mm256_unpacklo_epi64(lower, upper), odd = _mm256_unpackhi_epi64(lower, upper);
    store_lanes(out.digits.data(), _mm256_permute2x128_si256(even, odd, 0x20));
    store_lanes(out.digits.data() + 4, _mm256_permute2x128_si256(even, odd, 0x31));
    out.certain = numbers.certain;
}

INKJET_INLINE __m256i load_codes(const row_codes& codes) {
    return _mm256_load_si256(reinterpret_cast<const __m256i*>(codes.data()));
}

// Writes number i with a comma.
template <class Rows>
INKJET_INLINE char* write_row(char* out, const Rows& rows, std::size_t i, std::uint64_t negative) {
    const std::size_t at = rows.row[i];
    const reversed_row& row = reversed_rows<Rows>.rows[at];
    const __m256i digits = _mm256_broadcastsi128_si256(
        _mm_load_si128(reinterpret_cast<const __m128i*>(rows.digits.data() + 2 * i)));
    const __m256i text =
        _mm256_or_si256(_mm256_shuffle_epi8(digits, load_codes(row.shuffle)), load_codes(row.literals));
    *out = '-';
    out += negative;
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), text);
    const unsigned last_at = reversed_rows<Rows>.seventeenth[at];
    out[last_at] = static_cast<char>('0' + rows.last[i]);

    // The number ends behind its last digit that is not zero.
    const auto nonzero =
        static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpgt_epi8(text, _mm256_set1_epi8('0'))));
    const number_tail& tail = number_tails[rows.tail[i]];
    out += 32 - __builtin_clz(nonzero | std::uint32_t{rows.last[i] != 0} << last_at | 1u << tail.kept);
    __builtin_memcpy(out, &tail, sizeof tail);
    out += tail.length;
    *out = ',';
    return out + 1;
}

} // namespace avx2_numbers
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
