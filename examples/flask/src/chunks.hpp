// dump_chunks: the function, and the iterator that it returns.
#pragma once

#include <Python.h>

namespace inkjet_python {

// The module's function.
PyObject* dump_chunks(PyObject* module, PyObject* const* args, Py_ssize_t count, PyObject* names);
extern const char dump_chunks_doc[];

// Makes the iterator's type; false with an exception set.
bool load_chunks();

} // namespace inkjet_python
