// Dicts that are written in the order of their keys.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/key_order.hpp>
#include <inkjet/types/map.hpp>

#include "containers.hpp"
#include "dict_table.hpp"
#include "text.hpp"

#include <Python.h>

#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>

namespace inkjet_python {
namespace {

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

template <>
inline constexpr bool inkjet::detail::has_own_form<inkjet_python::dict_of_any_keys> = true;

template <>
struct inkjet::detail::form<inkjet_python::dict_of_any_keys, inkjet::detail::kind::own>
    : inkjet::detail::unbounded_form {
    // The library sorts, which it does where options are chosen at run time.
    template <class P>
    INKJET_NOINLINE static char* write(context& c, char* p, const inkjet_python::dict_of_any_keys& value) {
        const inkjet_python::dict_snapshot entries(value.dict);
        if (!entries) return c.fail(errc::out_of_memory, p, "while a dict's entries were noted");
        return write_value<run_time_policy>(c, p, entries);
    }
};
