// The entries of a dict one after the other: out of the table itself where all of its keys are str, which
// saves a call for each.
#pragma once

#include <Python.h>

#include <cstddef>
#include <cstdint>

#if PY_VERSION_HEX >= 0x030B0000 && PY_VERSION_HEX < 0x030F0000 && !defined(Py_GIL_DISABLED) &&              \
    !defined(PYPY_VERSION)
# define INKJET_PYTHON_TABLES 1
#else
# define INKJET_PYTHON_TABLES 0
#endif

namespace inkjet_python {

#if INKJET_PYTHON_TABLES

// How CPython 3.11 to 3.14 begin the table of a dict. Behind it lie the indices that hashes lead to, and
// behind those the entries in the order in which they were added, some of which may have been taken out.
struct dict_table {
    Py_ssize_t references;
    std::uint8_t log2_size, log2_index_bytes, kind;
    std::uint32_t version;
    Py_ssize_t usable, entry_count;

    struct text_entry {
        PyObject *key, *value; // no value where it was taken out
    };
    static constexpr std::uint8_t all_text =
        1; // the kind whose keys are all str, each with its value beside it

    const text_entry* entries() const noexcept {
        return reinterpret_cast<const text_entry*>(reinterpret_cast<const char*>(this + 1) +
                                                   (std::size_t{1} << log2_index_bytes));
    }
};

inline const dict_table* table_of(PyObject* dict) noexcept {
    return reinterpret_cast<const dict_table*>(reinterpret_cast<const PyDictObject*>(dict)->ma_keys);
}

// Whether tables are as is said above.
extern bool knows_tables;

#endif

// Finds out whether they are, from dicts made for it. False with an exception set.
bool look_at_tables();

// As PyDict_Next, whose positions it shares. The table is looked up each time, as it may be another one by
// now.
inline bool next_entry(PyObject* dict, Py_ssize_t& at, PyObject*& key, PyObject*& value) noexcept {
#if INKJET_PYTHON_TABLES
    if (const dict_table* const table = table_of(dict); knows_tables && table->kind == dict_table::all_text)
        [[likely]] {
        const dict_table::text_entry* const entries = table->entries();
        while (at < table->entry_count) {
            const dict_table::text_entry& each = entries[at++];
            if (each.value == nullptr) continue;
            key = each.key;
            value = each.value;
            return true;
        }
        return false;
    }
#endif
    return PyDict_Next(dict, &at, &key, &value) != 0;
}

} // namespace inkjet_python
