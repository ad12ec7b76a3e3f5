#include "session.hpp"

#include <string>

namespace inkjet_python {

namespace {

// The exception that is set, as an object with its traceback; null if there is none. None is set afterwards.
reference take_exception() {
    PyObject *type, *value, *trace;
    PyErr_Fetch(&type, &value, &trace);
    if (type == nullptr) return {};
    PyErr_NormalizeException(&type, &value, &trace);
    if (trace != nullptr) PyException_SetTraceback(value, trace);
    Py_DECREF(type);
    Py_XDECREF(trace);
    return reference::taken(value);
}

} // namespace

void session::note(PyObject* message) noexcept {
    const reference text = reference::taken(message);
    if (error_) return PyErr_Clear();
    reference cause = take_exception();
    // What is no error of the values goes on as it is: KeyboardInterrupt, MemoryError.
    if (cause && (!PyObject_IsInstance(cause.get(), PyExc_Exception) ||
                  PyObject_IsInstance(cause.get(), PyExc_MemoryError) || !text)) {
        error_ = static_cast<reference&&>(cause);
        return;
    }
    error_ = reference::taken(PyObject_CallFunctionObjArgs(types.encode_error, text.get(), nullptr));
    if (!error_)
        error_ = take_exception();
    else if (cause)
        PyException_SetCause(error_.get(), cause.release());
}

void session::raise(inkjet::errc code, std::string_view where, std::string_view note) noexcept {
    if (!error_) {
        if (code == inkjet::errc::out_of_memory) {
            if (PyErr_Occurred() == nullptr) PyErr_NoMemory();
            return;
        }
        PyErr_Clear();
        switch (code) {
        case inkjet::errc::depth:
            refuse("Recursion limit reached");
            break;
        case inkjet::errc::integer_range:
            refuse("Integer exceeds 53-bit range");
            break;
        default:
            refuse(std::string(inkjet::describe_code(code)).append(": ").append(note).c_str());
            break;
        }
    }
    PyErr_Clear();
    PyObject* const error = error_.get();
    if (Py_TYPE(error) == reinterpret_cast<PyTypeObject*>(types.encode_error)) {
        const reference path = reference::taken(
            PyUnicode_DecodeUTF8(where.data(), static_cast<Py_ssize_t>(where.size()), "replace"));
        if (!path || PyObject_SetAttr(error, types.path_name, path.get()) != 0) return;
    }
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error)), error);
}

} // namespace inkjet_python
