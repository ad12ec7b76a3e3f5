// How Python's str, int, times and UUIDs are written, as values and as keys.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/raw.hpp>
#include <inkjet/types/text.hpp>

#include "integers.hpp"
#include "outcome.hpp"
#include "text.hpp"
#include "times.hpp"

#include <Python.h>
#include <datetime.h>

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
    return refused_type(write, object);
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
    return refused_type(write, object);
}

} // namespace
} // namespace inkjet_python
