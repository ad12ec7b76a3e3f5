// Counts of std::chrono's ticks, whole or floating, as seconds and decimal fractions of them.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/kind.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/duration.hpp>
#include <inkjet/text/floating.hpp>
#include <inkjet/text/shortest_exact.hpp>
#include <inkjet/text/timestamp.hpp>

#include <chrono>
#include <cstdint>
#include <numeric>
#include <type_traits>

namespace inkjet::detail {

template <class Rep>
inline constexpr bool is_tick_count = is_integer<Rep> || std::is_floating_point_v<Rep>;

// As the library's own traits, which strict modes of the standard library don't have for 128 bits.
template <class Rep>
inline constexpr bool fits_int64 = sizeof(Rep) < 8 || (sizeof(Rep) == 8 && static_cast<Rep>(-1) < Rep(0));

template <class Period>
inline constexpr std::uint64_t period_num = static_cast<std::uint64_t>(Period::type::num);
template <class Period>
inline constexpr std::uint64_t period_den = static_cast<std::uint64_t>(Period::type::den);

inline constexpr uint128 most_int128 = ~uint128{0} >> 1;

// The least number of decimals that hold every multiple of 1 / den, `otherwise` if 18 are not enough.
consteval unsigned decimals_of(std::uint64_t den, unsigned otherwise) noexcept {
    for (unsigned width = 0; width <= max_fraction_width; ++width)
        if (power_of_ten(width) % den == 0) return width;
    return otherwise;
}

// The decimals of times of a precision, as std::chrono::hh_mm_ss::fractional_width has them; for floating
// counts those of microseconds.
template <class Rep, class Period>
inline constexpr unsigned time_decimals =
    std::is_floating_point_v<Rep> ? 6 : decimals_of(period_den<Period>, 6);

// A point in time: seconds since 1970, rounded down, and `time_decimals` of the one that has begun.
struct instant {
    std::int64_t seconds = 0;
    std::uint64_t fraction = 0;
    int far = 0; // -1 or 1: long before or after what 64 bits can tell
};

inline namespace INKJET_ISA {

// den > left, both in the same unit; the fraction is rounded down.
template <unsigned Width, std::uint64_t Den>
constexpr std::uint64_t decimals_left(std::uint64_t left) noexcept {
    constexpr std::uint64_t power = power_of_ten(Width);
    if constexpr (power % Den == 0)
        return left * (power / Den);
    else
        return static_cast<std::uint64_t>(uint128{left} * power / Den);
}

template <class Rep, class Period>
INKJET_INLINE constexpr instant whole_instant(Rep count) noexcept {
    constexpr std::uint64_t num = period_num<Period>, den = period_den<Period>;
    constexpr unsigned width = time_decimals<Rep, Period>;
    if constexpr (num == 1 && fits_int64<Rep>) {
        constexpr auto divisor = static_cast<std::int64_t>(den);
        const auto ticks = static_cast<std::int64_t>(count);
        const std::int64_t seconds = ticks / divisor - (ticks % divisor < 0 ? 1 : 0);
        // Unsigned: the product may be below the least number.
        const std::uint64_t left =
            static_cast<std::uint64_t>(ticks) - static_cast<std::uint64_t>(seconds) * den;
        return {seconds, decimals_left<width, den>(left)};
    } else {
        constexpr auto most = static_cast<int128>(most_int128 / num);
        if constexpr (sizeof(Rep) > 8) {
            if (count > Rep(most)) return {0, 0, 1};
            if constexpr (static_cast<Rep>(-1) < Rep(0))
                if (count < -Rep(most)) return {0, 0, -1};
        }
        const int128 ticks = static_cast<int128>(count) * static_cast<int128>(num);
        const int128 seconds =
            ticks / static_cast<int128>(den) - (ticks % static_cast<int128>(den) < 0 ? 1 : 0);
        if (seconds > INT64_MAX) return {0, 0, 1};
        if (seconds < INT64_MIN) return {0, 0, -1};
        const auto left = static_cast<std::uint64_t>(ticks - seconds * static_cast<int128>(den));
        return {static_cast<std::int64_t>(seconds), decimals_left<width, den>(left)};
    }
}

// To the nearest microsecond, ties to even. The count is finite.
template <class Rep, class Period>
INKJET_INLINE constexpr instant floating_instant(Rep count) noexcept {
    using real = std::conditional_t<std::is_same_v<Rep, float>, double, Rep>;
    const real since = static_cast<real>(count) * static_cast<real>(period_num<Period>) /
                       static_cast<real>(period_den<Period>);
    constexpr real far = 1e15; // in years of 365 days 31 millions; more than all that is written
    if (since >= far) return {0, 0, 1};
    if (since <= -far) return {0, 0, -1};
    auto seconds = static_cast<std::int64_t>(since);
    if (static_cast<real>(seconds) > since) --seconds;
    const real left = (since - static_cast<real>(seconds)) * 1'000'000;
    auto micros = static_cast<std::uint64_t>(left);
    const real beyond = left - static_cast<real>(micros);
    if (beyond > real(0.5) || (beyond == real(0.5) && micros % 2 != 0)) ++micros;
    if (micros >= 1'000'000) return {seconds + 1, 0};
    return {seconds, micros};
}

template <class Rep, class Period>
INKJET_INLINE constexpr instant instant_of(Rep count) noexcept {
    if constexpr (std::is_floating_point_v<Rep>)
        return floating_instant<Rep, Period>(count);
    else
        return whole_instant<Rep, Period>(count);
}

// Puts the length of so many ticks into `span`, exactly, but for periods that have no end as decimals (thirds
// of seconds): to the nearest nanosecond, halves up. Returns whether it has less than 2^128 seconds.
template <class Rep, class Period>
constexpr bool whole_span(Rep count, time_span& span) noexcept {
    constexpr std::uint64_t num = period_num<Period>, den = period_den<Period>;
    auto ticks = static_cast<uint128>(count);
    if constexpr (static_cast<Rep>(-1) < Rep(0)) {
        span.negative = count < 0;
        if (span.negative) ticks = 0 - ticks;
    }
    std::uint64_t left = 0;
    if constexpr (num == 1 && sizeof(Rep) <= 8) {
        span.seconds = static_cast<std::uint64_t>(ticks) / den;
        left = static_cast<std::uint64_t>(ticks) % den;
    } else {
        if constexpr (sizeof(Rep) > 8)
            if (ticks > ~uint128{0} / num) return false;
        span.seconds = ticks * num / den;
        left = static_cast<std::uint64_t>(ticks * num % den);
    }
    if constexpr (ten_to_18 % den == 0) {
        span.attoseconds = left * (ten_to_18 / den);
    } else {
        constexpr std::uint64_t billion = power_of_ten(9);
        const auto nanos = static_cast<std::uint64_t>((uint128{left} * billion + den / 2) / den);
        if (nanos == billion) ++span.seconds;
        span.attoseconds = nanos % billion * billion;
    }
    return true;
}

} // namespace INKJET_ISA

// How long a second is in 10^-exponent seconds of a period: num * 10^exponent / den, in lowest terms.
template <class Period>
struct unit_ratio {
    long double num = 1, den = 1;

