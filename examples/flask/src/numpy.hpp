// Numpy's arrays and scalars, read where they lie, without numpy's headers.
#pragma once

#include <inkjet/types/datetime64.hpp>
#include <inkjet/types/ndarray.hpp>

#include "arrays.hpp"
#include "outcome.hpp"

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

// `refuse` is called with the reason where there is nothing that can be written.
template <class Write, class Refuse>
inkjet::written put_array(Write write, PyObject* object, Refuse refuse) {
    const reference capsule = reference::taken(PyObject_GetAttr(object, types.array_struct_name));
    const auto* const array =
        capsule ? static_cast<const array_interface*>(PyCapsule_GetPointer(capsule.get(), nullptr)) : nullptr;
    if (array == nullptr || array->two != 2) return refuse("numpy array is malformed");
    if ((array->flags & array_interface::not_swapped) == 0)
        return refuse("numpy array is not native-endianness");
    const element of = element_of(array->kind, array->item_size);
    if (of == element::none) return refuse("unsupported datatype in numpy array");
    if (of != element::datetime64)
        return put_elements(write, of, array->data, array->extent_list(), array->stride_list());

    const unit_found found = unit_of(object);
    if (!found.known) return refuse("unsupported numpy.datetime64 unit");
    if (!counts_microseconds(found.unit)) {
        return write(inkjet::datetime64_array{
            inkjet::byte_strided<std::int64_t>(array->data, array->extent_list(), array->stride_list()),
            found.unit});
    }
    std::int64_t* const counts = copy_as_microseconds(*array, found.unit);
    if (counts == nullptr) return write.refuse(inkjet::errc::out_of_memory, {});
    const inkjet::written done = write(inkjet::datetime64_array{
        inkjet::ndarray<std::int64_t>(counts, array->extent_list()), inkjet::datetime_unit::microsecond});
    PyMem_Free(counts);
    return done;
}

template <class Write>
inkjet::written put_scalar(Write write, PyObject* object, element of) {
    if (of != element::datetime64)
        return with_number_type(of, [&]<class T>(const T*) { return write(scalar_value<T>(object)); });
    const unit_found found = unit_of(object);
    const auto count = scalar_value<std::int64_t>(object);
    if (count == inkjet::not_a_time) return write(nullptr);
    if (!found.known) return refused(write, "unsupported numpy.datetime64 unit");
    const bool convert = counts_microseconds(found.unit);
    const std::int64_t counted = convert ? as_microseconds(count, found.unit) : count;
    return write(inkjet::datetime64_array{inkjet::ndarray<std::int64_t>(&counted, {}),
                                          convert ? inkjet::datetime_unit::microsecond : found.unit});
}

} // namespace
} // namespace inkjet_python
