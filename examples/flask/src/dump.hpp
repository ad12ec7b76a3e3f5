// The traversal, compiled once for each instruction set that is worth it.
#pragma once

#include "session.hpp"

#include <Python.h>

namespace inkjet_python {

using dump_function = PyObject*(PyObject* object, session& in, unsigned flags);

// Writes the object as new bytes; null with an exception set. `dump` is the widest that this machine can run.
dump_function dump_baseline;
#ifdef INKJET_PYTHON_X86
dump_function dump_avx2, dump_avx512;
#endif
extern dump_function* dump;

} // namespace inkjet_python
