// The elements of arrays in foreign memory as types of C++.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/types/half.hpp>
#include <inkjet/types/ndarray.hpp>

#include "types.hpp"

#include <cstdint>

namespace inkjet_python {
namespace {

// A bool of foreign memory, where bytes other than 1 may say true.
struct truth {
    unsigned char byte;
};

// Calls f with a null pointer to the C++ type of the elements, if they are numbers.
template <class F>
auto with_number_type(element of, F&& f) {
    switch (of) {
    case element::boolean:
        return f(static_cast<const bool*>(nullptr));
    case element::int8:
        return f(static_cast<const std::int8_t*>(nullptr));
    case element::int16:
        return f(static_cast<const std::int16_t*>(nullptr));
    case element::int32:
        return f(static_cast<const std::int32_t*>(nullptr));
    case element::uint8:
        return f(static_cast<const std::uint8_t*>(nullptr));
    case element::uint16:
        return f(static_cast<const std::uint16_t*>(nullptr));
    case element::uint32:
        return f(static_cast<const std::uint32_t*>(nullptr));
    case element::uint64:
        return f(static_cast<const std::uint64_t*>(nullptr));
    case element::float16:
        return f(static_cast<const inkjet::half*>(nullptr));
    case element::float32:
        return f(static_cast<const float*>(nullptr));
    case element::float64:
        return f(static_cast<const double*>(nullptr));
    case element::bfloat16:
        return f(static_cast<const inkjet::bfloat16*>(nullptr));
    case element::truth:
        return f(static_cast<const truth*>(nullptr));
    default:
        return f(static_cast<const std::int64_t*>(nullptr));
    }
}

// An array of numbers, wherever it comes from, with strides in bytes.
template <class Write, class Extents, class Strides>
inkjet::written put_elements(Write write, element of, const void* first, const Extents& extents,
                             const Strides& strides) {
    return with_number_type(
        of, [&]<class T>(const T*) { return write(inkjet::byte_strided<T>(first, extents, strides)); });
}

} // namespace
} // namespace inkjet_python

namespace inkjet::detail {

template <>
inline constexpr bool has_own_form<inkjet_python::truth> = true;
template <>
inline constexpr bool is_number_like<inkjet_python::truth> = true;
template <>
inline constexpr bool is_copied<inkjet_python::truth> = true;
template <>
inline constexpr bool makes_tuples<inkjet_python::truth> = false;

template <>
struct form<inkjet_python::truth, kind::own> : form<bool> {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const inkjet_python::truth& value) {
        const bool is_true = value.byte != 0;
        return write_value<P>(c, p, is_true);
    }
};

} // namespace inkjet::detail
