// Objects that export their elements: written as arrays, read where they lie.
#pragma once

#include "arrays.hpp"
#include "columns.hpp"
#include "exporter.hpp"
#include "memory.hpp"
#include "outcome.hpp"
#include "problem.hpp"
#include "rows.hpp"

#include <Python.h>

namespace inkjet_python {
namespace {

// `refuse` is called with the reason where the object exports nothing that can be written, and nothing is
// held of it any more.
template <class Write, class Refuse>
INKJET_NOINLINE inkjet::written put_exported(Write write, PyObject* object, const exporter& found,
                                             Refuse refuse) {
    const auto put = [&](const exported_memory& memory) {
        return put_elements(write, memory.of, memory.first, memory.extents(), memory.strides());
    };
    problem why;
    if (found.by == exporter::protocol::buffer) {
        if (const exported_buffer memory(object, why); memory) return put(memory);
    } else if (found.by == exporter::protocol::dlpack) {
        if (const exported_tensor memory(object, found.method.get(), why); memory) return put(memory);
    } else {
        const bool is_stream = found.by == exporter::protocol::arrow_stream;
        exported_columns columns(found.method.get(), is_stream, session_of(write).has(sort_keys), why);
        if (columns) return write(rows{&columns.top(), 0, 0, &columns});
    }
    return refuse(why.text());
}

} // namespace
} // namespace inkjet_python
