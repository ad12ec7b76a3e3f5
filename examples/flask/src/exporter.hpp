// Which protocol an object exports its elements by, among those that the options name.
#pragma once

#include "reference.hpp"
#include "session.hpp"

#include <Python.h>

namespace inkjet_python {

struct exporter {
    enum class protocol : unsigned char { none, arrow_array, arrow_stream, dlpack, buffer };
    protocol by = protocol::none;
    // The method to call, where there is one; null, with an exception set, where asking for it failed.
    reference method;
};

// Arrow goes first, as it knows of nulls, and the buffer protocol last, as it knows the fewest types.
exporter find_exporter(const session& in, PyObject* object);

} // namespace inkjet_python
