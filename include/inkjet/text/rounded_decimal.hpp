// Floating point numbers rounded to so many decimals or so many significant digits: correctly, from their
// exact values, ties to even.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/big_integer.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/shortest_exact.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// What can be asked for. Seventeen digits tell all doubles apart.
inline constexpr unsigned max_decimals = 17, max_significant = 17;

// The largest double has 309 digits before the point.
inline constexpr std::size_t fixed_chars = 1 + 309 + 1 + max_decimals;

inline namespace INKJET_ISA {

constexpr uint128 round_to_even(uint128 quotient, uint128 remainder, uint128 divisor) noexcept {
    const uint128 complement = divisor - remainder;
    return quotient + (remainder > complement || (remainder == complement && quotient % 2 != 0));
}

constexpr unsigned bit_width(uint128 n) noexcept {
    const auto high = static_cast<std::uint64_t>(n >> 64);
    return static_cast<unsigned>(high != 0 ? 64 + std::bit_width(high)
                                           : std::bit_width(static_cast<std::uint64_t>(n)));
}

// c * 2^q * 10^scale, rounded to an integer, where 128 bits hold all that it takes.
struct scaled_integer {
    uint128 value;
    bool fits;
};
constexpr scaled_integer scale_and_round(binary v, int scale) noexcept {
    constexpr int largest_scale = 22; // 2^53 * 10^22 < 2^127
    if (scale > largest_scale || scale < -largest_scale) return {0, false};
    uint128 numerator = v.c, divisor = 1;
    for (int i = 0; i < scale; ++i) numerator *= 10;
    for (int i = 0; i > scale; --i) divisor *= 10;
    if (v.q >= 0) {
        if (bit_width(numerator) + static_cast<unsigned>(v.q) > 127) return {0, false};
        numerator <<= v.q;
    } else if (-v.q > 127) {
        // What has at most 127 bits is less than half of the unit.
        return {0, scale >= 0};
    } else {
        if (bit_width(divisor) + static_cast<unsigned>(-v.q) > 128) return {0, false};
        divisor <<= -v.q;
    }
    return {round_to_even(numerator / divisor, numerator % divisor, divisor), true};
}

// The first `digits` digits of a number of `before_point` digits before its point (or, if negative, zeros
// behind it), one too many if the estimate is one too low. Digit by digit: for numbers of any size.
constexpr std::uint64_t round_digits_exactly(binary v, unsigned digits, int before_point) noexcept {
    big_integer numerator(v.c), divisor(1);
    if (v.q >= 0)
        numerator.shift_left(static_cast<unsigned>(v.q));
    else
        divisor.shift_left(static_cast<unsigned>(-v.q));
    // So that the quotient has one digit before the point, or two.
    if (before_point > 0)
        divisor.multiply_by_power_of_ten(static_cast<unsigned>(before_point - 1));
    else
        numerator.multiply_by_power_of_ten(static_cast<unsigned>(1 - before_point));
    std::uint64_t found = 0;
    for (unsigned i = 0; i < digits; ++i) {
        if (i != 0) numerator.multiply(10);
        found = found * 10 + numerator.subtract_repeatedly(divisor);
    }
    numerator.multiply(2);
    const int half = numerator.compare(divisor);
    return found + (half > 0 || (half == 0 && found % 2 != 0));
}

// Returns the number, not zero, rounded to so many significant digits.
constexpr decimal round_to_significant(binary v, unsigned digits) noexcept {
    // floor(n * log10(2)), exact for n of any double, is right or one too low for numbers from 2^n on.
    const int top_bit = v.q + static_cast<int>(std::bit_width(v.c)) - 1;
    int before_point = (top_bit * 315653 >> 20) + 1;
    for (;; ++before_point) {
        const int scale = static_cast<int>(digits) - before_point;
        const scaled_integer scaled = scale_and_round(v, scale);
        const std::uint64_t found = scaled.fits && scaled.value <= UINT64_MAX
                                        ? static_cast<std::uint64_t>(scaled.value)
                                        : round_digits_exactly(v, digits, before_point);
        if (found < power_of_ten(digits)) return {found, -scale};
    }
}

// Writes n with at least `least` digits.
constexpr char* put_digits(char* out, uint128 n, unsigned least) noexcept {
    char reversed[40]{};
    unsigned count = 0;
    for (; n != 0 || count < least; n /= 10)
        reversed[count++] = static_cast<char>('0' + static_cast<int>(n % 10));
    while (count != 0) *out++ = reversed[--count];
    return out;
}

// Writes an integer that no register holds.
constexpr char* put_big_integer(char* out, big_integer n) noexcept {
    constexpr std::uint32_t ten_to_9 = 1'000'000'000;
    std::uint32_t parts[36]{}; // 324 digits
    std::size_t count = 0;
    do parts[count++] = n.divide(ten_to_9);
    while (!n.is_zero());
    out = put_digits(out, parts[--count], 1);
    while (count != 0) out = put_digits(out, parts[--count], 9);
    return out;
}

/// Writes a positive number or zero with exactly so many decimals (at most `max_decimals`), without a point
/// if there are none. At most `fixed_chars` characters, and touches nothing behind them.
constexpr char* write_fixed(char* out, binary v, unsigned decimals) noexcept {
    const scaled_integer scaled = scale_and_round(v, static_cast<int>(decimals));
    if (scaled.fits) {
        const std::uint64_t unit = power_of_ten(decimals);
        out = put_digits(out, scaled.value / unit, 1);
        if (decimals == 0) return out;
        *out++ = '.';
        return put_digits(out, scaled.value % unit, decimals);
    }
    // What does not fit is an integer.
    big_integer whole(v.c);
    whole.shift_left(static_cast<unsigned>(v.q));
    out = put_big_integer(out, whole);
    if (decimals == 0) return out;
    *out++ = '.';
    return put_digits(out, 0, decimals);
}

/// Writes a positive number rounded to so many significant digits, 1 to `max_significant`, as `write_decimal`
/// lays it out.
constexpr char* write_significant(char* out, binary v, unsigned digits) noexcept {
    return write_decimal(out, round_to_significant(v, digits));
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
