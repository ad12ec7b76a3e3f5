#include "classes.hpp"

#include "types.hpp"

#include <structmember.h>

#include <cstdint>

namespace inkjet_python {

namespace {

bool is_hidden_name(PyObject* name) {
    return PyUnicode_Check(name) && PyUnicode_GET_LENGTH(name) != 0 && PyUnicode_READ_CHAR(name, 0) == '_';
}

// Where a descriptor of a slot says that the value lies.
Py_ssize_t offset_of(PyTypeObject* type, PyObject* name) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->tp_mro); ++i) {
        auto* const base = reinterpret_cast<PyTypeObject*>(PyTuple_GET_ITEM(type->tp_mro, i));
        PyObject* const found =
            base->tp_dict != nullptr ? PyDict_GetItemWithError(base->tp_dict, name) : nullptr;
        if (found == nullptr) {
            PyErr_Clear();
            continue;
        }
        if (Py_TYPE(found) != &PyMemberDescr_Type) return -1;
        const PyMemberDef* const member = reinterpret_cast<PyMemberDescrObject*>(found)->d_member;
        return member->type == T_OBJECT_EX ? member->offset : -1;
    }
    return -1;
}

bool find_fields(PyTypeObject* type, class_info& info) {
    const reference fields =
        reference::taken(PyObject_GetAttr(reinterpret_cast<PyObject*>(type), types.dataclass_fields_name));
    const reference names = reference::taken(PyList_New(0));
    if (!fields || !names) return false;
    if (!PyDict_Check(fields.get())) {
        PyErr_SetString(PyExc_TypeError, "__dataclass_fields__ is no dict");
        return false;
    }
    PyObject *name, *field;
    for (Py_ssize_t at = 0; PyDict_Next(fields.get(), &at, &name, &field) != 0;) {
        if (is_hidden_name(name)) continue;
        const reference kind = reference::taken(PyObject_GetAttr(field, types.field_type_name));
        if (!kind) return false;
        if (kind.get() == types.plain_field && PyList_Append(names.get(), name) != 0) return false;
    }
    info.names = reference::taken(PyList_AsTuple(names.get()));
    if (!info.names) return false;
    const Py_ssize_t count = PyTuple_GET_SIZE(info.names.get());
    info.offsets =
        reference::taken(PyBytes_FromStringAndSize(nullptr, count * Py_ssize_t{sizeof(Py_ssize_t)}));
    if (!info.offsets) return false;
    auto* const offsets = reinterpret_cast<Py_ssize_t*>(PyBytes_AS_STRING(info.offsets.get()));
    for (Py_ssize_t i = 0; i < count; ++i)
        offsets[i] = offset_of(type, PyTuple_GET_ITEM(info.names.get(), i));
    return true;
}

// Returns false with an exception set.
bool look_at(PyTypeObject* type, class_info& info) {
    info = class_info();
    PyTypeObject* const meta = Py_TYPE(type);
    if (meta == types.enum_meta || PyType_IsSubtype(meta, types.enum_meta) != 0) {
        info.is = class_info::kind::enumeration;
        return true;
    }
    // A class that inherits from one that @dataclass made does not count, as with orjson.
    if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) == 0 || type->tp_dict == nullptr ||
        PyDict_Contains(type->tp_dict, types.dataclass_fields_name) != 1)
        return true;
    if (type->tp_dictoffset != 0 && PyDict_Contains(type->tp_dict, types.slots_name) == 0) {
        info.is = class_info::kind::members_in_dict;
        return true;
    }
    info.is = class_info::kind::members_in_slots;
    return find_fields(type, info);
}

// The version of a type is another one after each change to it or its bases; 0: none has been given to it.
unsigned version_of(PyTypeObject* type) {
    return (type->tp_flags & Py_TPFLAGS_VALID_VERSION_TAG) != 0 ? type->tp_version_tag : 0;
}

struct entry {
    PyTypeObject* type; // held
    unsigned version;
    class_info info;
};
constexpr std::size_t places = 64;

// Never destroyed: Python is gone before.
entry* const known = new entry[places]();
class_info& unversioned = *new class_info();

} // namespace

const class_info* find_class(PyTypeObject* type) {
    entry& place = known[reinterpret_cast<std::uintptr_t>(type) / 64 % places];
    const unsigned version = version_of(type);
    if (place.type == type && place.version == version && version != 0) return &place.info;
    class_info info;
    if (!look_at(type, info)) return nullptr;
    if (version == 0 || version != version_of(type)) {
        unversioned = static_cast<class_info&&>(info);
        return &unversioned;
    }
    Py_INCREF(type);
    PyTypeObject* const former = place.type;
    place.type = type;
    place.version = version;
    place.info = static_cast<class_info&&>(info);
    Py_XDECREF(former);
    return &place.info;
}

} // namespace inkjet_python
