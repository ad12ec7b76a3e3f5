#include "dump.hpp"

#include "bytearray_sink.hpp"
#include "bytes_sink.hpp"
#include "steps.hpp"
#include "values.hpp"

namespace inkjet_python {

namespace {

template <class Output>
inkjet::result write_into(Output& out, PyObject* object, session& in, unsigned flags) {
    value top{object};
    inkjet::options chosen = flags == 0 ? plain_options : options_of(flags);
    chosen.fallback_data = &in;
    return (flags & ~plain_flags) == 0 ? inkjet::detail::write_to<plain_policy>(top, out, chosen)
                                       : inkjet::write(top, out, chosen);
}

PyObject* dump(PyObject* object, session& in, unsigned flags) {
    bytes_output out;
    const inkjet::result done = write_into(out, object, in, flags);
    if (done) [[likely]]
        return out.release();
    in.raise(done.code, done.where(), done.note());
    return nullptr;
}

PyObject* dump_into(PyObject* object, PyObject* target, session& in, unsigned flags) {
    bytearray_output out(target);
    if (!out.lock()) return nullptr;
    const inkjet::result done = write_into(out, object, in, flags);
    if (done) [[likely]]
        return PyLong_FromSize_t(done.size);
    if (out.is_blocked())
        bytearray_output::raise_blocked();
    else
        in.raise(done.code, done.where(), done.note());
    return nullptr;
}

PyObject* next_chunk(chunk_state& state) {
    if (!state.written && state.text.size() < state.size) {
        const bool filled =
            (state.flags & ~plain_flags) == 0 ? fill<plain_policy>(state) : fill<run_time_policy>(state);
        if (!filled) return nullptr;
    }
    return state.text.deliver(state.text.size() < state.size ? state.text.size() : state.size);
}

} // namespace

extern const traversal INKJET_PYTHON_DUMP; // to be seen by the module
const traversal INKJET_PYTHON_DUMP{&dump, &dump_into, &next_chunk};

} // namespace inkjet_python
