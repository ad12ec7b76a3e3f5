// Numbers as ECMAScript writes them (ECMA-262, Number::toString), which RFC 8785 makes canonical.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_layout.hpp>
#include <inkjet/text/shortest_exact.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// Most characters: "-0.0000012345678901234567", "-1.2345678901234567e-308".
inline constexpr std::size_t ecmascript_chars = 25;

inline namespace INKJET_ISA {

/// Writes a positive number, given by its shortest digits: plainly from 10^-6 up to 10^21, else with a signed
/// exponent. Touches nothing behind it.
constexpr char* write_ecmascript(char* out, decimal number) noexcept {
    while (number.digits % 10 == 0) {
        number.digits /= 10;
        ++number.exponent;
    }
    char reversed[20]{};
    int count = 0;
    for (; number.digits != 0; number.digits /= 10)
        reversed[count++] = static_cast<char>('0' + static_cast<int>(number.digits % 10));
    const auto put_digits = [&](int first, int last) {
        for (int i = first; i < last; ++i) *out++ = i < count ? reversed[count - 1 - i] : '0';
    };
    constexpr int most_before_point = 21, most_zeros_behind = 6;
    const int before_point = count + number.exponent;
    if (before_point > 0 && before_point <= most_before_point) {
        put_digits(0, before_point);
        if (count > before_point) {
            *out++ = '.';
            put_digits(before_point, count);
        }
    } else if (before_point <= 0 && before_point > -most_zeros_behind) {
        *out++ = '0';
        *out++ = '.';
        for (int i = before_point; i < 0; ++i) *out++ = '0';
        put_digits(0, count);
    } else {
        put_digits(0, 1);
        if (count > 1) {
            *out++ = '.';
            put_digits(1, count);
        }
        const int exponent = before_point - 1;
        char text[6]{};
        const char* const end = write_exponent(text, exponent); // has no plus sign
        *out++ = text[0];
        if (exponent > 0) *out++ = '+';
        for (int i = 1; i < 5 && text + i != end; ++i) *out++ = text[i];
    }
    return out;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
