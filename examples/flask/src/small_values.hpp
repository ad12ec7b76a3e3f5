// What is written at once where anything else is gone through one element at a time.
#pragma once

#include "chunk_state.hpp"
#include "integers.hpp"
#include "types.hpp"

#include <Python.h>
#include <datetime.h>

namespace inkjet_python {
namespace {

// Finds values that are short and of types that are written without Python code throughout. They can be
// written at once, which is faster.
class small_values {
  public:
    // So few, with text of so many characters divided by 64, that they are no more than a chunk by and large.
    explicit small_values(const chunk_state& in) noexcept
        : in_(in), left_(static_cast<Py_ssize_t>(in.size / text_step)) {
        left_ = left_ < least ? least : left_ > most ? most : left_;
    }

    // Whether this one belongs to them. Each value takes something of what is left.
    bool are(PyObject* object) noexcept {
        if (--left_ < 0) return false;
        const PyTypeObject* const type = Py_TYPE(object);
        if (type == &PyUnicode_Type) return take(PyUnicode_GET_LENGTH(object) / text_step);
        if (type == &PyLong_Type) return has_one_digit(object) || take(digit_count(object) / digit_step);
        if (object == Py_None || type == &PyBool_Type || type == &PyFloat_Type) return true;
        if (type == &PyDict_Type) return are_entries(object);
        if (type == &PyList_Type || type == &PyTuple_Type) return are_items(object);
        if (type == types.uuid) return types.uuid_int_offset != 0;
        return type == types.datetime && !in_.has(passthrough_datetime) && is_plain_zone(object);
    }

  private:
    static constexpr Py_ssize_t text_step = 64, digit_step = 16, least = 16, most = 1024;

    bool take(Py_ssize_t n) noexcept { return (left_ -= n) >= 0; }

    bool are_entries(PyObject* dict) noexcept {
        if (PyDict_GET_SIZE(dict) > left_) return false;
        PyObject *name, *member;
        for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &name, &member) != 0;)
            if (!PyUnicode_CheckExact(name) || !take(PyUnicode_GET_LENGTH(name) / text_step) || !are(member))
                return false;
        return true;
    }

    bool are_items(PyObject* sequence) noexcept {
        const Py_ssize_t size = PySequence_Fast_GET_SIZE(sequence);
        if (size > left_) return false;
        for (Py_ssize_t i = 0; i != size; ++i)
            if (!are(PySequence_Fast_GET_ITEM(sequence, i))) return false;
        return true;
    }

    static bool is_plain_zone(PyObject* datetime) noexcept {
        PyObject* const zone = PyDateTime_DATE_GET_TZINFO(datetime);
        return zone == Py_None || Py_TYPE(zone) == types.timezone;
    }

    const chunk_state& in_;
    Py_ssize_t left_;
};

} // namespace
} // namespace inkjet_python
