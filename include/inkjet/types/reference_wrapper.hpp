// Wrapped references: what they refer to.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>

#include <cstddef>
#include <functional>
#include <type_traits>

namespace inkjet::detail {

template <class T>
inline constexpr bool has_own_form<std::reference_wrapper<T>> = !has_encoder<std::reference_wrapper<T>>;

template <class T>
inline constexpr bool owns_nothing<std::reference_wrapper<T>> = true;

inline namespace INKJET_ISA {

template <class P, class T>
INKJET_NOINLINE char* put_referred(context& c, char* p, T& target) {
    return write_in_any_room<P>(c, p, target);
}

} // namespace INKJET_ISA

// A scalar is bounded as it is without the wrapper; anything else is written out of line, so that a type may
// refer to its own kind.
template <class T>
struct form<std::reference_wrapper<T>, kind::own> {
    template <class P>
    static constexpr std::size_t bound = [] {
        if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>)
            return bound_of<P, T>;
        else
            return unbounded;
    }();
    static constexpr unsigned nesting = 0;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const std::reference_wrapper<T>& reference) {
        if constexpr (bound<P> != unbounded)
            return write_value<P>(c, p, reference.get());
        else
            return put_referred<P>(c, p, reference.get());
    }
};

} // namespace inkjet::detail
