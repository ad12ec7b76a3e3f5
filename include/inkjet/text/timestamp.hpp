// Dates, times of day and offsets from UTC as text, by RFC 3339.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/calendar.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/decimal_digits.hpp>
#include <inkjet/text/decimal_text.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

inline constexpr std::size_t date_chars = 10;  // 2026-11-25
inline constexpr std::size_t clock_chars = 8;  // 09:30:00
inline constexpr std::size_t offset_chars = 6; // +01:00

// The digits of fractions in 64 bits.
inline constexpr unsigned max_fraction_width = 18;

// Eight bytes, the first one lowest.
consteval std::uint64_t eight_bytes(const char (&text)[9]) noexcept {
    std::uint64_t word = 0;
    for (unsigned i = 0; i < 8; ++i) word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    return word;
}

struct time_of_day {
    std::uint32_t hour = 0, minute = 0, second = 0;
};

inline namespace INKJET_ISA {

// Numbers below 100 that lie in one word, 16 bits or more apart, as two digits each. The products by 103 /
// 2^10, a tenth, have 14 bits and don't meet; their fractions are masked out. `Ones` has a 1 where each
// number has its lowest bit.
template <std::uint64_t Ones>
INKJET_INLINE constexpr std::uint64_t pairs_of_digits(std::uint64_t numbers) noexcept {
    const std::uint64_t tens = (numbers * reciprocal<10, 10, 100> >> 10) & (Ones * 15);
    return tens | (numbers - 10 * tens) << 8;
}

/// Writes `2026-11-25`. The year is one of 0 to 9999. Touches 12 bytes.
INKJET_INLINE char* write_date(char* out, civil_date date) noexcept {
    const auto year = static_cast<std::uint32_t>(date.year);
    const std::uint32_t century = year / 100;
    const std::uint64_t numbers =
        century | std::uint64_t{year - 100 * century} << 16 | std::uint64_t{date.month} << 40;
    store_bytes(out, pairs_of_digits<0x0100'0001'0001>(numbers) | eight_bytes("0000-00-"));
    store_bytes(out + 8, static_cast<std::uint32_t>(pairs_of_digits<1>(date.day) | ascii_zeros));
    return out + date_chars;
}

/// Returns the time of day that lies so many seconds after midnight.
INKJET_INLINE constexpr time_of_day time_of_second(std::uint32_t second) noexcept {
    const std::uint32_t minute = second / 60, hour = second / 3'600;
    return {hour, minute - 60 * hour, second - 60 * minute};
}

/// Writes `09:30:00`. Each number is below 100. Touches 8 bytes.
INKJET_INLINE char* write_clock(char* out, time_of_day time) noexcept {
    const std::uint64_t numbers =
        time.hour | std::uint64_t{time.minute} << 24 | std::uint64_t{time.second} << 48;
    store_bytes(out, pairs_of_digits<0x0001'0000'0100'0001>(numbers) | eight_bytes("00:00:00"));
    return out + clock_chars;
}

/// Writes an offset from UTC, `+01:00`, of less than 100 hours either way, given in minutes to the east.
/// Touches 8 bytes.
INKJET_INLINE char* write_offset(char* out, std::int32_t minutes) noexcept {
    const bool west = minutes < 0;
    const auto distance = static_cast<std::uint32_t>(west ? -minutes : minutes);
    const std::uint32_t hours = distance / 60;
    const std::uint64_t numbers = std::uint64_t{hours} << 8 | std::uint64_t{distance - 60 * hours} << 32;
    store_bytes(out, pairs_of_digits<0x0001'0000'0100>(numbers) |
                         (west ? eight_bytes("-00:00\0\0") : eight_bytes("+00:00\0\0")));
    return out + offset_chars;
}

// Writes n < 10^9 with all its leading zeros.
INKJET_INLINE char* write_nine_digits(char* out, std::uint64_t n) noexcept {
    const auto upper = static_cast<std::uint32_t>(n) / 10;
    out = write_eight_digits(out, upper);
    *out = static_cast<char>('0' + (static_cast<std::uint32_t>(n) - 10 * upper));
    return out + 1;
}

/// Writes a point and `Width` digits, 1 to 18, leading zeros and all. The fraction is below 10^Width. Touches
/// 25 bytes.
template <unsigned Width>
INKJET_INLINE char* write_fraction(char* out, std::uint64_t fraction) noexcept {
    static_assert(Width >= 1 && Width <= max_fraction_width);
    *out++ = '.';
    if constexpr (Width <= 8) {
        write_eight_digits(out, static_cast<std::uint32_t>(fraction * power_of_ten(8 - Width)));
        return out + Width;
    } else if constexpr (Width == 9) { // what the clocks have
        return write_nine_digits(out, fraction);
    } else if constexpr (Width <= 16) {
        write_sixteen_digits(out, fraction * power_of_ten(16 - Width));
        return out + Width;
    } else {
        constexpr std::uint64_t rest = power_of_ten(Width - 8);
        const std::uint64_t upper = fraction / rest;
        out = write_eight_digits(out, static_cast<std::uint32_t>(upper));
        write_sixteen_digits(out, (fraction - rest * upper) * power_of_ten(24 - Width));
        return out + (Width - 8);
    }
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
