// The arguments that all functions that write have in common.
#pragma once

#include <Python.h>

namespace inkjet_python {

struct call {
    const char* name; // of the function
    PyObject* const* args;
    Py_ssize_t count;
    PyObject* names; // of those given by name, behind the others; null if there are none
};

// What a call asks for.
struct choice {
    PyObject* fallback = nullptr; // borrowed; null if there is none
    unsigned flags = 0;
};

// Reads `default` and `option`, which stand behind `least` to `most` arguments of the function's own. False
// with an exception set.
bool read_choice(const call& of, Py_ssize_t least, Py_ssize_t most, choice& chosen);

} // namespace inkjet_python
