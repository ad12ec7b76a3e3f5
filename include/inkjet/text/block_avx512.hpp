// The escape kernel for AVX-512 with VBMI and VBMI2 (Ice Lake, Zen 4, and later).
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape_blocks.hpp>
#include <inkjet/text/utf8.hpp>
#include <inkjet/text/x86_intrinsics.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// A lead byte's demands, one bit each. The bits for one, two and three continuations lie
// so that a funnel shift by one byte, two bytes and one bit, three bytes and two bits
// brings each of them to bit 7 of the byte it speaks about. A continuation's class has bit
// 7, and the rules that it breaks after a lead byte that they are for.
struct utf8_class {
    static constexpr unsigned one_follows = 0x80;
    static constexpr unsigned two_follow = 0x40;
    static constexpr unsigned three_follow = 0x20;
    static constexpr unsigned never = 0x10;          // the lead byte is not one: C0, C1, F5 to FF
    static constexpr unsigned overlong_three = 0x01; // E0, then below A0
    static constexpr unsigned surrogate = 0x02;      // ED, then A0 and above
    static constexpr unsigned overlong_four = 0x04;  // F0, then below 90
    static constexpr unsigned past_the_last = 0x08;  // F4, then 90 and above
    static constexpr unsigned rules = never | overlong_three | surrogate | overlong_four | past_the_last;
    static constexpr unsigned continuation = 0x80;

    static constexpr unsigned of_lead(unsigned c) {
        unsigned bits = one_follows;
        if (c >= 0xE0) bits |= two_follow;
        if (c >= 0xF0) bits |= three_follow;
        if (utf8_length(static_cast<unsigned char>(c)) == 0) bits |= never;
        if (c == 0xE0) bits |= overlong_three;
        if (c == 0xED) bits |= surrogate;
        if (c == 0xF0) bits |= overlong_four;
        if (c == 0xF4) bits |= past_the_last;
        return bits;
    }

    static constexpr unsigned of_continuation(unsigned c) {
        return continuation | never | (c < 0xA0 ? overlong_three : surrogate) |
               (c < 0x90 ? overlong_four : past_the_last);
    }
};

struct utf8_class_table {
    std::array<std::uint8_t, 64> continuations{}; // of 80 to BF
    std::array<std::uint8_t, 64> leads{};         // of C0 to FF
};

constexpr utf8_class_table make_utf8_classes() {
    utf8_class_table table;
    for (unsigned i = 0; i < 64; ++i) {
        table.continuations[i] = static_cast<std::uint8_t>(utf8_class::of_continuation(0x80 + i));
        table.leads[i] = static_cast<std::uint8_t>(utf8_class::of_lead(0xC0 + i));
    }
    return table;
}
alignas(64) inline constexpr utf8_class_table utf8_classes = make_utf8_classes();

// What follows the backslash in the escape of an ASCII character, 0 where there is none.
alignas(64) inline constexpr auto escape_letters = [] {
    std::array<char, 128> letters{};
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const auto c = static_cast<unsigned char>(i);
        if (needs_escape(c)) letters[i] = make_escape_sequence(c).text[1];
    }
    return letters;
}();

