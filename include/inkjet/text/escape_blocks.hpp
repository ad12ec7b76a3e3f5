// What the escape kernels of all instruction sets share: the block, the room they need, partial loads.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/text/escape_sequences.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace inkjet::detail {

// The kernels work on 64 bytes a step (that of SSE2 on fewer): one mask of a bit per byte fills a general
// register.
inline constexpr std::size_t block_size = 64;
static_assert(block_size <= overrun, "a block is stored at once, whatever part of it is in use");

// Bytes left at the cursor after escape_text, the closing quote not yet written.
inline constexpr std::size_t escape_exit_room = 208;

// Room beyond the length of the text that escape_text wants on entry. It looks at its room again only after a
// block with escapes, which may have taken 6 bytes for each of its own; at the end the rest must do.
inline constexpr std::size_t escape_slack = (escape_max_length - 1) * block_size + escape_exit_room;

// The longest text that is written at once between two quotes, with a comma before it or behind.
inline constexpr std::size_t longest_in_array = block_size - 3;

// Room for any text of less than a block in quotes, and for a comma behind it.
inline constexpr std::size_t short_text_room = 3 + block_size + escape_slack;

// The lowest n bits, n < 64.
constexpr std::uint64_t low_bits(std::size_t n) noexcept { return (std::uint64_t{1} << n) - 1; }

// Read from `block_size - n` on: all ones for n bytes, then zeros.
// (What makes tables is constexpr: clang evaluates what is consteval twice.)
constexpr auto make_lane_masks() {
    std::array<std::uint8_t, 2 * block_size> masks{};
    for (std::size_t i = 0; i < block_size; ++i) masks[i] = 0xFF;
    return masks;
}
alignas(block_size) inline constexpr std::array<std::uint8_t, 2 * block_size> lane_masks = make_lane_masks();

// What stands before the first block of a text: a block of zeros.
INKJET_INLINE const char* behind_nothing() noexcept {
    return reinterpret_cast<const char*>(lane_masks.data() + lane_masks.size());
}

inline namespace INKJET_ISA {

// Whether a block read at s might touch a page that the text doesn't. No page is smaller than 4096 bytes. The
// first byte of a page counts too: that way null, which an empty text may have, never is read from.
INKJET_INLINE bool block_may_leave_page(const char* s) noexcept {
    constexpr std::uintptr_t page = 4096;
    return (reinterpret_cast<std::uintptr_t>(s) - 1) % page >= page - block_size;
}

// Copies n < 64 bytes into a zeroed block.
INKJET_NOINLINE inline void copy_to_block(char* block, const char* s, std::size_t n) noexcept {
    std::memset(block, 0, block_size);
    if (n != 0) std::memcpy(block, s, n);
}

// Returns a place from which a whole block can be read that starts with s[0, n), n < 64: s itself where
// its page holds a block, else the scratch block given. What follows the n bytes is arbitrary.
INKJET_INLINE const char* readable_block(const char* s, std::size_t n, char* scratch) noexcept {
    if (!INKJET_OVERREAD || block_may_leave_page(s)) [[unlikely]] {
        copy_to_block(scratch, s, n);
        s = scratch;
    }
    // A compiler that knows the object behind s could hold its end
    // against the load. From here on it knows none.
    asm("" : "+r"(s));
    return s;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
