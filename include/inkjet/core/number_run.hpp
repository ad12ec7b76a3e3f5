// Contiguous arrays of numbers, printed several at a time.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/number_array.hpp>

#include <cstddef>
#include <type_traits>

namespace inkjet::detail {

// Whether elements of this type can be printed in runs: numbers that no option may refuse or rename. What is
// not finite is left to the form of a single number.
template <class P, class T>
inline constexpr bool prints_in_runs = [] {
    if constexpr (has_layout<P> || has_encoder<T>)
        return false;
    else if constexpr (std::is_same_v<T, float> || std::is_same_v<T, double>)
        return true;
    else
        return kind_of<T> == kind::integer && sizeof(T) <= 8 && !may_differ<P>(&options::strict_integers);
}();

inline namespace INKJET_ISA {

// Elements as `put_elements` writes them: at least one, each with a comma behind it.
template <class P, class T>
INKJET_NOINLINE char* put_numbers(context& c, char* p, const T* values, std::size_t n) {
    constexpr std::size_t block = (max_step - exit_room) / number_run_chars<T>;
    static_assert(bound_of<P, T> + 1 <= number_run_chars<T>);
    while (n != 0 && !c.failed) {
        p = ensure(c, p, block * number_run_chars<T> + exit_room);
        const std::size_t most = n < block ? n : block;
        std::size_t finite = most;
        if constexpr (std::is_floating_point_v<T>) finite = find_not_finite(values, most);
        p = write_number_run(p, values, finite);
        values += finite, n -= finite;
        if (finite == most) continue;
        p = write_value<P>(c, p, *values);
        *p++ = ',';
        ++values, --n;
    }
    return p;
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
