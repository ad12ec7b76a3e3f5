// How what is no value of JSON is answered, wherever it is found.
#pragma once

#include <inkjet/core/encoder.hpp>

#include "session.hpp"

#include <Python.h>

namespace inkjet_python {
namespace {

template <class Write>
session& session_of(Write write) noexcept {
    return *static_cast<session*>(write.data());
}

// Ends the write with the exception that the session has noted.
template <class Write>
inkjet::written refused(Write write) {
    return write.refuse(inkjet::errc::bad_value, {});
}
template <class Write>
inkjet::written refused(Write write, const char* message) {
    session_of(write).refuse(message);
    return refused(write);
}
template <class Write>
inkjet::written refused_type(Write write, PyObject* object) {
    session_of(write).refuse_type(object);
    return refused(write);
}

} // namespace
} // namespace inkjet_python
