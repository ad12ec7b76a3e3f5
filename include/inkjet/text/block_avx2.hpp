// The escape kernel for AVX2 with BMI and POPCNT (Haswell, Zen, and later).
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape_blocks.hpp>
#include <inkjet/text/utf8.hpp>
#include <inkjet/text/x86_intrinsics.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// What two neighbouring bytes can do wrong, by the high half of the first, its low half and
// the high half of the second: an error needs all three (Keiser and Lemire, "Validating
// UTF-8 in less than one instruction per byte", 2021). Each kind of error has one bit in
// three tables of 16, a set of halves is a mask with a bit per value.
struct utf8_pair_error {
    std::uint16_t first_high;
    std::uint16_t first_low;
    std::uint16_t second_high;
};

struct utf8_pair_tables {
    using row = std::array<std::uint8_t, 32>; // twice 16, for each half of a register
    alignas(32) row first_high{};
    alignas(32) row first_low{};
    alignas(32) row second_high{};
};

constexpr utf8_pair_tables make_utf8_pair_tables() {
    constexpr std::uint16_t ascii = 0x00FF, continuations = 0x0F00, leads = 0xF000, any = 0xFFFF;
    constexpr auto just = [](unsigned half) { return static_cast<std::uint16_t>(1u << half); };
    constexpr auto from = [](unsigned half) { return static_cast<std::uint16_t>(0xFFFFu << half); };
    constexpr auto both = [](unsigned a, unsigned b) { return static_cast<std::uint16_t>(a | b); };
    const utf8_pair_error errors[8] = {
        {leads, any, both(ascii, leads)},                                // a continuation is missing
        {ascii, any, continuations},                                     // a continuation of nothing
        {just(0xC), both(just(0), just(1)), continuations},              // C0, C1: overlong
        {just(0xE), just(0), both(just(8), just(9))},                    // E0, then below A0: overlong
        {just(0xE), just(0xD), both(just(0xA), just(0xB))},              // ED, then A0 and above: a surrogate
        {just(0xF), from(4), both(just(9), both(just(0xA), just(0xB)))}, // past U+10FFFF
        {just(0xF), both(just(0), from(5)), just(8)}, // F0, then below 90: overlong; past U+10FFFF
        {continuations, any, continuations},          // right after the third and fourth byte only
    };
    utf8_pair_tables tables;
    for (unsigned half = 0; half < 16; ++half) {
        unsigned first_high = 0, first_low = 0, second_high = 0, bit = 1;
        for (const utf8_pair_error& error : errors) {
            if ((error.first_high >> half & 1) != 0) first_high |= bit;
            if ((error.first_low >> half & 1) != 0) first_low |= bit;
            if ((error.second_high >> half & 1) != 0) second_high |= bit;
            bit <<= 1;
        }
        for (unsigned i = half; i < 32; i += 16) {
            tables.first_high[i] = static_cast<std::uint8_t>(first_high);
            tables.first_low[i] = static_cast<std::uint8_t>(first_low);
            tables.second_high[i] = static_cast<std::uint8_t>(second_high);
        }
    }
    return tables;
}
inline constexpr utf8_pair_tables utf8_pairs = make_utf8_pair_tables();

// Row m interleaves 8 characters with a backslash behind each that m has a bit for, by byte shuffle: indices
// 0 to 7 are the characters, 8 is a backslash. What follows the last character are backslashes in any case,
// so that it needs no bit, and half as many rows do.
using expansion_row = std::array<std::uint8_t, 16>;

constexpr auto make_expansion_rows() {
    std::array<expansion_row, 128> rows{};
    unsigned bits = 0;
    for (expansion_row& row : rows) {
        std::uint8_t* at = row.data();
        std::uint8_t* const end = at + row.size();
        for (std::uint8_t i = 0; i < 8; ++i) {
            *at++ = i;
            if ((bits >> i & 1) != 0) *at++ = 8;
        }
        while (at != end) *at++ = 8;
        ++bits;
    }
    return rows;
}
alignas(64) inline constexpr std::array<expansion_row, 128> expansion_rows = make_expansion_rows();

// The letters of the controls below 16, 0 for those that have none, for shuffles within each 16 bytes of a
// register.
constexpr auto make_escape_letter_rows() {
    std::array<char, 32> rows{};
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = escape_letter(static_cast<unsigned char>(i % 16));
    return rows;
}
alignas(32) inline constexpr std::array<char, 32> escape_letter_rows = make_escape_letter_rows();

