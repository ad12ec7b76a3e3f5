// How Python's values are written: an encoder that chooses by type among what the library can write.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/types/map.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/range.hpp>
#include <inkjet/types/raw.hpp>
#include <inkjet/types/text.hpp>
#include <inkjet/write.hpp>

#include "arrays.hpp"
#include "containers.hpp"
#include "session.hpp"
#include "text.hpp"
#include "times.hpp"

#include <Python.h>

#include <cstdint>
#include <string_view>

namespace inkjet_python {
namespace {

template <class Write>
session& session_of(Write write) noexcept {
    return *static_cast<session*>(write.data());
}

// Ends the write with the exception that the session has noted.
template <class Write>
inkjet::written refused(Write write) {
    return write.refuse(inkjet::errc::bad_value, {});
}
template <class Write>
inkjet::written refused(Write write, const char* message) {
    session_of(write).refuse(message);
    return refused(write);
}

template <class Write>
inkjet::written refuse_text(Write write) {
    if (PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) PyErr_Clear();
    return refused(write, "str is not valid UTF-8: surrogates not allowed");
}

template <class Write>
INKJET_INLINE inkjet::written put_str(Write write, PyObject* object) {
    const std::string_view text = utf8_of(object);
    if (text.data() == nullptr) [[unlikely]]
        return refuse_text(write);
    return write(text);
}

// An int of more than one digit of Python's.
template <class Write>
INKJET_NOINLINE inkjet::written put_large_int(Write write, PyObject* object, const char* out_of_range) {
    int overflow;
    const long long number = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow == 0) return write(number);
    if (overflow > 0) {
        const unsigned long long positive = PyLong_AsUnsignedLongLong(object);
        if (PyErr_Occurred() == nullptr) return write(positive);
        PyErr_Clear();
    }
    return refused(write, out_of_range);
}

template <class Write>
INKJET_INLINE inkjet::written put_int(Write write, PyObject* object,
                                      const char* out_of_range = "Integer exceeds 64-bit range") {
    auto* const number = reinterpret_cast<PyLongObject*>(object);
#if PY_VERSION_HEX >= 0x030C0000
    if (PyUnstable_Long_IsCompact(number)) [[likely]]
        return write(static_cast<std::int32_t>(PyUnstable_Long_CompactValue(number)));
#else
    const Py_ssize_t size = Py_SIZE(number);
    if (size >= -1 && size <= 1) [[likely]]
        return write(static_cast<std::int32_t>(size * static_cast<Py_ssize_t>(number->ob_digit[0])));
#endif
    return put_large_int(write, object, out_of_range);
}

template <class Write>
inkjet::written put_datetime(Write write, PyObject* object) {
    inkjet::detail::utc_offset offset;
    if (!find_offset(session_of(write), object, offset)) {
        session_of(write).refuse_type(object);
        return refused(write);
    }
    return write(datetime_fields(datetime_of(object, offset)));
}

template <class Write>
inkjet::written put_time(Write write, PyObject* object) {
    if (PyDateTime_TIME_GET_TZINFO(object) != Py_None)
        return refused(write, "datetime.time must not have tzinfo set");
    return write(time_of(object));
}

template <class Write>
inkjet::written put_uuid(Write write, PyObject* object) {
    inkjet::uuid made;
    if (find_uuid(object, made)) return write(made);
    session_of(write).refuse_type(object);
    return refused(write);
}

template <class Write>
inkjet::written put_dict(Write write, PyObject* dict) {
    const reference held = reference::shared(dict);
    if (session_of(write).has(sort_keys)) [[unlikely]] {
        const dict_snapshot entries(dict);
        if (!entries) return write.refuse(inkjet::errc::out_of_memory, "while a dict's entries were noted");
        return write(entries);
    }
    return write(dict_map<false>(dict));
}

template <class Write>
inkjet::written put_list(Write write, PyObject* list) {
    const reference held = reference::shared(list);
    return write(list_range(list));
}

template <class Write>
inkjet::written put_tuple(Write write, PyObject* tuple) {
    const reference held = reference::shared(tuple);
    return write(tuple_range(tuple));
}

// The result of an object's own code, `none` if it failed, in its place. Such results nest 254 deep.
template <class Write>
inkjet::written put_result(Write write, PyObject* object, const reference& result, const char* too_deep) {
    if (!result) {
        session_of(write).refuse_type(object);
        return refused(write);
    }
    if (!session_of(write).enter()) return refused(write, too_deep);
    const inkjet::written done = write(value{result.get()});
    session_of(write).leave();
    return done;
}

template <class Write>
inkjet::written put_by_default(Write write, PyObject* object) {
    if (session_of(write).fallback() == nullptr) {
        session_of(write).refuse_type(object);
        return refused(write);
    }
    static constexpr char too_deep[] = "default serializer exceeds recursion limit";
    const reference result = reference::taken(PyObject_CallOneArg(session_of(write).fallback(), object));
    return put_result(write, object, result, too_deep);
}

template <class Write>
inkjet::written put_enum(Write write, PyObject* object) {
    const reference result = reference::taken(PyObject_GetAttr(object, types.value_name));
    return put_result(write, object, result, "Recursion limit reached");
}

template <class Write>
inkjet::written put_fragment(Write write, PyObject* object) {
    PyObject* const contents = reinterpret_cast<fragment_object*>(object)->contents;
    if (PyBytes_CheckExact(contents))
        return write(
            inkjet::raw{{PyBytes_AS_STRING(contents), static_cast<std::size_t>(PyBytes_GET_SIZE(contents))}});
    if (PyUnicode_CheckExact(contents)) {
        const std::string_view text = utf8_of(contents);
        if (text.data() == nullptr) return refuse_text(write);
        return write(inkjet::raw{text});
    }
    return refused(write, "inkjet.Fragment's content is not of type bytes or str");
}

// The fields of a dataclass whose values lie in slots, as a new dict; null with an exception set.
inline reference collect_fields(PyObject* object) {
    const reference fields = reference::taken(
        PyObject_GetAttr(reinterpret_cast<PyObject*>(Py_TYPE(object)), types.dataclass_fields_name));
    reference made = reference::taken(PyDict_New());
    if (!fields || !made || !PyDict_Check(fields.get())) return {};
    PyObject *name, *field;
    for (Py_ssize_t at = 0; PyDict_Next(fields.get(), &at, &name, &field) != 0;) {
        if (is_hidden(name)) continue;
        const reference kind = reference::taken(PyObject_GetAttr(field, types.field_type_name));
        if (!kind) return {};
        if (kind.get() != types.plain_field) continue;
        const reference value = reference::taken(PyObject_GetAttr(object, name));
        if (!value || PyDict_SetItem(made.get(), name, value.get()) != 0) return {};
    }
    return made;
}

// Members stay in the order of the class whatever the options say.
template <class Write>
inkjet::written put_dataclass(Write write, PyObject* object) {
    reference members;
    if (Py_TYPE(object)->tp_dictoffset != 0 &&
        PyDict_Contains(Py_TYPE(object)->tp_dict, types.slots_name) == 0)
        members = reference::taken(PyObject_GenericGetDict(object, nullptr));
    else
        members = collect_fields(object);
    if (!members) {
        session_of(write).refuse_type(object);
        return refused(write);
    }
    return write(dict_map<true>(members.get()));
}

template <class Write>
inkjet::written put_array(Write write, PyObject* object) {
    const reference capsule = reference::taken(PyObject_GetAttr(object, types.array_struct_name));
    const auto* const array =
        capsule ? static_cast<const array_interface*>(PyCapsule_GetPointer(capsule.get(), nullptr)) : nullptr;
    const auto refuse = [&](const char* message) {
        PyErr_Clear();
        return session_of(write).fallback() != nullptr ? put_by_default(write, object)
                                                       : refused(write, message);
    };
    if (array == nullptr || array->two != 2) return refuse("numpy array is malformed");
    if ((array->flags & array_interface::not_swapped) == 0)
        return refuse("numpy array is not native-endianness");
    const element of = element_of(array->kind, array->item_size);
    if (of == element::none) return refuse("unsupported datatype in numpy array");
    const auto put = [&]<class T>(const T*) {
        return write(inkjet::byte_strided<T>(array->data, array->extent_list(), array->stride_list()));
    };
    if (of != element::datetime64) return with_number_type(of, put);

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

inline bool is_enum(PyTypeObject* type) noexcept {
    return Py_TYPE(type) == types.enum_meta || PyType_IsSubtype(Py_TYPE(type), types.enum_meta);
}

// Whether a class was made by @dataclass itself; one that inherits from such a class does not count, as with
// orjson.
inline bool is_dataclass(PyTypeObject* type) noexcept {
    return (type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0 && type->tp_dict != nullptr &&
           PyDict_Contains(type->tp_dict, types.dataclass_fields_name) == 1;
}

// What is none of the types that JSON has.
template <class Write>
INKJET_NOINLINE inkjet::written put_other(Write write, PyObject* object) {
    const reference held = reference::shared(object);
    PyTypeObject* const type = Py_TYPE(object);
    if (!session_of(write).has(passthrough_datetime)) {
        if (type == types.datetime) return put_datetime(write, object);
        if (type == types.date) return write(date_of(object));
        if (type == types.time) return put_time(write, object);
    }
    if (type == types.uuid) return put_uuid(write, object);
    if (type == types.fragment) return put_fragment(write, object);
    if (is_enum(type)) return put_enum(write, object);
    if (!session_of(write).has(passthrough_subclass)) {
        if (PyUnicode_Check(object)) return put_str(write, object);
        if (PyLong_Check(object)) return put_int(write, object);
        if (PyList_Check(object)) return put_list(write, object);
        if (PyDict_Check(object)) return put_dict(write, object);
    }
    if (!session_of(write).has(passthrough_dataclass) && is_dataclass(type))
        return put_dataclass(write, object);
    if (session_of(write).has(serialize_numpy) && types.ndarray != nullptr) {
        if (type == types.ndarray) return put_array(write, object);
        if (const element of = scalar_element(type); of != element::none)
            return put_scalar(write, object, of);
    }
    if (session_of(write).has(decimal_as_str) && type == types.decimal) {
        const reference text = reference::taken(PyObject_Str(object));
        return put_result(write, object, text, "Recursion limit reached");
    }
    return put_by_default(write, object);
}

template <class Write>
INKJET_INLINE inkjet::written put(Write write, PyObject* object) {
    const PyTypeObject* const type = Py_TYPE(object);
    if (type == &PyUnicode_Type) return put_str(write, object);
    if (type == &PyLong_Type) return put_int(write, object);
    if (type == &PyFloat_Type) return write(PyFloat_AS_DOUBLE(object));
    if (object == Py_None) return write(nullptr);
    if (type == &PyBool_Type) return write(object == Py_True);
    if (type == &PyDict_Type) return put_dict(write, object);
    if (type == &PyList_Type) return put_list(write, object);
    if (type == &PyTuple_Type) return put_tuple(write, object);
    return put_other(write, object);
}

template <class Write>
INKJET_NOINLINE inkjet::written put_other_key(Write write, PyObject* object) {
    if (object == nullptr) return refused(write, "dict changed its size while it was written");
    if (!session_of(write).has(non_str_keys)) return refused(write, "Dict key must be str");
    PyTypeObject* const type = Py_TYPE(object);
    if (object == Py_None) return write(nullptr);
    if (type == &PyBool_Type) return write(object == Py_True);
    if (type == &PyFloat_Type) return write(PyFloat_AS_DOUBLE(object));
    if (type == types.datetime) {
        inkjet::detail::utc_offset offset;
        if (!find_offset(session_of(write), object, offset)) {
            session_of(write).refuse_type(object);
            return refused(write);
        }
        return write(datetime_of(object, offset));
    }
    if (type == types.date) return write(date_of(object));
    if (type == types.time) return put_time(write, object);
    if (type == types.uuid) return put_uuid(write, object);
    if (is_enum(type)) {
        const reference result = reference::taken(PyObject_GetAttr(object, types.value_name));
        if (!result || !session_of(write).enter()) {
            session_of(write).refuse_type(object);
            return refused(write);
        }
        const inkjet::written done = write(key{result.get()});
        session_of(write).leave();
        return done;
    }
    if (PyUnicode_Check(object)) return put_str(write, object);
    if (PyLong_Check(object)) return put_int(write, object, "Dict integer key must be within 64-bit range");
    return refused(write, "Dict key must a type serializable with OPT_NON_STR_KEYS");
}

} // namespace
} // namespace inkjet_python

template <>
struct inkjet::encoder<inkjet_python::value> {
    static written choose(inkjet_python::value v, auto write) { return inkjet_python::put(write, v.object); }
};

template <>
struct inkjet::encoder<inkjet_python::key> {
    INKJET_INLINE static written choose(inkjet_python::key k, auto write) {
        if (k.object != nullptr && PyUnicode_CheckExact(k.object)) [[likely]]
            return inkjet_python::put_str(write, k.object);
        return inkjet_python::put_other_key(write, k.object);
    }
};
