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

// What JavaScript took for ends of lines before 2019.
constexpr bool is_line_separator(char32_t c) noexcept { return c == 0x2028 || c == 0x2029; }

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

// One pass over a text: blocks are copied up to the first character that needs a look, and that one and those
// behind it are taken one by one until one needs none.
class escaped_text {
  public:
    escaped_text(context& c, const options& chosen, const char* s, std::size_t n) noexcept
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
            std::uint64_t work = bytes.specials() | extras(bytes);
            if (left < block_size) work &= low_bits(left);
            const std::size_t plain = work != 0 ? static_cast<std::size_t>(__builtin_ctzll(work)) : size;
            at_ += plain, p += plain;
            if (work != 0) p = write_singly(p);
        }
        return ensure(c_, p, exit_room);
    }

  private:
    std::uint64_t extras(const own_kernel::block& bytes) const {
        // `<` and `>`, and `&` and `'`, differ in one bit each.
        static_assert(('<' | 2) == '>' && ('&' | 1) == '\'');
        std::uint64_t mask = 0;
        if (options_.html_safe) mask = bytes.equal_to('>', 2) | bytes.equal_to('\'', 1);
        if (options_.escape_slash) mask |= bytes.equal_to('/', 0);
        return mask;
    }
    bool is_extra(unsigned char c) const noexcept {
        return (options_.html_safe && ((c | 2) == '>' || (c | 1) == '\'')) ||
               (options_.escape_slash && c == '/');
    }
    bool needs_a_look(unsigned char c) const noexcept { return c >= 0x80 || needs_escape(c) || is_extra(c); }

    INKJET_NOINLINE char* write_singly(char* p) {
        do {
            p = ensure(c_, p, unicode_escape_max_length);
            const auto byte = static_cast<unsigned char>(*at_);
            p = byte < 0x80 ? write_ascii(p, byte) : write_foreign(p);
        } while (at_ != end_ && needs_a_look(static_cast<unsigned char>(*at_)) && !c_.failed);
        return p;
    }

    char* write_ascii(char* p, unsigned char byte) {
        ++at_;
        if (needs_escape(byte)) return put_escape(p, static_cast<char>(byte));
        if (byte != '/') return put_unit_escape(p, byte);
        std::memcpy(p, "\\/", 2);
        return p + 2;
    }

    char* write_foreign(char* p) {
        const auto left = static_cast<std::size_t>(end_ - at_);
        const utf8_prefix prefix = utf8_prefix_of(at_, left);
        char32_t code_point = replacement_character;
        if (prefix.well_formed) [[likely]] {
            code_point = decode_utf8(at_).code_point;
        } else if (options_.invalid_utf8 == invalid_utf8_policy::error) {
            return refuse_byte(c_, p, begin_, static_cast<std::size_t>(at_ - begin_));
        } else if (options_.invalid_utf8 == invalid_utf8_policy::pass) {
            *p = *at_++;
            return p + 1;
        }
        const char* const from = at_;
        at_ += prefix.length;
        if (options_.ascii || (options_.html_safe && is_line_separator(code_point)))
            return put_unicode_escape(p, code_point);
        if (!prefix.well_formed) return encode_utf8(p, code_point);
        for (std::size_t i = 0; i < prefix.length; ++i) p[i] = from[i];
        return p + prefix.length;
    }

    context& c_;
    const options& options_;
    const char* const begin_;
    const char* at_;
    const char* const end_;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
