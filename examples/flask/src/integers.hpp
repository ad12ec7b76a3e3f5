// Python's ints of one digit, which most are.
#pragma once

#include <Python.h>

#include <cstdint>

namespace inkjet_python {

// Whether an int, of its type or one that inherits it, is between -2^30 and 2^30.
inline bool has_one_digit(PyObject* object) noexcept {
#if PY_VERSION_HEX >= 0x030C0000
    return PyUnstable_Long_IsCompact(reinterpret_cast<PyLongObject*>(object)) != 0;
#else
    const Py_ssize_t size = Py_SIZE(object);
    return size >= -1 && size <= 1;
#endif
}

// How many digits of Python's an int has, of 15 bits or more.
inline Py_ssize_t digit_count(PyObject* object) noexcept {
#if PY_VERSION_HEX >= 0x030C0000
    return static_cast<Py_ssize_t>(reinterpret_cast<PyLongObject*>(object)->long_value.lv_tag >> 3);
#else
    const Py_ssize_t size = Py_SIZE(object);
    return size < 0 ? -size : size;
#endif
}

inline std::int32_t small_int(PyObject* object) noexcept {
    auto* const number = reinterpret_cast<PyLongObject*>(object);
#if PY_VERSION_HEX >= 0x030C0000
    return static_cast<std::int32_t>(PyUnstable_Long_CompactValue(number));
#else
    return static_cast<std::int32_t>(Py_SIZE(object) * static_cast<Py_ssize_t>(number->ob_digit[0]));
#endif
}

inline bool is_small_int(PyObject* object) noexcept {
    return Py_TYPE(object) == &PyLong_Type && has_one_digit(object);
}

} // namespace inkjet_python
