// Lays seventeen digits out as a number, with AVX2.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(INKJET_ISA_AVX2)
# include <inkjet/text/decimal_digits_sse2.hpp>
# include <inkjet/text/decimal_layout.hpp>
# include <inkjet/text/x86_intrinsics.hpp>

# include <array>
# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

// The digits go where `shuffle` says, and `literals` are all other characters.
struct alignas(64) shuffle_row {
    row_codes shuffle{}, literals{};
};

inline constexpr auto shuffle_rows = [] {
    std::array<shuffle_row, layout_rows> rows{};
    for (int i = 0; i <= exponent_row; ++i) {
        shuffle_row& row = rows[static_cast<std::size_t>(i)];
        const row_codes codes = layout_of_row(i);
        for (std::size_t at = 0; at < codes.size(); ++at) {
            constexpr std::uint8_t none = 0x80; // a shuffle puts zero there
            row.shuffle[at] = codes[at] < 16 ? codes[at] : none;
            row.literals[at] = codes[at] == code_point ? '.' : '0';
        }
    }
    return rows;
}();

// Where the seventeenth digit goes, which a shuffle of sixteen bytes can't reach.
inline constexpr auto seventeenth_places = [] {
    std::array<std::uint8_t, layout_rows> places{};
    for (int i = 0; i <= exponent_row; ++i) {
        const row_codes codes = layout_of_row(i);
        std::uint8_t at = 0;
        while (codes[at] != 16) ++at;
        places[static_cast<std::size_t>(i)] = at;
    }
    return places;
}();

inline namespace INKJET_ISA {

// Writes the number, a minus sign before it if `negative` is 1 rather than 0, and returns its end. Touches 40
// bytes.
INKJET_INLINE char* lay_out(char* out, const seventeen_digits& number, std::uint64_t negative) noexcept {
    const number_tail& tail = number_tails[static_cast<std::size_t>(number.exponent - least_tail_exponent)];
    const shuffle_row& row = shuffle_rows[tail.row];
    const std::uint64_t upper = number.head / ten_to_8;
    const __m128i digits = sixteen_digits(upper, number.head - upper * ten_to_8);

    const auto load = [](const row_codes& codes) INKJET_LAMBDA_INLINE {
        return _mm256_load_si256(reinterpret_cast<const __m256i*>(codes.data()));
    };
    const __m256i text = _mm256_or_si256(
        _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(digits), load(row.shuffle)), load(row.literals));
    *out = '-';
    out += negative;
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), text);
    const unsigned last_at = seventeenth_places[tail.row];
    out[last_at] = static_cast<char>('0' + number.last);

    // The number ends behind its last digit that is not zero.
    const auto nonzero =
        static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpgt_epi8(text, _mm256_set1_epi8('0'))));
    out += 32 - __builtin_clz(nonzero | std::uint32_t{number.last != 0} << last_at | 1u << tail.kept);
    __builtin_memcpy(out, &tail, sizeof tail);
    return out + tail.length;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
