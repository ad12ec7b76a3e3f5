// The traversal one element at a time, so that it can pause behind any.
#pragma once

#include <inkjet/types/key.hpp>
#include <inkjet/writer/layout.hpp>

#include "chunk_state.hpp"
#include "opener.hpp"
#include "values.hpp"

#include <Python.h>

#include <cstddef>

namespace inkjet_python {
namespace {

using plain_policy = inkjet::detail::folded_policy<plain_options>;
using inkjet::detail::run_time_policy;

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
