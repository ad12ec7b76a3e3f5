// Contiguous arrays of bools as "true,false,", four at a time.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/text/decimal_digits.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace inkjet::detail {

inline constexpr std::size_t bools_at_once = 4;
inline constexpr std::size_t bool_run_chars = sizeof "false," - 1;

// The words for one combination of four bools, and how long they are.
struct alignas(32) four_words {
    std::array<char, 31> text{};
    std::uint8_t length = 0;
};
static_assert(bools_at_once * bool_run_chars < sizeof(four_words) && sizeof(four_words) <= overrun);

// By the combination, the first bool in bit 0. A template, so that it is made only where arrays are written.
template <class Bool>
inline constexpr auto words_of_four_bools = [] {
    std::array<four_words, 1 << bools_at_once> rows{};
    for (std::size_t bits = 0; bits < rows.size(); ++bits) {
        for (std::size_t i = 0; i < bools_at_once; ++i) {
            for (const char unit : std::string_view(bits >> i & 1 ? "true," : "false,"))
                rows[bits].text[rows[bits].length++] = unit;
        }
    }
    return rows;
}();

inline namespace INKJET_ISA {

/// Writes n bools, each followed by a comma, and returns the end. Touches at most `n * bool_run_chars +
/// overrun` bytes.
template <class Bool>
inline char* write_bool_run(char* out, const Bool* values, std::size_t n) noexcept {
    static_assert(std::is_same_v<Bool, bool> && sizeof(bool) == 1);
    for (; n >= bools_at_once; n -= bools_at_once, values += bools_at_once) {
        // Moves bit 0 of byte i to bit 28 + i; no two products meet.
        constexpr std::uint32_t gather = 1u << 28 | 1u << 21 | 1u << 14 | 1u << 7;
        const four_words& words = words_of_four_bools<Bool>[load_bytes<std::uint32_t>(values) * gather >> 28];
        std::memcpy(out, &words, sizeof words);
        out += words.length;
    }
    for (; n != 0; --n, ++values) {
        const four_words& words = words_of_four_bools<Bool>[*values ? 1 : 0];
        std::memcpy(out, &words, sizeof words);
        out += *values ? bool_run_chars - 1 : bool_run_chars;
    }
    return out;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
