// The escape kernel for AVX-512 with VBMI and VBMI2 (Ice Lake, Zen 4, and later).
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/avx512_immediates.hpp>
#include <inkjet/text/escape_blocks.hpp>
#include <inkjet/text/utf8.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

// What two bytes, one behind the other, are for each other. Bit 7 says that the one is a lead byte, the other
// a continuation; the others are the rules that a continuation breaks after a lead byte that they are for.
struct utf8_class {
    static constexpr unsigned lead = 0x80;
    static constexpr unsigned never = 0x10;          // the lead byte is not one: C0, C1, F5 to FF
    static constexpr unsigned overlong_three = 0x01; // E0, then below A0
    static constexpr unsigned surrogate = 0x02;      // ED, then A0 and above
    static constexpr unsigned overlong_four = 0x04;  // F0, then below 90
    static constexpr unsigned past_the_last = 0x08;  // F4, then 90 and above
    static constexpr unsigned rules = never | overlong_three | surrogate | overlong_four | past_the_last;
    static constexpr unsigned continuation = 0x80;

    static constexpr unsigned of_lead(unsigned c) {
        unsigned bits = lead;
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
        const auto from = reinterpret_cast<std::uintptr_t>(s) - at; // perhaps no place at all
        // NOLINTNEXTLINE(performance-no-int-to-ptr): of no object, if the text is empty
        const auto* const first = reinterpret_cast<const void*>(from);
        return {_mm512_mask_loadu_epi8(operand(frame), first_lanes(n) << at, first)};
    }
    // Whether there is any in that text. (No frame has a backslash.)
    INKJET_INLINE bool any_special(std::size_t n, unsigned at = 0) const {
        const __m512i moved = bytes ^ operand(operands().quote_or_space);
        return (_mm512_mask_cmplt_epi8_mask(first_lanes(n) << at, moved, operand(operands().first_allowed)) |
                _mm512_cmpeq_epi8_mask(bytes, operand(operands().backslashes))) != 0;
    }
    static INKJET_INLINE const text_operands& operands() { return in_memory(operands_of_text); }

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
    static INKJET_INLINE bool any_escape(const block& a, const block& b) {
        const __m512i lower = _mm512_min_epu8(a.quote_moved(), b.quote_moved());
        return (_mm512_cmplt_epu8_mask(lower, all64(' ' + 1)) | a.backslashes() | b.backslashes()) != 0;
    }
    static INKJET_INLINE bool any_non_ascii(const block& a, const block& b) {
        return _mm512_movepi8_mask(a.bytes | b.bytes) != 0;
    }
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
            const __m512i upper = quarters<0xEE>(characters, characters);
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
};

using half_block = block; // as one register is no faster than one of twice the size

class utf8_checker {
  public:
    static constexpr bool cheap = true;

    // Written out: an implicit constructor would not be compiled for the region's instruction sets.
    INKJET_INLINE utf8_checker() : mismatch_{}, broken_rules_{} {}

    INKJET_INLINE void next(const block& b, const char* s) {
        check(b.bytes, block::load(s - 1).bytes, block::load(s - 2).bytes, block::load(s - 3).bytes);
    }
    INKJET_INLINE void single(const block& b, const char* behind, std::size_t) {
        int last_four;
        __builtin_memcpy(&last_four, behind - sizeof last_four, sizeof last_four);
        const __m512i before = _mm512_set1_epi32(last_four);
        const __m512i carried = from_element_32<15>(b.bytes, before);
        check(b.bytes, funnel_left_32<8>(b.bytes, carried), funnel_left_32<16>(b.bytes, carried),
              funnel_left_32<24>(b.bytes, carried));
    }

    INKJET_INLINE bool failed() const {
        return (_mm512_test_epi8_mask(mismatch_, all64(utf8_class::continuation)) |
                _mm512_test_epi8_mask(broken_rules_, all64(utf8_class::rules))) != 0;
    }

  private:
    // Each byte of v with the one, two and three bytes before it.
    INKJET_INLINE void check(__m512i v, __m512i one, __m512i two, __m512i three) {
        // The permutation takes the lower six bits of a byte.
        const __mmask64 after_lead = _mm512_cmpge_epu8_mask(one, all64(0xC0));
        const __m512i leads = _mm512_maskz_permutexvar_epi8(after_lead, one, load(utf8_classes.leads));
        const __mmask64 continues = _mm512_cmplt_epi8_mask(v, all64(0xC0)); // as signed numbers
        const __m512i continuations =
            _mm512_maskz_permutexvar_epi8(continues, v, load(utf8_classes.continuations));
        // Bit 7 from E0 on two bytes before, from F0 on three bytes before.
        const __m512i demanded = ternary<any_of>(leads, _mm512_subs_epu8(two, all64(0xE0 - 0x80)),
                                                 _mm512_subs_epu8(three, all64(0xF0 - 0x80)));
        mismatch_ = ternary<first_or_different>(mismatch_, demanded, continuations);
        broken_rules_ = ternary<first_or_both>(broken_rules_, leads, continuations);
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
};

#include <inkjet/text/escape_loop.inl>

} // namespace avx512_kernel
INKJET_AVX512_END
} // namespace INKJET_ISA
} // namespace inkjet::detail
