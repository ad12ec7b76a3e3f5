// Lays seventeen digits out as a number, in words of eight bytes.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/decimal_layout.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// Digits are stored behind `lead` characters ("0.000") and, those after the point, once more by one farther.
// The length is digits + extra, one less for a lone digit before an exponent, but at least `least`.
struct point_place {
    std::uint8_t lead = 0, point = 0, last = 0, extra = 0, lone = 0, least = 0;
};

inline constexpr auto point_places = [] {
    std::array<point_place, layout_rows> places{};
    for (int row = 0; row <= exponent_row; ++row) {
        point_place& place = places[static_cast<std::size_t>(row)];
        const int e = row + least_plain_exponent;
        place.least = static_cast<std::uint8_t>(least_length(row));
        if (row == exponent_row) {
            place = {0, 1, 17, 1, 1, place.least};
        } else if (e < 0) { // no digit before the point: it goes where the last digit is put over it
            const auto zeros = static_cast<std::uint8_t>(1 - e);
            place = {zeros, 16, 16, zeros, 0, place.least};
        } else {
            place = {0, static_cast<std::uint8_t>(e + 1), 17, 1, 0, place.least};
        }
    }
    return places;
}();

inline namespace INKJET_ISA {

// Writes the number, a minus sign before it if `negative` is 1 rather than 0, and returns its end. Touches 32
// bytes.
INKJET_INLINE char* lay_out(char* out, const seventeen_digits& number, std::uint64_t negative) noexcept {
    const std::uint64_t upper = number.head / 100'000'000;
    const std::uint64_t lower = number.head - upper * 100'000'000;
    const std::uint64_t first = eight_digits(static_cast<std::uint32_t>(upper));
    const std::uint64_t second = eight_digits(static_cast<std::uint32_t>(lower));
    const number_tail& tail = number_tails[static_cast<std::size_t>(number.exponent - least_tail_exponent)];
    const point_place& place = point_places[tail.row];

    int count = second != 0 ? 16 - std::countl_zero(second) / 8 : 8 - std::countl_zero(first) / 8;
    count = number.last != 0 ? 17 : count;

    *out = '-';
    out += negative;
    __builtin_memcpy(out, "0.000000", 8);
    char* const to = out + place.lead;
    const std::uint64_t a = first | ascii_zeros, b = second | ascii_zeros;
    store_bytes(to + 1, a);
    store_bytes(to + 9, b);
    // The digits before the point are stored again, one place to the left. Shifts of 64 are undefined, so the
    // masks are made by two shifts.
    const unsigned bits = 8u * place.point;
    const std::uint64_t mask = ~std::uint64_t{0};
    const std::uint64_t in_a = bits >= 64 ? mask : ~(mask << (bits & 63));
    const std::uint64_t in_b = bits >= 128 ? mask : bits <= 64 ? 0 : ~(mask << (bits & 63));
    store_bytes(to, (a & in_a) | (a << 8 & ~in_a));
    store_bytes(to + 8, (b & in_b) | ((b << 8 | a >> 56) & ~in_b));
    to[place.point] = '.';
    to[place.last] = static_cast<char>('0' + number.last);

    int length = count + place.extra - (count == 1 ? place.lone : 0);
    length = length > place.least ? length : place.least;
    out += length;
    __builtin_memcpy(out, &tail, sizeof tail);
    return out + tail.length;
}

} // namespace INKJET_ISA

} // namespace inkjet::detail
