// JSON strings: quotes around escaped text, with the policies for text that is not UTF-8.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/escape.hpp>
#include <inkjet/text/utf8.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/escaped_text.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// Copies bytes as they are, of any number. Needs no room, leaves `exit_room`.
INKJET_NOINLINE inline char* put_bytes(context& c, char* p, const char* s, std::size_t n) {
    while (c.room(p) < n + exit_room) {
        if (n + exit_room <= c.longest_step()) {
            p = c.refill(p, n + exit_room);
            if (c.failed) return p;
            break;
        }
        p = ensure(c, p, max_step);
        if (c.failed) return p;
        const std::size_t fits = c.room(p) - exit_room < n ? c.room(p) - exit_room : n;
        std::memcpy(p, s, fits);
        p += fits, s += fits, n -= fits;
    }
    if (n != 0) std::memcpy(p, s, n);
    return p + n;
}

// What text and bytes are handed to where a policy gathers: of writer/sliced_text.hpp, which the destination
// brings along. Need no room, leave `exit_room`.
template <class P>
char* put_text_or_slice(context& c, char* p, const char* s, std::size_t n);
template <class P>
char* put_bytes_or_slice(context& c, char* p, const char* s, std::size_t n);

// How far text was written, in terms that survive a window that has moved.
struct place {
    std::size_t written;

    place(const context& c, const char* p) noexcept
        : written(c.delivered_size + static_cast<std::size_t>(p - c.begin)) {}
    char* in(const context& c) const noexcept {
        return const_cast<char*>(c.begin) + (written > c.delivered_size ? written - c.delivered_size : 0);
    }
};

INKJET_COLD inline char* text_failed(context& c, place at, const char* s, std::size_t n, std::size_t base) {
    if (c.failed) return c.refill(nullptr, 0);
    const std::size_t offset = first_invalid_utf8(s, n);
    if (offset == n || c.reason() != errc::ok) return c.fail(c.reason(), at.in(c), c.note());
    return refuse_byte(c, at.in(c), s, offset, base);
}

// Escapes text of any length, without quotes. Needs no room, leaves `exit_room`. `before` counts the bytes of
// the text that went before.
template <bool Validate>
INKJET_NOINLINE char* put_escaped(context& c, char* p, const char* s, std::size_t n, std::size_t before = 0) {
    for (std::size_t done = 0;;) {
        std::size_t piece = n - done;
        // The kernel may ask for as much again as it was given, and not find it where a window is at its end.
        if (piece > c.longest_step() - escape_slack) {
            piece = c.longest_step() - escape_slack;
            // Not inside a code point; where none ends within reach, the text is ill-formed anyway.
            for (std::size_t back = 0; back < utf8_max_length; ++back)
                if (!is_continuation(static_cast<unsigned char>(s[done + piece - back]))) {
                    piece -= back;
                    break;
                }
        }
        if (c.room(p) < piece + escape_slack) {
            p = c.refill(p, piece + escape_slack);
            if (c.failed) return p;
        }
        const place at(c, p);
        char* const q = escape_text<Validate>(c, p, s + done, piece);
        if (q == nullptr) [[unlikely]]
            return text_failed(c, at, s + done, piece, before + done);
        p = q;
        done += piece;
        if (done == n) return ensure(c, p, exit_room);
    }
}

// Escapes text and puts U+FFFD in the place of each maximal ill-formed subpart (Unicode 15, section 3.9).
INKJET_COLD inline char* put_replaced(context& c, char* p, const char* s, std::size_t n) {
    for (;;) {
        const std::size_t valid = first_invalid_utf8(s, n);
        p = put_escaped<false>(c, p, s, valid);
        if (valid == n || c.failed) return p;
        std::memcpy(p, "\xEF\xBF\xBD", 3);
        const std::size_t skipped = valid + invalid_length(s + valid, n - valid);
        p = ensure(c, p + 3, exit_room);
        s += skipped, n -= skipped;
    }
}

