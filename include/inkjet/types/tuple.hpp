// Pairs and tuples as arrays of mixed elements.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>

#include <cstddef>
#include <utility>

namespace inkjet::detail {

template <class T, class Indices = std::make_index_sequence<std::tuple_size<T>::value>>
struct tuple_form;

template <class T, std::size_t... I>
struct tuple_form<T, std::index_sequence<I...>> {
    template <class P>
    static constexpr std::size_t bound = [] {
        if constexpr (has_layout<P>) {
            return unbounded;
        } else {
            const std::size_t each[] = {bound_of<P, std::tuple_element_t<I, T>>..., 1};
            std::size_t sum = 2;
            for (std::size_t one : each) {
                if (one == unbounded) return unbounded;
                sum += one + 1;
            }
            return sum <= max_bound ? sum : unbounded;
        }
    }();

    static constexpr unsigned nesting = [] {
        unsigned deepest = 0;
        ((deepest = form_of<std::tuple_element_t<I, T>>::nesting > deepest
                        ? form_of<std::tuple_element_t<I, T>>::nesting
                        : deepest),
         ...);
        return deepest + 1;
    }();

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        if constexpr (bound<P> != unbounded) {
            if (!may_nest<nesting>(c)) [[unlikely]]
                return too_deep(c, p);
            *p++ = '[';
            ((p = put_element<P, I>(c, p, value), *p++ = ','), ...);
            if constexpr (sizeof...(I) == 0) ++p;
            p[-1] = ']';
            return p;
        } else {
            using std::get;
            return put_mixed_array<P>(c, p, get<I>(value)...);
        }
    }

  private:
    template <class P, std::size_t J>
    INKJET_INLINE static char* put_element(context& c, char* p, const T& value) {
        using std::get;
        auto&& element = get<J>(value);
        return write_value<P>(c, p, element);
    }
};

template <class T>
struct form<T, kind::tuple> : tuple_form<T> {};

} // namespace inkjet::detail
