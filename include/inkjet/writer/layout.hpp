// White space and nesting: what stands between the parts of arrays and objects.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/note.hpp>

#include <cstddef>
#include <cstring>

namespace inkjet::detail {

// Whether anything but the compact, unsorted form must be provided for.
template <class P>
inline constexpr bool has_layout = may_differ<P>(&options::indent);

INKJET_COLD inline char* too_deep(context& c, char* p) {
    return c.fail(errc::depth, p, note("the limit is ", c.chosen->depth_limit).view());
}

// A new line, indented for the current nesting. Needs no room, leaves `exit_room`.
INKJET_NOINLINE inline char* new_line(context& c, char* p, unsigned indent, unsigned limit) {
    p = ensure(c, p, exit_room);
    *p++ = '\n';
    for (std::size_t spaces = static_cast<std::size_t>(limit - c.depth) * indent; spaces != 0;) {
        const std::size_t step = spaces < exit_room ? spaces : exit_room;
        p = ensure(c, p, 2 * exit_room);
        std::memset(p, ' ', step);
        p += step, spaces -= step;
    }
    return ensure(c, p, exit_room);
}

// The same where the policy has an indentation; else nothing.
template <class P>
INKJET_INLINE char* new_line(context& c, char* p) {
    if constexpr (has_layout<P>) {
        const options& o = chosen<P>(c);
        if (o.indent != 0) return new_line(c, p, o.indent, o.depth_limit);
    }
    return p;
}

// What stands between a key and its value.
template <class P>
INKJET_INLINE char* put_colon(const context& c, char* p) {
    *p++ = ':';
    if constexpr (has_layout<P>) {
        if (chosen<P>(c).indent != 0) *p++ = ' ';
    }
    return p;
}

} // namespace inkjet::detail
