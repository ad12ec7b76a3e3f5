// Python's containers as ranges and maps that the library goes through. Python code may run while an element
// is written (`default`, properties, time zones), and change a container under it.
#pragma once

#include <inkjet/base/config.hpp>

#include "dict_table.hpp"
#include "reference.hpp"

#include <Python.h>

#include <cstddef>
#include <cstring>

namespace inkjet_python {
namespace {

// A Python object on its way through the library. Borrowed: whoever hands it out keeps it, or nothing runs
// meanwhile that could drop it.
struct value {
    PyObject* object;
};

// The entry that a dict has come to, borrowed unless it is held.
class current_entry {
  public:
    current_entry() = default;
    current_entry(const current_entry&) = delete;
    current_entry& operator=(const current_entry&) = delete;
    ~current_entry() { release(); }

    // Keeps the entry until the next one is held: for keys that run code, before the value is reached.
    INKJET_COLD void hold() const noexcept {
        Py_INCREF(key_);
        Py_INCREF(value_);
        release();
        held_key_ = key_;
        held_value_ = value_;
    }

  protected:
    mutable PyObject *key_ = nullptr, *value_ = nullptr;

  private:
    void release() const noexcept {
        if (held_key_ == nullptr) [[likely]]
            return;
        Py_CLEAR(held_key_);
        Py_CLEAR(held_value_);
    }

    mutable PyObject *held_key_ = nullptr, *held_value_ = nullptr;
};

// One that stands as the key of a dict; null where the dict was changed under the hands of the writer.
struct key {
    PyObject* object;
    const current_entry* in; // null where it is held anyway
};

struct entry {
    inkjet_python::key key;
    inkjet_python::value value;
};

struct end_mark {};

inline constexpr Py_ssize_t ahead = 24;

// A list ends where it ended at first, or before, where it has become shorter.
class list_range {
  public:
    explicit list_range(PyObject* list) noexcept : list_(list) {}

    class iterator {
      public:
        explicit iterator(PyObject* list) noexcept : list_(list), size_(PyList_GET_SIZE(list)) {}
        value operator*() const noexcept { return {PyList_GET_ITEM(list_, index_)}; }
        iterator& operator++() noexcept {
            ++index_;
            // Objects lie anywhere: one that comes soon is fetched while others are written.
            if (index_ + ahead < PyList_GET_SIZE(list_))
                __builtin_prefetch(PyList_GET_ITEM(list_, index_ + ahead));
            return *this;
        }
        bool operator==(end_mark) const noexcept {
            return index_ >= size_ || index_ >= PyList_GET_SIZE(list_);
        }

      private:
        PyObject* list_;
        Py_ssize_t index_ = 0, size_;
    };
    iterator begin() const noexcept { return iterator(list_); }
    end_mark end() const noexcept { return {}; }

  private:
    PyObject* list_;
};

class tuple_range {
  public:
    explicit tuple_range(PyObject* tuple) noexcept : tuple_(tuple) {}

    class iterator {
      public:
        explicit iterator(PyObject** at) noexcept : at_(at) {}
        value operator*() const noexcept { return {*at_}; }
        iterator& operator++() noexcept {
            ++at_;
            return *this;
        }
        bool operator==(const iterator& other) const noexcept { return at_ == other.at_; }

      private:
        PyObject** at_;
    };
    iterator begin() const noexcept { return iterator(&PyTuple_GET_ITEM(tuple_, 0)); }
    iterator end() const noexcept {
        return iterator(&PyTuple_GET_ITEM(tuple_, 0) + PyTuple_GET_SIZE(tuple_));
    }

  private:
    PyObject* tuple_;
};

// Whether a member of a dataclass stays out: those with a leading underscore do.
inline bool is_hidden(PyObject* name) noexcept {
    return PyUnicode_Check(name) && PyUnicode_GET_LENGTH(name) != 0 && PyUnicode_READ_CHAR(name, 0) == '_';
}

// A dict in its own order, to be gone through once. `Members`: one of a dataclass, without hidden
// names.
template <bool Members>
class dict_map : current_entry {
  public:
    using key_type = key;
    using mapped_type = value;
    static constexpr bool keeps_order = true; // sorted ones are other maps

    explicit dict_map(PyObject* dict) noexcept : dict_(dict), left_(PyDict_GET_SIZE(dict)) {}

    // Where it stands is in the map, whose address the key hands on.
    class iterator {
      public:
        explicit iterator(const dict_map* map) noexcept : map_(map) {}
        entry operator*() const noexcept { return {{map_->key_, map_}, {map_->value_}}; }
        iterator& operator++() noexcept {
            map_->next();
            return *this;
        }
        bool operator==(end_mark) const noexcept { return map_->left_ < 0; }

      private:
        const dict_map* map_;
    };
    iterator begin() const noexcept {
        next();
        return iterator(this);
    }
    end_mark end() const noexcept { return {}; }

  private:
    // A dict whose size has changed ends with a null key.
    void next() const noexcept {
        do {
            if (--left_ < 0) {
                if (PyDict_GET_SIZE(dict_) == size_) return;
                break;
            }
            if (!next_entry(dict_, at_, key_, value_)) break;
            if (!Members || !is_hidden(key_)) return;
        } while (true);
        key_ = nullptr;
        value_ = Py_None; // what is written in vain after the key was refused
        left_ = 0;
    }

    PyObject* dict_;
    mutable Py_ssize_t at_ = 0, left_;
    Py_ssize_t size_ = left_;
};

// The fields of a dataclass whose values lie in slots, in the order of the class.
class slot_map {
  public:
    using key_type = key;
    using mapped_type = value;
    static constexpr bool keeps_order = true;

    slot_map(PyObject* object, const reference& names, const reference& offsets) noexcept
        : object_(object), names_(reference::shared(names.get())), offsets_(reference::shared(offsets.get())),
          size_(PyTuple_GET_SIZE(names.get())) {}

    class iterator {
      public:
        explicit iterator(const slot_map* map) noexcept : map_(map) {}
        // A field that is missing has no key, and AttributeError is set.
        entry operator*() const noexcept {
            if (map_->value_) [[likely]]
                return {{PyTuple_GET_ITEM(map_->names_.get(), map_->at_), nullptr}, {map_->value_.get()}};
            return {{nullptr, nullptr}, {Py_None}};
        }
        iterator& operator++() noexcept {
            ++map_->at_;
            map_->fetch();
            return *this;
        }
        bool operator==(end_mark) const noexcept { return map_->at_ == map_->size_; }

      private:
        const slot_map* map_;
    };
    iterator begin() const noexcept {
        fetch();
        return iterator(this);
    }
    end_mark end() const noexcept { return {}; }

  private:
    void fetch() const noexcept {
        if (at_ == size_) return;
        const Py_ssize_t offset = reinterpret_cast<const Py_ssize_t*>(PyBytes_AS_STRING(offsets_.get()))[at_];
        PyObject* found = nullptr;
        if (offset >= 0) [[likely]]
            std::memcpy(&found, reinterpret_cast<const char*>(object_) + offset, sizeof found);
        value_ = found != nullptr
                     ? reference::shared(found)
                     : reference::taken(PyObject_GetAttr(object_, PyTuple_GET_ITEM(names_.get(), at_)));
    }

    PyObject* object_;
    reference names_, offsets_; // held, as the class may be forgotten meanwhile
    mutable Py_ssize_t at_ = 0;
    Py_ssize_t size_;
    mutable reference value_;
};

} // namespace
} // namespace inkjet_python
