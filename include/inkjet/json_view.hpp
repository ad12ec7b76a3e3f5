// A value and how it is to be written: what streams, fmt and std::format print as JSON.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/writer/options.hpp>

namespace inkjet {

// Of these flags, like the functions that print it: fmt's and the standard library's functions for it are
// then of their own for each instruction set, too.
inline namespace INKJET_ISA {

/// Refers to a value, or holds it if it was a temporary, and to how it is to be written. What `json` makes.
template <class T>
struct json_view {
    T value;        ///< a reference, or the value
    options chosen; ///< how it is written
};

/// Makes a view of `value` that prints itself: `std::cout << inkjet::json(value)` with inkjet/json.hpp,
/// `fmt::format("{}", inkjet::json(value))` with inkjet/fmt.hpp, `std::format` with inkjet/format.hpp. An
/// lvalue is referred to and must live as long as the view.
template <class T>
constexpr json_view<T> json(T&& value, const options& chosen = {}) {
    return {static_cast<T&&>(value), chosen};
}

} // namespace INKJET_ISA
} // namespace inkjet
