// Numpy's arrays and scalars, read where they lie, without numpy's headers.
#pragma once

#include <inkjet/types/datetime64.hpp>
#include <inkjet/types/half.hpp>
#include <inkjet/types/ndarray.hpp>

#include "session.hpp"

#include <Python.h>

#include <cstdint>
#include <cstring>
#include <span>

namespace inkjet_python {
namespace {

// What `__array_struct__` points to (numpy, "The array interface protocol").
struct array_interface {
    int two;
    int rank;
    char kind;
    int item_size;
    int flags;
    Py_intptr_t* extents;
    Py_intptr_t* strides;
    void* data;
    PyObject* descriptor;

    static constexpr int not_swapped = 0x200;

    std::span<const Py_intptr_t> extent_list() const { return {extents, static_cast<std::size_t>(rank)}; }
    std::span<const Py_intptr_t> stride_list() const { return {strides, static_cast<std::size_t>(rank)}; }
};

constexpr element element_of(char kind, int size) noexcept {
    switch (kind) {
    case 'b':
        return size == 1 ? element::boolean : element::none;
    case 'i':
        return size == 8   ? element::int64
               : size == 4 ? element::int32
               : size == 2 ? element::int16
               : size == 1 ? element::int8
                           : element::none;
    case 'u':
        return size == 8   ? element::uint64
               : size == 4 ? element::uint32
               : size == 2 ? element::uint16
               : size == 1 ? element::uint8
                           : element::none;
    case 'f':
        return size == 8   ? element::float64
               : size == 4 ? element::float32
               : size == 2 ? element::float16
                           : element::none;
    case 'M':
        return element::datetime64;
    default:
        return element::none;
    }
}

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

// The unit of an array or scalar of datetime64, by its dtype's text: "<M8[us]".
struct unit_found {
    bool known = false;
    inkjet::datetime_unit unit{};
};
inline unit_found unit_of(PyObject* object) {
    const reference dtype = reference::taken(PyObject_GetAttr(object, types.dtype_name));
    const reference text =
        dtype ? reference::taken(PyObject_GetAttr(dtype.get(), types.str_name)) : reference();
    const char* const name = text && PyUnicode_Check(text.get()) ? PyUnicode_AsUTF8(text.get()) : nullptr;
    if (name == nullptr) {
        PyErr_Clear();
        return {};
    }
    static constexpr struct {
        const char* name;
        inkjet::datetime_unit unit;
    } units[] = {
        {"[Y]", inkjet::datetime_unit::year},         {"[M]", inkjet::datetime_unit::month},
        {"[W]", inkjet::datetime_unit::week},         {"[D]", inkjet::datetime_unit::day},
        {"[h]", inkjet::datetime_unit::hour},         {"[m]", inkjet::datetime_unit::minute},
        {"[s]", inkjet::datetime_unit::second},       {"[ms]", inkjet::datetime_unit::millisecond},
        {"[us]", inkjet::datetime_unit::microsecond}, {"[ns]", inkjet::datetime_unit::nanosecond},
    };
    for (const auto& each : units)
        if (std::strcmp(name + 3, each.name) == 0) return {true, each.unit};
    return {};
}

// Counts of milliseconds or nanoseconds as microseconds, which Python's times have: so orjson writes them.
inline bool counts_microseconds(inkjet::datetime_unit unit) noexcept {
    return unit == inkjet::datetime_unit::millisecond || unit == inkjet::datetime_unit::nanosecond;
}
inline std::int64_t as_microseconds(std::int64_t count, inkjet::datetime_unit unit) noexcept {
    if (count == inkjet::not_a_time) return count;
    if (unit == inkjet::datetime_unit::nanosecond) return count / 1000 - (count % 1000 < 0 ? 1 : 0);
    std::int64_t product;
    // What does not fit lies far outside the years that can be written, as this does.
    if (__builtin_mul_overflow(count, std::int64_t{1000}, &product))
        return count < 0 ? -INT64_MAX : INT64_MAX;
    return product;
}

// All counts of an array, in its order, in memory of their own; null with an exception set.
inline std::int64_t* copy_as_microseconds(const array_interface& array, inkjet::datetime_unit unit) {
    std::size_t size = 1;
    for (int i = 0; i < array.rank; ++i) size *= static_cast<std::size_t>(array.extents[i]);
    auto* const made = static_cast<std::int64_t*>(PyMem_Malloc(size * sizeof(std::int64_t) + 1));
    if (made == nullptr) {
        PyErr_NoMemory();
        return nullptr;
    }
    Py_intptr_t index[inkjet::max_rank] = {};
    for (std::size_t i = 0; i < size; ++i) {
        const char* at = static_cast<const char*>(array.data);
        for (int d = 0; d < array.rank; ++d) at += index[d] * array.strides[d];
        std::int64_t count;
        std::memcpy(&count, at, sizeof count);
        made[i] = as_microseconds(count, unit);
        for (int d = array.rank; d-- != 0 && ++index[d] == array.extents[d];) index[d] = 0;
    }
    return made;
}

// The value of a numpy scalar lies behind the head of the object.
template <class T>
T scalar_value(PyObject* object) noexcept {
    T value;
    std::memcpy(&value, reinterpret_cast<const char*>(object) + sizeof(PyObject), sizeof value);
    return value;
}

inline element scalar_element(PyTypeObject* type) noexcept {
    for (std::size_t i = 0; i < types.scalar_count; ++i)
        if (types.scalars[i].type == type) return types.scalars[i].of;
    return element::none;
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
