// The escape kernel for registers of 16 bytes, where the flags fix the instruction set, by way of xsimd:
// NEON. (x86-64 has kernels of its own. xsimd runs there too, which is how its common part is tested.)
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape_blocks.hpp>
#include <inkjet/text/utf8.hpp>

#include <xsimd/xsimd.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
namespace xsimd_kernel {

inline constexpr std::size_t lane_size = 16;
using lane = ::xsimd::make_sized_batch_t<std::uint8_t, lane_size>;
using flags = lane::batch_bool_type;

INKJET_INLINE lane load16(const std::uint8_t* s) { return lane::load_unaligned(s); }
INKJET_INLINE lane load16(const char* s) { return load16(reinterpret_cast<const std::uint8_t*>(s)); }
INKJET_INLINE lane all16(unsigned byte) { return lane(static_cast<std::uint8_t>(byte)); }

// What xsimd can't say in all its versions: the mask of a block's flags, that of
// the top bits of its bytes, and the bytes that lie N before those of v.
#if defined(__aarch64__)
INKJET_INLINE std::uint64_t mask_of(flags a, flags b, flags c, flags d) {
    const uint8x16_t bit = vreinterpretq_u8_u64(vdupq_n_u64(0x8040'2010'0804'0201)); // bit i in byte i of 8
    const uint8x16_t low = vpaddq_u8(vandq_u8(a, bit), vandq_u8(b, bit));
    const uint8x16_t high = vpaddq_u8(vandq_u8(c, bit), vandq_u8(d, bit));
    const uint8x16_t pairs = vpaddq_u8(low, high);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(pairs, pairs)), 0);
}
template <int N>
INKJET_INLINE lane bytes_before(lane v, lane before) {
    return lane(vextq_u8(before, v, 16 - N));
}
#else
INKJET_INLINE std::uint64_t mask_of(flags a, flags b, flags c, flags d) {
    bool set[block_size];
    a.store_unaligned(set);
    b.store_unaligned(set + lane_size);
    c.store_unaligned(set + 2 * lane_size);
    d.store_unaligned(set + 3 * lane_size);
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < block_size; ++i) mask |= std::uint64_t{set[i]} << i;
    return mask;
}
template <int N>
INKJET_INLINE lane bytes_before(lane v, lane before) {
    std::uint8_t both[2 * lane_size];
    before.store_unaligned(both);
    v.store_unaligned(both + lane_size);
    return load16(both + lane_size - N);
}
#endif
INKJET_INLINE std::uint64_t top_bits(lane a, lane b, lane c, lane d) {
    return mask_of(a > all16(0x7F), b > all16(0x7F), c > all16(0x7F), d > all16(0x7F));
}

// Compares as signed bytes: 80 to FF come before 00 to 7F. Turning bit 7 makes an
// unsigned compare of it.
INKJET_INLINE flags signed_greater(lane v, unsigned limit) { return (v ^ all16(0x80)) > all16(limit ^ 0x80); }

struct block {
    lane a, b, c, d;

    static constexpr bool expands = false;
    static constexpr bool fills = false;

    static INKJET_INLINE block load(const char* s) {
        return {load16(s), load16(s + lane_size), load16(s + 2 * lane_size), load16(s + 3 * lane_size)};
    }
    static INKJET_INLINE block load_partial(const char* s, std::size_t n) {
        alignas(block_size) char scratch[block_size];
        return load(readable_block(s, n, scratch));
    }
    INKJET_INLINE void store(char* out) const {
        auto* bytes = reinterpret_cast<std::uint8_t*>(out);
        a.store_unaligned(bytes);
        b.store_unaligned(bytes + lane_size);
        c.store_unaligned(bytes + 2 * lane_size);
        d.store_unaligned(bytes + 3 * lane_size);
    }
    INKJET_INLINE block blanked_from(std::size_t n) const {
        const std::uint8_t* masks = lane_masks.data() + block_size - n;
        return {a & load16(masks), b & load16(masks + lane_size), c & load16(masks + 2 * lane_size),
                d & load16(masks + 3 * lane_size)};
    }

    // The quote, 0x22, changes places with 0x20: it then lies next to the controls, and one
    // compare finds both. As signed numbers the bytes from 0x80 on are below them.
    static INKJET_INLINE flags plain_in(lane v) {
        return signed_greater(v ^ all16('"' ^ ' '), ' ') & (v != all16('\\'));
    }

