// The times of std::chrono by RFC 3339: points in time, with and without a zone, dates, times of day; and
// durations.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/floating.hpp>
#include <inkjet/types/duration.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/ticks.hpp>
#include <inkjet/types/timestamp.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ratio>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

template <class Clock>
inline constexpr bool is_civil_clock =
    std::is_same_v<Clock, std::chrono::system_clock> || std::is_same_v<Clock, std::chrono::local_t>;

// Whether a time point is as coarse as days, and so is a date.
template <class Rep, class Period>
inline constexpr bool is_date =
    !std::is_floating_point_v<Rep> && period_num<Period> % static_cast<std::uint64_t>(seconds_per_day) == 0 &&
    period_den<Period> == 1;

// What has a zone: std::chrono::zoned_time where the standard library has one, and what others have in its
// place.
template <class T>
concept zoned = std::is_class_v<T> && requires(const T& v) {
    { v.get_info().offset } -> std::convertible_to<std::chrono::seconds>;
    { v.get_sys_time().time_since_epoch().count() };
    requires std::is_same_v<typename decltype(v.get_sys_time())::clock, std::chrono::system_clock>;
};

template <class Clock, class Duration>
inline constexpr bool has_own_form<std::chrono::time_point<Clock, Duration>> =
    is_civil_clock<Clock> && is_tick_count<typename Duration::rep> &&
    !has_encoder<std::chrono::time_point<Clock, Duration>>;
template <zoned T>
inline constexpr bool has_own_form<T> =
    is_tick_count<typename decltype(std::declval<const T&>().get_sys_time())::rep> && !has_encoder<T>;
// Not a full specialization, which would look for an encoder before the user could have written one.
template <std::same_as<std::chrono::year_month_day> T>
inline constexpr bool has_own_form<T> = !has_encoder<T>;
template <class Duration>
inline constexpr bool has_own_form<std::chrono::hh_mm_ss<Duration>> =
    is_tick_count<typename Duration::rep> && !has_encoder<std::chrono::hh_mm_ss<Duration>>;

template <class Clock, class Duration>
inline constexpr bool is_text_scalar<std::chrono::time_point<Clock, Duration>> =
    has_own_form<std::chrono::time_point<Clock, Duration>>;
template <zoned T>
inline constexpr bool is_text_scalar<T> = has_own_form<T>;
template <std::same_as<std::chrono::year_month_day> T>
inline constexpr bool is_text_scalar<T> = has_own_form<T>;
template <class Duration>
inline constexpr bool is_text_scalar<std::chrono::hh_mm_ss<Duration>> =
    has_own_form<std::chrono::hh_mm_ss<Duration>>;

template <class Rep, class Period>
inline constexpr std::size_t instant_bound = [] {
    constexpr std::size_t text = timestamp_bound<time_decimals<Rep, Period>>, not_finite = 11; // "-Infinity"
    return std::is_floating_point_v<Rep> && text < not_finite ? not_finite : text;
}();

