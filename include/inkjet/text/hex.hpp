// Bytes as hexadecimal digits, sixteen bytes at a time.
#pragma once

#include <inkjet/base/config.hpp>

#include <cstddef>
#include <cstring>

namespace inkjet::detail {

inline constexpr std::size_t hex_step = 16;

inline namespace INKJET_ISA {

// The compilers' own vectors: what is done here, every instruction set can do.
using hex_vector = unsigned char __attribute__((vector_size(hex_step)));

// The digits of sixteen bytes, in the order in which they are written.
struct hex_pair {
    hex_vector first, second;
};

INKJET_INLINE hex_vector hex_digits_of(hex_vector nibbles) noexcept {
    constexpr unsigned char to_letters = 'a' - '9' - 1;
    return nibbles + '0' + (reinterpret_cast<hex_vector>(nibbles > 9) & to_letters);
}

INKJET_INLINE hex_pair hex_digits_at(const void* bytes) noexcept {
    hex_vector v;
    std::memcpy(&v, bytes, sizeof v);
    const hex_vector high = hex_digits_of(v >> 4), low = hex_digits_of(v & 15);
    return {__builtin_shufflevector(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
            __builtin_shufflevector(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)};
}

/// Writes two lower case digits for each of n bytes (RFC 4648, section 8, but for the case), and returns the
/// end. Touches those 2 n bytes only. `bytes` may be null if n is 0.
inline char* write_hex(char* out, const unsigned char* bytes, std::size_t n) noexcept {
    for (; n >= hex_step; n -= hex_step, bytes += hex_step, out += 2 * hex_step) {
        const hex_pair digits = hex_digits_at(bytes);
        std::memcpy(out, &digits, sizeof digits);
    }
    for (; n != 0; --n, ++bytes) {
        *out++ = "0123456789abcdef"[*bytes >> 4];
        *out++ = "0123456789abcdef"[*bytes & 15];
    }
    return out;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