    INKJET_INLINE bool any_special() const {
        return !::xsimd::all((plain_in(a) & plain_in(b)) & (plain_in(c) & plain_in(d)));
    }
    INKJET_INLINE std::uint64_t specials() const {
        return ~mask_of(plain_in(a), plain_in(b), plain_in(c), plain_in(d));
    }
    INKJET_INLINE std::uint64_t non_ascii() const { return top_bits(a, b, c, d); }
    INKJET_INLINE std::uint64_t escapes() const { return specials() & ~non_ascii(); }
    static INKJET_INLINE bool any_escape(const block& a, const block& b) {
        return (a.escapes() | b.escapes()) != 0;
    }
    static INKJET_INLINE bool any_non_ascii(const block& a, const block& b) {
        return (a.non_ascii() | b.non_ascii()) != 0;
    }
    INKJET_INLINE std::uint64_t equal_to(unsigned byte, unsigned ignored) const {
        const lane bits = all16(ignored), wanted = all16(byte);
        return mask_of((a | bits) == wanted, (b | bits) == wanted, (c | bits) == wanted,
                       (d | bits) == wanted);
    }
};

using half_block = block;

INKJET_INLINE void leave_kernel() noexcept {}

class utf8_checker {
  public:
    static constexpr bool cheap = false;

    INKJET_INLINE utf8_checker() : broken_rules_(false), too_large_(all16(0)) {}

    INKJET_INLINE void next(const block& b, const char* s) {
        check_loaded(b.a, s);
        check_loaded(b.b, s + lane_size);
        check_loaded(b.c, s + 2 * lane_size);
        check_loaded(b.d, s + 3 * lane_size);
    }
    INKJET_INLINE void single(const block& b, const char* behind, std::size_t n) {
        check_after(b.a, load16(behind - lane_size));
        if (n >= lane_size) check_after(b.b, b.a);
        if (n >= 2 * lane_size) check_after(b.c, b.b);
        if (n >= 3 * lane_size) check_after(b.d, b.c);
    }
    INKJET_INLINE bool failed() const { return ::xsimd::any(broken_rules_ | (too_large_ != all16(0))); }

  private:
    INKJET_INLINE void check_after(lane v, lane before) {
        check(v, bytes_before<1>(v, before), bytes_before<2>(v, before), bytes_before<3>(v, before));
    }
    INKJET_INLINE void check_loaded(lane v, const char* s) {
        check(v, load16(s - 1), load16(s - 2), load16(s - 3));
    }

    // Each byte of v with the one, two and three bytes before it.
    // Without byte shuffles each rule is a compare.
    INKJET_INLINE void check(lane v, lane one, lane two, lane three) {
        const flags other_than_continuation = signed_greater(v, 0xBF);
        const lane demanded = ::xsimd::ssub(one, all16(0xC0 - 1)) | ::xsimd::ssub(two, all16(0xE0 - 1)) |
                              ::xsimd::ssub(three, all16(0xF0 - 1));
        const flags stray_or_missing = other_than_continuation ^ (demanded == all16(0));
        // Below A0, E0 must not stand before (overlong), from A0 on ED (surrogates); the same with 90, F0
        // (overlong) and F4 (past U+10FFFF). After these, what is not a continuation is an error anyway.
        const flags three_bytes = one == either(signed_greater(v, 0x9F), 0xED, 0xE0);
        const flags four_bytes = one == either(signed_greater(v, 0x8F), 0xF4, 0xF0);
        const flags overlong_two = (v & all16(0xFE)) == all16(0xC0);
        broken_rules_ = ((broken_rules_ | stray_or_missing) | three_bytes) | (four_bytes | overlong_two);
        too_large_ = too_large_ | ::xsimd::ssub(v, all16(0xF4));
    }

    // In two steps instead of the three of a selection between two registers.
    static INKJET_INLINE lane either(flags condition, unsigned yes, unsigned no) {
        return all16(no) ^ ::xsimd::select(condition, all16(yes ^ no), all16(0));
    }

    flags broken_rules_;
    lane too_large_;
};

#include <inkjet/text/escape_loop.inl>

} // namespace xsimd_kernel
} // namespace INKJET_ISA
} // namespace inkjet::detail
