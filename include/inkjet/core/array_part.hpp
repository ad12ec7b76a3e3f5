// Arrays whose elements are not written in one go: what stands around the elements, and where a failure in a
// part of them is in the whole.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/result.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/writer/note.hpp>
#include <inkjet/writer/path.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace inkjet::detail {

// Whether values are arrays that can be written in parts. What is bounded is less than a part.
template <class P, class T>
inline constexpr bool has_parts = [] {
    if constexpr (kind_of<std::remove_cv_t<T>> == kind::range)
        return bound_of<P, T> == unbounded;
    else
        return false;
}();

inline namespace INKJET_ISA {

// A failure in a part that was written behind a bracket of its own, before which there are so many elements
// in the whole: its path begins with an index that counts from the beginning of the part.
INKJET_COLD inline result placed(const result& in_part, std::size_t before) noexcept {
    const std::string_view where = in_part.where();
    std::size_t index = 0, at = 2;
    for (; at < where.size() && where[at] >= '0' && where[at] <= '9'; ++at)
        index = index * 10 + static_cast<std::size_t>(where[at] - '0');
    if (at == 2 || where.substr(0, 2) != "$[") return in_part; // not in an element
    pile<char> path;
    path.push(note("$[", before + index).view());
    path.push(where.substr(at));
    return result(in_part.code, {path.data(), path.size()}, in_part.note());
}

// Whether the elements stay on one line.
template <class P, class Value, class It, class End>
bool stays_on_one_line(const context& c, const It& it, const End& end) {
    if constexpr (has_layout<P> && is_number_like<Value>)
        return is_indented<P>(c) && are_at_most(it, end, chosen<P>(c).inline_numbers);
    else
        return false;
}

// Elements in the layout of an array, but each with a comma behind it; at least one.
template <class P, class Value, class It, class End>
char* put_part(context& c, char* p, It it, End end) {
    if constexpr (has_layout<P>) {
        if (is_indented<P>(c)) {
            const line_start<P> line(c);
            do {
                p = line.put(c, ensure(c, p, line_step + exit_room));
                p = with_element<Value>(
                    it, [&](auto& value) INKJET_LAMBDA_INLINE { return write_in_any_room<P>(c, p, value); });
                *p++ = ',';
            } while (++it != end && !c.failed);
            return p;
        }
    }
    return put_elements<P, Value>(c, p, it, end);
}

// The bracket that closes an array or object with something in it. Needs no room, leaves `exit_room`.
template <class P>
char* close_parts(context& c, char* p, char bracket, bool on_one_line) {
    if (!on_one_line) p = new_line<P>(c, p);
    p = ensure(c, p, exit_room + 1);
    *p++ = bracket;
    return p;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
