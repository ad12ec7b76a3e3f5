#include "dict_table.hpp"

#include "reference.hpp"

namespace inkjet_python {

#if INKJET_PYTHON_TABLES

bool knows_tables = false;

namespace {

// A dict of so many str, the second of which was taken out again; none with an exception set.
reference make_dict_with_gap(Py_ssize_t size) {
    reference dict = reference::taken(PyDict_New());
    for (Py_ssize_t i = 0; dict && i < size; ++i) {
        const reference name = reference::taken(PyUnicode_FromFormat("key %zd", i));
        if (!name || PyDict_SetItem(dict.get(), name.get(), name.get()) != 0) return {};
    }
    if (!dict || PyDict_DelItemString(dict.get(), "key 1") != 0) return {};
    return dict;
}

// Whether the table tells what Python itself tells of a dict that was made as above.
bool agrees(PyObject* dict, Py_ssize_t made) {
    const dict_table* const table = table_of(dict);
    if (table->kind != dict_table::all_text || table->entry_count != made || table->log2_size > 16 ||
        table->log2_index_bytes < 3 || table->log2_index_bytes > table->log2_size + 3)
        return false;
    const dict_table::text_entry* each = table->entries();
    PyObject *name, *member;
    for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &name, &member) != 0; ++each) {
        if (each->value == nullptr) ++each;
        if (each->key != name || each->value != member) return false;
    }
    return each == table->entries() + made;
}

} // namespace

bool look_at_tables() {
    bool known = true;
    for (const Py_ssize_t size : {3, 150, 300}) {
        const reference dict = make_dict_with_gap(size);
        if (!dict) return false;
        known = known && agrees(dict.get(), size);
        // Keys of other types make a table of another kind.
        if (PyDict_SetItem(dict.get(), Py_None, Py_None) != 0) return false;
        known = known && table_of(dict.get())->kind != dict_table::all_text;
    }
    knows_tables = known;
    return true;
}

#else

bool look_at_tables() { return true; }

#endif

} // namespace inkjet_python
