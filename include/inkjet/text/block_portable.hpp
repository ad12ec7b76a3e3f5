// The escape kernel where no instruction set is known: eight bytes
// at a time in general registers, of either byte order.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape_blocks.hpp>
#include <inkjet/text/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace inkjet::detail {
inline namespace INKJET_ISA {
namespace portable_kernel {

inline constexpr std::size_t word_size = 8;
inline constexpr std::size_t word_count = block_size / word_size;

// The byte in each place of a word.
constexpr std::uint64_t all8(unsigned byte) noexcept { return byte * (~std::uint64_t{0} / 0xFF); }

// In all of the following bit 7 of a byte is the answer for that byte, and no byte carries into the next.
constexpr std::uint64_t top_bits = all8(0x80);
constexpr std::uint64_t below(std::uint64_t v, unsigned limit) noexcept { // for limits up to 0x80
    return ~(((v & ~top_bits) + all8(0x80 - limit)) | v) & top_bits;
}
constexpr std::uint64_t equal(std::uint64_t v, unsigned byte) noexcept { return below(v ^ all8(byte), 1); }
constexpr std::uint64_t escapes_in(std::uint64_t v) noexcept {
    return below(v, 0x20) | equal(v, '"') | equal(v, '\\');
}
static_assert(escapes_in(0x80'FF'7F'5C'22'21'20'1F) == 0x00'00'00'80'80'00'00'80);

// Bit 7 of each byte as 8 bits, the byte at the lowest address first. The factor moves bit 8i to bit 56 + i.
constexpr std::uint64_t gather(std::uint64_t answers) noexcept {
    if constexpr (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) answers = __builtin_bswap64(answers);
    return (answers >> 7) * 0x0102'0408'1020'4080 >> 56;
}

struct block {
    std::uint64_t words[word_count];

    static constexpr bool expands = false;
    static constexpr bool fills = false;

    static block load(const char* s) noexcept {
        block b;
        std::memcpy(b.words, s, block_size);
        return b;
    }
    // Always a copy: there may be no pages to rely on.
    static block load_partial(const char* s, std::size_t n) noexcept {
        char scratch[block_size];
        copy_to_block(scratch, s, n);
        return load(scratch);
    }
    void store(char* out) const noexcept { std::memcpy(out, words, block_size); }
    block blanked_from(std::size_t) const noexcept { return *this; }

    bool any_special() const noexcept {
        std::uint64_t any = 0;
        for (const std::uint64_t v : words) any |= escapes_in(v) | (v & top_bits);
        return any != 0;
    }
    std::uint64_t specials() const noexcept { return escapes() | non_ascii(); }
    std::uint64_t escapes() const noexcept {
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < word_count; ++i) mask |= gather(escapes_in(words[i])) << i * word_size;
        return mask;
    }
    std::uint64_t non_ascii() const noexcept {
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < word_count; ++i) mask |= gather(words[i] & top_bits) << i * word_size;
        return mask;
    }
    static bool any_escape(const block& a, const block& b) noexcept {
        return (a.escapes() | b.escapes()) != 0;
    }
    static bool any_non_ascii(const block& a, const block& b) noexcept {
        return (a.non_ascii() | b.non_ascii()) != 0;
    }
    std::uint64_t equal_to(unsigned byte, unsigned ignored) const noexcept {
        std::uint64_t mask = 0;
        for (std::size_t i = 0; i < word_count; ++i)
            mask |= gather(equal(words[i] | all8(ignored), byte)) << i * word_size;
        return mask;
    }
};

using half_block = block;

INKJET_INLINE void leave_kernel() noexcept {}

class utf8_checker {
  public:
    static constexpr bool cheap = false;

    void next(const block& b, const char* s) noexcept { single(b, s, block_size); }
    void single(const block& b, const char* behind, std::size_t n) noexcept {
        look_back(behind);
        take(b, n);
    }
    bool failed() const noexcept { return failed_; }

  private:
    // Finds what the last sequence before `s` misses.
    void look_back(const char* s) noexcept {
        lead_ = 0, missing_ = 0;
        for (std::size_t back = 1; back < utf8_max_length; ++back) {
            const auto byte = static_cast<unsigned char>(s[-static_cast<std::ptrdiff_t>(back)]);
            if (is_continuation(byte)) continue;
            if (utf8_length(byte) > back) missing_ = utf8_length(byte) - back;
            if (missing_ != 0 && back == 1) lead_ = byte;
            return;
        }
    }
    void take(const block& b, std::size_t n) noexcept {
        char bytes[block_size];
        b.store(bytes);
        for (std::size_t i = 0; i < n; ++i) take(static_cast<unsigned char>(bytes[i]));
        if (n < block_size && missing_ != 0) failed_ = true;
    }
    void take(unsigned char byte) noexcept {
        if (missing_ != 0) {
            // The byte right after the lead has rules of its own.
            if (lead_ != 0 ? !may_follow(lead_, byte) : !is_continuation(byte)) failed_ = true;
            lead_ = 0;
            --missing_;
        } else {
            const std::size_t length = utf8_length(byte);
            if (length == 0) {
                failed_ = true;
            } else {
                missing_ = length - 1;
                lead_ = byte;
            }
        }
    }

    std::size_t missing_ = 0;
    unsigned char lead_ = 0; // the byte before, if it is one
    bool failed_ = false;
};

#include <inkjet/text/escape_loop.inl>

} // namespace portable_kernel
} // namespace INKJET_ISA
} // namespace inkjet::detail
