#include "load.hpp"

namespace inkjet_python {

const bool has_loads = false;

PyObject* loads(PyObject*, PyObject*) {
    PyErr_SetString(PyExc_NotImplementedError, "inkjet was built without simdjson");
    return nullptr;
}

} // namespace inkjet_python
