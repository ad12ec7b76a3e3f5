// The traversal, compiled once for each instruction set that is worth it.
#pragma once

#include "session.hpp"

#include <Python.h>

namespace inkjet_python {

class chunk_state;

// What it is called for. All return null with an exception set when something was refused.
struct traversal {
    // Writes the object as new bytes.
    PyObject* (*dump)(PyObject* object, session& in, unsigned flags);
    // Appends the object to a bytearray; returns the number of bytes.
    PyObject* (*dump_into)(PyObject* object, PyObject* target, session& in, unsigned flags);
    // Returns the next chunk, or null without an exception when there are no more.
    PyObject* (*next_chunk)(chunk_state& state);
};

extern const traversal dump_baseline;
#ifdef INKJET_PYTHON_X86
extern const traversal dump_avx2, dump_avx512;
#endif

// The widest that this machine can run.
extern const traversal* chosen_traversal;

} // namespace inkjet_python
