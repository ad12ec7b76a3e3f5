// How the values of one type are written: the form that each family of types provides, and the calls between
// them.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/kind.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/layout.hpp>
#include <inkjet/writer/value_writer.hpp>

#include <cstddef>
#include <cstring>
#include <type_traits>

namespace inkjet::detail {

// A bounded value is at most so long. Longer ones look after their room by themselves.
inline constexpr std::size_t max_bound = 512;
inline constexpr std::size_t unbounded = 0;

// What there is to a value: which members options and rules leave out.
enum class content : unsigned char {
    something,
    nothing, // empty text, an empty array or map
    absent,  // written as null
};

// A specialization for each kind lives beside the family's other code, in types/ or here in core/. It offers,
// for a policy P and a value `v` of type T (without const):
//   bound<P>      the most bytes that a value takes, `unbounded` if it must make its own room
//   nesting       for a bounded one: how deeply arrays and objects nest in it
//   write<P>(context&, char*, v)   writes it and returns the cursor
//   look(v)       if the kind is `own` and values may be hollow: their `content`
// and, if its values are text that mostly is short,
//   usual_bound<P>     the most bytes that it then takes behind its opening quote
//   write_in_run<P, Leave, Column>(context&, char*, v)   writes it behind a quote, where there is room for
//                 these and `Leave` more, and leaves so much; Column is that of the context whose texts are
//                 of its like, or no_text_column
//   write_elements<P>(context&, char*, first, last)   writes an array of them, with a comma behind each,
//                 where there is no room yet
// and, if it matters that there are many of them,
//   begin_elements<P>(context&)   is called before the first of them
//   write_element<P>(context&, char*, v)   does what write<P> does for one of them; if that is not bounded,
//                 it finds `element_room` and leaves one more, for the comma
// and, if more of it is to be inlined for the value that a verb is called for,
//   write_at_root<P>(context&, char*, v)   writes that where there is no room yet
template <class T, kind Kind = kind_of<T>>
struct form;

// What most of those have in common that make their own room.
struct unbounded_form {
    template <class>
    static constexpr std::size_t bound = unbounded;
    static constexpr unsigned nesting = 0;
};

/// Tells whether values of type `T` can be written, looking at `T` itself and not at what it holds.
template <class T>
inline constexpr bool is_writable = kind_of<std::remove_cvref_t<T>> != kind::unsupported;

template <class T>
struct form<T, kind::unsupported> : unbounded_form {
    // Asserted here, where a compiler has one complaint and no other that follows from it.
    template <class>
    static char* write(context&, char* p, const T&) {
        static_assert(
            is_writable<T>,
            "inkjet can't write this type: include its header of inkjet/types or inkjet/adapt if it has one "
            "(chrono, filesystem, bitset, ...), else specialize inkjet::describe for it (a list of its "
            "members) or inkjet::encoder (as or write)");
        return p;
    }
};

template <class T>
using form_of = form<std::remove_cvref_t<T>>;

template <class P, class T>
inline constexpr std::size_t bound_of = form_of<T>::template bound<P>;

template <class P, class T>
inline constexpr std::size_t usual_bound_of = unbounded;
template <class P, class T>
    requires requires { form_of<T>::template usual_bound<P>; }
inline constexpr std::size_t usual_bound_of<P, T> = form_of<T>::template usual_bound<P>;

inline namespace INKJET_ISA {

// Writes a value as its form says: a bounded one into room that the caller has made.
template <class P, class T>
INKJET_INLINE char* write_value(context& c, char* p, T& value) {
    return form_of<T>::template write<P>(c, p, value);
}

// To be called before the first of many values of one type.
template <class P, class T>
INKJET_INLINE void begin_elements(context& c) {
    if constexpr (requires { form_of<T>::template begin_elements<P>(c); })
        form_of<T>::template begin_elements<P>(c);
}

// Writes one of these.
template <class P, class T>
INKJET_INLINE char* write_element(context& c, char* p, T& value) {
    if constexpr (requires { form_of<T>::template write_element<P>(c, p, value); })
        return form_of<T>::template write_element<P>(c, p, value);
    else
        return write_value<P>(c, p, value);
}

// Writes a value where nothing is known about the room, and leaves `exit_room`.
template <class P, class T>
INKJET_INLINE char* write_in_any_room(context& c, char* p, T& value) {
    constexpr std::size_t bound = bound_of<P, T>;
    p = ensure(c, p, bound != unbounded ? bound + exit_room : entry_room);
    return write_value<P>(c, p, value);
}

template <class P, class T>
char* write_anywhere(context& c, char* p, T& value) {
    return write_in_any_room<P>(c, p, value);
}

} // namespace INKJET_ISA

// Nesting is counted by those who make their own room, one level each; a bounded value asks once for all its
// levels.
template <unsigned Levels>
INKJET_INLINE bool may_nest(const context& c) {
    return c.depth >= Levels;
}

INKJET_INLINE char* put_literal(char* p, const char (&text)[5]) {
    std::memcpy(p, text, 4);
    return p + 4;
}

} // namespace inkjet::detail
