// Points in time and dates by RFC 3339, however they are held: the ranges, the options, the errors.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/calendar.hpp>
#include <inkjet/text/timestamp.hpp>
#include <inkjet/writer/note.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkjet::detail {

// Minutes east of UTC, or no zone at all.
struct utc_offset {
    bool known = false;
    std::int32_t minutes = 0;
};
inline constexpr utc_offset no_offset{};
inline constexpr utc_offset utc_itself{true, 0};

inline constexpr std::size_t date_bound = date_chars + 2;
template <unsigned Width>
inline constexpr std::size_t fraction_bound = Width == 0 ? 0 : Width + 1;
template <unsigned Width>
inline constexpr std::size_t clock_bound = clock_chars + fraction_bound<Width> + 2;
template <unsigned Width>
inline constexpr std::size_t timestamp_bound =
    date_chars + 1 + clock_chars + fraction_bound<Width> + offset_chars + 2;

inline namespace INKJET_ISA {

// The offset that a time is written with, for one of so many seconds: the nearest that has whole minutes,
// halves away from zero, and at most 23:59 (RFC 3339, section 5.8).
constexpr utc_offset nearest_offset(std::int64_t seconds) noexcept {
    const std::int64_t minutes = (seconds + (seconds < 0 ? -30 : 30)) / 60;
    constexpr std::int32_t most = 24 * 60 - 1;
    return {true, minutes > most ? most : minutes < -most ? -most : static_cast<std::int32_t>(minutes)};
}

inline void put_signed(note& to, std::int64_t number) noexcept {
    if (number < 0) to.put("-");
    const auto bits = static_cast<std::uint64_t>(number);
    to.put_number(number < 0 ? 0 - bits : bits);
}

INKJET_COLD inline char* refuse_year(context& c, char* p, std::int64_t year) {
    note particulars("year ");
    put_signed(particulars, year);
    return c.fail(errc::time_range, p, particulars.view());
}

// Where the year is beyond 64 bits.
INKJET_COLD inline char* refuse_far_year(context& c, char* p, bool past) {
    return c.fail(errc::time_range, p, past ? "long before year 0" : "long after year 9999");
}

INKJET_COLD inline char* refuse_date(context& c, char* p, std::int64_t year, std::int64_t month,
                                     std::int64_t day) {
    note particulars("no such day: year ");
    put_signed(particulars, year);
    particulars.put(", month ");
    put_signed(particulars, month);
    particulars.put(", day ");
    put_signed(particulars, day);
    return c.fail(errc::time_range, p, particulars.view());
}

// A field that is out of its range: "hour 25".
INKJET_COLD inline char* refuse_field(context& c, char* p, std::string_view field, std::int64_t value) {
    note particulars(field);
    particulars.put(" ");
    put_signed(particulars, value);
    return c.fail(errc::time_range, p, particulars.view());
}

// A fraction of a second where there is one, in units of 10^-Width seconds.
template <class P, unsigned Width>
INKJET_INLINE char* put_fraction(const context& c, char* p, std::uint64_t fraction) {
    if constexpr (Width != 0) {
        if (fraction != 0 && !chosen<P>(c).omit_subseconds) p = write_fraction<Width>(p, fraction);
    }
    return p;
}

template <class P>
INKJET_INLINE char* put_offset(const context& c, char* p, utc_offset offset) {
    if (!offset.known && !chosen<P>(c).naive_as_utc) return p;
    if (chosen<P>(c).utc_as_z && offset.minutes == 0) {
        *p = 'Z';
        return p + 1;
    }
    return write_offset(p, offset.minutes);
}

template <class P, unsigned Width>
INKJET_INLINE char* put_timestamp(context& c, char* p, civil_date date, time_of_day time,
                                  std::uint64_t fraction, utc_offset offset) {
    *p = '"';
    p = write_date(p + 1, date);
    *p = 'T';
    p = write_clock(p + 1, time);
    p = put_fraction<P, Width>(c, p, fraction);
    p = put_offset<P>(c, p, offset);
    *p = '"';
    return p + 1;
}

// Writes a time as it is where the offset holds: `local` seconds since 1970-01-01T00:00:00 there, and the
// fraction in units of 10^-Width seconds. Takes at most `timestamp_bound<Width>` bytes.
template <class P, unsigned Width>
INKJET_INLINE char* put_timestamp(context& c, char* p, std::int64_t local, std::uint64_t fraction,
                                  utc_offset offset) {
    if (local < first_second || local > last_second) [[unlikely]]
        return refuse_year(c, p, year_of_second(local));
    // Unsigned and of fewer bits, which divides faster.
    const auto since = static_cast<std::uint64_t>(local - first_second);
    const std::uint64_t days = since / seconds_per_day;
    const auto second = static_cast<std::uint32_t>(since - days * seconds_per_day);
    const civil_date date = date_of_days(static_cast<std::int64_t>(days) + first_day);
    return put_timestamp<P, Width>(c, p, date, time_of_second(second), fraction, offset);
}

// Writes a day, given since 1970-01-01. Takes at most `date_bound` bytes.
inline char* put_date(context& c, char* p, std::int64_t days) {
    if (days < first_day || days > last_day) [[unlikely]] {
        constexpr std::int64_t most = INT64_MAX / seconds_per_day;
        if (days > most || days < -most) return refuse_far_year(c, p, days < 0);
        return refuse_year(c, p, year_of_second(days * seconds_per_day));
    }
    *p = '"';
    p = write_date(p + 1, date_of_days(days));
    *p = '"';
    return p + 1;
}

// Writes a date that may not be one.
inline char* put_date(context& c, char* p, civil_date date) {
    if (date.day - 1 >= days_in_month(date.year, date.month)) [[unlikely]]
        return refuse_date(c, p, date.year, date.month, date.day);
    if (date.year < 0 || date.year > 9999) [[unlikely]]
        return refuse_year(c, p, date.year);
    *p = '"';
    p = write_date(p + 1, date);
    *p = '"';
    return p + 1;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
