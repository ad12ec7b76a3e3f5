// What is known about classes that are no types of Python's own: whether they are enums or dataclasses, and
// where the fields of a dataclass lie. Looked up once for each class, as long as it is not changed.
#pragma once

#include "reference.hpp"

#include <Python.h>

namespace inkjet_python {

struct class_info {
    enum class kind : unsigned char {
        other,
        enumeration,
        members_in_dict, // a dataclass that keeps its attributes in a dict
        members_in_slots,
    };
    kind is = kind::other;
    // Of one with slots: the fields' names, a tuple, and their places in an object, in bytes: an array of
    // Py_ssize_t, with -1 for those that must be asked for by name.
    reference names, offsets;
};

// Returns what is known about a type; valid until the next call. Null with an exception set.
const class_info* find_class(PyTypeObject* type);

} // namespace inkjet_python
