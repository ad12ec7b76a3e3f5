// std::chrono::duration: as ISO 8601 text, or as a number of seconds or parts of them.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/duration.hpp>
#include <inkjet/text/floating.hpp>
#include <inkjet/text/integer.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/ticks.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace inkjet::detail {

template <class Rep, class Period>
inline constexpr bool has_own_form<std::chrono::duration<Rep, Period>> =
    is_tick_count<Rep> && !has_encoder<std::chrono::duration<Rep, Period>>;
template <class Rep, class Period>
inline constexpr bool is_text_scalar<std::chrono::duration<Rep, Period>> =
    has_own_form<std::chrono::duration<Rep, Period>>;

inline namespace INKJET_ISA {

INKJET_COLD inline char* refuse_duration(context& c, char* p) {
    return c.fail(errc::time_range, p, "a duration beyond 128 bits");
}

// The unit of a format that is a number: 10^-exponent seconds.
struct duration_unit {
    unsigned exponent;
    std::uint64_t per_second, attoseconds;
};

INKJET_INLINE constexpr duration_unit unit_of(duration_format format) noexcept {
    switch (format) {
    case duration_format::milliseconds:
        return {3, power_of_ten(3), power_of_ten(15)};
    case duration_format::microseconds:
        return {6, power_of_ten(6), power_of_ten(12)};
    case duration_format::nanoseconds:
        return {9, power_of_ten(9), power_of_ten(9)};
    case duration_format::iso8601:
    case duration_format::seconds:
        break;
    }
    return {0, 1, ten_to_18};
}

// Takes at most `iso_duration_chars + 2` bytes.
inline char* put_iso_duration(char* p, const time_span& span) noexcept {
    *p = '"';
    p = write_iso_duration(p + 1, span);
    *p = '"';
    return p + 1;
}

// Writes an exact number of units. What has no fraction is an integer, with all that
// the options want of one.
template <class P>
char* put_exact_count(context& c, char* p, const time_span& span, duration_unit unit) {
    if (span.seconds > UINT64_MAX && span.seconds > most_int128 / unit.per_second - 1) [[unlikely]]
        return refuse_duration(c, p);
    const uint128 magnitude = span.seconds * unit.per_second + span.attoseconds / unit.attoseconds;
    const std::uint64_t fraction = span.attoseconds % unit.attoseconds * unit.per_second;
    if (fraction == 0) {
        const auto number = static_cast<int128>(span.negative ? 0 - magnitude : magnitude);
        if (magnitude > INT64_MAX) return write_value<P>(c, p, number);
        const auto narrow = static_cast<std::int64_t>(number);
        return write_value<P>(c, p, narrow);
    }
    if (span.negative) *p++ = '-';
    p = write_integer(p, magnitude);
    return write_trimmed_fraction(p, fraction);
}

// Numbers of floating type stay such, with all that the options want of them.
template <class P, class Period, class Rep>
char* put_floating_count(context& c, char* p, Rep count, duration_unit unit) {
    switch (unit.exponent) {
    case 3:
        count = floating_count<Period, 3>(count);
        break;
    case 6:
        count = floating_count<Period, 6>(count);
        break;
    case 9:
        count = floating_count<Period, 9>(count);
        break;
    default:
        count = floating_count<Period, 0>(count);
    }
    return write_value<P>(c, p, count);
}

template <class P, class Rep, class Period>
char* put_duration(context& c, char* p, Rep count) {
    [[maybe_unused]] const duration_format format = chosen<P>(c).durations;
    constexpr bool always_text = !may_differ<P>(&options::durations);
    time_span span;
    if constexpr (std::is_floating_point_v<Rep>) {
        if constexpr (!always_text) {
            if (format != duration_format::iso8601)
                return put_floating_count<P, Period>(c, p, count, unit_of(format));
        }
        using printed = typename form<Rep>::printed;
        const auto seconds = static_cast<printed>(floating_count<Period, 0>(count));
        if (!is_finite(seconds)) [[unlikely]]
            return put_not_finite(c, p, opaque_bits(seconds), chosen<P>(c).non_finite);
        if (!floating_span(seconds, span)) [[unlikely]]
            return refuse_duration(c, p);
    } else {
        if (!whole_span<Rep, Period>(count, span)) [[unlikely]]
            return refuse_duration(c, p);
        if constexpr (!always_text) {
            if (format != duration_format::iso8601) return put_exact_count<P>(c, p, span, unit_of(format));
        }
    }
    return put_iso_duration(p, span);
}

} // namespace INKJET_ISA

/// Writes durations of any period, over integers or floating point numbers, as `options::durations` says.
///
/// As text: hours, minutes and seconds, `"PT36H0.5S"`, `"-PT5S"`, `"PT0S"`. Days, weeks, months and years are
/// hours there, as long as std::chrono says that they are (a year is 31,556,952 s). As a number: an integer
/// where there is no fraction, `5400`, else with as many decimals as it takes, `5400.5`; floating point
/// numbers as they are, `5400.0`.
///
/// Counts of integers are exact, and never turned into floating point numbers. Two things are rounded to the
/// nearest: to nanoseconds, periods without an end as decimals of a second (`ratio<1, 3>`); and to 10^-18 s,
/// the digits of floating point numbers in text, which are the fewest that read back as their seconds. What
/// goes beyond 128 bits fails with `errc::time_range`, NaN and infinities as `options::non_finite` says.
template <class Rep, class Period>
struct form<std::chrono::duration<Rep, Period>, kind::own> {
    template <class P>
    static constexpr std::size_t bound = [] {
        const std::size_t all[] = {iso_duration_chars + 2,
                                   1 + integer_chars<uint128> + trimmed_fraction_chars, bound_of<P, int128>,
                                   bound_of<P, double>};
        std::size_t most = 0;
        for (const std::size_t each : all) most = each > most ? each : most;
        return most;
    }();
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const std::chrono::duration<Rep, Period>& value) {
        return put_duration<P, Rep, Period>(c, p, value.count());
    }
};

} // namespace inkjet::detail
