// Python's containers as ranges and maps that the library goes through. Python code may run while an element
// is written (`default`, properties, time zones), and change a container under it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/types/key_order.hpp>

#include "dict_table.hpp"
#include "reference.hpp"
#include "text.hpp"

#include <Python.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>

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

// The entries that a dict had at first, held: for sorting, which goes through them more than once.
class dict_snapshot {
  public:
    using key_type = key;
    using mapped_type = value;

    explicit dict_snapshot(PyObject* dict) noexcept
        : size_(PyDict_GET_SIZE(dict)),
          pairs_(static_cast<pair*>(PyMem_Malloc(static_cast<std::size_t>(size_) * sizeof(pair) + 1))) {
        if (pairs_ == nullptr) return;
        Py_ssize_t at = 0, made = 0;
        while (made != size_ && next_entry(dict, at, pairs_[made].key, pairs_[made].value)) {
            Py_INCREF(pairs_[made].key);
            Py_INCREF(pairs_[made].value);
            ++made;
        }
        size_ = made;
    }
    dict_snapshot(const dict_snapshot&) = delete;
    dict_snapshot& operator=(const dict_snapshot&) = delete;
    ~dict_snapshot() {
        if (pairs_ == nullptr) return;
        for (Py_ssize_t i = 0; i < size_; ++i) {
            Py_DECREF(pairs_[i].key);
            Py_DECREF(pairs_[i].value);
        }
        PyMem_Free(pairs_);
    }
    explicit operator bool() const noexcept { return pairs_ != nullptr; }
    Py_ssize_t size() const noexcept { return size_; }

  private:
    struct pair {
        PyObject *key, *value;
    };

  public:
    class iterator {
      public:
        explicit iterator(const pair* at) noexcept : at_(at) {}
        entry operator*() const noexcept { return {{at_->key, nullptr}, {at_->value}}; }
        iterator& operator++() noexcept {
            ++at_;
            return *this;
        }
        bool operator==(const iterator& other) const noexcept { return at_ == other.at_; }

      private:
        const pair* at_;
    };
    iterator begin() const noexcept { return iterator(pairs_); }
    iterator end() const noexcept { return iterator(pairs_ + size_); }

  private:
    Py_ssize_t size_;
    pair* pairs_;
};

// Whether a dict has a few keys that are ASCII and in their order as they stand: then it needs no sorting.
// With more that is rare.
inline bool is_in_order(PyObject* dict) noexcept {
    if (PyDict_GET_SIZE(dict) > 4) return false;
    std::string_view former;
    std::uint64_t former_first = 0;
    PyObject *name, *member;
    for (Py_ssize_t at = 0; next_entry(dict, at, name, member);) {
        if (!PyUnicode_CheckExact(name) || !PyUnicode_IS_COMPACT_ASCII(name)) return false;
        const std::string_view text = ascii_of(name);
        const std::uint64_t first = inkjet::detail::first_bytes(text);
        if (first < former_first || (first == former_first && text < former)) return false;
        former = text;
        former_first = first;
    }
    return true;
}

// A dict that is to be sorted, whatever its keys are.
struct dict_of_any_keys {
    PyObject* dict;
};

// The entries of a dict all of whose keys are str, in the order of these. False as a whole where there is
// another key, one with surrogates, or no memory.
class sorted_texts {
  public:
    using key_type = std::string_view;
    using mapped_type = value;
    static constexpr bool keeps_order = true; // this one

    explicit sorted_texts(PyObject* dict) noexcept {
        const auto size = static_cast<std::size_t>(PyDict_GET_SIZE(dict));
        if (size > few) {
            // The places twice, as they are sorted from one to the other.
            pairs_ = static_cast<pair*>(PyMem_Malloc(size * (sizeof(pair) + 2 * sizeof(ordered_key))));
            if (pairs_ == nullptr) return;
            order_ = reinterpret_cast<ordered_key*>(pairs_ + size);
        }
        PyObject *name, *member;
        for (Py_ssize_t at = 0; size_ != size && next_entry(dict, at, name, member);) {
            if (!PyUnicode_CheckExact(name)) return;
            const std::string_view text = utf8_of(name);
            if (text.data() == nullptr) {
                PyErr_Clear();
                return;
            }
            Py_INCREF(name);
            Py_INCREF(member);
            ::new (order_ + size_) ordered_key{::new (pairs_ + size_) pair{{text}, name, member}};
            ++size_;
        }
        inkjet::detail::sort_keys<false>(order_, size_, order_ + size);
        whole_ = true;
    }
    sorted_texts(const sorted_texts&) = delete;
    sorted_texts& operator=(const sorted_texts&) = delete;
    ~sorted_texts() {
        for (std::size_t i = 0; i < size_; ++i) {
            Py_DECREF(pairs_[i].name);
            Py_DECREF(pairs_[i].member);
        }
        if (pairs_ != reinterpret_cast<pair*>(few_pairs_)) PyMem_Free(pairs_);
    }
    explicit operator bool() const noexcept { return whole_; }

  private:
    using ordered_key = inkjet::detail::ordered_key;
    struct text_entry {
        std::string_view key;
        inkjet_python::value value;
    };
    struct pair : inkjet::detail::noted_key {
        PyObject *name, *member;

        text_entry get() const noexcept { return {key, {member}}; }
    };

  public:
    using iterator = inkjet::detail::ordered_iterator<pair>;
    iterator begin() const noexcept { return iterator(order_); }
    iterator end() const noexcept { return iterator(order_ + size_); }

  private:
    static constexpr std::size_t few = 16;
    static_assert(few <= inkjet::detail::few_keys, "few are sorted without room beside");

    alignas(pair) unsigned char few_pairs_[few * sizeof(pair)];
    alignas(ordered_key) unsigned char few_places_[few * sizeof(ordered_key)];
    pair* pairs_ = reinterpret_cast<pair*>(few_pairs_);
    ordered_key* order_ = reinterpret_cast<ordered_key*>(few_places_);
    std::size_t size_ = 0;
    bool whole_ = false;
};

} // namespace
} // namespace inkjet_python
