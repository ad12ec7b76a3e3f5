// The escape kernel for instruction sets with registers of 16 bytes that the flags fix, by way of xsimd:
// SSE2, NEON.
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

// On x86-64 it is the set that all machines have, whatever the flags: wider ones have kernels of their own.
#if defined(__x86_64__)
using arch = ::xsimd::sse2;
#else
using arch = ::xsimd::default_arch;
#endif
using lane = ::xsimd::batch<std::uint8_t, arch>;
using flags = ::xsimd::batch_bool<std::uint8_t, arch>;
inline constexpr std::size_t lane_size = 16;
static_assert(lane::size == lane_size);

INKJET_INLINE lane load16(const std::uint8_t* s) { return lane::load_unaligned(s); }
INKJET_INLINE lane load16(const char* s) { return load16(reinterpret_cast<const std::uint8_t*>(s)); }
INKJET_INLINE lane all16(unsigned byte) { return lane(static_cast<std::uint8_t>(byte)); }

// What xsimd can't say in all its versions: the mask of a block's flags, and the bytes N before those of v.
#if defined(__x86_64__)
INKJET_INLINE std::uint64_t mask_of(flags a, flags b, flags c, flags d) {
    const auto low = static_cast<std::uint32_t>(_mm_movemask_epi8(a) | _mm_movemask_epi8(b) << lane_size);
    const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(c) | _mm_movemask_epi8(d) << lane_size);
    return low | std::uint64_t{high} << 2 * lane_size;
}
template <int N>
INKJET_INLINE lane bytes_before(lane v, lane before) {
    return lane(_mm_or_si128(_mm_slli_si128(v, N), _mm_srli_si128(before, 16 - N)));
}
#elif defined(__aarch64__)
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

struct block {
    lane a, b, c, d;

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

    // The quote, 0x22, changes places with 0x20: it then lies next to the controls, and one compare finds
    // both. With bit 7 turned, the bytes from 0x80 on are below them. (SSE2 compares signed numbers only, and
    // turns it back.)
    static INKJET_INLINE flags specials_in(lane v) {
        return ((v ^ all16(0x80 ^ '"' ^ ' ')) < all16(0x80 + ' ' + 1)) | (v == all16('\\'));
    }
    static INKJET_INLINE flags non_ascii_in(lane v) { return (v ^ all16(0x80)) < all16(0x80); }

    INKJET_INLINE bool any_special() const {
        return ::xsimd::any((specials_in(a) | specials_in(b)) | (specials_in(c) | specials_in(d)));
    }
    INKJET_INLINE std::uint64_t specials() const {
        return mask_of(specials_in(a), specials_in(b), specials_in(c), specials_in(d));
    }
    INKJET_INLINE std::uint64_t non_ascii() const {
        return mask_of(non_ascii_in(a), non_ascii_in(b), non_ascii_in(c), non_ascii_in(d));
    }
    INKJET_INLINE std::uint64_t escapes() const { return specials() & ~non_ascii(); }
    INKJET_INLINE bool expand(char*&, std::uint64_t, std::size_t) const { return false; }
};

class utf8_checker {
  public:
    static constexpr bool cheap = false;

    INKJET_INLINE void first(const block& b, std::size_t n) { in_registers(b, all16(0), n); }
    INKJET_INLINE void last(const block& b, const char* s, std::size_t n) {
        in_registers(b, load16(s - lane_size), n);
    }
    INKJET_INLINE void next(const block& b, const char* s) {
        check_loaded(b.a, s);
        check_loaded(b.b, s + lane_size);
        check_loaded(b.c, s + 2 * lane_size);
        check_loaded(b.d, s + 3 * lane_size);
    }
    INKJET_INLINE bool failed() const { return ::xsimd::any(errors_); }

  private:
    INKJET_INLINE void in_registers(const block& b, lane before, std::size_t n) {
        check_after(b.a, before);
        if (n >= lane_size) check_after(b.b, b.a);
        if (n >= 2 * lane_size) check_after(b.c, b.b);
        if (n >= 3 * lane_size) check_after(b.d, b.c);
    }
    INKJET_INLINE void check_after(lane v, lane before) {
        check(v, bytes_before<1>(v, before), bytes_before<2>(v, before), bytes_before<3>(v, before));
    }
    INKJET_INLINE void check_loaded(lane v, const char* s) {
        check(v, load16(s - 1), load16(s - 2), load16(s - 3));
    }

    // Each byte of v with the one, two and three bytes before it. Without byte shuffles, each rule is a
    // compare.
    INKJET_INLINE void check(lane v, lane one, lane two, lane three) {
        const flags continuation = signed_less(v, 0xC0);
        const lane demanded = ::xsimd::ssub(one, all16(0xC0 - 1)) | ::xsimd::ssub(two, all16(0xE0 - 1)) |
                              ::xsimd::ssub(three, all16(0xF0 - 1));
        const flags not_demanded = demanded == all16(0);
        const flags stray_or_missing = ~(continuation ^ not_demanded);
        // Below A0, E0 must not stand before (overlong), from A0 on ED (surrogates); the same with 90, F0
        // (overlong) and F4 (past U+10FFFF). What these say of bytes that are not continuations is an error
        // anyway.
        const flags three_bytes = one == ::xsimd::select(signed_less(v, 0xA0), all16(0xE0), all16(0xED));
        const flags four_bytes = one == ::xsimd::select(signed_less(v, 0x90), all16(0xF0), all16(0xF4));
        const flags overlong_two = (v & all16(0xFE)) == all16(0xC0);
        const flags too_large = ::xsimd::ssub(v, all16(0xF4)) != all16(0);
        errors_ = errors_ | stray_or_missing | three_bytes | four_bytes | overlong_two | too_large;
    }

    // 80 to FF come before 00 to 7F. (Turning bit 7 makes it an unsigned compare; SSE2, which has none, turns
    // it back.)
    static INKJET_INLINE flags signed_less(lane v, unsigned limit) {
        return (v ^ all16(0x80)) < all16(limit ^ 0x80);
    }

    flags errors_ = flags(false);
};

#include <inkjet/text/escape_loop.inl>

} // namespace xsimd_kernel
} // namespace INKJET_ISA
} // namespace inkjet::detail
