// The traversal one element at a time, so that it can pause behind any: containers are kept open on a stack
// of our own, and what is no container is written as ever.
#pragma once

#include <inkjet/types/key.hpp>
#include <inkjet/types/sorted.hpp>
#include <inkjet/writer/layout.hpp>

#include "chunk_state.hpp"
#include "values.hpp"

#include <Python.h>

#include <cstddef>

namespace inkjet_python {
namespace {

using plain_policy = inkjet::detail::folded_policy<plain_options>;
using inkjet::detail::run_time_policy;

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
        for (auto it = sorted.begin(); it != sorted.end(); ++it) {
            const entry each = *it;
            PyTuple_SET_ITEM(pairs.get(), at++, reference::shared(each.key.object).release());
            PyTuple_SET_ITEM(pairs.get(), at++, reference::shared(each.value.object).release());
        }
        return pairs;
    }
};

// Finds values that are short and of types that are written without Python code throughout. They can be
// written at once, which is faster.
class small_values {
  public:
    // So few, with text of so many characters divided by 64, that they are no more than a chunk by and large.
    explicit small_values(const chunk_state& in) noexcept
        : in_(in), left_(static_cast<Py_ssize_t>(in.size / text_step)) {
        left_ = left_ < least ? least : left_ > most ? most : left_;
    }

    // Whether this one belongs to them. Each value takes something of what is left.
    bool are(PyObject* object) noexcept {
        if (--left_ < 0) return false;
        const PyTypeObject* const type = Py_TYPE(object);
        if (type == &PyUnicode_Type) return take(PyUnicode_GET_LENGTH(object) / text_step);
        if (type == &PyLong_Type) return has_one_digit(object) || take(digit_count(object) / digit_step);
        if (object == Py_None || type == &PyBool_Type || type == &PyFloat_Type) return true;
        if (type == &PyDict_Type) return are_entries(object);
        if (type == &PyList_Type || type == &PyTuple_Type) return are_items(object);
        if (type == types.uuid) return types.uuid_int_offset != 0;
        return type == types.datetime && !in_.has(passthrough_datetime) && is_plain_zone(object);
    }

  private:
    static constexpr Py_ssize_t text_step = 64, digit_step = 16, least = 16, most = 1024;

    bool take(Py_ssize_t n) noexcept { return (left_ -= n) >= 0; }

    bool are_entries(PyObject* dict) noexcept {
        if (PyDict_GET_SIZE(dict) > left_) return false;
        PyObject *name, *member;
        for (Py_ssize_t at = 0; PyDict_Next(dict, &at, &name, &member) != 0;)
            if (!PyUnicode_CheckExact(name) || !take(PyUnicode_GET_LENGTH(name) / text_step) || !are(member))
                return false;
        return true;
    }

    bool are_items(PyObject* sequence) noexcept {
        const Py_ssize_t size = PySequence_Fast_GET_SIZE(sequence);
        if (size > left_) return false;
        for (Py_ssize_t i = 0; i != size; ++i)
            if (!are(PySequence_Fast_GET_ITEM(sequence, i))) return false;
        return true;
    }

    static bool is_plain_zone(PyObject* datetime) noexcept {
        PyObject* const zone = PyDateTime_DATE_GET_TZINFO(datetime);
        return zone == Py_None || Py_TYPE(zone) == types.timezone;
    }

    const chunk_state& in_;
    Py_ssize_t left_;
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
            PyTuple_SET_ITEM(pairs.get(), at++, reference::shared(each.key.object).release());
            PyTuple_SET_ITEM(pairs.get(), at++, reference::shared(each.value.object).release());
        }
        if (size != 0) PyObject_GC_Track(pairs.get());
        return write.open(open_container::kind::pairs, pairs.release(), size);
    }
    reference members = reference::taken(PyObject_GenericGetDict(object, nullptr));
    if (!members) {
        session_of(write).refuse_type(object);
        return refused(write);
    }
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

// What comes next in a container.
struct item {
    enum class state : unsigned char { there, at_end, failed };
    state is;
    reference key, value;
};

// The next entry of a dict that has the size which it had at first.
inline item next_entry(open_container& from) noexcept {
    PyObject *name, *member;
    do {
        if (--from.left < 0)
            return {
                PyDict_GET_SIZE(from.held) == from.size ? item::state::at_end : item::state::failed, {}, {}};
        if (PyDict_Next(from.held, &from.at, &name, &member) == 0) return {item::state::failed, {}, {}};
    } while (from.is == open_container::kind::members && is_hidden(name));
    return {item::state::there, reference::shared(name), reference::shared(member)};
}

// May run Python code, for iterators.
inline item next_item(open_container& from) noexcept {
    using kind = open_container::kind;
    switch (from.is) {
    case kind::dict:
    case kind::members:
        return next_entry(from);
    case kind::pairs:
        if (from.at == from.size) break;
        from.at += 2;
        return {item::state::there, reference::shared(PyTuple_GET_ITEM(from.held, from.at - 2)),
                reference::shared(PyTuple_GET_ITEM(from.held, from.at - 1))};
    case kind::list: // which may have become shorter
        if (from.at >= from.size || from.at >= PyList_GET_SIZE(from.held)) break;
        fetch_soon(from.held, from.at);
        return {item::state::there, {}, reference::shared(PyList_GET_ITEM(from.held, from.at++))};
    case kind::tuple:
        if (from.at == from.size) break;
        return {item::state::there, {}, reference::shared(PyTuple_GET_ITEM(from.held, from.at++))};
    case kind::iterator:
        ++from.at;
        if (PyObject* const next = PyIter_Next(from.held))
            return {item::state::there, {}, reference::taken(next)};
        if (PyErr_Occurred() != nullptr) return {item::state::failed, {}, {}};
        break;
    }
    return {item::state::at_end, {}, {}};
}

