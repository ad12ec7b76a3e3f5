// The extension module: dumps and loads, and their arguments.
#include "dict_table.hpp"
#include "dump.hpp"
#include "flags.hpp"
#include "integers.hpp"
#include "load.hpp"
#include "session.hpp"
#include "types.hpp"

#include <Python.h>

#include <array>
#include <cstddef>

namespace inkjet_python {

namespace {

struct variant {
    const char* name;
    dump_function* dump;
    bool runs;
};

// Those that were compiled, the widest first, and whether this machine can run them.
constexpr std::size_t variant_count =
#ifdef INKJET_PYTHON_X86
    3;
#else
    1;
#endif
std::array<variant, variant_count> variants() noexcept {
    return {{
#ifdef INKJET_PYTHON_X86
        {"avx512", &dump_avx512,
         __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
             __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
             __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512ifma") &&
             __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2")},
        {"avx2", &dump_avx2,
         __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
             __builtin_cpu_supports("fma")},
#endif
        {"baseline", &dump_baseline, true},
    }};
}

// For tests: chooses the traversal by its name. Returns whether it is there and this machine can run it.
PyObject* use_variant(PyObject*, PyObject* name) {
    for (const variant& each : variants())
        if (each.runs && PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, each.name) == 0) {
            dump = each.dump;
            Py_RETURN_TRUE;
        }
    Py_RETURN_FALSE;
}

PyObject* refuse_call(const char* message) {
    PyErr_SetString(PyExc_TypeError, message);
    return nullptr;
}

// Ends a call with a JSONEncodeError, as orjson does where `option` is none.
PyObject* refuse_option() {
    PyErr_SetString(types.encode_error, "Invalid opts");
    return nullptr;
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

PyObject* dumps(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (count == 0) return refuse_call("dumps() missing 1 required positional argument: 'obj'");
    if (count > 3) return refuse_call("dumps() takes at most 3 positional arguments");
    PyObject* fallback = count > 1 ? args[1] : nullptr;
    PyObject* option = count > 2 ? args[2] : nullptr;
    if (names != nullptr) {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); ++i) {
            PyObject** const place = place_of(PyTuple_GET_ITEM(names, i), fallback, option);
            if (place == nullptr) return refuse_call("dumps() got an unexpected keyword argument");
            if (*place != nullptr) return refuse_call("dumps() got multiple values for an argument");
            *place = args[count + i];
        }
    }
    if (fallback == Py_None) fallback = nullptr;
    unsigned flags = 0;
    if (option != nullptr && option != Py_None) {
        if (!PyLong_Check(option)) return refuse_option();
        const long bits = has_one_digit(option) ? small_int(option) : PyLong_AsLong(option);
        if (bits < 0 || (static_cast<unsigned long>(bits) & ~static_cast<unsigned long>(all_flags)) != 0) {
            PyErr_Clear();
            return refuse_option();
        }
        flags = static_cast<unsigned>(bits);
        if ((flags & serialize_numpy) != 0 && !load_numpy()) return nullptr;
    }
    session in(fallback, flags);
    return dump(args[0], in, flags);
}

PyDoc_STRVAR(dumps_doc, "dumps(obj, /, default=None, option=None)\n--\n\n"
                        "Returns obj as JSON, in bytes. default is called for what has no JSON form and "
                        "returns something that has;\n"
                        "option is a sum of OPT_ constants. Raises JSONEncodeError.");
PyDoc_STRVAR(
    loads_doc,
    "loads(data, /)\n--\n\n"
    "Returns what the JSON in data says: bytes, bytearray, memoryview or str. Raises JSONDecodeError.");

PyMethodDef methods[] = {
    {"dumps", reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(&dumps)), METH_FASTCALL | METH_KEYWORDS,
     dumps_doc},
    {"loads", &loads, METH_O, loads_doc},
    {"_use_variant", &use_variant, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

bool add_flags(PyObject* module) {
    static constexpr struct {
        const char* name;
        unsigned value;
    } constants[] = {
        {"OPT_APPEND_NEWLINE", append_newline},
        {"OPT_INDENT_2", indent_2},
        {"OPT_NAIVE_UTC", naive_utc},
        {"OPT_NON_STR_KEYS", non_str_keys},
        {"OPT_OMIT_MICROSECONDS", omit_microseconds},
        {"OPT_PASSTHROUGH_DATACLASS", passthrough_dataclass},
        {"OPT_PASSTHROUGH_DATETIME", passthrough_datetime},
        {"OPT_PASSTHROUGH_SUBCLASS", passthrough_subclass},
        {"OPT_SERIALIZE_DATACLASS", serialize_dataclass},
        {"OPT_SERIALIZE_NUMPY", serialize_numpy},
        {"OPT_SERIALIZE_UUID", serialize_uuid},
        {"OPT_SORT_KEYS", sort_keys},
        {"OPT_STRICT_INTEGER", strict_integer},
        {"OPT_UTC_Z", utc_z},
        {"OPT_HTML_SAFE", html_safe},
        {"OPT_DECIMAL_AS_STR", decimal_as_str},
        {"OPT_ASCII", ascii},
        {"OPT_BIG_INT", big_int},
        {"OPT_SERIALIZE_ARROW", serialize_arrow},
        {"OPT_SERIALIZE_BUFFER", serialize_buffer},
        {"OPT_SERIALIZE_DLPACK", serialize_dlpack},
    };
    for (const auto& each : constants)
        if (PyModule_AddIntConstant(module, each.name, static_cast<long>(each.value)) != 0) return false;
    return true;
}

int execute(PyObject* module) {
    // What newer versions of Python refuse by themselves, because of the slot below.
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        PyErr_SetString(PyExc_ImportError,
                        "module inkjet._inkjet does not support loading in subinterpreters");
        return -1;
    }
    for (const variant& each : variants())
        if (each.runs) {
            dump = each.dump;
            break;
        }
    if (!look_at_tables() || !load_types(module) || !add_flags(module)) return -1;
    return PyModule_AddIntConstant(module, "HAS_LOADS", has_loads ? 1 : 0);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void*>(&execute)},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
#if PY_VERSION_HEX >= 0x030D0000
    {Py_mod_gil, Py_MOD_GIL_USED},
#endif
    {0, nullptr},
};

PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "inkjet._inkjet",
                          "JSON by inkjet's C++ writer.",
                          0,
                          methods,
                          slots,
                          nullptr,
                          nullptr,
                          nullptr};

} // namespace

dump_function* dump = &dump_baseline;

} // namespace inkjet_python

PyMODINIT_FUNC PyInit__inkjet() { return PyModuleDef_Init(&inkjet_python::definition); }
