// numpy's datetime64: counts of a unit since 1970, alone and as arrays whose unit is known at run time.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/calendar.hpp>
#include <inkjet/types/ndarray.hpp>
#include <inkjet/types/timestamp.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet {

/// Names what a datetime64 counts, from the coarsest to the finest, after numpy's Y, M, W, D, h, m, s, ms,
/// us, ns.
enum class datetime_unit : unsigned char {
    year,
    month,
    week,
    day,
    hour,
    minute,
    second,
    millisecond,
    microsecond,
    nanosecond,
};

/// Holds a point in time without a zone, as so many units since 1970-01-01T00:00:00, as numpy has it in
/// memory. Written as `"2026-11-25T09:30:00"`, dates too; with the three, six or nine decimals of the unit if
/// there is a fraction of a second. `options::naive_as_utc`, `utc_as_z` and `omit_subseconds` apply. The
/// least count, numpy's NaT, is `null`. Years outside 0000 to 9999 fail with `errc::time_range`.
template <datetime_unit Unit>
struct datetime64 {
    std::int64_t count;
};

/// Is the count that stands for no time at all.
inline constexpr std::int64_t not_a_time = INT64_MIN;

/// Refers to an array of counts, see `datetime64`, whose unit is known at run time.
struct datetime64_array {
    ndarray<std::int64_t> counts;
    datetime_unit unit;
};

namespace detail {

template <datetime_unit Unit>
inline constexpr bool has_own_form<datetime64<Unit>> = true;
template <>
inline constexpr bool has_own_form<datetime64_array> = true;

template <datetime_unit Unit>
inline constexpr bool is_copied<datetime64<Unit>> = true;
template <datetime_unit Unit>
inline constexpr bool makes_tuples<datetime64<Unit>> = false;

inline constexpr unsigned datetime_decimals(datetime_unit unit) noexcept {
    return unit < datetime_unit::millisecond    ? 0
           : unit == datetime_unit::millisecond ? 3
           : unit == datetime_unit::microsecond ? 6
                                                : 9;
}

// How many units a second has, or how many seconds a unit.
inline constexpr std::int64_t units_per_second(datetime_unit unit) noexcept {
    return unit < datetime_unit::millisecond    ? 1
           : unit == datetime_unit::millisecond ? 1'000
           : unit == datetime_unit::microsecond ? 1'000'000
                                                : 1'000'000'000;
}
inline constexpr std::int64_t seconds_per_unit(datetime_unit unit) noexcept {
    return unit == datetime_unit::week     ? 7 * seconds_per_day
           : unit == datetime_unit::day    ? seconds_per_day
           : unit == datetime_unit::hour   ? 3'600
           : unit == datetime_unit::minute ? 60
                                           : 1;
}

inline namespace INKJET_ISA {

// Writes a count that is one.
template <class P, datetime_unit Unit>
INKJET_INLINE char* put_datetime(context& c, char* p, std::int64_t count) {
    if constexpr (Unit <= datetime_unit::month) {
        // Far beyond the years that can be written, but with days that 64 bits hold.
        constexpr std::int64_t per_year = Unit == datetime_unit::month ? 12 : 1, far = 1'000'000 * per_year;
        if (count > far || count < -far) [[unlikely]]
            return refuse_far_year(c, p, count < 0);
        const std::int64_t year = count / per_year - (count % per_year < 0 ? 1 : 0);
        const auto month = static_cast<std::uint32_t>(count - year * per_year) + 1;
        const std::int64_t days = days_of_date({static_cast<std::int32_t>(year + 1970), month, 1});
        return put_timestamp<P, 0>(c, p, days * seconds_per_day, 0, no_offset);
    } else {
        constexpr std::int64_t den = units_per_second(Unit);
        std::int64_t seconds = count / den - (count % den < 0 ? 1 : 0);
        const std::uint64_t fraction = static_cast<std::uint64_t>(count) -
                                       static_cast<std::uint64_t>(seconds) * static_cast<std::uint64_t>(den);
        if (__builtin_mul_overflow(seconds, seconds_per_unit(Unit), &seconds)) [[unlikely]]
            return refuse_far_year(c, p, count < 0);
        return put_timestamp<P, datetime_decimals(Unit)>(c, p, seconds, fraction, no_offset);
    }
}

template <class P>
char* put_datetimes(context& c, char* p, const datetime64_array& array) {
    const auto put = [&]<datetime_unit Unit>() {
        const ndarray<datetime64<Unit>> same = array.counts.template viewed_as<datetime64<Unit>>();
        return write_value<P>(c, p, same);
    };
    switch (array.unit) {
    case datetime_unit::year:
        return put.template operator()<datetime_unit::year>();
    case datetime_unit::month:
        return put.template operator()<datetime_unit::month>();
    case datetime_unit::week:
        return put.template operator()<datetime_unit::week>();
    case datetime_unit::day:
        return put.template operator()<datetime_unit::day>();
    case datetime_unit::hour:
        return put.template operator()<datetime_unit::hour>();
    case datetime_unit::minute:
        return put.template operator()<datetime_unit::minute>();
    case datetime_unit::second:
        return put.template operator()<datetime_unit::second>();
    case datetime_unit::millisecond:
        return put.template operator()<datetime_unit::millisecond>();
    case datetime_unit::microsecond:
        return put.template operator()<datetime_unit::microsecond>();
    case datetime_unit::nanosecond:
        return put.template operator()<datetime_unit::nanosecond>();
    }
    return c.fail(errc::bad_value, p, "a datetime64 of an unknown unit");
}

} // namespace INKJET_ISA

template <datetime_unit Unit>
struct form<datetime64<Unit>, kind::own> {
    template <class>
    static constexpr std::size_t bound = timestamp_bound<datetime_decimals(Unit)>;
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const datetime64<Unit>& value) {
        if (value.count == not_a_time) [[unlikely]]
            return put_literal(p, "null");
        return put_datetime<P, Unit>(c, p, value.count);
    }

    static content look(const datetime64<Unit>& value) noexcept {
        return value.count == not_a_time ? content::absent : content::something;
    }
};

template <>
struct form<datetime64_array, kind::own> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const datetime64_array& array) {
        return put_datetimes<P>(c, p, array);
    }
};

} // namespace detail
} // namespace inkjet