// Whether a value is none of those that contain others or run code.
inline bool is_plain(PyObject* object) noexcept {
    const PyTypeObject* const type = Py_TYPE(object);
    return type == &PyUnicode_Type || type == &PyLong_Type || type == &PyFloat_Type || type == &PyBool_Type ||
           object == Py_None;
}

// Writes those items of a list that come next and are plain, until there is text for a chunk: numbers in
// runs.
template <class P>
char* put_plain_items(inkjet::detail::context& c, char* p, open_container& from, chunk_state& state) {
    using namespace inkjet::detail;
    using lists = form<list_of_runs, kind::own>;
    while (from.at < from.size && from.at < PyList_GET_SIZE(from.held) && !c.failed &&
           state.text.offset_of(p) < state.size) {
        PyObject* const object = PyList_GET_ITEM(from.held, from.at);
        const bool is_run = !is_indented<P>(c) && !PyUnicode_CheckExact(object) &&
                            (is_float(object) || is_small_int(object) || (c.depth != 0 && is_point(object)));
        if (!is_run && !is_plain(object)) break;
        p = ensure(c, p, exit_room);
        if (!from.empty) *p++ = ',';
        from.empty = false;
        if (is_run) {
            const auto done = lists::put_run<P>(c, p, from.held, from.at, from.size);
            from.at += done.size;
            p = done.cursor - 1; // without the last comma
        } else {
            ++from.at;
            p = ensure(c, new_line<P>(c, p), exit_room);
            c.begin = p;
            p = put(chooser<P>(c, p), object).cursor();
        }
    }
    return p;
}

// Closes the innermost container.
template <class P>
char* close_container(inkjet::detail::context& c, char* p, chunk_state& state) {
    const open_container& done = state.containers.top();
    ++c.depth;
    if (!done.empty) p = inkjet::detail::new_line<P>(c, p);
    *p++ = done.is_object() ? '}' : ']';
    state.pop();
    return p;
}

// Writes the next item of the innermost container, or what stands before the first of its own, or closes it.
template <class P>
char* step(inkjet::detail::context& c, char* p, chunk_state& state) {
    using namespace inkjet::detail;
    open_container& from = state.containers.top();
    state.be_in(from.calls);
    if (from.is == open_container::kind::list) {
        p = put_plain_items<P>(c, p, from, state);
        if (c.failed) state.raise_inside(c.failure, false);
        if (c.failed || state.text.offset_of(p) >= state.size) return p;
    }
    p = ensure(c, p, exit_room);
    const item next = next_item(from);
    bool in_key = false;
    const auto refuse = [&](const char* message) {
        state.refuse(message);
        c.fail_at(inkjet::errc::bad_value, "$", {});
    };
    if (next.is == item::state::at_end) return close_container<P>(c, p, state);
    if (next.is == item::state::failed) {
        in_key = from.is_object();
        refuse(in_key ? "dict changed its size while it was written" : "an iterator raised an exception");
    } else {
        if (!from.empty) *p++ = ',';
        from.empty = false;
        p = ensure(c, new_line<P>(c, p), exit_room);
        c.begin = p; // where paths are read from
        if (next.key) {
            const std::size_t key_at = state.text.offset_of(p);
            p = put_key<P>(c, p, key{next.key.get(), nullptr});
            in_key = c.failed;
            if (!c.failed) {
                state.name_at = key_at + 1;
                state.name_size = state.text.offset_of(p) - key_at - 2;
                p = ensure(c, put_colon<P>(c, p), exit_room);
                c.begin = p;
            }
        }
        if (!c.failed) p = put(opener<P>(c, p), next.value.get()).cursor();
    }
    if (c.failed) state.raise_inside(c.failure, in_key);
    return p;
}

// Goes on until there is text for a chunk, or all of it is written. False with an exception set.
template <class P>
bool fill(chunk_state& state) {
    using namespace inkjet::detail;
    context c;
    c.chosen = &state.chosen;
    c.depth = depth_limit - static_cast<unsigned>(state.containers.size());
    char* p = state.text.open(c, state.size);
    p = ensure(c, p, exit_room);
    if (state.first && !c.failed) {
        const reference top = static_cast<reference&&>(state.first);
        c.begin = p;
        p = put(opener<P>(c, p), top.get()).cursor();
        if (c.failed) state.raise_inside(c.failure, false);
    }
    while (!c.failed && state.containers.size() != 0 && state.text.offset_of(p) < state.size)
        p = step<P>(c, p, state);
    if (!c.failed && state.containers.size() == 0) {
        p = ensure(c, p, 1);
        if (state.chosen.append_newline) *p++ = '\n';
        state.written = true;
    }
    if (c.failed) {
        if (PyErr_Occurred() == nullptr) PyErr_NoMemory();
        return false;
    }
    state.text.close(p);
    return true;
}

} // namespace
} // namespace inkjet_python
