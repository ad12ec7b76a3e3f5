// The escape kernel for SSE2, which every x86-64 has. By intrinsics and not by way of xsimd, whose headers
// take longer to compile than all of this library.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape_blocks.hpp>
#include <inkjet/text/utf8.hpp>

#include <emmintrin.h>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {
inline namespace INKJET_ISA {
namespace sse2_kernel {

inline constexpr std::size_t lane_size = 16;

INKJET_INLINE __m128i load16(const void* s) { return _mm_loadu_si128(static_cast<const __m128i*>(s)); }
INKJET_INLINE void store16(char* out, __m128i v) { _mm_storeu_si128(reinterpret_cast<__m128i*>(out), v); }
INKJET_INLINE __m128i all16(unsigned byte) { return _mm_set1_epi8(static_cast<char>(byte)); }

// The top bits of a block's bytes.
INKJET_INLINE std::uint64_t mask_of(__m128i a, __m128i b, __m128i c, __m128i d) {
    const auto low = static_cast<std::uint32_t>(_mm_movemask_epi8(a) | _mm_movemask_epi8(b) << lane_size);
    const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(c) | _mm_movemask_epi8(d) << lane_size);
    return low | std::uint64_t{high} << 2 * lane_size;
}

// Compares as signed bytes: 80 to FF come before 00 to 7F. Only "greater", whose first operand is the one
// that it may overwrite.
INKJET_INLINE __m128i signed_greater(__m128i v, unsigned limit) { return _mm_cmpgt_epi8(v, all16(limit)); }

struct block {
    __m128i a, b, c, d;

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
        store16(out, a);
        store16(out + lane_size, b);
        store16(out + 2 * lane_size, c);
        store16(out + 3 * lane_size, d);
    }
    INKJET_INLINE block blanked_from(std::size_t n) const {
        const std::uint8_t* masks = lane_masks.data() + block_size - n;
        return {a & load16(masks), b & load16(masks + lane_size), c & load16(masks + 2 * lane_size),
                d & load16(masks + 3 * lane_size)};
    }

    // The quote, 0x22, changes places with 0x20: it then lies next to the controls, and one
    // compare finds both. As signed numbers the bytes from 0x80 on are below them.
    static INKJET_INLINE __m128i plain_in(__m128i v) {
        return signed_greater(v ^ all16('"' ^ ' '), ' ') & ~_mm_cmpeq_epi8(v, all16('\\'));
    }

    INKJET_INLINE bool any_special() const {
        const __m128i plain =
            _mm_and_si128(_mm_and_si128(plain_in(a), plain_in(b)), _mm_and_si128(plain_in(c), plain_in(d)));
        return _mm_movemask_epi8(plain) != 0xFFFF;
    }
    INKJET_INLINE std::uint64_t specials() const {
        return ~mask_of(plain_in(a), plain_in(b), plain_in(c), plain_in(d));
    }
    INKJET_INLINE std::uint64_t non_ascii() const { return mask_of(a, b, c, d); }
    INKJET_INLINE std::uint64_t escapes() const { return specials() & ~non_ascii(); }
    INKJET_INLINE std::uint64_t equal_to(unsigned byte, unsigned ignored) const {
        const __m128i bits = all16(ignored), wanted = all16(byte);
        return mask_of(_mm_cmpeq_epi8(a | bits, wanted), _mm_cmpeq_epi8(b | bits, wanted),
                       _mm_cmpeq_epi8(c | bits, wanted), _mm_cmpeq_epi8(d | bits, wanted));
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
        const auto mask = [](__m128i plain) { return static_cast<std::uint32_t>(_mm_movemask_epi8(plain)); };
        return ~(mask(block::plain_in(a)) | mask(block::plain_in(b)) << lane_size);
    }
};

class utf8_checker {
  public:
    static constexpr bool cheap = false;

    INKJET_INLINE utf8_checker() : broken_rules_(_mm_setzero_si128()), too_large_(_mm_setzero_si128()) {}

    INKJET_INLINE void first(const block& b, std::size_t n) { in_registers(b, _mm_setzero_si128(), n); }
    INKJET_INLINE void last(const block& b, const char* s, std::size_t n) {
        in_registers(b, load16(s - lane_size), n);
    }
    INKJET_INLINE void next(const block&, const char* s) {
        const char* const end = opaque(s + block_size);
        for (; s != end; s += lane_size) check(load16(s), load16(s - 1), load16(s - 2), load16(s - 3));
    }
    INKJET_INLINE void resume(const char*) {}
    INKJET_INLINE bool failed() const {
        const __m128i fits = _mm_cmpeq_epi8(too_large_, _mm_setzero_si128());
        return _mm_movemask_epi8(fits & ~broken_rules_) != 0xFFFF;
    }

  private:
    // Of which the compiler knows nothing, so that it leaves the loops as they are: unrolled, the checks of
    // all places took more code than all else together.
    template <class T>
    static INKJET_INLINE T opaque(T value) {
        asm("" : "+r"(value));
        return value;
    }
    INKJET_INLINE void in_registers(const block& b, __m128i before, std::size_t n) {
        const __m128i lanes[] = {b.a, b.b, b.c, b.d};
        const std::size_t last = opaque(n < block_size ? n / lane_size : block_size / lane_size - 1);
        for (std::size_t i = 0; i <= last; ++i) {
            const __m128i v = lanes[i];
            check(v, bytes_before<1>(v, before), bytes_before<2>(v, before), bytes_before<3>(v, before));
            before = v;
        }
    }
    // The bytes that lie N before those of v.
    template <int N>
    static INKJET_INLINE __m128i bytes_before(__m128i v, __m128i before) {
        return _mm_slli_si128(v, N) | _mm_srli_si128(before, 16 - N);
    }

    // Each byte of v with the one, two and three bytes before it.
    // Without byte shuffles each rule is a compare.
    INKJET_INLINE void check(__m128i v, __m128i one, __m128i two, __m128i three) {
        const __m128i other_than_continuation = signed_greater(v, 0xBF);
        const __m128i demanded = _mm_subs_epu8(one, all16(0xC0 - 1)) | _mm_subs_epu8(two, all16(0xE0 - 1)) |
                                 _mm_subs_epu8(three, all16(0xF0 - 1));
        const __m128i stray_or_missing =
            other_than_continuation ^ _mm_cmpeq_epi8(demanded, _mm_setzero_si128());
        // Below A0, E0 must not stand before (overlong), from A0 on ED (surrogates); the same with 90, F0
        // (overlong) and F4 (past U+10FFFF). After these, what is not a continuation is an error anyway.
        const __m128i three_bytes = _mm_cmpeq_epi8(one, either(signed_greater(v, 0x9F), 0xED, 0xE0));
        const __m128i four_bytes = _mm_cmpeq_epi8(one, either(signed_greater(v, 0x8F), 0xF4, 0xF0));
        const __m128i overlong_two = _mm_cmpeq_epi8(v & all16(0xFE), all16(0xC0));
        broken_rules_ = ((broken_rules_ | stray_or_missing) | three_bytes) | (four_bytes | overlong_two);
        too_large_ = too_large_ | _mm_subs_epu8(v, all16(0xF4));
    }

    // In two steps instead of the three of a selection between two registers.
    static INKJET_INLINE __m128i either(__m128i condition, unsigned yes, unsigned no) {
        return all16(no) ^ (condition & all16(yes ^ no));
    }

    __m128i broken_rules_;
    __m128i too_large_;
};

#include <inkjet/text/escape_loop.inl>

} // namespace sse2_kernel
} // namespace INKJET_ISA
} // namespace inkjet::detail