// The defaults refuse what is not UTF-8; only where a policy may say otherwise are the other ways compiled.
template <class P>
INKJET_INLINE char* put_valid(context& c, char* p, const char* s, std::size_t n, std::size_t before = 0) {
    if constexpr (may_differ<P>(&options::invalid_utf8)) {
        if (chosen<P>(c).invalid_utf8 == invalid_utf8_policy::replace) return put_replaced(c, p, s, n);
        if (chosen<P>(c).invalid_utf8 == invalid_utf8_policy::pass) return put_escaped<false>(c, p, s, n);
    }
    return put_escaped<true>(c, p, s, n, before);
}

// The same, with escapes that JSON does not demand. Between them, none of which parts a code point, text is
// text.
template <class P>
INKJET_NOINLINE char* put_escaping_more(context& c, char* p, const char* s, std::size_t n) {
    if (chosen<P>(c).ascii) return ascii_text(c, chosen<P>(c), s, n).write(p);
    if (n < block_size) {
        p = ensure(c, p, escape_max_length * block_size + exit_room);
        if (char* const end = put_with_extras(p, chosen<P>(c), s, n)) return end;
    }
    const extra_finder extras(chosen<P>(c), s, n);
    for (const char *at = s, *const end = s + n;;) {
        const char* const extra = extras.next(at);
        if (extra != at)
            p = put_valid<P>(c, p, at, static_cast<std::size_t>(extra - at),
                             static_cast<std::size_t>(at - s));
        if (extra == end || c.failed) return ensure(c, p, exit_room);
        p = extra_finder::put(ensure(c, p, exit_room), extra);
        at = extra + extra_finder::length(extra);
    }
}

template <class P>
INKJET_INLINE char* put_escaped_as_chosen(context& c, char* p, const char* s, std::size_t n) {
    if constexpr (may_escape_more<P>) {
        if (escapes_more<P>(c)) return put_escaping_more<P>(c, p, s, n);
    }
    return put_valid<P>(c, p, s, n);
}

// Leaves `leave` bytes, at least `exit_room`.
template <class P>
INKJET_NOINLINE char* put_text_general(context& c, char* p, const char* s, std::size_t n,
                                       std::size_t leave = exit_room) {
    p = ensure(c, p, entry_room);
    *p++ = '"';
    if constexpr (follows<P>) {
        if (n > c.longest_step() / 2) c.followed_trail().open_text(p);
    }
    p = put_escaped_as_chosen<P>(c, p, s, n);
    if constexpr (follows<P>) c.followed_trail().close_text();
    *p++ = '"';
    return ensure(c, p, leave);
}

// Writes text of at most `escape_plain_max` bytes that put_plain does not, behind its opening quote, and
// leaves `leave` bytes, at least `exit_room`: mostly it is not ASCII.
template <class P>
INKJET_NOINLINE char* put_short_text(context& c, char* p, const char* s, std::size_t n,
                                     std::size_t leave = exit_room) {
    bool as_json_demands = c.room(p) >= n + escape_slack;
    if constexpr (may_escape_more<P>) as_json_demands = as_json_demands && !escapes_more<P>(c);
    if (as_json_demands) [[likely]] {
        if (char* const end = escape_short_text<true>(c, p, s, n)) [[likely]] {
            *end = '"';
            return ensure(c, end + 1, leave);
        }
    }
    return put_text_general<P>(c, p - 1, s, n, leave);
}

// Writes text as a JSON string. Needs no room, leaves `exit_room`.
template <class P>
INKJET_INLINE char* put_text(context& c, char* p, const char* s, std::size_t n) {
    static_assert(escape_slack >= exit_room + 2);
    if (n <= escape_plain_max && c.room(p) >= escape_plain_max + escape_slack) [[likely]] {
        *p = '"';
        if (put_plain_by_length(p + 1, s, n) && !has_extras<P>(c, s, n)) [[likely]]
            return p + n + 2;
        if constexpr (!gathers<P>) return put_short_text<P>(c, p + 1, s, n);
    }
    if constexpr (gathers<P>)
        return put_text_or_slice<P>(c, p, s, n);
    else
        return put_text_general<P>(c, p, s, n);
}

