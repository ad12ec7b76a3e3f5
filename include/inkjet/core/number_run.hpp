// Contiguous arrays of numbers, tuples of them or bools, printed several at a time.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/number_array.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// What an element of an array consists of, if it is one number or a tuple of numbers of one type.
template <class T>
struct run_element {
    using number = T;
    static constexpr std::size_t extent = 1;
};
template <class T, std::size_t N>
    requires(N >= 2)
struct run_element<T[N]> {
    using number = T;
    static constexpr std::size_t extent = N;
};
template <class T, std::size_t N>
    requires(N >= 2)
struct run_element<std::array<T, N>> : run_element<T[N]> {};
template <class T>
struct run_element<std::pair<T, T>> : run_element<T[2]> {};

// Whether elements of this type can be printed in runs: numbers, bools, and tuples of floating point numbers.
// What is not finite is left to the form of a single element.
template <class T>
inline constexpr bool is_run_element = [] {
    using number = typename run_element<T>::number;
    constexpr std::size_t extent = run_element<T>::extent;
    if constexpr (has_encoder<T> || has_encoder<number>)
        return false;
    else if constexpr (std::is_same_v<number, float> || std::is_same_v<number, double>)
        return extent <= max_run_extent && sizeof(T) == extent * sizeof(number);
    else if constexpr (std::is_same_v<T, bool>)
        return true;
    else
        return extent == 1 && kind_of<T> == kind::integer && sizeof(T) <= 8;
}();

// Whether the options leave them as they are printed there.
template <class T>
constexpr bool prints_in_runs(const options& o) noexcept {
    using number = typename run_element<T>::number;
    if constexpr (std::is_same_v<number, bool>)
        return true;
    else if constexpr (std::is_floating_point_v<number>)
        return o.floats == float_style();
    else
        return !o.strict_integers && o.integers_as_strings == integer_strings::never;
}

inline namespace INKJET_ISA {

// Elements as `put_elements` writes them: at least one, each with a comma behind it.
template <class P, class T>
INKJET_NOINLINE char* put_numbers(context& c, char* p, const T* elements, std::size_t n) {
    using number = typename run_element<T>::number;
    constexpr std::size_t extent = run_element<T>::extent;
    constexpr std::size_t most_chars = extent * number_run_chars<number, extent>;
    constexpr std::size_t block = (max_step - exit_room) / most_chars;
    static_assert(block > 0);
    if constexpr (extent != 1) {
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
    }
    while (n != 0 && !c.failed) {
        p = ensure(c, p, block * most_chars + exit_room);
        const auto* const numbers = reinterpret_cast<const number*>(elements);
        const std::size_t most = n < block ? n : block;
        std::size_t finite = most;
        if constexpr (std::is_floating_point_v<number>)
            finite = find_not_finite(numbers, most * extent) / extent;
        if constexpr (extent != 1) {
            if (finite != 0) {
                *p = '[';
                p = write_number_run<extent>(p + 1, numbers, finite * extent) - 1; // one bracket too many
            }
        } else {
            p = write_number_run(p, numbers, finite);
        }
        elements += finite, n -= finite;
        if (finite == most) continue;
        p = ensure(c, p, bound_of<P, T> + 1 + exit_room);
        p = write_value<P>(c, p, *elements);
        *p++ = ',';
        ++elements, --n;
    }
    return p;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
