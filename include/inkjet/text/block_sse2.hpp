// The escape kernel for SSE2, which every x86-64 has: short text as with all kernels, other text a lane of 16
// bytes at a time. Not by way of xsimd, whose headers take longer to compile than all of this library.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape_blocks.hpp>
#include <inkjet/text/lanes_sse2.hpp>
#include <inkjet/text/utf8.hpp>

#include <emmintrin.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace inkjet::detail {
inline namespace INKJET_ISA {
namespace sse2_kernel {

inline constexpr std::size_t lane_size = 16;

// The top bits of a block's bytes.
INKJET_INLINE std::uint64_t mask_of(__m128i a, __m128i b, __m128i c, __m128i d) {
    const auto low = static_cast<std::uint32_t>(_mm_movemask_epi8(a) | _mm_movemask_epi8(b) << lane_size);
    const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(c) | _mm_movemask_epi8(d) << lane_size);
    return low | std::uint64_t{high} << 2 * lane_size;
}

struct block {
    __m128i a, b, c, d;

    static constexpr bool fills = false;

    static INKJET_INLINE block load(const char* s) {
        return {load16(s), load16(s + lane_size), load16(s + 2 * lane_size), load16(s + 3 * lane_size)};
    }
    static INKJET_INLINE block load_partial(const char* s, std::size_t n) {
        alignas(block_size) char scratch[block_size];
        return load(readable_block(s, n, scratch));
    }
    INKJET_INLINE void store(char* out) const {
        store16(out, a);
        store16(out + lane_size, b);
        store16(out + 2 * lane_size, c);
        store16(out + 3 * lane_size, d);
    }

    // The quote, 0x22, changes places with 0x20: it then lies next to the controls, and one
    // compare finds both. As signed numbers the bytes from 0x80 on are below them.
    static INKJET_INLINE __m128i plain_in(__m128i v) {
        const auto bytes = reinterpret_cast<bytes16>(v);
        const bytes16 moved = bytes ^ (bytes16{} + ('"' ^ ' '));
        return reinterpret_cast<__m128i>(moved > bytes16{} + ' ') &
               ~reinterpret_cast<__m128i>(bytes == bytes16{} + '\\');
    }

    INKJET_INLINE bool any_special() const {
        return _mm_movemask_epi8(plain_in(a) & plain_in(b) & plain_in(c) & plain_in(d)) != 0xFFFF;
    }
    INKJET_INLINE std::uint64_t specials() const {
        return ~mask_of(plain_in(a), plain_in(b), plain_in(c), plain_in(d));
    }
    INKJET_INLINE std::uint64_t non_ascii() const { return mask_of(a, b, c, d); }
    INKJET_INLINE std::uint64_t escapes() const { return specials() & ~non_ascii(); }
    INKJET_INLINE std::uint64_t equal_to(unsigned byte, unsigned ignored) const {
        const __m128i bits = equal_bytes(ignored), wanted = equal_bytes(byte);
        return mask_of(bytes_equal(a | bits, wanted), bytes_equal(b | bits, wanted),
                       bytes_equal(c | bits, wanted), bytes_equal(d | bits, wanted));
    }
};

struct half_block {
    __m128i a, b;

    static constexpr bool fills = false;

    static INKJET_INLINE half_block load_partial(const char* s, std::size_t n) {
        alignas(block_size) char scratch[block_size];
        s = readable_block(s, n, scratch);
        return {load16(s), load16(s + lane_size)};
    }
    INKJET_INLINE void store(char* out) const {
        store16(out, a);
        store16(out + lane_size, b);
    }
    INKJET_INLINE std::uint64_t specials() const {
        const auto low = static_cast<std::uint32_t>(_mm_movemask_epi8(block::plain_in(a)));
        return ~(low | static_cast<std::uint32_t>(_mm_movemask_epi8(block::plain_in(b))) << lane_size);
    }
};

// Text that is not plain, a lane after the other. Where there is no wider kernel the loops are short ones, of
// little to compile: processors that run them are from before 2013, or small.
template <bool Validate>
class lanes_of_text {
  public:
    INKJET_INLINE lanes_of_text(const char* s, std::size_t n) : begin_(s), at_(s), end_(s + n) {}

    // Goes to the next lane, unless the text is at its end.
    INKJET_INLINE bool next() {
        at_ += size;
        if (at_ == end_) return false;
        const __m128i before = bytes;
        size = static_cast<std::size_t>(end_ - at_);
        if (size >= lane_size) [[likely]] {
            size = lane_size;
            bytes = load16(at_);
        } else {
            alignas(block_size) char scratch[block_size];
            bytes =
                load16(readable_block(at_, size, scratch)) & load16(lane_masks.data() + block_size - size);
        }
        specials = ~mask16(block::plain_in(bytes)) & ((2u << (size - 1)) - 1);
        const std::uint32_t foreign = mask16(bytes);
        escapes = specials & ~foreign;
        if constexpr (Validate) {
            if ((foreign | owes_) != 0) {
                check(bytes, joined<1>(before), joined<2>(before), joined<3>(before));
                owes_ = foreign;
            }
        }
        return true;
    }

    // Copies the plain blocks behind the lane.
    INKJET_INLINE char* copy_plain(char* out) {
        while (left() >= block_size) {
            const block next = block::load(at_ + size);
            next.store(out);
            if (next.any_special()) break;
            at_ += block_size;
            out += block_size;
        }
        return out;
    }

    const char* at() const { return at_; }
    std::size_t left() const { return static_cast<std::size_t>(end_ - at_) - size; } // behind the lane

    // Whether any of the lanes is ill-formed, or the text breaks off inside a sequence where it ends with
    // one.
    INKJET_INLINE bool failed() const {
        const __m128i fits = bytes_equal(too_large_, __m128i{});
        return mask16(fits & ~broken_rules_) != 0xFFFF;
    }
    INKJET_INLINE bool breaks_off() const {
        return owes_ != 0 && ends_inside_sequence(begin_, static_cast<std::size_t>(end_ - begin_));
    }

    __m128i bytes{};
    std::size_t size = 0;
    std::uint32_t specials = 0; // the bytes of the lane that are not plain, and those of them to be escaped
    std::uint32_t escapes = 0;

  private:
    static INKJET_INLINE std::uint32_t mask16(__m128i v) {
        return static_cast<std::uint32_t>(_mm_movemask_epi8(v));
    }

    // The bytes that lie N before those of the lane.
    template <int N>
    INKJET_INLINE __m128i joined(__m128i before) const {
        return _mm_slli_si128(bytes, N) | _mm_srli_si128(before, 16 - N);
    }

    // Each byte of v with the one, two and three bytes before it. Without byte shuffles each rule is a
    // compare.
    INKJET_INLINE void check(__m128i v, __m128i one, __m128i two, __m128i three) {
        const __m128i other_than_continuation = bytes_greater(v, equal_bytes(0xBF));
        const __m128i demanded = _mm_subs_epu8(one, equal_bytes(0xC0 - 1)) |
                                 _mm_subs_epu8(two, equal_bytes(0xE0 - 1)) |
                                 _mm_subs_epu8(three, equal_bytes(0xF0 - 1));
        const __m128i stray_or_missing = other_than_continuation ^ bytes_equal(demanded, __m128i{});
        // Below A0, E0 must not stand before (overlong), from A0 on ED (surrogates); the same with 90, F0
        // (overlong) and F4 (past U+10FFFF). After these, what is not a continuation is an error anyway.
        const __m128i three_bytes = bytes_equal(one, either(bytes_greater(v, equal_bytes(0x9F)), 0xED, 0xE0));
        const __m128i four_bytes = bytes_equal(one, either(bytes_greater(v, equal_bytes(0x8F)), 0xF4, 0xF0));
        const __m128i overlong_two = bytes_equal(v & equal_bytes(0xFE), equal_bytes(0xC0));
        broken_rules_ |= stray_or_missing | three_bytes | four_bytes | overlong_two;
        too_large_ |= _mm_subs_epu8(v, equal_bytes(0xF4));
    }

    // In two steps instead of the three of a selection between two registers.
    static INKJET_INLINE __m128i either(__m128i condition, unsigned yes, unsigned no) {
        return equal_bytes(no) ^ (condition & equal_bytes(yes ^ no));
    }

    const char* begin_;
    const char* at_;
    const char* end_;
    std::uint32_t owes_ = 0; // whether the lane before is not ASCII and may end inside a sequence
    __m128i broken_rules_{};
    __m128i too_large_{};
};

// Room beyond the rest of the text that the next lane wants. Text of less than a block has it at any lane, so
// that it never makes the window grow: its callers count on that.
inline constexpr std::size_t lane_slack = (escape_max_length - 1) * lane_size + escape_exit_room;
static_assert(lane_slack + (block_size / lane_size - 1) * (escape_max_length - 1) * lane_size <=
              escape_slack);

template <bool Validate>
INKJET_NOINLINE inline char* escape_text(window& w, char* out, const char* s, std::size_t n) {
    lanes_of_text<Validate> lanes(s, n);
    while (lanes.next()) {
        store16(out, lanes.bytes);
        if (lanes.escapes == 0) {
            out += lanes.size;
            if (lanes.specials == 0) out = lanes.copy_plain(out);
            continue;
        }
        // As expand_one_by_one does.
        alignas(lane_size) char copy[2 * lane_size];
        store16(copy, lanes.bytes);
        store16(copy + lane_size, lanes.bytes);
        std::size_t done = 0;
        for (std::uint32_t escapes = lanes.escapes; escapes != 0; escapes &= escapes - 1) {
            const auto at = static_cast<std::size_t>(__builtin_ctz(escapes));
            out = put_escape(out + (at - done), copy[at]);
            done = at + 1;
            store16(out, load16(copy + done));
        }
        out += lanes.size - done;
        if (lanes.left() != 0 && w.room(out) < lanes.left() + lane_slack) [[unlikely]] {
            if (Validate && lanes.failed()) return nullptr; // before it may be delivered
            out = w.grow(w, out, lanes.left() + escape_slack);
            if (out == nullptr) return nullptr;
        }
    }
    if (Validate && (lanes.failed() || lanes.breaks_off())) [[unlikely]]
        return nullptr;
    return out;
}

template <bool Validate>
INKJET_INLINE char* escape_short_text(window& w, char* out, const char* s, std::size_t n) {
    return (escape_text<Validate>)(w, out, s, n); // this kernel's, not the front
}

#include <inkjet/text/plain_texts.inl>

} // namespace sse2_kernel
} // namespace INKJET_ISA
} // namespace inkjet::detail
