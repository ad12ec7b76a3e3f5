// How values are told apart where containers are not written at once, but kept open on a stack of our own.
#pragma once

#include <inkjet/types/sorted.hpp>

#include "chunk_state.hpp"
#include "small_values.hpp"
#include "values.hpp"

#include <Python.h>

namespace inkjet_python {
namespace {

// Sets the next two items of a tuple of keys and values in turns.
inline void put_pair(const reference& pairs, Py_ssize_t& at, const entry& each) noexcept {
    PyTuple_SET_ITEM(pairs.get(), at++, reference::shared(each.key.object).release());
    PyTuple_SET_ITEM(pairs.get(), at++, reference::shared(each.value.object).release());
}

// Writes what is no container, or begins one, which is then the innermost open one. The functions that tell
// values apart are called with it as with any other; those that write containers have overloads below.
template <class P>
class opener : public inkjet::detail::chooser<P> {
  public:
    using inkjet::detail::chooser<P>::chooser;

    template <class T>
    INKJET_INLINE inkjet::written operator()(T&& value) const {
        return whole()(static_cast<T&&>(value));
    }
    // What an object's own code has returned.
    inkjet::written operator()(value result) const { return put(*this, result.object); }

    // Writes anything at once.
    const inkjet::detail::chooser<P>& whole() const noexcept { return *this; }

    chunk_state& state() const noexcept { return static_cast<chunk_state&>(session_of(*this)); }

    bool may_open() const noexcept { return inkjet::detail::may_nest<1>(this->c); }
    inkjet::written too_deep() const { return inkjet::written(inkjet::detail::too_deep(this->c, this->p)); }

    // Takes over the reference to what is held.
    inkjet::written open(open_container::kind is, PyObject* held, Py_ssize_t size) const {
        chunk_state& to = state();
        if (!may_open()) {
            Py_DECREF(held);
            return too_deep();
        }
        if (to.containers.size() != 0) {
            open_container& around = to.containers.top();
            around.name_at = to.names.size();
            const bool is_named =
                !around.is_object() || to.names.push({to.text.at(to.name_at), to.name_size});
            if (!is_named) {
                Py_DECREF(held);
                return no_memory();
            }
        }
        if (!to.push({is, true, to.calls(), held, 0, size, size, 0})) return no_memory();
        char* cursor = inkjet::detail::ensure(this->c, this->p, inkjet::detail::exit_room + 1);
        *cursor++ = to.containers.top().is_object() ? '{' : '[';
        --this->c.depth;
        return inkjet::written(cursor);
    }
    inkjet::written no_memory() const {
        return this->refuse(inkjet::errc::out_of_memory, "while a container was noted down");
    }

    // The entries of a dict in the order of their keys, as a tuple of keys and values in turns; null where a
    // key was refused, with the place of that in `failed`.
    reference sorted_pairs(PyObject* dict, inkjet::written& failed) const {
        const dict_snapshot entries(dict);
        if (!entries) {
            failed = no_memory();
            return {};
        }
        const inkjet::detail::sorted_entries<P, dict_snapshot::iterator> sorted(
            this->c, this->p, entries.begin(), entries.end());
        if (this->c.failed) {
            failed = inkjet::written(this->c.refill(this->p, 0));
            return {};
        }
        reference pairs =
            reference::taken(sorted.failed_to_allocate() ? nullptr : PyTuple_New(2 * entries.size()));
        if (!pairs) {
            failed = no_memory();
            return {};
        }
        Py_ssize_t at = 0;
        for (auto it = sorted.begin(); it != sorted.end(); ++it) put_pair(pairs, at, *it);
        return pairs;
    }
};

template <class P>
inkjet::written put_list(opener<P> write, PyObject* list) {
    if (small_values(write.state()).are(list)) return put_list(write.whole(), list);
    return write.open(open_container::kind::list, reference::shared(list).release(), PyList_GET_SIZE(list));
}

template <class P>
inkjet::written put_tuple(opener<P> write, PyObject* tuple) {
    if (small_values(write.state()).are(tuple)) return put_tuple(write.whole(), tuple);
    return write.open(open_container::kind::tuple, reference::shared(tuple).release(),
                      PyTuple_GET_SIZE(tuple));
}

template <class P>
inkjet::written put_dict(opener<P> write, PyObject* dict) {
    if (small_values(write.state()).are(dict)) return put_dict(write.whole(), dict);
    const Py_ssize_t size = PyDict_GET_SIZE(dict);
    if (size == 0 || !session_of(write).has(sort_keys))
        return write.open(open_container::kind::dict, reference::shared(dict).release(), size);
    if (!write.may_open()) return write.too_deep();
    const reference held = reference::shared(dict);
    inkjet::written failed(nullptr);
    reference pairs = write.sorted_pairs(dict, failed);
    if (!pairs) return failed;
    const Py_ssize_t items = PyTuple_GET_SIZE(pairs.get());
    return write.open(open_container::kind::pairs, pairs.release(), items);
}

// Those in slots are few, and are all fetched at once.
template <class P>
inkjet::written put_dataclass(opener<P> write, PyObject* object, const class_info& info) {
    if (!write.may_open()) return write.too_deep();
    if (info.is == class_info::kind::members_in_slots) {
        const slot_map members(object, info.names, info.offsets);
        const Py_ssize_t size = 2 * PyTuple_GET_SIZE(info.names.get());
        reference pairs = reference::taken(PyTuple_New(size));
        if (!pairs) return write.no_memory();
        // Not to be seen by code that runs until it is filled. (There is one empty tuple for all.)
        if (size != 0) PyObject_GC_UnTrack(pairs.get());
        Py_ssize_t at = 0;
        for (auto it = members.begin(); it != members.end(); ++it) {
            const entry each = *it;
            if (each.key.object == nullptr) return refused(write, "an attribute of a dataclass is missing");
            put_pair(pairs, at, each);
        }
        if (size != 0) PyObject_GC_Track(pairs.get());
        return write.open(open_container::kind::pairs, pairs.release(), size);
    }
    reference members = reference::taken(PyObject_GenericGetDict(object, nullptr));
    if (!members) return refused_type(write, object);
    const Py_ssize_t size = PyDict_GET_SIZE(members.get());
    return write.open(open_container::kind::members, members.release(), size);
}

// Iterators are lists, and are not asked for by `default`.
template <class P>
inkjet::written put_by_default(opener<P> write, PyObject* object) {
    if (PyIter_Check(object))
        return write.open(open_container::kind::iterator, reference::shared(object).release(), 0);
    return put_result_of_default(write, object);
}

} // namespace
} // namespace inkjet_python