inline namespace INKJET_ISA {

// Writes what lies so many ticks after 1970-01-01T00:00:00, of UTC or of no zone at all.
template <class P, class Rep, class Period>
char* put_instant(context& c, char* p, Rep ticks, utc_offset offset) {
    if constexpr (std::is_floating_point_v<Rep>) {
        const auto number = static_cast<double>(ticks);
        if (!is_finite(number)) [[unlikely]]
            return put_not_finite(c, p, opaque_bits(number), chosen<P>(c).non_finite);
    }
    instant at = instant_of<Rep, Period>(ticks);
    if (__builtin_add_overflow(at.seconds, std::int64_t{offset.minutes} * 60, &at.seconds)) [[unlikely]]
        at.far = offset.minutes < 0 ? -1 : 1;
    if (at.far != 0) [[unlikely]]
        return refuse_far_year(c, p, at.far < 0);
    return put_timestamp<P, time_decimals<Rep, Period>>(c, p, at.seconds, at.fraction, offset);
}

// The same for ticks of whole days.
template <class Rep, class Period>
char* put_day(context& c, char* p, Rep ticks) {
    // With a day for the unit, the seconds of an instant are days.
    using days = std::ratio<Period::type::num / seconds_per_day>;
    const instant at = instant_of<Rep, days>(ticks);
    return at.far != 0 ? refuse_far_year(c, p, at.far < 0) : put_date(c, p, at.seconds);
}

template <class P, class Duration>
char* put_zoned(context& c, char* p, Duration since_epoch, std::chrono::seconds offset) {
    constexpr std::int64_t day = seconds_per_day;
    if (offset.count() <= -day || offset.count() >= day) [[unlikely]]
        return refuse_field(c, p, "an offset in seconds of", offset.count());
    return put_instant<P, typename Duration::rep, typename Duration::period>(c, p, since_epoch.count(),
                                                                             nearest_offset(offset.count()));
}

template <class P, class Duration>
char* put_time_of_day(context& c, char* p, const std::chrono::hh_mm_ss<Duration>& value) {
    using rep = typename Duration::rep;
    using period = typename Duration::period;
    if (value.is_negative()) [[unlikely]]
        return c.fail(errc::time_range, p, "a negative time of day");
    time_of_day time;
    std::uint64_t fraction = 0;
    std::int64_t hour = 0;
    if constexpr (std::is_floating_point_v<rep>) {
        using precision = typename std::chrono::hh_mm_ss<Duration>::precision;
        const instant at =
            instant_of<typename precision::rep, typename precision::period>(value.to_duration().count());
        time = time_of_second(static_cast<std::uint32_t>(at.seconds % 3'600));
        hour = at.far != 0 ? INT64_MAX : at.seconds / 3'600;
        fraction = at.fraction;
        // Not to be rounded into the next day.
        if (hour == 24 && value.to_duration() < std::chrono::days(1)) {
            hour = 23;
            time = {0, 59, 59};
            fraction = power_of_ten(time_decimals<rep, period>) - 1;
        }
    } else {
        time.minute = static_cast<std::uint32_t>(value.minutes().count());
        time.second = static_cast<std::uint32_t>(value.seconds().count());
        hour = value.hours().count();
        fraction = static_cast<std::uint64_t>(value.subseconds().count());
    }
    if (hour > 23) [[unlikely]]
        return refuse_field(c, p, "hour", hour);
    time.hour = static_cast<std::uint32_t>(hour);
    *p = '"';
    p = write_clock(p + 1, time);
    p = put_fraction<P, time_decimals<rep, period>>(c, p, fraction);
    *p = '"';
    return p + 1;
}

} // namespace INKJET_ISA

/// Writes points in time of the system clock, `sys_time` of any precision, as `"2026-11-25T09:30:00+00:00"`,
/// and `local_time`, which has no zone, as `"2026-11-25T09:30:00"`. Those as coarse as days are dates:
/// `"2026-11-25"`.
///
/// A fraction of a second that is not zero has the decimals of its precision: three for milliseconds, six for
/// microseconds, nine for nanoseconds, up to 18; six, rounded down, for periods without an end as decimals;
/// six, rounded to the nearest, for counts in floating point numbers. The options `naive_as_utc`, `utc_as_z`
/// and `omit_subseconds` change the form. What is outside the years 0000 to 9999 fails with
/// `errc::time_range`, NaN and infinities as `options::non_finite` says.
template <class Clock, class Duration>
struct form<std::chrono::time_point<Clock, Duration>, kind::own> {
    using rep = typename Duration::rep;
    using period = typename Duration::period;

    template <class>
    static constexpr std::size_t bound = is_date<rep, period> ? date_bound : instant_bound<rep, period>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p,
                                     const std::chrono::time_point<Clock, Duration>& value) {
        const rep ticks = value.time_since_epoch().count();
        if constexpr (is_date<rep, period>) {
            return put_day<rep, period>(c, p, ticks);
        } else {
            constexpr bool local = std::is_same_v<Clock, std::chrono::local_t>;
            return put_instant<P, rep, period>(c, p, ticks, local ? no_offset : utc_itself);
        }
    }
};

/// Writes times with a zone, `std::chrono::zoned_time` and what is like it (`get_sys_time()`, and `offset` in
/// what `get_info()` returns), as the time there and its offset from UTC: `"2026-11-25T10:30:00+01:00"`.
///
/// An offset that is not in whole minutes, as those before 1900 are, is written as the nearest that is, and
/// the time goes with it, so that the instant is the same (RFC 3339, section 5.8). One of 24 hours or more
/// fails with `errc::time_range`, as do years outside 0000 to 9999, there.
template <zoned T>
struct form<T, kind::own> {
    using duration = typename decltype(std::declval<const T&>().get_sys_time())::duration;

    template <class>
    static constexpr std::size_t bound = instant_bound<typename duration::rep, typename duration::period>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        const std::chrono::seconds offset = value.get_info().offset;
        return put_zoned<P>(c, p, value.get_sys_time().time_since_epoch(), offset);
    }
};

/// Writes `year_month_day` as `"2026-11-25"`. A day that its month does not have fails with
/// `errc::time_range`, and so does a year outside 0000 to 9999.
template <std::same_as<std::chrono::year_month_day> T>
struct form<T, kind::own> {
    template <class>
    static constexpr std::size_t bound = date_bound;
    static constexpr unsigned nesting = 0;

    template <class>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        return put_date(c, p,
                        {static_cast<int>(value.year()), static_cast<unsigned>(value.month()),
                         static_cast<unsigned>(value.day())});
    }
};

/// Writes `hh_mm_ss`, a time of day, as `"09:30:00"`; fractions as those of points in time, but floating
/// point numbers just below midnight stay there. A negative one and 24 hours or more fail with
/// `errc::time_range`.
template <class Duration>
struct form<std::chrono::hh_mm_ss<Duration>, kind::own> {
    using rep = typename Duration::rep;
    using period = typename Duration::period;

    template <class>
    static constexpr std::size_t bound = clock_bound<time_decimals<rep, period>>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const std::chrono::hh_mm_ss<Duration>& value) {
        return put_time_of_day<P>(c, p, value);
    }
};

} // namespace inkjet::detail
