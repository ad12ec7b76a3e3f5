// White space and nesting: what stands between the parts of arrays and objects.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/note.hpp>

#include <cstddef>
#include <cstring>

namespace inkjet::detail {

// Whether anything but one line must be provided for.
template <class P>
inline constexpr bool has_layout = may_differ<P>(&options::indent);

INKJET_COLD inline char* too_deep(context& c, char* p) {
    return c.fail(errc::depth, p, note("the limit is ", c.chosen->depth_limit).view());
}

inline namespace INKJET_ISA {

// A new line, indented for the current nesting. Needs no room, leaves `exit_room`.
INKJET_NOINLINE inline char* new_line(context& c, char* p, unsigned indent, unsigned limit) {
    const bool tabs = indent == '\t';
    const std::size_t level = limit - c.depth;
    std::size_t blanks = tabs ? level : level * indent;
    constexpr std::size_t most = exit_room - 1;
    p = ensure(c, p, 2 * exit_room);
    *p++ = '\n';
    for (;;) {
        const std::size_t step = blanks < most ? blanks : most;
        std::memset(p, tabs ? '\t' : ' ', step);
        p += step, blanks -= step;
        if (blanks == 0) return ensure(c, p, exit_room);
        p = ensure(c, p, 2 * exit_room);
    }
}

// Whether there is an indentation.
template <class P>
INKJET_INLINE bool is_indented(const context& c) {
    if constexpr (has_layout<P>)
        return chosen<P>(c).indent != 0;
    else
        return false;
}

// The same where there is an indentation; else nothing.
template <class P>
INKJET_INLINE char* new_line(context& c, char* p) {
    if (is_indented<P>(c)) return new_line(c, p, chosen<P>(c).indent, chosen<P>(c).depth_limit);
    return p;
}

// What stands between a key and its value.
template <class P>
INKJET_INLINE char* put_colon(const context& c, char* p) {
    *p++ = ':';
    if (is_indented<P>(c)) *p++ = ' ';
    return p;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