// What text takes that is written at once, behind its opening quote.
inline constexpr std::size_t usual_text_size = escape_plain_max + 1;

// Whether short texts may be checked without a branch that depends on them: where lanes are wide enough for
// that to be cheap, and JSON alone says what is escaped.
#if defined(INKJET_ISA_AVX512) || defined(INKJET_ISA_AVX2)
template <class P>
inline constexpr bool has_text_columns = !may_escape_more<P>;

// Writes s[0, n) and `"` if a half block holds it, and returns whether it is UTF-8 without escapes.
INKJET_INLINE bool put_checked(char* p, const char* s, std::size_t n, text_column& column) {
    using own_kernel::block, own_kernel::half_block;
    using mask = std::conditional_t<sizeof(half_block) == sizeof(block), std::uint64_t, std::uint32_t>;
    if (n >= sizeof(half_block) || (!block::fills && (!INKJET_OVERREAD || block_may_leave_page(s))))
        return false;
    const block bytes = own_kernel::put_with_quote<block>(p, s, n);
    const block blanked = bytes.blanked_from(n);
    own_kernel::utf8_checker checker;
    checker.single(blanked, behind_nothing(), n);
    column.add(static_cast<mask>(blanked.non_ascii()) != 0);
    const auto escapes = static_cast<mask>(static_cast<mask>(bytes.escapes()) & low_bits(n));
    return (escapes | mask{checker.failed()}) == 0;
}

// Writes text that was tried in vain as a plain one. Where it got no longer, it is not ASCII: escapes are no
// matter of the column.
template <class P>
INKJET_NOINLINE char* put_tried_text(context& c, char* p, const char* s, std::size_t n, std::size_t leave,
                                     text_column& column) {
    char* const end = put_short_text<P>(c, p, s, n, leave);
    if (end == p + n + 1) column.failed();
    return end;
}

// Writes text of a column that is not to be tried as a plain one, or was in vain.
template <class P>
INKJET_NOINLINE char* put_text_in_column(context& c, char* p, const char* s, std::size_t n, std::size_t leave,
                                         text_column& column) {
    if (n > escape_plain_max) return put_text_general<P>(c, p - 1, s, n, leave);
    if (column.tries()) return put_tried_text<P>(c, p, s, n, leave, column);
    if (put_checked(p, s, n, column)) [[likely]]
        return p + n + 1;
    return put_short_text<P>(c, p, s, n, leave);
}

#else
template <class>
inline constexpr bool has_text_columns = false;
template <class P>
char* put_text_in_column(context&, char*, const char*, std::size_t, std::size_t,
                         text_column&); // nowhere called
#endif

// Writes text behind whose opening quote the cursor stands, where there is room for `usual_text_size` and
// `Leave` more, and leaves so much. A column was begun.
template <class P, std::size_t Leave, std::size_t Column = no_text_column>
INKJET_INLINE char* put_text_in_run(context& c, char* p, const char* s, std::size_t n) {
    constexpr std::size_t leave = Leave > exit_room ? Leave : exit_room;
    if constexpr (Column != no_text_column && has_text_columns<P>) {
        text_column& column = c.columns[Column];
        if (n <= column.most_tried()) [[likely]] {
            if (put_plain_by_length(p, s, n)) [[likely]]
                return p + n + 1;
        }
        return put_text_in_column<P>(c, p, s, n, leave, column);
    }
    if (n <= escape_plain_max) [[likely]] {
        if (put_plain_by_length(p, s, n) && !has_extras<P>(c, s, n)) [[likely]]
            return p + n + 1;
        return put_short_text<P>(c, p, s, n, leave);
    }
    return put_text_general<P>(c, p - 1, s, n, leave);
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