    constexpr explicit unit_ratio(unsigned exponent) noexcept {
        const std::uint64_t power = power_of_ten(exponent), common = std::gcd(power, period_den<Period>);
        const std::uint64_t factor = power / common, divisor = period_den<Period> / common;
        num = static_cast<long double>(period_num<Period>) * static_cast<long double>(factor);
        den = static_cast<long double>(divisor);
    }
};

inline namespace INKJET_ISA {

/// Returns a floating count of ticks in units of 10^-Exponent seconds, with the precision of its type.
template <class Period, unsigned Exponent, class Rep>
constexpr Rep floating_count(Rep count) noexcept {
    constexpr unit_ratio<Period> ratio(Exponent);
    if constexpr (ratio.num != 1) count *= static_cast<Rep>(ratio.num);
    if constexpr (ratio.den != 1) count /= static_cast<Rep>(ratio.den);
    return count;
}

// Puts finite seconds into `span` with the shortest digits that read back as them, of which those below
// 10^-18 are rounded, halves up. Returns whether there are less than 10^38 seconds.
template <class Real>
constexpr bool floating_span(Real seconds, time_span& span) noexcept {
    span.negative = seconds < 0;
    if (seconds == 0) return true;
    if (seconds >= Real(1e38) || seconds <= Real(-1e38)) return false;
    decimal number;
    if constexpr (std::is_same_v<Real, float>)
        number = shortest_exact(binary_of_float(opaque_bits(seconds)));
    else
        number = shortest_exact(binary_of_double(opaque_bits(seconds)));
    if (number.exponent >= 0) {
        span.seconds = number.digits;
        for (int i = 0; i < number.exponent; ++i) span.seconds *= 10;
        return true;
    }
    auto decimals = static_cast<unsigned>(-number.exponent);
    if (decimals > 18) {
        const unsigned dropped = decimals - 18;
        if (dropped > 18) return true;
        const std::uint64_t unit = power_of_ten(dropped);
        number.digits = (number.digits + unit / 2) / unit;
        decimals = 18;
    }
    const std::uint64_t unit = power_of_ten(decimals);
    span.seconds = number.digits / unit;
    span.attoseconds = number.digits % unit * power_of_ten(18 - decimals);
    return true;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
