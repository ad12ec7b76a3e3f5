// The decimal digits of small numbers, made several at a time inside one word.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/decimal_arithmetic.hpp>

#include <array>
#include <bit>
#include <cstdint>

namespace inkjet::detail {

// Each step splits every field of a word into quotient and remainder by 10^4, 10^2 or 10, and puts the
// remainder into the next higher field: q + (n - q * d) * 2^w = n * 2^w - q * (d * 2^w - 1). The divisions
// are multiplications whose products don't reach the field above.

// The digits of n < 10^4 as values 0 to 9, the first one in the lowest byte.
INKJET_INLINE constexpr std::uint32_t four_digits(std::uint32_t n) noexcept {
    const auto hundreds = static_cast<std::uint32_t>(n * reciprocal<100, 19, 10'000> >> 19);
    const std::uint32_t twos = (n << 16) - hundreds * ((100u << 16) - 1);
    const std::uint32_t tens =
        static_cast<std::uint32_t>(twos * reciprocal<10, 10, 100> >> 10) & 0x000f'000fu;
    return (twos << 8) - tens * ((10u << 8) - 1);
}

// The upper four digits of n < 10^8 in the lower half of a word, the lower four in the upper.
INKJET_INLINE constexpr std::uint64_t two_fours(std::uint32_t n) noexcept {
    const std::uint64_t high = n * reciprocal<10'000, 40, ten_to_8> >> 40;
    return (std::uint64_t{n} << 32) - high * ((10'000ull << 32) - 1);
}

// The digits of n < 10^8 as values 0 to 9, the first one in the lowest byte.
INKJET_INLINE constexpr std::uint64_t eight_digits(std::uint32_t n) noexcept {
    const std::uint64_t fours = two_fours(n);
    const std::uint64_t hundreds = (fours * reciprocal<100, 20, 10'000> >> 20) & 0x0000'007f'0000'007full;
    const std::uint64_t twos = (fours << 16) - hundreds * ((100ull << 16) - 1);
    const std::uint64_t tens = (twos * reciprocal<10, 10, 100> >> 10) & 0x000f'000f'000f'000full;
    return (twos << 8) - tens * ((10ull << 8) - 1);
}

// By the leading zeros of n > 0: n plus the entry has the number of n's digits in its upper half. Among
// numbers of one width it changes once at most, where the sum carries.
inline constexpr auto digit_count_offsets = [] {
    std::array<std::uint64_t, 32> offsets{};
    for (unsigned zeros = 0; zeros < offsets.size(); ++zeros) {
        const std::uint64_t bound = std::uint64_t{1} << (32 - zeros); // n < bound <= 2 n + 1
        std::uint64_t digits = 1, next = 10; // of bound / 2; the least power of ten above
        for (; next <= bound / 2; next *= 10) ++digits;
        offsets[zeros] = next < bound ? ((digits + 1) << 32) - next : digits << 32;
    }
    return offsets;
}();

// How many digits n has; one for 0.
INKJET_INLINE constexpr unsigned digit_count(std::uint32_t n) noexcept {
    return static_cast<unsigned>((n + digit_count_offsets[static_cast<unsigned>(std::countl_zero(n | 1))]) >>
                                 32);
}

inline constexpr std::uint64_t ascii_zeros = 0x3030'3030'3030'3030;

template <class Word>
constexpr Word lowest_byte_first(Word word) noexcept {
    static_assert(sizeof(Word) == 4 || sizeof(Word) == 8);
    if constexpr (std::endian::native == std::endian::little)
        return word;
    else if constexpr (sizeof(Word) == 4)
        return __builtin_bswap32(word);
    else
        return __builtin_bswap64(word);
}

// Stores and loads the bytes of a word, the lowest first on every machine.
template <class Word>
INKJET_INLINE void store_bytes(char* out, Word word) noexcept {
    word = lowest_byte_first(word);
    __builtin_memcpy(out, &word, sizeof word);
}
template <class Word>
INKJET_INLINE Word load_bytes(const void* from) noexcept {
    Word word;
    __builtin_memcpy(&word, from, sizeof word);
    return lowest_byte_first(word);
}

} // namespace inkjet::detail
