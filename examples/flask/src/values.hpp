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
#include "classes.hpp"
#include "containers.hpp"
#include "exported.hpp"
#include "integers.hpp"
#include "lists.hpp"
#include "outcome.hpp"
#include "session.hpp"
#include "text.hpp"
#include "times.hpp"

#include <Python.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace inkjet_python {
namespace {

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

// An int beyond 64 bits, whose digits stand as they are in a value and as text in a key. Python's own limit
// to the digits that it makes, 4300 unless it is set otherwise, is kept, as it takes quadratic time for them.
template <class Digits, class Write>
INKJET_NOINLINE inkjet::written put_big_int(Write write, PyObject* object, const char* out_of_range) {
    const session& in = session_of(write);
    if (!in.has(big_int) || in.has(strict_integer)) return refused(write, out_of_range);
    const reference digits = reference::taken(PyNumber_ToBase(object, 10));
    const std::string_view text = digits ? utf8_of(digits.get()) : std::string_view();
    if (text.data() == nullptr) return refused(write, "Integer has too many digits");
    return write(Digits{text});
}

// An int of more than one digit of Python's.
template <class Digits, class Write>
INKJET_NOINLINE inkjet::written put_large_int(Write write, PyObject* object, const char* out_of_range) {
    int overflow;
    const long long number = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow == 0) return write(number);
    if (overflow > 0) {
        const unsigned long long positive = PyLong_AsUnsignedLongLong(object);
        if (PyErr_Occurred() == nullptr) return write(positive);
        PyErr_Clear();
    }
    return put_big_int<Digits>(write, object, out_of_range);
}

template <class Digits = inkjet::raw, class Write>
INKJET_INLINE inkjet::written put_int(Write write, PyObject* object,
                                      const char* out_of_range = "Integer exceeds 64-bit range") {
    if (has_one_digit(object)) [[likely]]
        return write(small_int(object));
    return put_large_int<Digits>(write, object, out_of_range);
}

// One with a zone that must be asked.
template <class Write>
INKJET_NOINLINE inkjet::written put_zoned_datetime(Write write, PyObject* object) {
    const reference held = reference::shared(object);
    inkjet::detail::utc_offset offset;
    if (find_offset(session_of(write), object, offset)) return write(datetime_of(object, offset));
    session_of(write).refuse_type(object);
    return refused(write);
}

template <class Write>
inkjet::written put_datetime(Write write, PyObject* object) {
    PyObject* const zone = PyDateTime_DATE_GET_TZINFO(object);
    if (zone == Py_None) return write(datetime_of(object, inkjet::detail::no_offset));
    if (zone == types.utc) return write(datetime_of(object, inkjet::detail::utc_itself));
    return put_zoned_datetime(write, object);
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
inkjet::written put_result_of_default(Write write, PyObject* object) {
    if (session_of(write).fallback() == nullptr) {
        session_of(write).refuse_type(object);
        return refused(write);
    }
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
    session_of(write).refuse_type(object);
    return refused(write);
}

template <class Write>
inkjet::written put_array(Write write, PyObject* object) {
    const reference capsule = reference::taken(PyObject_GetAttr(object, types.array_struct_name));
    const auto* const array =
        capsule ? static_cast<const array_interface*>(PyCapsule_GetPointer(capsule.get(), nullptr)) : nullptr;
    const auto refuse = [&](const char* message) { return put_by_default(write, object, message); };
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
    if (info == nullptr) {
        session_of(write).refuse_type(object);
        return refused(write);
    }
    if (info->is == class_info::kind::enumeration) return put_enum(write, object);
    if (!in.has(passthrough_subclass)) {
        if (PyUnicode_Check(object)) return put_str(write, object);
        if (PyLong_Check(object)) return put_int(write, object);
        if (PyList_Check(object)) return put_list(write, object);
        if (PyDict_Check(object)) return put_dict(write, object);
    }
    if (info->is != class_info::kind::other && !in.has(passthrough_dataclass))
        return put_dataclass(write, object, *info);
    if (in.has(serialize_numpy) && types.ndarray != nullptr) {
        if (type == types.ndarray) return put_array(write, object);
        if (const element of = scalar_element(type); of != element::none)
            return put_scalar(write, object, of);
    }
    if (in.has(serialize_exported))
        if (const exporter found = find_exporter(in, object); found.by != exporter::protocol::none)
            return put_exported(write, object, found,
                                [&](const char* why_not) { return put_by_default(write, object, why_not); });
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
        if (!result || !session_of(write).enter()) {
            session_of(write).refuse_type(object);
            return refused(write);
        }
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
inline constexpr bool inkjet::detail::has_own_form<inkjet_python::dict_of_any_keys> = true;

template <>
struct inkjet::detail::form<inkjet_python::dict_of_any_keys, inkjet::detail::kind::own>
    : inkjet::detail::unbounded_form {
    // The library sorts, which it does where options are chosen at run time.
    template <class P>
    INKJET_NOINLINE static char* write(context& c, char* p, const inkjet_python::dict_of_any_keys& value) {
        const inkjet_python::dict_snapshot entries(value.dict);
        if (!entries) return c.fail(errc::out_of_memory, p, "while a dict's entries were noted");
        return write_value<run_time_policy>(c, p, entries);
    }
};

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
