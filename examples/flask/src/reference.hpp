// A reference to a Python object that is counted.
#pragma once

#include <Python.h>

#include <utility>

namespace inkjet_python {

class reference {
  public:
    reference() = default;
    // Takes over a reference that the caller owns; null for none.
    static reference taken(PyObject* object) noexcept { return reference(object); }
    // Adds one to those that there are.
    static reference shared(PyObject* object) noexcept {
        Py_XINCREF(object);
        return reference(object);
    }
    reference(reference&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    reference& operator=(reference&& other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~reference() { Py_XDECREF(object_); }

    PyObject* get() const noexcept { return object_; }
    PyObject* release() noexcept { return std::exchange(object_, nullptr); }
    explicit operator bool() const noexcept { return object_ != nullptr; }

  private:
    explicit reference(PyObject* object) noexcept : object_(object) {}
    PyObject* object_ = nullptr;
};

} // namespace inkjet_python
