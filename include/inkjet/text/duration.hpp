// Lengths of time as text, by ISO 8601, and decimal fractions without trailing zeros.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/integer.hpp>
#include <inkjet/text/timestamp.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

inline constexpr std::uint64_t ten_to_18 = power_of_ten(18);

// Seconds and 10^-18 of them, of which there are less than 10^18.
struct time_span {
    bool negative = false;
    uint128 seconds = 0;
    std::uint64_t attoseconds = 0;
};

// A point and 18 digits.
inline constexpr std::size_t trimmed_fraction_chars = 19;

// "-PT", hours and their letter, "59M", "59", a fraction, "S". The hours of 128 bits of seconds have 36
// digits.
inline constexpr std::size_t iso_duration_chars = 3 + 36 + 3 + 2 + trimmed_fraction_chars + 1;

inline namespace INKJET_ISA {

/// Writes a point and the decimals of a fraction in units of 10^-18, which is not zero, without trailing
/// zeros. Touches at most `trimmed_fraction_chars + overrun` bytes.
inline char* write_trimmed_fraction(char* out, std::uint64_t fraction) noexcept {
    constexpr std::uint64_t billion = power_of_ten(9);
    const std::uint64_t nanos = fraction / billion, rest = fraction - nanos * billion;
    *out = '.';
    out = write_nine_digits(out + 1, nanos);
    if (rest != 0) out = write_nine_digits(out, rest);
    while (out[-1] == '0') --out;
    return out;
}

/// Writes `PT1H30M0.5S`: hours, minutes and seconds, those that are zero left out, but `PT0S` for none at
/// all. Touches at most `iso_duration_chars + overrun` bytes.
///
/// The hours are not made days: those of ISO 8601 belong to a calendar, and may have 23 or 25 hours.
inline char* write_iso_duration(char* out, const time_span& span) noexcept {
    const bool none = span.seconds == 0 && span.attoseconds == 0;
    if (span.negative && !none) *out++ = '-';
    *out++ = 'P';
    *out++ = 'T';
    std::uint32_t second = 0; // of the hour
    if (span.seconds <= UINT64_MAX) {
        const auto seconds = static_cast<std::uint64_t>(span.seconds);
        const std::uint64_t hours = seconds / 3'600;
        second = static_cast<std::uint32_t>(seconds - 3'600 * hours);
        if (hours != 0) *(out = write_integer(out, hours))++ = 'H';
    } else {
        const uint128 hours = span.seconds / 3'600;
        second = static_cast<std::uint32_t>(span.seconds - 3'600 * hours);
        *(out = write_integer(out, hours))++ = 'H';
    }
    const std::uint32_t minutes = second / 60;
    second -= 60 * minutes;
    if (minutes != 0) *(out = write_integer(out, minutes))++ = 'M';
    if (second != 0 || span.attoseconds != 0 || none) {
        out = write_integer(out, second);
        if (span.attoseconds != 0) out = write_trimmed_fraction(out, span.attoseconds);
        *out++ = 'S';
    }
    return out;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
