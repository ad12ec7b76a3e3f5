// The times of C, std::tm and std::timespec: what their fields mean must be said, then they are written by
// RFC 3339.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/calendar.hpp>
#include <inkjet/text/timestamp.hpp>
#include <inkjet/types/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <ctime>

namespace inkjet {

/// Holds broken-down time in UTC, as gmtime makes it.
struct utc_tm {
    std::tm fields;
};

/// Holds broken-down time in no known zone.
struct naive_tm {
    std::tm fields;
};

/// Holds broken-down time in a zone that is so many seconds east of UTC.
struct offset_tm {
    std::tm fields;
    long east;
};

/// Holds seconds and nanoseconds since 1970-01-01T00:00:00 UTC, as CLOCK_REALTIME counts them.
struct utc_timespec {
    std::timespec since;
};

/// Takes broken-down time for UTC: written as `"2026-11-25T09:30:00+00:00"`.
///
/// Fields outside their ranges fail with `errc::time_range`, among them days that the month does not have and
/// years outside 0000 to 9999; a leap second, 60, is allowed. `tm_wday`, `tm_yday` and `tm_isdst` are
/// ignored.
constexpr utc_tm utc(const std::tm& fields) noexcept { return {fields}; }

/// Takes broken-down time as it is, without a zone: written as `"2026-11-25T09:30:00"`, and as `utc` with
/// `options::naive_as_utc`. Fields are checked as those of `utc`.
constexpr naive_tm naive(const std::tm& fields) noexcept { return {fields}; }

/// Takes broken-down time for that of a zone, so many seconds east of UTC: written as
/// `"2026-11-25T10:30:00+01:00"`.
///
/// What is not in whole minutes is written as the nearest offset that is, and the time goes with it. 24 hours
/// or more fail with `errc::time_range`. Fields are checked as those of `utc`.
constexpr offset_tm with_offset(const std::tm& fields, long east) noexcept { return {fields, east}; }

/// Takes the offset from the fields, as localtime makes them; for platforms whose `tm` has `tm_gmtoff`.
template <class Fields>
    requires requires(const Fields& fields) {
        fields.tm_gmtoff;
        utc_tm{fields};
    }
constexpr offset_tm with_offset(const Fields& fields) noexcept {
    return {fields, static_cast<long>(fields.tm_gmtoff)};
}

/// Takes seconds and nanoseconds for time since 1970-01-01T00:00:00 UTC: written as
/// `"2026-11-25T09:30:00.123456789+00:00"`, without the fraction if it is zero. Nanoseconds outside 0 to
/// 999,999,999 fail with `errc::time_range`, as do years outside 0000 to 9999.
constexpr utc_timespec utc(const std::timespec& since) noexcept { return {since}; }

namespace detail {

// The first field that is out of its range, if any.
struct field_fault {
    const char* name = nullptr;
    std::int64_t value = 0;
};

inline namespace INKJET_ISA {

constexpr field_fault find_fault(const std::tm& fields) noexcept {
    if (fields.tm_mon < 0 || fields.tm_mon > 11) return {"month", std::int64_t{fields.tm_mon} + 1};
    if (fields.tm_hour < 0 || fields.tm_hour > 23) return {"hour", fields.tm_hour};
    if (fields.tm_min < 0 || fields.tm_min > 59) return {"minute", fields.tm_min};
    if (fields.tm_sec < 0 || fields.tm_sec > 60) return {"second", fields.tm_sec};
    return {};
}

template <class P>
char* put_tm(context& c, char* p, const std::tm& fields, std::int64_t east, bool has_zone) {
    if (const field_fault fault = find_fault(fields); fault.name != nullptr) [[unlikely]]
        return refuse_field(c, p, fault.name, fault.value);
    const std::int64_t year = std::int64_t{fields.tm_year} + 1900, month = fields.tm_mon + 1;
    if (fields.tm_mday < 1 || fields.tm_mday > static_cast<int>(days_in_month(year, month))) [[unlikely]]
        return refuse_date(c, p, year, month, fields.tm_mday);
    if (year < 0 || year > 9999) [[unlikely]]
        return refuse_year(c, p, year);
    if (east <= -seconds_per_day || east >= seconds_per_day) [[unlikely]]
        return refuse_field(c, p, "an offset in seconds of", east);

    const civil_date date{static_cast<std::int32_t>(year), static_cast<std::uint32_t>(month),
                          static_cast<std::uint32_t>(fields.tm_mday)};
    const time_of_day time{static_cast<std::uint32_t>(fields.tm_hour),
                           static_cast<std::uint32_t>(fields.tm_min),
                           static_cast<std::uint32_t>(fields.tm_sec)};
    const utc_offset offset = has_zone ? nearest_offset(east) : no_offset;
    const std::int64_t moved = offset.minutes * std::int64_t{60} - east;
    if (moved == 0) return put_timestamp<P, 0>(c, p, date, time, 0, offset);
    const std::int64_t seconds = days_of_date(date) * seconds_per_day + std::int64_t{time.hour} * 3'600 +
                                 std::int64_t{time.minute} * 60 + time.second;
    return put_timestamp<P, 0>(c, p, seconds + moved, 0, offset);
}

template <class P>
char* put_timespec(context& c, char* p, const std::timespec& since) {
    const auto nanoseconds = static_cast<std::int64_t>(since.tv_nsec);
    if (nanoseconds < 0 || nanoseconds > 999'999'999) [[unlikely]]
        return refuse_field(c, p, "nanosecond", nanoseconds);
    return put_timestamp<P, 9>(c, p, static_cast<std::int64_t>(since.tv_sec),
                               static_cast<std::uint64_t>(nanoseconds), utc_itself);
}

} // namespace INKJET_ISA

template <>
inline constexpr bool has_own_form<utc_tm> = true;
template <>
inline constexpr bool has_own_form<naive_tm> = true;
template <>
inline constexpr bool has_own_form<offset_tm> = true;
template <>
inline constexpr bool has_own_form<utc_timespec> = true;
template <>
inline constexpr bool is_text_scalar<utc_tm> = true;
template <>
inline constexpr bool is_text_scalar<naive_tm> = true;
template <>
inline constexpr bool is_text_scalar<offset_tm> = true;
template <>
inline constexpr bool is_text_scalar<utc_timespec> = true;

struct tm_form {
    template <class>
    static constexpr std::size_t bound = timestamp_bound<0>;
    static constexpr unsigned nesting = 0;
};

template <>
struct form<utc_tm, kind::own> : tm_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const utc_tm& value) {
        return put_tm<P>(c, p, value.fields, 0, true);
    }
};

template <>
struct form<naive_tm, kind::own> : tm_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const naive_tm& value) {
        return put_tm<P>(c, p, value.fields, 0, false);
    }
};

template <>
struct form<offset_tm, kind::own> : tm_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const offset_tm& value) {
        return put_tm<P>(c, p, value.fields, value.east, true);
    }
};

template <>
struct form<utc_timespec, kind::own> {
    template <class>
    static constexpr std::size_t bound = timestamp_bound<9>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const utc_timespec& value) {
        return put_timespec<P>(c, p, value.since);
    }
};

} // namespace detail
} // namespace inkjet
