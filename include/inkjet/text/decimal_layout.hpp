// Where the characters of a JSON number go: the rule, its plain form, and what the fast forms of it share.
#pragma once

#include <inkjet/text/shortest_exact.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// With e the exponent of the first digit: from 10^-5 up to but not including 10^16 a number is written
// plainly, always with a point (0.00001, 12.5, 100.0); outside as d.ddde-7 or 1e30, without a plus sign and
// without a point after a lone digit.
inline constexpr int least_plain_exponent = -5;
inline constexpr int largest_plain_exponent = 15;

constexpr bool is_plain_exponent(int e) noexcept {
    return e >= least_plain_exponent && e <= largest_plain_exponent;
}

// "e-7": at most 5 characters.
constexpr char* write_exponent(char* out, int e) noexcept {
    *out++ = 'e';
    if (e < 0) *out++ = '-';
    const int magnitude = e < 0 ? -e : e;
    if (magnitude >= 100) *out++ = static_cast<char>('0' + magnitude / 100);
    if (magnitude >= 10) *out++ = static_cast<char>('0' + magnitude / 10 % 10);
    *out++ = static_cast<char>('0' + magnitude % 10);
    return out;
}

// Writes a positive number by the rule, a character at a time, and touches nothing behind it.
constexpr char* write_decimal(char* out, decimal number) noexcept {
    while (number.digits % 10 == 0) {
        number.digits /= 10;
        ++number.exponent;
    }
    std::array<char, 20> reversed{};
    int count = 0;
    for (; number.digits != 0; number.digits /= 10) {
        reversed[static_cast<std::size_t>(count++)] =
            static_cast<char>('0' + static_cast<int>(number.digits % 10));
    }
    const int e = number.exponent + count - 1;
    const bool plain = is_plain_exponent(e);
    const auto digit = [&](int i) {
        return i < count ? reversed[static_cast<std::size_t>(count - 1 - i)] : '0';
    };
    if (plain && e < 0) {
        *out++ = '0';
        *out++ = '.';
        for (int i = e + 1; i < 0; ++i) *out++ = '0';
        for (int i = 0; i < count; ++i) *out++ = digit(i);
        return out;
    }
    const int before_point = plain ? e + 1 : 1;
    const int least_digits = plain ? before_point + 1 : 1;
    for (int i = 0; i < count || i < least_digits; ++i) {
        if (i == before_point) *out++ = '.';
        *out++ = digit(i);
    }
    return plain ? out : write_exponent(out, e);
}

// The digits of a number, in the form that is laid out fast.
struct seventeen_digits {
    std::uint64_t head = 0; // the first sixteen, the first of them not zero
    std::uint64_t last = 0; // the seventeenth; 0 if there are fewer, as no shortest decimal of 17 ends in 0
    int exponent = 0;       // of the first digit
};

// Layout tables have one row for every plain exponent, and one for all others.
inline constexpr int plain_rows = largest_plain_exponent - least_plain_exponent + 1;
inline constexpr int exponent_row = plain_rows;
inline constexpr std::size_t layout_rows = plain_rows + 1;

// What follows the digits, "e-7" or nothing, and which row they take, by the exponent of the first digit.
struct number_tail {
    char text[5] = {};
    std::uint8_t length = 0; // of text
    std::uint8_t row = 0;
    std::uint8_t kept = 0; // the last character that stays even if it is a zero, as in ".0"
};
static_assert(sizeof(number_tail) == 8);

inline constexpr int least_tail_exponent = -324;
inline constexpr int largest_tail_exponent = 308;

alignas(64) inline constexpr auto number_tails = [] {
    std::array<number_tail, largest_tail_exponent - least_tail_exponent + 1> tails{};
    int e = least_tail_exponent;
    for (number_tail& tail : tails) {
        if (is_plain_exponent(e)) {
            tail.row = static_cast<std::uint8_t>(e - least_plain_exponent);
            tail.kept = static_cast<std::uint8_t>(e >= 0 ? e + 2 : 0);
        } else {
            tail.row = exponent_row;
            tail.length = static_cast<std::uint8_t>(write_exponent(tail.text, e) - tail.text);
        }
        ++e;
    }
    return tails;
}();

// The first 32 characters of a row: the numbers of digits, 0 to 16, or one of the codes; the sign stands
// before them.
enum layout_code : std::uint8_t { code_zero = 32, code_point };
using row_codes = std::array<std::uint8_t, 32>;

constexpr row_codes layout_of_row(int row) noexcept {
    row_codes codes{};
    const int e = row == exponent_row ? 0 : row + least_plain_exponent;
    std::size_t at = 0;
    const auto put = [&](std::uint8_t code) { codes[at++] = code; };
    if (e < 0) {
        put(code_zero);
        put(code_point);
        for (int i = e + 1; i < 0; ++i) put(code_zero);
    }
    for (int digit = 0; at < codes.size(); ++digit) {
        if (digit == e + 1 && e >= 0) put(code_point);
        if (at < codes.size()) put(digit < 17 ? static_cast<std::uint8_t>(digit) : std::uint8_t{code_zero});
    }
    return codes;
}

} // namespace inkjet::detail
