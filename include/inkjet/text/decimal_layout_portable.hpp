// Lays seventeen digits out as a number, in words of eight bytes.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/decimal_point.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// Writes the number, a minus sign before it if `negative` is 1 rather than 0, and returns its end. Touches 32
// bytes.
INKJET_INLINE char* lay_out(char* out, const seventeen_digits& number, std::uint64_t negative) noexcept {
    const std::uint64_t upper = number.head / ten_to_8;
    const std::uint64_t lower = number.head - upper * ten_to_8;
    const std::uint64_t first = eight_digits(static_cast<std::uint32_t>(upper));
    const std::uint64_t second = eight_digits(static_cast<std::uint32_t>(lower));
    const number_tail& tail = number_tails[static_cast<std::size_t>(number.exponent - least_tail_exponent)];
    const point_place& place = point_places[tail.row];

    int count = second != 0 ? 16 - std::countl_zero(second) / 8 : 8 - std::countl_zero(first) / 8;
    count = number.last != 0 ? 17 : count;
    const int kept = 32 - std::countl_zero(place.kept);
    count = count > kept ? count : kept;

    *out = '-';
    out += negative;
    __builtin_memcpy(out, "0.000000", 8);
    char* const to = out + place.first;
    const std::uint64_t a = first | ascii_zeros, b = second | ascii_zeros;
    store_bytes(to + 1, a);
    store_bytes(to + 9, b);
    const auto* const window = first_bytes_windows.data() + 16 - place.point;
    const auto before_a = load_bytes<std::uint64_t>(window), before_b = load_bytes<std::uint64_t>(window + 8);
    store_bytes(to, (a & before_a) | (a << 8 & ~before_a));
    store_bytes(to + 8, (b & before_b) | ((b << 8 | a >> 56) & ~before_b));
    to[place.point] = '.';
    to[place.last] = static_cast<char>('0' + number.last);

    out += count + place.extra - (place.lone & static_cast<int>(count == 1));
    __builtin_memcpy(out, &tail, sizeof tail);
    return out + tail.length;
}

} // namespace INKJET_ISA

} // namespace inkjet::detail
