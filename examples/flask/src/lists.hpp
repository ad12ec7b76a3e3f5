// Lists whose numbers are written in runs: neighbours of one type are gathered and printed several at a time,
// as the library prints arrays; so are lists of points, [[x, y], ...]. Short texts have a loop of their own.
// Other elements are written one by one.
#pragma once

#include <inkjet/core/form.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/text/escape.hpp>
#include <inkjet/writer/escaped_text.hpp>

#include "containers.hpp"
#include "integers.hpp"
#include "text.hpp"

#include <Python.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkjet_python {
namespace {

// A list that is worth a look for runs.
struct list_of_runs {
    PyObject* list;
};
inline constexpr Py_ssize_t least_for_runs = 8;

inline bool is_float(PyObject* object) noexcept { return Py_TYPE(object) == &PyFloat_Type; }

// A list of two floats.
inline bool is_point(PyObject* object) noexcept {
    return Py_TYPE(object) == &PyList_Type && PyList_GET_SIZE(object) == 2 &&
           is_float(PyList_GET_ITEM(object, 0)) && is_float(PyList_GET_ITEM(object, 1));
}

// Objects lie anywhere in memory. Those that come soon are fetched while one is written: the heads of some,
// and of one that is a dict its table.
inline void fetch_soon(PyObject* list, Py_ssize_t at) noexcept {
    PyObject** const items = reinterpret_cast<PyListObject*>(list)->ob_item;
    const Py_ssize_t size = PyList_GET_SIZE(list);
    if (at + ahead < size) __builtin_prefetch(items[at + ahead]);
    if (at + 2 < size && Py_TYPE(items[at + 2]) == &PyDict_Type) {
        const char* const table =
            reinterpret_cast<const char*>(reinterpret_cast<PyDictObject*>(items[at + 2])->ma_keys);
        __builtin_prefetch(table);
        __builtin_prefetch(table + 64);
        __builtin_prefetch(table + 128);
    }
}

inline constexpr std::size_t most_gathered = 64;

// Those elements that come next and are of the type, at most `most_gathered` and before the end; `ahead` of
// them are being fetched. No Python code runs meanwhile.
template <class Gather>
std::size_t gather(PyObject* list, Py_ssize_t from, Py_ssize_t until, Gather put) noexcept {
    PyObject** const items = reinterpret_cast<PyListObject*>(list)->ob_item;
    const Py_ssize_t size = until < PyList_GET_SIZE(list) ? until : PyList_GET_SIZE(list);
    const Py_ssize_t end = size - from < Py_ssize_t{most_gathered} ? size : from + Py_ssize_t{most_gathered};
    Py_ssize_t at = from;
    for (; at != end; ++at) {
        if (at + 2 * ahead < size) __builtin_prefetch(items[at + 2 * ahead]);
        if (!put(static_cast<std::size_t>(at - from), items[at])) break;
    }
    return static_cast<std::size_t>(at - from);
}

} // namespace
} // namespace inkjet_python

namespace inkjet::detail {

template <>
inline constexpr bool has_own_form<inkjet_python::list_of_runs> = true;

template <>
struct form<inkjet_python::list_of_runs, kind::own> : unbounded_form {
    template <class P>
    static char* write(context& c, char* p, const inkjet_python::list_of_runs& value) {
        PyObject* const list = value.list;
        if (is_indented<P>(c))
            return write_value<P>(
                c, p, static_cast<const inkjet_python::list_range&>(inkjet_python::list_range(list)));
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
        *p++ = '[';
        --c.depth;
        const Py_ssize_t size = PyList_GET_SIZE(list);
        for (Py_ssize_t at = 0; at < size && at < PyList_GET_SIZE(list) && !c.failed;) {
            PyObject* const object = PyList_GET_ITEM(list, at);
            const run done = PyUnicode_CheckExact(object) ? put_short_texts<P>(c, p, list, at, size)
                                                          : put_run<P>(c, p, list, at, size);
            if (done.size != 0) {
                p = done.cursor;
                at += done.size;
                continue;
            }
            inkjet_python::fetch_soon(list, at);
            p = ensure(c, p, entry_room);
            const inkjet_python::value element{object};
            p = write_value<P>(c, p, element);
            *p++ = ',';
            ++at;
        }
        ++c.depth;
        p[-1] = ']';
        return ensure(c, p, exit_room);
    }

    struct run {
        char* cursor;
        Py_ssize_t size;
    };

    // Writes the short ASCII texts that come next and before the end, each with a comma behind it, as long as
    // there is room and nothing to escape: a loop without a call, in which what is compared with stays in
    // registers.
    template <class P>
    INKJET_INLINE static run put_short_texts(context& c, char* p, PyObject* list, Py_ssize_t at,
                                             Py_ssize_t until) {
        using namespace inkjet_python;
        Py_ssize_t n = 0;
        if (escapes_more<P>(c)) return {p, n};
        PyObject* const* const items = reinterpret_cast<PyListObject*>(list)->ob_item + at;
        const Py_ssize_t size = PyList_GET_SIZE(list);
        for (const Py_ssize_t left = (size < until ? size : until) - at; n != left; ++n) {
            PyObject* const object = items[n];
            if (!PyUnicode_CheckExact(object) || !PyUnicode_IS_COMPACT_ASCII(object)) break;
            if (n + ahead < left) __builtin_prefetch(items[n + ahead]);
            const std::string_view text = ascii_of(object);
            if (text.size() > escape_plain_max || c.room(p) < escape_plain_max + escape_slack) break;
            *p = '"';
            if (!put_plain(p + 1, text.data(), text.size())) break;
            p += text.size() + 2;
            *p++ = ',';
        }
        return {p, n};
    }

    // Writes the numbers or points that come next and before the end, each with a comma behind it, and
    // returns how many.
    template <class P>
    INKJET_INLINE static run put_run(context& c, char* p, PyObject* list, Py_ssize_t at, Py_ssize_t until) {
        using namespace inkjet_python;
        PyObject* const first = PyList_GET_ITEM(list, at);
        std::size_t n = 0;
        if (is_float(first)) {
            double block[most_gathered];
            n = gather(list, at, until, [&](std::size_t i, PyObject* object) INKJET_LAMBDA_INLINE {
                if (!is_float(object)) return false;
                block[i] = PyFloat_AS_DOUBLE(object);
                return true;
            });
            p = put_elements<P, double>(c, p, &block[0], &block[0] + n);
        } else if (is_small_int(first)) {
            std::int32_t block[most_gathered];
            n = gather(list, at, until, [&](std::size_t i, PyObject* object) INKJET_LAMBDA_INLINE {
                if (!is_small_int(object)) return false;
                block[i] = small_int(object);
                return true;
            });
            p = put_elements<P, std::int32_t>(c, p, &block[0], &block[0] + n);
        } else if (is_point(first)) {
            double block[most_gathered][2];
            n = gather(list, at, until, [&](std::size_t i, PyObject* object) INKJET_LAMBDA_INLINE {
                if (!is_point(object)) return false;
                block[i][0] = PyFloat_AS_DOUBLE(PyList_GET_ITEM(object, 0));
                block[i][1] = PyFloat_AS_DOUBLE(PyList_GET_ITEM(object, 1));
                return true;
            });
            p = put_elements<P, double[2]>(c, p, &block[0], &block[0] + n);
        }
        return {p, static_cast<Py_ssize_t>(n)};
    }
};

} // namespace inkjet::detail
