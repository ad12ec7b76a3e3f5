// A value that prints itself as JSON: `stream << inkjet::json(value)`.
#pragma once

#include <inkjet/buffer/ostream_sink.hpp>
#include <inkjet/write.hpp>

#include <ios>
#include <ostream>
#include <type_traits>

namespace inkjet {

/// Refers to a value, or holds it if it was a temporary, and to how it is to be written. What `json` makes.
template <class T>
struct json_view {
    T value;        ///< a reference, or the value
    options chosen; ///< how it is written
};

inline namespace INKJET_ISA {

/// Makes a view of `value` that prints itself: `std::cout << inkjet::json(value)`. An lvalue is referred to
/// and must live as long as the view.
template <class T>
json_view<T> json(T&& value, const options& chosen = {}) {
    return {static_cast<T&&>(value), chosen};
}

/// Writes the value into the stream, in chunks, as `write(value, stream, options)`; width and fill have no
/// effect. A failure sets `failbit` (the stream's own set `badbit`), which throws `std::ios_base::failure` if
/// the stream's mask says so; what was written before a refused value stays.
template <class T>
std::ostream& operator<<(std::ostream& out, const json_view<T>& view) {
    if (!write(view.value, out, view.chosen)) out.setstate(std::ios_base::failbit);
    return out;
}

} // namespace INKJET_ISA
} // namespace inkjet
