#include "types.hpp"

#include "reference.hpp"

#include <datetime.h>
#include <structmember.h>

#include <cstring>

namespace inkjet_python {

type_table types{};

namespace {

PyObject* make_fragment(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
    static const char* names[] = {"contents", nullptr};
    PyObject* contents = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O:Fragment", const_cast<char**>(names), &contents))
        return nullptr;
    auto* made = reinterpret_cast<fragment_object*>(type->tp_alloc(type, 0));
    if (made == nullptr) return nullptr;
    Py_INCREF(contents);
    made->contents = contents;
    return reinterpret_cast<PyObject*>(made);
}

void free_fragment(PyObject* self) {
    PyTypeObject* const type = Py_TYPE(self);
    Py_XDECREF(reinterpret_cast<fragment_object*>(self)->contents);
    type->tp_free(self);
    Py_DECREF(type);
}

PyMemberDef fragment_members[] = {
    {"contents", T_OBJECT_EX, offsetof(fragment_object, contents), READONLY, "The JSON: bytes or str."},
    {nullptr, 0, 0, 0, nullptr},
};

PyType_Slot fragment_slots[] = {
    {Py_tp_doc, const_cast<char*>(
                    "Fragment(contents)\n--\n\nJSON that is there already, bytes or str, written as it is.")},
    {Py_tp_new, reinterpret_cast<void*>(&make_fragment)},
    {Py_tp_dealloc, reinterpret_cast<void*>(&free_fragment)},
    {Py_tp_members, fragment_members},
    {0, nullptr},
};
PyType_Spec fragment_spec = {"inkjet.Fragment", sizeof(fragment_object), 0, Py_TPFLAGS_DEFAULT,
                             fragment_slots};

PyTypeObject* type_in(const char* module, const char* name) {
    const reference from = reference::taken(PyImport_ImportModule(module));
    if (!from) return nullptr;
    return reinterpret_cast<PyTypeObject*>(PyObject_GetAttrString(from.get(), name));
}

PyObject* object_in(const char* module, const char* name) {
    return reinterpret_cast<PyObject*>(type_in(module, name));
}

bool add(PyObject* module, const char* name, PyObject* object) {
    Py_XINCREF(object);
    if (object != nullptr && PyModule_AddObject(module, name, object) == 0) return true;
    Py_XDECREF(object);
    return false;
}

bool load_names() {
    const struct {
        PyObject*& place;
        const char* name;
    } names[] = {
        {types.dict_name, "__dict__"},
        {types.slots_name, "__slots__"},
        {types.dataclass_fields_name, "__dataclass_fields__"},
        {types.field_type_name, "_field_type"},
        {types.value_name, "value"},
        {types.int_name, "int"},
        {types.utcoffset_name, "utcoffset"},
        {types.array_struct_name, "__array_struct__"},
        {types.dtype_name, "dtype"},
        {types.str_name, "str"},
        {types.path_name, "path"},
        {types.default_name, "default"},
        {types.option_name, "option"},
        {types.dlpack_name, "__dlpack__"},
        {types.dlpack_device_name, "__dlpack_device__"},
        {types.arrow_array_name, "__arrow_c_array__"},
        {types.arrow_stream_name, "__arrow_c_stream__"},
    };
    for (const auto& each : names)
        if ((each.place = PyUnicode_InternFromString(each.name)) == nullptr) return false;
    return true;
}

} // namespace

namespace {

bool load_once() {
    if (!load_names()) return false;
    PyDateTime_IMPORT;
    if (PyDateTimeAPI == nullptr) return false;
    types.date = PyDateTimeAPI->DateType;
    types.time = PyDateTimeAPI->TimeType;
    types.datetime = PyDateTimeAPI->DateTimeType;
    types.delta = PyDateTimeAPI->DeltaType;
    types.utc = PyDateTimeAPI->TimeZone_UTC;
    types.timezone = Py_TYPE(types.utc);
    if ((types.uuid = type_in("uuid", "UUID")) == nullptr) return false;
    const reference slot =
        reference::taken(PyObject_GetAttr(reinterpret_cast<PyObject*>(types.uuid), types.int_name));
    if (slot && Py_TYPE(slot.get()) == &PyMemberDescr_Type) {
        const PyMemberDef* const member = reinterpret_cast<PyMemberDescrObject*>(slot.get())->d_member;
        if (member->type == T_OBJECT_EX) types.uuid_int_offset = member->offset;
    }
    PyErr_Clear();
    if ((types.enum_meta = type_in("enum", "EnumMeta")) == nullptr) return false;
    if ((types.decimal = type_in("decimal", "Decimal")) == nullptr) return false;
    if ((types.plain_field = object_in("dataclasses", "_FIELD")) == nullptr) return false;
    if ((types.fragment = reinterpret_cast<PyTypeObject*>(PyType_FromSpec(&fragment_spec))) == nullptr)
        return false;

    types.encode_error = PyErr_NewExceptionWithDoc(
        "inkjet.JSONEncodeError",
        "A value that has no JSON form. `path` tells where it is: \"$.users[3].name\" (RFC 9535).",
        PyExc_TypeError, nullptr);
    const reference json_error = reference::taken(object_in("json", "JSONDecodeError"));
    if (types.encode_error == nullptr || !json_error) return false;
    types.decode_error = PyErr_NewExceptionWithDoc("inkjet.JSONDecodeError", "Text that is not JSON.",
                                                   json_error.get(), nullptr);
    return types.decode_error != nullptr;
}

} // namespace

bool load_types(PyObject* module) {
    // A module that is imported anew has the types of the first one.
    if (types.decode_error == nullptr && !load_once()) return false;
    return add(module, "Fragment", reinterpret_cast<PyObject*>(types.fragment)) &&
           add(module, "JSONEncodeError", types.encode_error) &&
           add(module, "JSONDecodeError", types.decode_error);
}

bool load_numpy() {
    if (types.ndarray != nullptr) return true;
    PyObject* const modules = PyImport_GetModuleDict();
    if (modules == nullptr || PyDict_GetItemString(modules, "numpy") == nullptr) return true;
    const reference numpy = reference::taken(PyImport_ImportModule("numpy"));
    if (!numpy) return false;
    static constexpr struct {
        const char* name;
        element of;
    } scalars[] = {
        {"bool_", element::boolean},         {"int8", element::int8},       {"int16", element::int16},
        {"int32", element::int32},           {"int64", element::int64},     {"uint8", element::uint8},
        {"uint16", element::uint16},         {"uint32", element::uint32},   {"uint64", element::uint64},
        {"float16", element::float16},       {"float32", element::float32}, {"float64", element::float64},
        {"datetime64", element::datetime64},
    };
    static_assert(sizeof scalars / sizeof *scalars <= type_table::max_scalars);
    types.scalar_count = 0;
    for (const auto& each : scalars) {
        PyObject* const type = PyObject_GetAttrString(numpy.get(), each.name);
        if (type == nullptr) return false;
        types.scalars[types.scalar_count++] = {reinterpret_cast<PyTypeObject*>(type), each.of};
    }
    types.ndarray = reinterpret_cast<PyTypeObject*>(PyObject_GetAttrString(numpy.get(), "ndarray"));
    return types.ndarray != nullptr;
}

} // namespace inkjet_python