inline namespace INKJET_ISA {
INKJET_AVX2_BEGIN
namespace avx2_kernel {

// What the compilers' own vectors can do is left to them: of intrinsics, which are functions, a unit takes
// several times as long to compile. In clang's headers those for equal bytes spell out each.
using bytes32 = signed char __attribute__((vector_size(32)));
using anywhere32 __attribute__((aligned(1), may_alias)) = __m256i;
static_assert(alignof(anywhere32) == 1);

INKJET_INLINE __m256i load32(const void* s) { return *static_cast<const anywhere32*>(s); }
INKJET_INLINE void store32(char* out, __m256i v) { *reinterpret_cast<anywhere32*>(out) = v; }
INKJET_INLINE __m256i all32(unsigned byte) {
    return reinterpret_cast<__m256i>(bytes32{} + static_cast<signed char>(byte));
}
INKJET_INLINE __m256i equal32(__m256i a, __m256i b) {
    return reinterpret_cast<__m256i>(reinterpret_cast<bytes32>(a) == reinterpret_cast<bytes32>(b));
}
INKJET_INLINE std::uint64_t mask_of(__m256i low, __m256i high) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
           std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
}

struct block {
    __m256i low;
    __m256i high;

    static constexpr bool expands = true;
    static constexpr bool fills = false;

    static INKJET_INLINE block load(const char* s) { return {load32(s), load32(s + 32)}; }
    static INKJET_INLINE block load_partial(const char* s, std::size_t n) {
        alignas(block_size) char scratch[block_size];
        return load(readable_block(s, n, scratch));
    }
    INKJET_INLINE void store(char* out) const {
        store32(out, low);
        store32(out + 32, high);
    }
    INKJET_INLINE block blanked_from(std::size_t n) const {
        const std::uint8_t* masks = lane_masks.data() + block_size - n;
        return {low & load32(masks), high & load32(masks + 32)};
    }

    // The quote, 0x22, changes places with 0x20: it then lies next to the controls, and one
    // compare finds both. As signed numbers the bytes from 0x80 on are below them.
    static INKJET_INLINE __m256i specials_in(__m256i v) {
        const auto quote_moved = reinterpret_cast<bytes32>(v ^ all32('"' ^ ' '));
        return reinterpret_cast<__m256i>(quote_moved < ' ' + 1) | equal32(v, all32('\\'));
    }
    INKJET_INLINE bool any_special() const {
        const __m256i either = specials_in(low) | specials_in(high);
        return !_mm256_testz_si256(either, either);
    }
    INKJET_INLINE std::uint64_t specials() const { return mask_of(specials_in(low), specials_in(high)); }
    INKJET_INLINE std::uint64_t escapes() const {
        return mask_of(specials_in(low) & ~low, specials_in(high) & ~high);
    }
    INKJET_INLINE std::uint64_t non_ascii() const { return mask_of(low, high); }
    static INKJET_INLINE bool any_escape(const block& a, const block& b) {
        const __m256i moves = all32('"' ^ ' '), backslash = all32('\\');
        const __m256i least = _mm256_min_epu8(_mm256_min_epu8(a.low ^ moves, a.high ^ moves),
                                              _mm256_min_epu8(b.low ^ moves, b.high ^ moves));
        const __m256i found = equal32(_mm256_min_epu8(least, all32(' ')), least) |
                              (equal32(a.low, backslash) | equal32(a.high, backslash)) |
                              (equal32(b.low, backslash) | equal32(b.high, backslash));
        return _mm256_movemask_epi8(found) != 0;
    }
    static INKJET_INLINE bool any_non_ascii(const block& a, const block& b) {
        return _mm256_movemask_epi8(a.low | a.high | b.low | b.high) != 0;
    }
    INKJET_INLINE std::uint64_t equal_to(unsigned byte, unsigned ignored) const {
        const __m256i bits = all32(ignored), wanted = all32(byte);
        return mask_of(equal32(low | bits, wanted), equal32(high | bits, wanted));
    }

    // The letters of controls, 0 for those without; 0 for all other bytes too.
    static INKJET_INLINE __m256i letters_of(__m256i v) {
        // Below 16 the sum is an index with bit 7 clear; from there on the
        // bit is set, and the shuffle gives 0.
        return _mm256_shuffle_epi8(load32(escape_letter_rows.data()),
                                   _mm256_adds_epu8(v, all32(0x80 - 0x10)));
    }
    // Characters K * 8 to K * 8 + 7 of 32, without a branch that depends on them. The mask has a bit for each
    // that is followed by a backslash.
    template <unsigned K>
    static INKJET_INLINE void expand8(char* out, __m128i characters_and_backslash, std::uint32_t mask) {
        constexpr unsigned log_row = 4, at = 8 * K;
        static_assert(sizeof(expansion_row) == 1 << log_row);
        constexpr std::uint32_t offsets = (expansion_rows.size() - 1) << log_row;
        const std::uint32_t offset =
            (K == 0 ? mask << log_row : mask >> (K == 0 ? 0 : at - log_row)) & offsets;
        const char* const row = reinterpret_cast<const char*>(expansion_rows.data()) + offset;
        if constexpr (K != 0) out += static_cast<unsigned>(__builtin_popcount(mask & ((1u << at) - 1)));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + at),
                         _mm_shuffle_epi8(characters_and_backslash,
                                          _mm_load_si128(reinterpret_cast<const __m128i*>(row))));
    }
    static INKJET_INLINE void expand32(char* out, __m256i characters, std::uint32_t mask) {
        const __m128i backslash = _mm256_castsi256_si128(all32('\\'));
        const __m128i first = _mm256_castsi256_si128(characters);
        const __m128i second = _mm256_extracti128_si256(characters, 1);
        expand8<0>(out, _mm_unpacklo_epi64(first, backslash), mask);
        expand8<1>(out, _mm_unpackhi_epi64(first, backslash), mask);
        expand8<2>(out, _mm_unpacklo_epi64(second, backslash), mask);
        expand8<3>(out, _mm_unpackhi_epi64(second, backslash), mask);
    }
    // Controls that have no letter.
    static INKJET_INLINE __m256i long_escapes_in(__m256i v, __m256i letters) {
        return equal32(_mm256_min_epu8(v, all32(0x1F)), v) & equal32(letters, __m256i{});
    }
    INKJET_INLINE bool expand(char*& out, std::uint64_t mask, std::size_t n) const {
        const __m256i low_letters = letters_of(low);
        const __m256i high_letters = letters_of(high);
        if ((mask_of(long_escapes_in(low, low_letters), long_escapes_in(high, high_letters)) & mask) != 0)
            [[unlikely]]
            return false;

        // The first character's backslash is put here, those of the others behind the character before.
        *out = '\\';
        char* const to = out + (mask & 1);
        const auto behind_low = static_cast<std::uint32_t>(mask >> 1);
        const auto behind_high = static_cast<std::uint32_t>(mask >> 33);
        // A letter is greater than its control.
        expand32(to, _mm256_max_epu8(low, low_letters), behind_low);
        if (n > 32) {
            expand32(to + 32 + static_cast<unsigned>(__builtin_popcount(behind_low)),
                     _mm256_max_epu8(high, high_letters), behind_high);
        }
        out += n + static_cast<std::size_t>(__builtin_popcountll(mask));
        return true;
    }
};

