// Where the decimal point goes, for machines on which bytes are not shuffled freely: the digits are stored
// twice, the second time one place to the left, and only those before the point.
#pragma once

#include <inkjet/text/decimal_layout.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

struct point_place {
    std::uint32_t kept = 0; // bits of digits that stay even if they are zeros
    std::uint8_t first = 0; // digit, from the first character behind the sign
    std::uint8_t point = 0; // from the first digit
    std::uint8_t last = 0;  // digit, the seventeenth, from the first
    std::uint8_t extra = 0; // characters besides the digits
    std::uint8_t lone = 0;  // 1 if the point goes when there is one digit only
};

inline constexpr auto point_places = [] {
    std::array<point_place, layout_rows> places{};
    for (int row = 0; row < exponent_row; ++row) {
        const int e = row + least_plain_exponent;
        const auto zeros = static_cast<std::uint8_t>(e < 0 ? 1 - e : 0); // "0.00"
        // If the point is among the zeros already, the last digit is put over the one that is stored with the
        // digits.
        point_place& place = places[static_cast<std::size_t>(row)];
        if (e < 0)
            place = {0, zeros, 16, 16, zeros, 0};
        else
            place = {2u << e, 0, static_cast<std::uint8_t>(e + 1), 17, 1, 0};
    }
    places[exponent_row] = {0, 0, 1, 17, 1, 1};
    return places;
}();

// A window of 16 bytes from 16 - n on has its first n bytes set.
inline constexpr auto first_bytes_windows = [] {
    std::array<std::uint8_t, 32> bytes{};
    for (std::size_t i = 0; i < 16; ++i) bytes[i] = 0xff;
    return bytes;
}();

} // namespace inkjet::detail
