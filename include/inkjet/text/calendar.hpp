// Days as dates of the Gregorian calendar, and back.
#pragma once

#include <inkjet/base/config.hpp>

#include <cstdint>

namespace inkjet::detail {

// Carried on into the past, as ISO 8601 does: year 0 is 1 BC.
struct civil_date {
    std::int32_t year = 0;
    std::uint32_t month = 1; // 1 to 12
    std::uint32_t day = 1;   // 1 to 31
};

inline constexpr std::int64_t seconds_per_day = 86'400;

// What has four digits: the years 0000 to 9999, in days since 1970-01-01.
inline constexpr std::int64_t first_day = -719'528;
inline constexpr std::int64_t last_day = 2'932'896;
inline constexpr std::int64_t first_second = first_day * seconds_per_day;
inline constexpr std::int64_t last_second = last_day * seconds_per_day + seconds_per_day - 1;

// The calendar repeats itself after 400 years.
inline constexpr std::uint32_t days_per_era = 146'097;

inline namespace INKJET_ISA {

INKJET_INLINE constexpr bool is_leap(std::int64_t year) noexcept {
    return year % 25 != 0 ? year % 4 == 0 : year % 16 == 0; // 100 = 25 * 4, 400 = 25 * 16
}

/// Returns how many days a month has, 0 if it is none of 1 to 12.
constexpr unsigned days_in_month(std::int64_t year, std::int64_t month) noexcept {
    if (month < 1 || month > 12) return 0;
    if (month == 2) return is_leap(year) ? 29 : 28;
    return 30u | ((static_cast<unsigned>(month) ^ (static_cast<unsigned>(month) >> 3)) & 1u);
}

/// Returns the date that lies `days` after 1970-01-01, for `first_day - 365 <= days <= last_day + 366`.
///
/// Years are counted from March, so that the leap day is the last of its year; then each of century, year and
/// month is a linear function of the days, and its inverse a multiplication and a shift, the remainder of
/// which gives the next (Neri and Schneider, "Euclidean affine functions and their application to calendar
/// algorithms", 2022).
INKJET_INLINE constexpr civil_date date_of_days(std::int64_t days) noexcept {
    // Since March 1st of the year -400.
    const auto n = static_cast<std::uint32_t>(days + 719'468 + days_per_era);
    // A century has 36,524.25 days, a year 365.25. ceil(2^32 / 1461) is near enough for a century's days.
    const std::uint32_t quarters = 4 * n + 3;
    const std::uint32_t century = quarters / days_per_era;
    const std::uint64_t years = std::uint64_t{2'939'745} * (quarters % days_per_era | 3);
    const auto day_of_year = static_cast<std::uint32_t>(years) / 2'939'745 / 4;
    // 2141 / 2^16 is a month a day, 30.6 days each on average, of which the first is March.
    const std::uint32_t months = 2'141 * day_of_year + 197'913;
    const bool next_year = day_of_year >= 306; // January or February
    return {static_cast<std::int32_t>(100 * century + static_cast<std::uint32_t>(years >> 32) + next_year) -
                400,
            (months >> 16) - (next_year ? 12u : 0u), (months & 0xffff) / 2'141 + 1};
}

/// Returns how many days after 1970-01-01 a date lies; the inverse of the above, for any year of 32 bits.
constexpr std::int64_t days_of_date(civil_date date) noexcept {
    // Since March of a year that lies a whole number of eras before all years of 32 bits.
    constexpr std::int64_t eras = 5'400'000;
    const bool next_year = date.month <= 2;
    const std::int64_t year = date.year + 400 * eras - next_year, century = year / 100;
    const std::uint32_t month = date.month + (next_year ? 12 : 0);
    return 1'461 * year / 4 - century + century / 4 + (979 * month - 2'919) / 32 + date.day - 1 - 719'468 -
           eras * days_per_era;
}

/// Returns the year that a second since 1970-01-01 lies in, for any number of 64 bits.
constexpr std::int64_t year_of_second(std::int64_t second) noexcept {
    const std::int64_t days = second / seconds_per_day - (second % seconds_per_day < 0 ? 1 : 0);
    constexpr std::int64_t era = days_per_era;
    const std::int64_t eras = days / era - (days % era < 0 ? 1 : 0);
    return date_of_days(days - eras * era).year + 400 * eras;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
