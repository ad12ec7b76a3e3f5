// Complex numbers as arrays of two, the real part first.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/number_run.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/tuple.hpp>

#include <complex>
#include <cstddef>
#include <utility>

namespace inkjet::detail {

template <class T>
inline constexpr bool has_own_form<std::complex<T>> = !has_encoder<std::complex<T>>;

// In memory it is an array of two (C++20, [complex.numbers.general]), so that many are printed at once.
template <class T>
struct run_element<std::complex<T>> : run_element<T[2]> {};

template <class T>
struct form<std::complex<T>, kind::own> {
    using pair = std::pair<T, T>;

    template <class P>
    static constexpr std::size_t bound = bound_of<P, pair>;
    static constexpr unsigned nesting = form_of<pair>::nesting;

    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const std::complex<T>& value) {
        const pair parts(value.real(), value.imag());
        return write_value<P>(c, p, parts);
    }
};

} // namespace inkjet::detail
