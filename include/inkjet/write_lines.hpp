// Newline-delimited JSON: the elements of a range, one a line.
#pragma once

#include <inkjet/core/kind.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/write.hpp>

#include <cstddef>
#include <type_traits>

namespace inkjet {

namespace detail {

// What makes a line of each value.
constexpr options for_lines(options o) noexcept {
    o.indent = 0;
    o.append_newline = false;
    return o;
}

inline namespace INKJET_ISA {

template <class P, class It>
INKJET_INLINE char* write_line(context& c, char* p, It& it) {
    using policy = copying_unless<elements_last<It>, P>;
    p = with_element<std::conditional_t<iterates_bools<It>, bool, void>>(
        it, [&](auto& value) INKJET_LAMBDA_INLINE { return write_in_any_room<policy>(c, p, value); });
    p = ensure(c, p, 1);
    *p++ = '\n';
    return p;
}

// `Given` is the range as the caller gave it: a reference, or not.
template <class P, class Given, class Range, class Out>
result write_lines_to(Range& range, Out& out, const options& chosen) noexcept {
    session<Out> s(out, chosen);
    context& c = s.state();
    char* p = s.open();
    std::size_t line = 0;
    INKJET_TRY {
        auto it = first_of(range);
        for (auto end = end_of(range); it != end && !c.failed; ++it) {
            p = write_line<policy_for<Out, P, Given>>(c, p, it);
            if (c.failed) break;
            c.whole = c.delivered_size + static_cast<std::size_t>(p - c.begin);
            ++line;
        }
    }
    INKJET_CATCH_ALL { p = c.thrown(); }
    return s.finish_lines(p, line);
}

} // namespace INKJET_ISA
} // namespace detail

inline namespace INKJET_ISA {

/// Appends the elements of `range` to `out`, each as compact JSON with a line feed behind it:
/// newline-delimited JSON, JSON Lines. `range` is anything that is iterated by `begin` and `end`, once; `out`
/// as `write` takes it.
///
/// When an element is refused, the lines before it stay, whole, and nothing of its own does: buffers are
/// brought back to the last whole line, and a span is good up to the result's `size`. A destination that
/// takes chunks is given whole lines only, and those before the refused one, unless a line is longer than a
/// quarter of a chunk: that one may break off. After a failure of the destination itself it has what it took.
///
/// Returns the number of bytes appended, after a failure too; its `where` begins with the index of the line,
/// counted from 0: `$[12].name`. Otherwise as `write`.
template <class Range, class Out>
result write_lines(Range&& range, Out&& out) noexcept {
    static constexpr options chosen{};
    return detail::write_lines_to<detail::default_policy, Range>(range, out, chosen);
}

/// Appends lines with options that are chosen at run time. `indent` and `append_newline` have no effect.
template <class Range, class Out>
result write_lines(Range&& range, Out&& out, const options& chosen) noexcept {
    return detail::write_lines_to<detail::run_time_policy, Range>(range, out, detail::for_lines(chosen));
}

/// Appends lines with options that are folded at compile time. `indent` and `append_newline` have no effect.
template <options Chosen, class Range, class Out>
result write_lines(Range&& range, Out&& out) noexcept {
    using policy = detail::policy_of<detail::for_lines(Chosen)>;
    return detail::write_lines_to<policy, Range>(range, out, policy::value);
}

} // namespace INKJET_ISA
} // namespace inkjet
