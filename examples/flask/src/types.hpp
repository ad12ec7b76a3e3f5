// The Python types and names that the writer knows by their addresses, looked up once.
#pragma once

#include <Python.h>

#include <cstddef>

namespace inkjet_python {

struct fragment_object {
    PyObject_HEAD PyObject* contents;
};

// Numpy's kinds of elements.
enum class element : unsigned char {
    none,
    boolean,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float16,
    float32,
    float64,
    datetime64,
    // What numpy does not have: the upper half of a float, and bytes that are not 0 where something is true.
    bfloat16,
    truth,
};

struct type_table {
    // All borrowed from their modules, which this extension keeps alive.
    PyTypeObject *date, *time, *datetime, *delta, *timezone, *uuid, *enum_meta, *decimal, *fragment;
    Py_ssize_t uuid_int_offset; // where a UUID keeps its number, 0 if it must be asked for
    PyObject *utc, *encode_error, *decode_error;

    // Interned names of attributes.
    PyObject *dict_name, *slots_name, *dataclass_fields_name, *field_type_name, *value_name, *int_name,
        *utcoffset_name, *array_struct_name, *dtype_name, *str_name, *path_name, *default_name, *option_name,
        *dlpack_name, *dlpack_device_name, *arrow_array_name, *arrow_stream_name;
    PyObject* plain_field; // what dataclasses mark a field by that is one

    // Null as long as numpy was not asked for.
    PyTypeObject* ndarray;
    struct scalar {
        PyTypeObject* type;
        element of;
    };
    static constexpr std::size_t max_scalars = 16;
    scalar scalars[max_scalars];
    std::size_t scalar_count;
};

extern type_table types;

// Fills the table; returns false with a Python exception set.
bool load_types(PyObject* module);

// Fills numpy's part if numpy was imported by anybody; else there can be no arrays either. False with an
// exception set.
bool load_numpy();

} // namespace inkjet_python
