// Text of which more is escaped than JSON demands: only ASCII, safe inside HTML, with slashes.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape.hpp>
#include <inkjet/text/unicode_escape.hpp>
#include <inkjet/text/utf8.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/note.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace inkjet::detail {

// Whether any option may ask for more escapes than JSON does.
template <class P>
inline constexpr bool may_escape_more =
    may_differ<P>(&options::ascii, &options::html_safe, &options::escape_slash);

template <class P>
INKJET_INLINE bool escapes_more(const context& c) {
    if constexpr (may_escape_more<P>)
        return chosen<P>(c).ascii || chosen<P>(c).html_safe || chosen<P>(c).escape_slash;
    else
        return false;
}

// Fails at the byte s[offset] of a text of which `base` bytes went before.
INKJET_COLD inline char* refuse_byte(context& c, char* p, const char* s, std::size_t offset,
                                     std::size_t base = 0) {
    note particulars("byte ");
    particulars.put_hex(static_cast<unsigned char>(s[offset]));
    particulars.put(" at offset ");
    particulars.put_number(base + offset);
    return c.fail(errc::invalid_utf8, p, particulars.view());
}

inline namespace INKJET_ISA {

// Whether an option asks for an escape of this ASCII character.
INKJET_INLINE constexpr bool is_extra(const options& o, unsigned char c) noexcept {
    return (o.html_safe && ((c | 2) == '>' || (c | 1) == '\'')) || (o.escape_slash && c == '/');
}

// The same for all of a block.
INKJET_INLINE std::uint64_t extras_in(const options& o, const own_kernel::block& bytes) {
    // `<` and `>`, and `&` and `'`, differ in one bit each.
    static_assert(('<' | 2) == '>' && ('&' | 1) == '\'');
    std::uint64_t mask = 0;
    if (o.html_safe) mask = bytes.equal_to('>', 2) | bytes.equal_to('\'', 1);
    if (o.escape_slash) mask |= bytes.equal_to('/', 0);
    return mask;
}

// Whether there are any in ASCII text of less than a block.
INKJET_NOINLINE inline bool has_extras(const options& o, const char* s, std::size_t n) noexcept {
    return (extras_in(o, own_kernel::block::load_partial(s, n)) & low_bits(n)) != 0;
}
template <class P>
INKJET_INLINE bool has_extras(const context& c, const char* s, std::size_t n) noexcept {
    if constexpr (may_differ<P>(&options::html_safe, &options::escape_slash)) {
        if (chosen<P>(c).html_safe || chosen<P>(c).escape_slash) return has_extras(chosen<P>(c), s, n);
    }
    return false;
}

// Finds what an option wants escaped, beyond what JSON does, in text that may stay UTF-8.
class extra_finder {
  public:
    extra_finder(const options& chosen, const char* s, std::size_t n) noexcept
        : options_(chosen), end_(s + n) {}

    // From `s` on, a place in the text: the end of the text if there is none.
    INKJET_NOINLINE const char* next(const char* s) const {
        while (s != end_) {
            const auto left = static_cast<std::size_t>(end_ - s);
            const auto bytes =
                left < block_size ? own_kernel::block::load_partial(s, left) : own_kernel::block::load(s);
            std::uint64_t found = extras_in(options_, bytes);
            if (options_.html_safe) found |= bytes.equal_to(line_separators[0], 0);
            if (left < block_size) found &= low_bits(left);
            for (; found != 0; found &= found - 1) {
                const char* const at = s + __builtin_ctzll(found);
                if (byte_at(at) < 0x80 || is_line_separator(at)) return at;
            }
            s += left < block_size ? left : block_size;
        }
        return end_;
    }

    // How many bytes the escape of what was found stands for.
    static std::size_t length(const char* at) noexcept {
        return byte_at(at) < 0x80 ? 1 : sizeof line_separators;
    }

    // Writes that escape.
    static char* put(char* p, const char* at) noexcept {
        const unsigned char byte = byte_at(at);
        if (byte >= 0x80) return put_unit_escape(p, 0x2028 + (byte_at(at + 2) & 1u));
        if (byte != '/') return put_unit_escape(p, byte);
        std::memcpy(p, "\\/", 2);
        return p + 2;
    }

  private:
    // U+2028 and U+2029, which JavaScript took for ends of lines before 2019, but for their last bit.
    static constexpr unsigned char line_separators[] = {0xE2, 0x80, 0xA8};

    static unsigned char byte_at(const char* at) noexcept { return static_cast<unsigned char>(*at); }

    bool is_line_separator(const char* at) const noexcept {
        return static_cast<std::size_t>(end_ - at) >= sizeof line_separators &&
               byte_at(at + 1) == line_separators[1] && (byte_at(at + 2) & 0xFE) == line_separators[2];
    }

    const options& options_;
    const char* const end_;
};

// Writes ASCII text of less than a block that needs no escapes but those that an option wants: after each,
// the rest of the block is stored again behind it. Returns nullptr where the text is not of that kind.
INKJET_INLINE char* put_with_extras(char* p, const options& o, const char* s, std::size_t n) {
    const auto bytes = own_kernel::block::load_partial(s, n);
    if ((bytes.specials() & low_bits(n)) != 0) return nullptr;
    alignas(block_size) char copy[2 * block_size];
    bytes.store(copy);
    bytes.store(copy + block_size);
    bytes.store(p);
    std::size_t done = 0;
    for (std::uint64_t extras = extras_in(o, bytes) & low_bits(n); extras != 0; extras &= extras - 1) {
        const auto at = static_cast<std::size_t>(__builtin_ctzll(extras));
        p = extra_finder::put(p + (at - done), copy + at);
        done = at + 1;
        own_kernel::block::load(copy + done).store(p);
    }
    return p + (n - done);
}

// Text as ASCII. Blocks are copied up to the first character that needs a look, and that one and those behind
// it are taken one by one until one needs none.
class ascii_text {
  public:
    ascii_text(context& c, const options& chosen, const char* s, std::size_t n) noexcept
        : c_(c), options_(chosen), begin_(s), at_(s), end_(s + n) {}

    // Needs no room, leaves `exit_room`.
    char* write(char* p) {
        while (at_ != end_ && !c_.failed) {
            p = ensure(c_, p, block_size);
            const auto left = static_cast<std::size_t>(end_ - at_);
            const std::size_t size = left < block_size ? left : block_size;
            const auto bytes =
                left < block_size ? own_kernel::block::load_partial(at_, left) : own_kernel::block::load(at_);
            bytes.store(p);
            std::uint64_t work = bytes.specials() | extras_in(options_, bytes);
            if (left < block_size) work &= low_bits(left);
            const std::size_t plain = work != 0 ? static_cast<std::size_t>(__builtin_ctzll(work)) : size;
            at_ += plain, p += plain;
            if (work != 0) p = write_singly(p);
        }
        return ensure(c_, p, exit_room);
    }

  private:
    bool needs_a_look(unsigned char c) const noexcept {
        return c >= 0x80 || needs_escape(c) || is_extra(options_, c);
    }

    INKJET_NOINLINE char* write_singly(char* p) {
        do {
            p = write_short_sequences(p);
            if (at_ == end_) break;
            p = ensure(c_, p, unicode_escape_max_length);
            const auto byte = static_cast<unsigned char>(*at_);
            if (byte >= 0x80) {
                p = write_foreign(p);
            } else if (needs_escape(byte)) {
                p = put_escape(p, *at_++);
            } else if (is_extra(options_, byte)) {
                p = extra_finder::put(p, at_++);
            } else {
                break;
            }
        } while (at_ != end_ && needs_a_look(static_cast<unsigned char>(*at_)) && !c_.failed);
        return p;
    }

    // Those well-formed sequences of three and of two bytes that come next, which most scripts consist of. A
    // byte more is read than the longer ones have.
    INKJET_INLINE char* write_short_sequences(char* p) {
        const char* s = at_;
        while (end_ - s >= 4) {
            const auto bytes = load_bytes<std::uint32_t>(s);
            std::uint32_t unit;
            p = ensure(c_, p, unicode_escape_max_length);
            if ((bytes & 0xC0C0F0) == 0x8080E0) {
                unit = (bytes & 0xF) << 12 | (bytes >> 2 & 0xFC0) | (bytes >> 16 & 0x3F);
                // Below are overlong forms, and surrogates have no place in UTF-8.
                if (unit < 0x800 || unit >> 11 == 0xD800 >> 11) break;
                s += 3;
                p = put_unit_escape(p, unit);
            } else if ((bytes & 0xC0E0) == 0x80C0) {
                unit = (bytes & 0x1F) << 6 | (bytes >> 8 & 0x3F);
                if (unit < 0x80) break;
                s += 2;
                p = put_unit_escape(p, unit);
            } else {
                break;
            }
        }
        at_ = s;
        return p;
    }

    char* write_foreign(char* p) {
        const utf8_prefix prefix = utf8_prefix_of(at_, static_cast<std::size_t>(end_ - at_));
        char32_t code_point = replacement_character;
        if (prefix.well_formed) [[likely]] {
            code_point = decode_utf8(at_).code_point;
        } else if (options_.invalid_utf8 == invalid_utf8_policy::error) {
            return refuse_byte(c_, p, begin_, static_cast<std::size_t>(at_ - begin_));
        } else if (options_.invalid_utf8 == invalid_utf8_policy::pass) {
            *p = *at_++;
            return p + 1;
        }
        at_ += prefix.length;
        return put_unicode_escape(p, code_point);
    }

    context& c_;
    const options& options_;
    const char* const begin_;
    const char* at_;
    const char* const end_;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
