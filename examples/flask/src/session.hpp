// What one call of dumps carries along: what it was asked for, and the exception that ends it.
#pragma once

#include <inkjet/base/errc.hpp>

#include "flags.hpp"
#include "reference.hpp"
#include "types.hpp"

#include <Python.h>

#include <cstring>
#include <string_view>

namespace inkjet_python {

class session {
  public:
    session(PyObject* fallback, unsigned flags) noexcept : fallback_(fallback), flags_(flags) {}
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    bool has(unsigned flags) const noexcept { return (flags_ & flags) != 0; }
    PyObject* fallback() const noexcept { return fallback_; }

    // Calls of `default`, or of code behind an attribute, whose results are being written.
    bool enter() noexcept { return ++calls_ <= depth_limit; }
    void leave() noexcept { --calls_; }
    // For what is written later than the call that it came from.
    unsigned calls() const noexcept { return calls_; }
    void be_in(unsigned calls) noexcept { calls_ = calls; }

    // Notes the exception that the call will end with, a JSONEncodeError with this message; the first one
    // counts. An exception that is set becomes its cause.
    void refuse(const char* message) noexcept {
        note(PyUnicode_DecodeUTF8(message, static_cast<Py_ssize_t>(std::strlen(message)), "replace"));
    }
    void refuse_type(PyObject* object) noexcept {
        // Made while no other exception is set.
        PyObject *type, *value, *trace;
        PyErr_Fetch(&type, &value, &trace);
        PyObject* const message =
            PyUnicode_FromFormat("Type is not JSON serializable: %s", Py_TYPE(object)->tp_name);
        if (message != nullptr) PyErr_Restore(type, value, trace);
        note(message);
    }

    // Sets that exception, or one for what the library refused, with the place in `path`.
    void raise(inkjet::errc code, std::string_view where, std::string_view note) noexcept;

    // The offset of the last fixed zone; see times.hpp.
    reference zone;
    int zone_minutes = 0;

  private:
    void note(PyObject* message) noexcept;

    PyObject* const fallback_;
    const unsigned flags_;
    unsigned calls_ = 0;
    reference error_;
};

} // namespace inkjet_python
