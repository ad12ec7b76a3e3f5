// How Python's values are written: an encoder that chooses by type among what the library can write.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/types/map.hpp>
#include <inkjet/types/range.hpp>
#include <inkjet/types/raw.hpp>
#include <inkjet/write.hpp>

#include "classes.hpp"
#include "containers.hpp"
#include "exported.hpp"
#include "lists.hpp"
#include "numpy.hpp"
#include "outcome.hpp"
#include "scalars.hpp"
#include "session.hpp"
#include "sorted_dicts.hpp"
#include "text.hpp"
#include "times.hpp"

#include <Python.h>

#include <array>
#include <string_view>

namespace inkjet_python {
namespace {

template <class Write>
INKJET_NOINLINE inkjet::written put_sorted_dict(Write write, PyObject* dict) {
    if (const sorted_texts entries(dict); entries) return write(entries);
    return write(dict_of_any_keys{dict});
}

template <class Write>
INKJET_NOINLINE inkjet::written put_dict(Write write, PyObject* dict) {
    const reference held = reference::shared(dict);
    if (session_of(write).has(sort_keys) && !is_in_order(dict)) [[unlikely]]
        return put_sorted_dict(write, dict);
    return write(dict_map<false>(dict));
}

template <class Write>
INKJET_NOINLINE inkjet::written put_list(Write write, PyObject* list) {
    const reference held = reference::shared(list);
    if (PyList_GET_SIZE(list) >= least_for_runs) return write(list_of_runs{list});
    return write(list_range(list));
}

template <class Write>
INKJET_NOINLINE inkjet::written put_tuple(Write write, PyObject* tuple) {
    const reference held = reference::shared(tuple);
    return write(tuple_range(tuple));
}

// The result of an object's own code, `none` if it failed, in its place. Such results nest 254 deep.
template <class Write>
inkjet::written put_result(Write write, PyObject* object, const reference& result, const char* too_deep) {
    if (!result) return refused_type(write, object);
    if (!session_of(write).enter()) return refused(write, too_deep);
    const inkjet::written done = write(value{result.get()});
    session_of(write).leave();
    return done;
}

template <class Write>
inkjet::written put_result_of_default(Write write, PyObject* object) {
    if (session_of(write).fallback() == nullptr) return refused_type(write, object);
    static constexpr char too_deep[] = "default serializer exceeds recursion limit";
    const reference result = reference::taken(PyObject_CallOneArg(session_of(write).fallback(), object));
    return put_result(write, object, result, too_deep);
}
template <class Write>
inkjet::written put_by_default(Write write, PyObject* object) {
    return put_result_of_default(write, object);
}

// The same for what one of the options would have written, but for this reason; an exception that is set is
// the cause.
template <class Write>
inkjet::written put_by_default(Write write, PyObject* object, const char* why_not) {
    const bool is_fatal = PyErr_Occurred() != nullptr && (!PyErr_ExceptionMatches(PyExc_Exception) ||
                                                          PyErr_ExceptionMatches(PyExc_MemoryError));
    if (is_fatal || session_of(write).fallback() == nullptr) return refused(write, why_not);
    PyErr_Clear();
    return put_by_default(write, object);
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

// Members stay in the order of the class whatever the options say.
template <class Write>
inkjet::written put_dataclass(Write write, PyObject* object, const class_info& info) {
    if (info.is == class_info::kind::members_in_slots)
        return write(slot_map(object, info.names, info.offsets));
    const reference members = reference::taken(PyObject_GenericGetDict(object, nullptr));
    if (members) return write(dict_map<true>(members.get()));
    return refused_type(write, object);
}

// What is none of the types that JSON has.
template <class Write>
INKJET_NOINLINE inkjet::written put_other(Write write, PyObject* object) {
    const session& in = session_of(write);
    PyTypeObject* const type = Py_TYPE(object);
    const reference held = reference::shared(object);
    if (!in.has(passthrough_datetime)) {
        if (type == types.date) return write(date_of(object));
        if (type == types.time) return put_time(write, object);
    }
    if (type == types.uuid) return put_uuid(write, object);
    if (type == types.fragment) return put_fragment(write, object);
    const class_info* const info = find_class(type);
    if (info == nullptr) return refused_type(write, object);
    if (info->is == class_info::kind::enumeration) return put_enum(write, object);
    if (!in.has(passthrough_subclass)) {
        if (PyUnicode_Check(object)) return put_str(write, object);
        if (PyLong_Check(object)) return put_int(write, object);
        if (PyList_Check(object)) return put_list(write, object);
        if (PyDict_Check(object)) return put_dict(write, object);
    }
    if (info->is != class_info::kind::other && !in.has(passthrough_dataclass))
        return put_dataclass(write, object, *info);
    const auto otherwise = [&](const char* why_not) { return put_by_default(write, object, why_not); };
    if (in.has(serialize_numpy) && types.ndarray != nullptr) {
        if (type == types.ndarray) return put_array(write, object, otherwise);
        if (const element of = scalar_element(type); of != element::none)
            return put_scalar(write, object, of);
    }
    if (in.has(serialize_exported))
        if (const exporter found = find_exporter(in, object); found.by != exporter::protocol::none)
            return put_exported(write, object, found, otherwise);
    if (in.has(decimal_as_str) && type == types.decimal) {
        const reference text = reference::taken(PyObject_Str(object));
        return put_result(write, object, text, "Recursion limit reached");
    }
    return put_by_default(write, object);
}

// Apart from the shorter ones, so that those need no stack.
template <class Write>
INKJET_NOINLINE inkjet::written put_float(Write write, PyObject* object) {
    return write(PyFloat_AS_DOUBLE(object));
}

template <class Write>
INKJET_NOINLINE inkjet::written put_less_common(Write write, PyObject* object) {
    const PyTypeObject* const type = Py_TYPE(object);
    if (type == &PyTuple_Type) return put_tuple(write, object);
    if (type == types.datetime && !session_of(write).has(passthrough_datetime))
        return put_datetime(write, object);
    return put_other(write, object);
}

// What there is most of is told apart in each loop over a container, whose elements resemble one another: so
// branches are foreseen.
template <class Write>
INKJET_INLINE inkjet::written put(Write write, PyObject* object) {
    const PyTypeObject* const type = Py_TYPE(object);
    if (type == &PyUnicode_Type) return put_str(write, object);
    if (type == &PyLong_Type) return put_int(write, object);
    if (object == Py_None) return write(nullptr);
    if (type == &PyDict_Type) return put_dict(write, object);
    if (type == &PyList_Type) {
        if (PyList_GET_SIZE(object) == 0) return write(std::array<int, 0>());
        return put_list(write, object);
    }
    if (type == &PyBool_Type) return write(object == Py_True);
    if (type == &PyFloat_Type) return put_float(write, object);
    return put_less_common(write, object);
}

template <class Write>
INKJET_NOINLINE inkjet::written put_other_key(Write write, key k) {
    PyObject* const object = k.object;
    if (object == nullptr)
        return refused(write, PyErr_Occurred() != nullptr ? "an attribute of a dataclass is missing"
                                                          : "dict changed its size while it was written");
    if (!session_of(write).has(non_str_keys)) return refused(write, "Dict key must be str");
    if (k.in != nullptr) k.in->hold();
    PyTypeObject* const type = Py_TYPE(object);
    if (object == Py_None) return write(nullptr);
    if (type == &PyBool_Type) return write(object == Py_True);
    if (type == &PyFloat_Type) return write(PyFloat_AS_DOUBLE(object));
    if (type == types.datetime) return put_datetime(write, object);
    if (type == types.date) return write(date_of(object));
    if (type == types.time) return put_time(write, object);
    if (type == types.uuid) return put_uuid(write, object);
    const class_info* const info = find_class(type);
    if (info != nullptr && info->is == class_info::kind::enumeration) {
        const reference result = reference::taken(PyObject_GetAttr(object, types.value_name));
        if (!result || !session_of(write).enter()) return refused_type(write, object);
        const inkjet::written done = write(key{result.get(), nullptr});
        session_of(write).leave();
        return done;
    }
    if (PyUnicode_Check(object)) return put_str(write, object);
    if (PyLong_Check(object))
        return put_int<std::string_view>(write, object, "Dict integer key must be within 64-bit range");
    return refused(write, "Dict key must a type serializable with OPT_NON_STR_KEYS");
}

} // namespace
} // namespace inkjet_python

template <>
struct inkjet::encoder<inkjet_python::value> {
    INKJET_INLINE static written choose(inkjet_python::value v, auto write) {
        return inkjet_python::put(write, v.object);
    }
};

template <>
struct inkjet::encoder<inkjet_python::key> {
    INKJET_INLINE static written choose(inkjet_python::key k, auto write) {
        if (k.object != nullptr && PyUnicode_CheckExact(k.object)) [[likely]]
            return inkjet_python::put_str(write, k.object);
        return inkjet_python::put_other_key(write, k);
    }
};
