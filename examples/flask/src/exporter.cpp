#include "exporter.hpp"

namespace inkjet_python {

namespace {

// Looks for a method as hasattr does. Returns whether there is one, or whether asking failed.
bool find(PyObject* object, PyObject* name, reference& method) {
    method = reference::taken(PyObject_GetAttr(object, name));
    if (method || !PyErr_ExceptionMatches(PyExc_AttributeError)) return true;
    PyErr_Clear();
    return false;
}

} // namespace

exporter find_exporter(const session& in, PyObject* object) {
    using enum exporter::protocol;
    exporter found;
    if (!PyType_Check(object)) { // a class has its objects' methods
        if (in.has(serialize_arrow)) {
            if (find(object, types.arrow_array_name, found.method))
                found.by = arrow_array;
            else if (find(object, types.arrow_stream_name, found.method))
                found.by = arrow_stream;
            if (found.by != none) return found;
        }
        if (in.has(serialize_dlpack) && find(object, types.dlpack_name, found.method)) {
            found.by = dlpack;
            return found;
        }
    }
    if (in.has(serialize_buffer) && PyObject_CheckBuffer(object)) found.by = buffer;
    return found;
}

} // namespace inkjet_python
