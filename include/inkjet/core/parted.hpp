// Values that are written in parts: which are, and how they are iterated while that goes on.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/array_part.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/kind.hpp>

#include <type_traits>
#include <utility>

namespace inkjet::detail {

// The iterators of a range that is being read.
template <class It, class End>
struct reading {
    It at;
    End end;

    template <class Form, class Range>
    reading(std::type_identity<Form>, Range& range) : at(Form::first(range)), end(Form::last(range)) {}
};

// What is written in parts of one element or entry, or of a run of numbers, and what goes whole.
enum class parting : unsigned char { whole, array, object };

template <class P, class T>
inline constexpr parting parting_of = kind_of<T> == kind::map ? parting::object
                                      : has_parts<P, T>       ? parting::array
                                                              : parting::whole;

// A specialization says how a range is iterated.
template <class T, parting>
struct parted {
    using iterated = T;
    using element = void;
    using state = char; // none
};
template <class T>
struct parted<T, parting::array> : form<T, kind::range> {
    using state = reading<decltype(form<T, kind::range>::first(std::declval<typename parted::iterated&>())),
                          decltype(form<T, kind::range>::last(std::declval<typename parted::iterated&>()))>;
};
template <class T>
struct parted<T, parting::object> {
    using iterated = std::conditional_t<iterable<const T>, const T, T>;
    using element = void;
    static auto first(iterated& map) { return first_of(map); }
    static auto last(iterated& map) { return end_of(map); }
    using state =
        reading<decltype(first_of(std::declval<iterated&>())), decltype(end_of(std::declval<iterated&>()))>;
};

} // namespace inkjet::detail