inline namespace INKJET_ISA {
INKJET_AVX512_BEGIN
namespace avx512_kernel {

using anywhere64 __attribute__((aligned(1), may_alias)) = __m512i;
static_assert(alignof(anywhere64) == 1);

// Operands in memory, of which copies are made at compile time: g++ would make a register of each anew, and
// whole ones are parts of the instructions that need them.
struct text_operands {
    using bytes = std::array<char, block_size>;
    alignas(64) bytes quotes, comma_and_quotes, quote_or_space, first_allowed, backslashes;

    constexpr text_operands() noexcept {
        quotes.fill('"');
        comma_and_quotes.fill('"');
        comma_and_quotes[0] = ',';
        quote_or_space.fill('"' ^ ' ');
        first_allowed.fill(' ' + 1);
        backslashes.fill('\\');
    }
};
inline constexpr text_operands operands_of_text;

// A register of equal bytes. The compiler is kept from seeing a constant in it: g++ would make each anew
// in every round of a loop, by an instruction that competes with the shuffles for one port.
INKJET_INLINE __m512i all64(unsigned byte) {
    using bytes = char __attribute__((vector_size(64))); // of which less is to compile than of the intrinsic
    auto v = reinterpret_cast<__m512i>(bytes{} + static_cast<char>(byte));
    asm("" : "+v"(v));
    return v;
}

struct block {
    __m512i bytes;

    static constexpr bool expands = true;
    static constexpr bool fills = true;

    static INKJET_INLINE block load(const char* s) { return {*reinterpret_cast<const anywhere64*>(s)}; }
    static INKJET_INLINE block load_partial(const char* s, std::size_t n) {
        return {_mm512_mask_loadu_epi8(all64(' '), low_bits(n), s)};
    }
    INKJET_INLINE void store(char* out) const { *reinterpret_cast<anywhere64*>(out) = bytes; }
    INKJET_INLINE block blanked_from(std::size_t) const { return *this; }

    // s[0, n) from byte `at` on, between what `frame` has before and behind it; so less is to be stored.
    static INKJET_INLINE block load_between(const text_operands::bytes& frame, const char* s, std::size_t n,
                                            unsigned at = 0) {
        return {_mm512_mask_loadu_epi8(operand(frame), lanes_from(at, n), s - at)};
    }
    // Whether there is any in that text. (No frame has a backslash.)
    INKJET_INLINE bool any_special(std::size_t n, unsigned at = 0) const {
        const __m512i moved = bytes ^ operand(operands().quote_or_space);
        return (_mm512_mask_cmplt_epi8_mask(lanes_from(at, n), moved, operand(operands().first_allowed)) |
                _mm512_cmpeq_epi8_mask(bytes, operand(operands().backslashes))) != 0;
    }
    static INKJET_INLINE const text_operands& operands() { return opaque(operands_of_text); }

    // The quote, 0x22, changes places with 0x20: it then lies next to the controls, and one
    // compare finds both. As signed numbers the bytes from 0x80 on are below them.
    INKJET_INLINE __m512i quote_moved() const { return bytes ^ all64('"' ^ ' '); }
    INKJET_INLINE __mmask64 low_signed() const {
        return _mm512_cmplt_epi8_mask(quote_moved(), all64(' ' + 1));
    }
    INKJET_INLINE __mmask64 backslashes() const { return _mm512_cmpeq_epi8_mask(bytes, all64('\\')); }

    INKJET_INLINE bool any_special() const { return specials() != 0; }
    INKJET_INLINE std::uint64_t specials() const { return low_signed() | backslashes(); }
    INKJET_INLINE std::uint64_t escapes() const {
        return _mm512_cmplt_epu8_mask(quote_moved(), all64(' ' + 1)) | backslashes();
    }
    INKJET_INLINE std::uint64_t non_ascii() const { return _mm512_movepi8_mask(bytes); }
    INKJET_INLINE std::uint64_t equal_to(unsigned byte, unsigned ignored) const {
        return _mm512_cmpeq_epi8_mask(bytes | all64(ignored), all64(byte));
    }

    // What follows the backslash in the escapes of those bytes that have one. (The permutation takes the
    // lower seven bits of a byte.)
    INKJET_INLINE __m512i letters() const {
        return _mm512_permutex2var_epi8(*reinterpret_cast<const anywhere64*>(escape_letters.data()), bytes,
                                        *reinterpret_cast<const anywhere64*>(escape_letters.data() + 64));
    }

    // Output byte by output byte, a mask says whether it is the next character or a backslash between. It is
    // made by taking, of the pairs (backslash, character), the bits of those that exist.
    static INKJET_INLINE std::uint64_t characters_in_output(std::uint32_t escaped) {
        constexpr std::uint64_t backslash = 0x5555'5555'5555'5555;
        constexpr std::uint64_t character = backslash << 1;
        return _pext_u64(character, _pdep_u64(escaped, backslash) | character);
    }
    INKJET_INLINE bool expand(char*& out, std::uint64_t mask, std::size_t n) const {
        const __m512i letter = letters();
        if ((_mm512_cmpeq_epi8_mask(letter, all64('u')) & mask) != 0) [[unlikely]] // four more digits
            return false;

        const __m512i characters = _mm512_mask_mov_epi8(bytes, _cvtu64_mask64(mask), letter);
        const __m512i backslash = all64('\\');
        const auto low = static_cast<std::uint32_t>(mask);
        const auto high = static_cast<std::uint32_t>(mask >> 32);
        const std::size_t low_size = block_size / 2 + static_cast<unsigned>(__builtin_popcount(low));
        _mm512_storeu_si512(out, _mm512_mask_expand_epi8(backslash, characters_in_output(low), characters));
        if (n > block_size / 2) {
            const __m512i upper = _mm512_maskz_shuffle_i64x2(0xFF, characters, characters, 0xEE);
            _mm512_storeu_si512(out + low_size,
                                _mm512_mask_expand_epi8(backslash, characters_in_output(high), upper));
        }
        out += n + static_cast<std::size_t>(__builtin_popcountll(mask));
        return true;
    }

  private:
    static INKJET_INLINE __m512i operand(const text_operands::bytes& bytes) {
        return *reinterpret_cast<const anywhere64*>(bytes.data());
    }
    // n < 64
    static INKJET_INLINE __mmask64 lanes_from(unsigned at, std::size_t n) {
        return _bzhi_u64(~std::uint64_t{0}, static_cast<unsigned>(n)) << at;
    }
};

using half_block = block; // as one register is no faster than one of twice the size

class utf8_checker {
  public:
    static constexpr bool cheap = true;

    // Written out: an implicit constructor would not be compiled for the region's instruction sets.
    INKJET_INLINE utf8_checker() : mismatch_{}, broken_rules_{}, leads_before_{} {}

    INKJET_INLINE void next(const block& b, const char*) { step(b.bytes); }
    INKJET_INLINE void single(const block& b, const char*, std::size_t) { step(b.bytes); }

    INKJET_INLINE void resume(const char* s) {
        const __m512i before = _mm512_loadu_si512(s - block_size);
        leads_before_ = leads_in(before, _mm512_movepi8_mask(before));
    }

    INKJET_INLINE bool failed() const {
        return (_mm512_test_epi8_mask(mismatch_, all64(utf8_class::continuation)) |
                _mm512_test_epi8_mask(broken_rules_, all64(utf8_class::rules))) != 0;
    }

  private:
    // Blocks of ASCII between two calls don't come here. The leads kept from before
    // them still hold: such a block comes only after one that ended in ASCII, so that
    // nothing was open any more, or the mismatch is already known.
    INKJET_INLINE void step(__m512i v) {
        const __mmask64 non_ascii = _mm512_movepi8_mask(v);
        const __m512i leads = leads_in(v, non_ascii);
        const __m512i continuations =
            _mm512_maskz_permutex2var_epi8(non_ascii, load(utf8_classes.continuations), v, __m512i{});
        const __m512i carried = _mm512_maskz_alignr_epi32(0xFFFF, leads, leads_before_, 15);
        leads_before_ = leads;
        const __m512i after_one = _mm512_shldi_epi32(leads, carried, 8);
        const __m512i after_two = _mm512_shldi_epi32(leads, carried, 2 * 8 + 1);
        const __m512i after_three = _mm512_shldi_epi32(leads, carried, 3 * 8 + 2);
        const __m512i demanded = _mm512_ternarylogic_epi64(after_one, after_two, after_three, any_of);
        mismatch_ = _mm512_ternarylogic_epi64(mismatch_, demanded, continuations, first_or_different);
        broken_rules_ = _mm512_ternarylogic_epi64(broken_rules_, after_one, continuations, first_or_both);
    }

    // Bit 6 of a byte selects one of two registers: leads have it, continuations don't.
    static INKJET_INLINE __m512i leads_in(__m512i v, __mmask64 non_ascii) {
        return _mm512_maskz_permutex2var_epi8(non_ascii, __m512i{}, v, load(utf8_classes.leads));
    }

    static INKJET_INLINE __m512i load(const std::array<std::uint8_t, 64>& table) {
        return *reinterpret_cast<const anywhere64*>(table.data());
    }

    // Truth tables of three inputs, as the instruction takes them: the function of these three columns.
    static constexpr int x = 0xF0, y = 0xCC, z = 0xAA;
    static constexpr int any_of = x | y | z;
    static constexpr int first_or_different = x | (y ^ z);
    static constexpr int first_or_both = x | (y & z);

    __m512i mismatch_;     // bit 7: a continuation that nothing demands, or one that is missing
    __m512i broken_rules_; // lead byte and continuation don't go together
    __m512i leads_before_; // classes of the block before
};

#include <inkjet/text/escape_loop.inl>

} // namespace avx512_kernel
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