struct half_block {
    __m256i bytes;

    static constexpr bool fills = false;

    static INKJET_INLINE half_block load_partial(const char* s, std::size_t n) {
        alignas(block_size) char scratch[block_size];
        return {load32(readable_block(s, n, scratch))};
    }
    INKJET_INLINE void store(char* out) const { store32(out, bytes); }
    INKJET_INLINE std::uint64_t specials() const {
        return static_cast<std::uint32_t>(_mm256_movemask_epi8(block::specials_in(bytes)));
    }
};

class utf8_checker {
  public:
    static constexpr bool cheap = false;

    // Written out: an implicit constructor would not be compiled for the region's instruction sets.
    INKJET_INLINE utf8_checker() : errors_{} {}

    INKJET_INLINE void next(const block& b, const char* s) {
        add(errors(b.low, load32(s - 1), load32(s - 2), load32(s - 3)));
        add(errors(b.high, load32(s + 31), load32(s + 30), load32(s + 29)));
    }
    INKJET_INLINE void single(const block& b, const char* behind, std::size_t n) {
        add(errors_after(b.low, load32(behind - 32)));
        if (n >= 32) add(errors_after(b.high, b.low));
    }
    INKJET_INLINE bool failed() const { return !_mm256_testz_si256(errors_, errors_); }

  private:
    // One after the other: g++ would make all parts of several first, and spill them.
    INKJET_INLINE void add(__m256i errors) {
        errors_ |= errors;
        asm("" : "+x"(errors_));
    }

    INKJET_INLINE_IF_WIDE static __m256i errors_after(__m256i v, __m256i before) {
        const __m256i across =
            _mm256_permute2x128_si256(before, v, 0x21); // the upper half before, the lower of v
        return errors(v, _mm256_alignr_epi8(v, across, 15), _mm256_alignr_epi8(v, across, 14),
                      _mm256_alignr_epi8(v, across, 13));
    }

    static INKJET_INLINE __m256i high_halves(__m256i v) {
        using words = unsigned short __attribute__((vector_size(32)));
        return reinterpret_cast<__m256i>(reinterpret_cast<words>(v) >> 4) & all32(0x0F);
    }

    // Each byte of v with the one, two and three bytes before it.
    static INKJET_INLINE __m256i errors(__m256i v, __m256i one, __m256i two, __m256i three) {
        const __m256i wrong = _mm256_shuffle_epi8(load32(utf8_pairs.first_high.data()), high_halves(one)) &
                              _mm256_shuffle_epi8(load32(utf8_pairs.first_low.data()), one & all32(0x0F)) &
                              _mm256_shuffle_epi8(load32(utf8_pairs.second_high.data()), high_halves(v));
        // Bit 7 after E0 and above two bytes before, F0 and above three bytes before: there, and
        // only there, two continuations follow each other, which is the error with bit 7.
        const __m256i third_or_fourth =
            _mm256_subs_epu8(two, all32(0xE0 - 0x80)) | _mm256_subs_epu8(three, all32(0xF0 - 0x80));
        return wrong ^ (third_or_fourth & all32(0x80));
    }

    __m256i errors_;
};

#include <inkjet/text/escape_loop.inl>

} // namespace avx2_kernel
INKJET_AVX2_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
