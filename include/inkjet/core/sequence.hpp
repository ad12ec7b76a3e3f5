// Arrays: elements of one type behind one another, with one check of the room for as many as can be.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/number_run.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// Whether elements lie one behind the other from a pointer up to another. Pointers may have ends of other
// types, which are found only when one has come there.
template <class It, class End>
inline constexpr bool are_pointers = std::is_pointer_v<It> && std::is_pointer_v<End>;

inline namespace INKJET_ISA {

// The elements between two iterators, each with a comma behind it; at least one. A proxy, as vector<bool> has
// them, is written as the value that it stands for.
template <class P, class Value, class It, class End>
INKJET_INLINE char* put_elements(context& c, char* p, It it, End end) {
    auto put_one = [&](auto&& element) INKJET_LAMBDA_INLINE {
        using element_type = std::remove_cvref_t<decltype(element)>;
        if constexpr (std::is_same_v<Value, bool> && !std::is_same_v<element_type, bool>) {
            const bool value = element;
            p = write_value<P>(c, p, value);
        } else {
            p = write_element<P>(c, p, element);
        }
        *p++ = ',';
    };
    constexpr bool runs = are_pointers<It, End> && is_run_element<Value>;
    if constexpr (runs && P::fixed && prints_in_runs<Value>(known_options<P>)) {
        return put_numbers<P>(c, p, it, static_cast<std::size_t>(end - it));
    } else if constexpr (runs && !P::fixed) {
        if (prints_in_runs<Value>(chosen<P>(c)))
            return put_numbers<P>(c, p, it, static_cast<std::size_t>(end - it));
    }
    constexpr std::size_t bound = bound_of<P, Value>;
    if constexpr (bound != unbounded) {
        constexpr std::size_t block = (max_step - exit_room) / (bound + 1);
        static_assert(block > 0);
        do {
            p = ensure(c, p, block * (bound + 1) + exit_room);
            std::size_t left = block;
            do put_one(*it);
            while (++it != end && --left != 0);
        } while (it != end && !c.failed);
    } else if constexpr (are_pointers<It, End> && usual_bound_of<P, Value> != unbounded) {
        return form_of<Value>::template write_elements<P>(c, p, it, end);
    } else {
        begin_elements<P, decltype(*it)>(c);
        p = ensure(c, p, exit_room); // `element_room`, and the brackets of arrays in arrays have no check
        do put_one(*it);
        while (++it != end && !c.failed);
    }
    return p;
}

// What vector<bool> and views of it are iterated by: it hands out proxies.
template <class It>
concept iterates_bools = requires { requires std::is_same_v<typename It::value_type, bool>; };

// Calls f with the element at an iterator; a proxy of a bool as the bool.
template <class Value, class It, class F>
INKJET_INLINE char* with_element(It& it, F&& f) {
    if constexpr (std::is_same_v<Value, bool>) {
        const bool value = *it;
        return f(value);
    } else {
        auto&& element = *it;
        return f(element);
    }
}

// Whether elements are short for the most part and have no marks in them, so that not each needs one.
template <class P, class Value>
inline constexpr bool is_short_element = bound_of<P, Value> != unbounded || kind_of<Value> == kind::text;

// The same with a mark before each element, or before some of them where they are short.
template <class P, class Value, class It, class End>
char* put_followed_elements(context& c, char* p, It it, End end) {
    constexpr std::size_t bound = bound_of<P, Value>;
    if constexpr (is_short_element<P, Value> && are_pointers<It, End>) {
        if (end - it <= 16) return put_elements<P, Value>(c, p, it, end);
    }
    // Bounded elements leave no room behind them; others find `element_room`.
    static_assert(unbounded == 0);
    p = ensure(c, p, bound + exit_room);
    trail_mark<P> mark(c, p);
    std::size_t index = 0;
    if constexpr (bound != unbounded && are_pointers<It, End>) {
        // As many as make a small part of a chunk, and can be kept unread.
        constexpr std::size_t most = trail::most_kept / (bound + 1);
        const std::size_t step = c.longest_step() > 8 * max_step ? most : most / 8;
        do {
            mark.at(p, index);
            const std::size_t left = static_cast<std::size_t>(end - it), n = left < step ? left : step;
            p = put_elements<typename plain_policy<P>::type, Value>(c, p, it, it + n);
            it += n, index += n;
        } while (it != end && !c.failed);
    } else {
        begin_elements<P, decltype(*it)>(c);
        do {
            if (!is_short_element<P, Value> || index % 16 == 0) mark.at(p, index);
            ++index;
            if constexpr (bound != unbounded) p = ensure(c, p, bound + exit_room);
            p = with_element<Value>(it, [&](auto& value)
                                            INKJET_LAMBDA_INLINE { return write_element<P>(c, p, value); });
            *p++ = ',';
        } while (++it != end && !c.failed);
    }
    return p;
}

// Whether a value is a number or a bool, as far as its layout goes.
template <class T>
inline constexpr bool is_number_like =
    kind_of<T> == kind::integer || kind_of<T> == kind::floating || kind_of<T> == kind::boolean;

// Whether a range can be gone through more than once. (The tags come with <string_view>: <iterator> would
// bring the streams.)
template <class It>
concept goes_twice =
    requires(void (*take)(std::forward_iterator_tag)) { take(typename It::iterator_category()); };

// Whether elements stay where they are when the iterator has moved on: it may not make them up, nor keep the
// current one inside of itself.
template <class It>
inline constexpr bool elements_last = std::is_pointer_v<It>;
template <goes_twice It>
inline constexpr bool elements_last<It> = std::is_lvalue_reference_v<decltype(*std::declval<It&>())>;

// Whether these are so many elements at most, where they can be counted without being used up.
template <class It, class End>
constexpr bool are_at_most(const It& it, const End& end, std::size_t most) {
    if constexpr (requires { static_cast<std::size_t>(end - it); }) {
        return static_cast<std::size_t>(end - it) <= most;
    } else if constexpr (goes_twice<It>) {
        std::size_t left = most + 1;
        for (It at = it; at != end && left != 0; ++at) --left;
        return left != 0;
    } else {
        return false;
    }
}

// The same on lines of their own, or on one with a space between, without a comma behind the last.
template <class P, class Value, class It, class End>
char* put_elements_laid_out(context& c, char* p, It it, End end, bool on_one_line) {
    const line_start<P> line(c);
    trail_mark<P> mark(c, p);
    std::size_t index = 0;
    for (bool first = true;; first = false) {
        mark.at(p, index++);
        if (!on_one_line)
            p = line.put(c, ensure(c, p, line_step + exit_room));
        else if (!first)
            *p++ = ' ';
        p = with_element<Value>(it, [&](auto& value)
                                        INKJET_LAMBDA_INLINE { return write_in_any_room<P>(c, p, value); });
        if (++it == end || c.failed) return p;
        *p++ = ',';
    }
}

// The elements in the layout that the options want, and the closing bracket.
template <class P, class Value, class It, class End>
INKJET_INLINE char* put_elements_and_bracket(context& c, char* p, It it, End end) {
    if constexpr (has_layout<P>) {
        if (is_indented<P>(c)) {
            bool on_one_line = false;
            if constexpr (is_number_like<Value>)
                on_one_line = are_at_most(it, end, chosen<P>(c).inline_numbers);
            p = put_elements_laid_out<P, Value>(c, ensure(c, p, exit_room), static_cast<It&&>(it), end,
                                                on_one_line);
            ++c.depth;
            if (!on_one_line) p = new_line<P>(c, p);
            *p++ = ']';
            return p;
        }
    }
    if constexpr (follows<P>)
        p = put_followed_elements<P, Value>(c, p, static_cast<It&&>(it), end);
    else
        p = put_elements<P, Value>(c, p, static_cast<It&&>(it), end);
    ++c.depth;
    p[-1] = ']';
    return p;
}

// One check of the room at the end of both ways: small enough to be inlined where arrays are short.
template <class P, class Value, class It, class End>
char* put_array(context& c, char* p, It it, End end) {
    if (!may_nest<1>(c)) [[unlikely]]
        return too_deep(c, p);
    *p++ = '[';
    if (it == end) {
        *p++ = ']';
    } else {
        --c.depth;
        p = put_elements_and_bracket<copying_unless<elements_last<It>, P>, Value>(c, p, static_cast<It&&>(it),
                                                                                  end);
    }
    return ensure(c, p, exit_room);
}

// Writes values of any types as one array, each in whatever room it finds. Rvalues are gone after the write.
template <class P, class... Values>
char* put_mixed_array(context& c, char* p, Values&&... each) {
    if (!may_nest<1>(c)) [[unlikely]]
        return too_deep(c, p);
    p = ensure(c, p, exit_room);
    *p++ = '[';
    if constexpr (sizeof...(Values) != 0) {
        --c.depth;
        bool first = true, on_one_line = true;
        if (is_indented<P>(c))
            on_one_line = (is_number_like<std::remove_cvref_t<Values>> && ...) &&
                          sizeof...(Values) <= chosen<P>(c).inline_numbers;
        auto put_one = [&]<class Value>(Value&& value) {
            if (!first) *p++ = ',';
            if (!on_one_line)
                p = new_line<P>(c, p);
            else if (!first && is_indented<P>(c))
                *p++ = ' ';
            first = false;
            p = write_in_any_room<copying_unless<std::is_lvalue_reference_v<Value>, P>>(c, p, value);
            p = ensure(c, p, exit_room);
        };
        (put_one(static_cast<Values&&>(each)), ...);
        ++c.depth;
        if (!on_one_line) p = new_line<P>(c, p);
    }
    *p++ = ']';
    return ensure(c, p, exit_room);
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
