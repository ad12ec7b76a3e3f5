// Python's str as UTF-8.
#pragma once

#include <Python.h>

#include <string_view>

namespace inkjet_python {

// The bytes of a str that is compact and ASCII.
inline std::string_view ascii_of(PyObject* text) noexcept {
    return {reinterpret_cast<const char*>(reinterpret_cast<PyASCIIObject*>(text) + 1),
            static_cast<std::size_t>(reinterpret_cast<PyASCIIObject*>(text)->length)};
}

// The bytes of a str, which live as long as it; a view of nothing, with an exception set, where it holds
// surrogates or memory is short. Runs no Python code.
inline std::string_view utf8_of(PyObject* text) noexcept {
    if (PyUnicode_IS_COMPACT_ASCII(text)) [[likely]]
        return ascii_of(text);
    // Kept by Python beside the str, so that it is made only once.
    Py_ssize_t size;
    const char* const bytes = PyUnicode_AsUTF8AndSize(text, &size);
    return {bytes, bytes != nullptr ? static_cast<std::size_t>(size) : 0};
}

} // namespace inkjet_python
