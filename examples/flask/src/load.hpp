// Reading JSON, where simdjson was there when this was built.
#pragma once

#include <Python.h>

namespace inkjet_python {

// Whether `loads` reads; else it raises NotImplementedError, and the Python part puts another in its place.
extern const bool has_loads;

PyObject* loads(PyObject* module, PyObject* data);

} // namespace inkjet_python
