#include "dump.hpp"

#include "bytes_sink.hpp"
#include "values.hpp"

namespace inkjet_python {

PyObject* INKJET_PYTHON_DUMP(PyObject* object, session& in, unsigned flags) {
    bytes_output out;
    value top{object};
    inkjet::options chosen = flags == 0 ? plain_options : options_of(flags);
    chosen.fallback_data = &in;
    using plain_policy = inkjet::detail::folded_policy<plain_options>;
    const inkjet::result done = (flags & ~plain_flags) == 0
                                    ? inkjet::detail::write_to<plain_policy>(top, out, chosen)
                                    : inkjet::write(top, out, chosen);
    if (done) [[likely]]
        return out.release();
    in.raise(done.code, done.where(), done.note());
    return nullptr;
}

} // namespace inkjet_python
