// White space and nesting: what stands between the parts of arrays and objects.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/note.hpp>

#include <array>
#include <cstddef>
#include <cstring>

namespace inkjet::detail {

// Whether anything but one line must be provided for.
template <class P>
inline constexpr bool has_layout = may_differ<P>(&options::indent);

INKJET_COLD inline char* too_deep(context& c, char* p) {
    return c.fail(errc::depth, p, note("the limit is ", c.chosen->depth_limit).view());
}

// A new line and blanks behind it, of spaces and of tabs: stored in one step, whatever part of it counts.
inline constexpr std::size_t line_step = 32;
static_assert(line_step <= overrun);
alignas(line_step) inline constexpr auto line_starts = [] {
    std::array<std::array<char, line_step>, 2> starts{};
    for (char& c : starts[0]) c = ' ';
    for (char& c : starts[1]) c = '\t';
    starts[0][0] = starts[1][0] = '\n';
    return starts;
}();

inline namespace INKJET_ISA {

// Whether there is an indentation.
template <class P>
INKJET_INLINE bool is_indented(const context& c) {
    if constexpr (has_layout<P>)
        return chosen<P>(c).indent != 0;
    else
        return false;
}

// What does not fit a step, behind the step that was stored. Leaves room for anything.
INKJET_COLD inline char* put_blanks(context& c, char* p, char blank, std::size_t n) {
    for (;;) {
        p = ensure(c, p, max_step);
        const std::size_t step = n < max_step / 2 ? n : max_step / 2;
        std::memset(p, blank, step);
        p += step, n -= step;
        if (n == 0) return ensure(c, p, max_step);
    }
}

// How lines begin at the nesting of the moment, found once for all members or elements of an object or array.
template <class P>
class line_start {
  public:
    INKJET_INLINE explicit line_start(const context& c) {
        if constexpr (has_layout<P>) {
            if (!is_indented<P>(c)) return;
            const options& o = chosen<P>(c);
            const std::size_t level = o.depth_limit - c.depth;
            tabs_ = o.indent == '\t';
            size_ = 1 + (tabs_ ? level : level * o.indent);
        }
    }

    // The spaces between a colon and a value.
    INKJET_INLINE std::size_t spaces() const { return size_ != 0; }

    // Begins a line where there is an indentation. Needs `line_step` of the room; when it takes more, it
    // makes room for `max_step` behind it.
    INKJET_INLINE char* put(context& c, char* p) const {
        if constexpr (has_layout<P>) {
            if (size_ != 0) {
                std::memcpy(p, line_starts[tabs_].data(), line_step);
                if (size_ > line_step) [[unlikely]]
                    return put_blanks(c, p + line_step, line_starts[tabs_][1], size_ - line_step);
                return p + size_;
            }
        }
        return p;
    }

  private:
    std::size_t size_ = 0; // with the line feed; 0 where there are no lines
    bool tabs_ = false;
};

// A line on its own. Needs no room, leaves `exit_room`.
template <class P>
INKJET_INLINE char* new_line(context& c, char* p) {
    if (is_indented<P>(c)) return line_start<P>(c).put(c, ensure(c, p, line_step + exit_room));
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
