// The extension module and its functions.
#include "arguments.hpp"
#include "chunks.hpp"
#include "dict_table.hpp"
#include "dump.hpp"
#include "flags.hpp"
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
    const traversal* does;
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
            chosen_traversal = each.does;
            Py_RETURN_TRUE;
        }
    Py_RETURN_FALSE;
}

PyObject* dumps(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    choice chosen;
    if (!read_choice({"dumps", args, count, names}, 1, 1, chosen)) return nullptr;
    session in(chosen.fallback, chosen.flags);
    return chosen_traversal->dump(args[0], in, chosen.flags);
}

PyObject* dump_into(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    choice chosen;
    if (!read_choice({"dump_into", args, count, names}, 2, 2, chosen)) return nullptr;
    if (!PyByteArray_Check(args[1]))
        return PyErr_Format(PyExc_TypeError, "dump_into() argument 2 must be bytearray, not %s",
                            Py_TYPE(args[1])->tp_name);
    session in(chosen.fallback, chosen.flags);
    return chosen_traversal->dump_into(args[0], args[1], in, chosen.flags);
}

PyDoc_STRVAR(dumps_doc, "dumps(obj, /, default=None, option=None)\n--\n\n"
                        "Returns obj as JSON, in bytes. default is called for what has no JSON form and "
                        "returns something that has;\n"
                        "option is a sum of OPT_ constants. Raises JSONEncodeError.");
PyDoc_STRVAR(
    dump_into_doc,
    "dump_into(obj, buffer, /, default=None, option=None)\n--\n\n"
    "Appends obj as JSON to a bytearray and returns the number of bytes. Raises JSONEncodeError, or\n"
    "BufferError where the bytearray is exported: it is then as it was before. While it is written to, "
    "nobody else\ncan resize it.");
PyDoc_STRVAR(
    loads_doc,
    "loads(data, /)\n--\n\n"
    "Returns what the JSON in data says: bytes, bytearray, memoryview or str. Raises JSONDecodeError.");

using vector_function = PyObject*(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);
PyMethodDef vector_method(const char* name, vector_function* function, const char* doc) {
    return {name, reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(function)),
            METH_FASTCALL | METH_KEYWORDS, doc};
}

PyMethodDef methods[] = {
    vector_method("dumps", &dumps, dumps_doc),
    vector_method("dump_into", &dump_into, dump_into_doc),
    vector_method("dump_chunks", &dump_chunks, dump_chunks_doc),
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
            chosen_traversal = each.does;
            break;
        }
    if (!look_at_tables() || !load_types(module) || !load_chunks() || !add_flags(module)) return -1;
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

const traversal* chosen_traversal = &dump_baseline;

} // namespace inkjet_python

PyMODINIT_FUNC PyInit__inkjet() { return PyModuleDef_Init(&inkjet_python::definition); }
