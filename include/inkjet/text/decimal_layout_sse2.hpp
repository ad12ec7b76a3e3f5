// Lays seventeen digits out as a number, with SSE2.
#pragma once

#include <inkjet/base/config.hpp>

#if defined(INKJET_ISA_SSE2)
# include <inkjet/text/decimal_digits_sse2.hpp>
# include <inkjet/text/decimal_layout.hpp>
# include <inkjet/text/decimal_point.hpp>

# include <emmintrin.h>

# include <cstddef>
# include <cstdint>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// Writes the number, a minus sign before it if `negative` is 1 rather than 0, and returns its end. Touches 40
// bytes.
INKJET_INLINE char* lay_out(char* out, const seventeen_digits& number, std::uint64_t negative) noexcept {
    const number_tail& tail = number_tails[static_cast<std::size_t>(number.exponent - least_tail_exponent)];
    const point_place& place = point_places[tail.row];
    const std::uint64_t upper = number.head / ten_to_8;
    const __m128i digits = sixteen_digits(upper, number.head - upper * ten_to_8);

    const __m128i zeros = bytes_equal(digits, __m128i{});
    const std::uint32_t nonzero = 0xffff & ~static_cast<std::uint32_t>(_mm_movemask_epi8(zeros));
    const std::uint32_t used = nonzero | std::uint32_t{number.last != 0} << 16 | place.kept;

    const __m128i text = digits | equal_bytes('0');
    const __m128i before_point = load16(first_bytes_windows.data() + 16 - place.point);
    *out = '-';
    out += negative;
    __builtin_memcpy(out, "0.000000", 8);
    char* const to = out + place.first;
    store16(to + 1, text);
    store16(to, (before_point & text) | (~before_point & _mm_slli_si128(text, 1)));
    to[place.point] = '.';
    to[place.last] = static_cast<char>('0' + number.last);

    out += 32 - __builtin_clz(used) + place.extra - (place.lone & static_cast<int>(used == 1));
    __builtin_memcpy(out, &tail, sizeof tail);
    return out + tail.length;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail

#endif
