// Base64 in steps of twelve bytes by the compilers' own vectors, and what its kernels share.
#pragma once

#include <inkjet/base/config.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace inkjet::detail {

// RFC 4648, section 4.
struct base64_standard {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    static constexpr bool padded = true;
};

// RFC 4648, section 5. Padding may be left out where the length is known otherwise, as in a JSON string.
struct base64_url {
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    static constexpr bool padded = false;
};

/// Returns how many characters n bytes become.
template <class Code>
constexpr std::size_t base64_size(std::size_t n) noexcept {
    const std::size_t rest = n % 3;
    return n / 3 * 4 + (rest == 0 ? 0 : Code::padded ? 4 : rest + 1);
}

// The letters are five runs: a letter is its index plus the offset of its run.
inline constexpr int base64_runs[] = {0, 26, 52, 62, 63};
template <class Code>
inline constexpr auto base64_offset =
    [](int run) { return Code::letters[base64_runs[run]] - base64_runs[run]; };

inline namespace INKJET_ISA {

// Three bytes at a time, and the rest.
template <class Code>
INKJET_INLINE char* write_base64_singly(char* out, const unsigned char* s, std::size_t n) noexcept {
    const auto put = [&](std::uint32_t bits, unsigned count) INKJET_LAMBDA_INLINE {
        for (unsigned i = 0; i < count; ++i) *out++ = Code::letters[bits >> (18 - 6 * i) & 63];
    };
    const auto byte = [&](std::size_t i) INKJET_LAMBDA_INLINE { return std::uint32_t{s[i]}; };
    for (; n >= 3; n -= 3, s += 3) put(byte(0) << 16 | byte(1) << 8 | byte(2), 4);
    if (n == 0) return out;
    put(n == 1 ? byte(0) << 16 : byte(0) << 16 | byte(1) << 8, n == 1 ? 2 : 3);
    if constexpr (Code::padded) {
        *out++ = '=';
        if (n == 1) *out++ = '=';
    }
    return out;
}

namespace portable_kernel {

using base64_letters = unsigned char __attribute__((vector_size(16)));
using base64_indices = signed char __attribute__((vector_size(16))); // which is what SSE2 compares
using base64_groups = std::uint32_t __attribute__((vector_size(16)));

// The letters of indices below 64: from run to run another offset is added.
template <class Code>
INKJET_INLINE base64_letters base64_letters_of(base64_indices index) noexcept {
    constexpr auto offset = base64_offset<Code>;
    auto letters = reinterpret_cast<base64_letters>(index) + static_cast<unsigned char>(offset(0));
    const auto from = [&](int run) INKJET_LAMBDA_INLINE {
        const auto more = static_cast<unsigned char>(offset(run) - offset(run - 1));
        const auto last = static_cast<signed char>(base64_runs[run] - 1);
        letters += reinterpret_cast<base64_letters>(index > last) & more;
    };
    from(1), from(2), from(3), from(4);
    return letters;
}

// Writes what n bytes become; touches no other byte.
template <class Code>
INKJET_INLINE char* write_base64(char* out, const unsigned char* s, std::size_t n) noexcept {
    if constexpr (std::endian::native == std::endian::little) {
        const auto group = [&](std::size_t i) INKJET_LAMBDA_INLINE {
            std::uint32_t bytes; // three, and one of the next group
            std::memcpy(&bytes, s + i, sizeof bytes);
            return bytes;
        };
        for (; n >= 13; n -= 12, s += 12, out += 16) {
            // In a group, the first byte is the lowest. Each of the four fields of six bits, the middle ones
            // of them in two parts, is moved to a byte of its own.
            const base64_groups v = {group(0), group(3), group(6), group(9)};
            const base64_groups fields = (v >> 2 & 0x3f) | (v << 12 & 0x3000) | (v >> 4 & 0x0f00) |
                                         (v << 10 & 0x3c'0000) | (v >> 6 & 0x03'0000) |
                                         (v << 8 & 0x3f00'0000);
            const base64_letters letters = base64_letters_of<Code>(reinterpret_cast<base64_indices>(fields));
            std::memcpy(out, &letters, sizeof letters);
        }
    }
    return write_base64_singly<Code>(out, s, n);
}

} // namespace portable_kernel
} // namespace INKJET_ISA
} // namespace inkjet::detail
