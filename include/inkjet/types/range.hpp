// Ranges as arrays: C arrays, std::array, vectors, lists, views, anything with begin and end.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// The number of elements where the type fixes it, else `no_size`. The size of any other tuple says nothing: a
// subrange is one of two, its iterators.
inline constexpr std::size_t no_size = static_cast<std::size_t>(-1);
template <class T>
inline constexpr std::size_t fixed_size = no_size;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_size<T[N]> = N;
template <class T, std::size_t N>
inline constexpr std::size_t fixed_size<std::array<T, N>> = N;

// Whether the elements lie one behind the other in memory. Their pointers serve as iterators then.
template <class T, class Element>
concept is_contiguous = requires(T& v) {
    requires std::is_same_v<std::remove_cvref_t<decltype(*v.data())>, Element>;
    requires std::is_pointer_v<decltype(v.data())>;
    v.data() + v.size();
};

template <class T>
struct form<T, kind::range> {
    // A range that can be iterated when it is const is; some views only can be when they are not.
    using iterated = std::conditional_t<iterable<const T>, const T, T>;
    using iterator = decltype(first_of(std::declval<iterated&>()));
    using reference = decltype(*std::declval<iterator&>());
    static_assert(
        !std::is_same_v<std::remove_cvref_t<reference>, T>,
        "inkjet: a range of its own kind needs an inkjet::encoder; std::filesystem::path has one in "
        "inkjet/types/filesystem.hpp");

    static consteval auto find_element() {
        if constexpr (iterates_bools<iterator>)
            return std::type_identity<bool>();
        else
            return std::type_identity<std::remove_cvref_t<reference>>();
    }
    using element = typename decltype(find_element())::type;

    template <class P>
    static constexpr std::size_t bound = [] {
        constexpr std::size_t size = fixed_size<T>;
        if constexpr (size == no_size || has_layout<P>)
            return unbounded;
        else if constexpr (bound_of<P, element> == unbounded || size > max_bound)
            return unbounded;
        else
            return size * (bound_of<P, element> + 1) + 2 <= max_bound ? size * (bound_of<P, element> + 1) + 2
                                                                      : unbounded;
    }();

    static constexpr unsigned nesting = [] {
        if constexpr (fixed_size<T> == no_size)
            return 0u; // not bounded, and it might hold its own kind
        else if constexpr (fixed_size<T> == 0)
            return 1u;
        else
            return 1 + form_of<element>::nesting;
    }();

    template <class P, class Range>
    INKJET_INLINE static char* write(context& c, char* p, Range& range) {
        static_assert(
            !std::is_const_v<Range> || iterable<Range>,
            "inkjet: this range can't be iterated where it is const; make it the value itself, not a member");
        if constexpr (bound<P> != unbounded) {
            if (!may_nest<nesting>(c)) [[unlikely]]
                return too_deep(c, p);
            *p++ = '[';
            for (auto& each : range) {
                p = write_value<P>(c, p, each);
                *p++ = ',';
            }
            if constexpr (fixed_size<T> == 0) ++p;
            p[-1] = ']';
            return p;
        } else {
            iterated& it = range;
            return put_array<P, element>(c, p, first(it), last(it));
        }
    }

    // What it is iterated by: pointers where that can be.
    INKJET_INLINE static auto first(iterated& range) {
        if constexpr (std::is_array_v<T>)
            return &range[0];
        else if constexpr (is_contiguous<iterated, element>)
            return range.data();
        else
            return first_of(range);
    }
    INKJET_INLINE static auto last(iterated& range) {
        if constexpr (std::is_array_v<T>)
            return &range[0] + fixed_size<T>;
        else if constexpr (is_contiguous<iterated, element>)
            return range.data() + range.size();
        else
            return end_of(range);
    }
};

} // namespace inkjet::detail
