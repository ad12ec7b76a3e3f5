#include "arguments.hpp"

#include "flags.hpp"
#include "integers.hpp"
#include "types.hpp"

namespace inkjet_python {

namespace {

bool refuse_call(const call& of, const char* what) {
    PyErr_Format(PyExc_TypeError, "%s() %s", of.name, what);
    return false;
}

// Where the argument of this name goes, null if there is none. Names mostly are interned, so that their
// addresses tell.
PyObject** place_of(PyObject* name, PyObject*& fallback, PyObject*& option) {
    if (name == types.option_name) return &option;
    if (name == types.default_name) return &fallback;
    if (PyUnicode_Compare(name, types.option_name) == 0) return &option;
    if (PyUnicode_Compare(name, types.default_name) == 0) return &fallback;
    return nullptr;
}

// Where `option` is none, a call ends with a JSONEncodeError, as with orjson.
bool read_option(PyObject* option, unsigned& flags) {
    const long bits = !PyLong_Check(option)   ? -1
                      : has_one_digit(option) ? small_int(option)
                                              : PyLong_AsLong(option);
    if (bits < 0 || (static_cast<unsigned long>(bits) & ~static_cast<unsigned long>(all_flags)) != 0) {
        PyErr_Clear();
        PyErr_SetString(types.encode_error, "Invalid opts");
        return false;
    }
    flags = static_cast<unsigned>(bits);
    return (flags & serialize_numpy) == 0 || load_numpy();
}

} // namespace

bool read_choice(const call& of, Py_ssize_t least, Py_ssize_t most, choice& chosen) {
    if (of.count < least) {
        PyErr_Format(PyExc_TypeError, "%s() missing %zd required positional argument%s", of.name,
                     least - of.count, least - of.count == 1 ? "" : "s");
        return false;
    }
    if (of.count > most + 2) {
        PyErr_Format(PyExc_TypeError, "%s() takes at most %zd positional arguments", of.name, most + 2);
        return false;
    }
    PyObject* fallback = of.count > most ? of.args[most] : nullptr;
    PyObject* option = of.count > most + 1 ? of.args[most + 1] : nullptr;
    if (of.names != nullptr) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(of.names); ++i) {
            PyObject** const place = place_of(PyTuple_GET_ITEM(of.names, i), fallback, option);
            if (place == nullptr) return refuse_call(of, "got an unexpected keyword argument");
            if (*place != nullptr) return refuse_call(of, "got multiple values for an argument");
            *place = of.args[of.count + i];
        }
    }
    chosen.fallback = fallback == Py_None ? nullptr : fallback;
    return option == nullptr || option == Py_None || read_option(option, chosen.flags);
}

} // namespace inkjet_python
