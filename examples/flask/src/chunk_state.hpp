// What is kept of a value that is written chunk by chunk, from one chunk to the next.
#pragma once

#include <inkjet/base/window.hpp>
#include <inkjet/writer/options.hpp>
#include <inkjet/writer/path.hpp>

#include "session.hpp"

#include <Python.h>

#include <cstddef>
#include <string_view>

namespace inkjet_python {

// A container that is open: it has been begun and is being gone through.
struct open_container {
    enum class kind : unsigned char {
        list,
        tuple,
        dict,
        members, // of a dataclass: a dict without its hidden names
        pairs,   // a tuple of keys and values in turns
        iterator,
    };
    kind is;
    bool empty;          // as far as it was written
    unsigned calls;      // whose results it is part of, see session
    PyObject* held;      // what is gone through
    Py_ssize_t at;       // of the next item, or for dicts whatever Python notes there
    Py_ssize_t left;     // of dicts: entries to come
    Py_ssize_t size;     // at first
    std::size_t name_at; // where among the names that one begins whose value the next container is

    bool is_object() const noexcept { return is >= kind::dict && is <= kind::pairs; }
};

// Text that was written and not delivered. As a destination it takes any amount of it.
class pending_text {
  public:
    pending_text() = default;
    pending_text(const pending_text&) = delete;
    pending_text& operator=(const pending_text&) = delete;
    ~pending_text() { PyMem_Free(memory_); }

    std::size_t size() const noexcept { return end_ - begin_; }

    // Lets text be appended at the cursor that it returns; memory far beyond `usual` is not kept.
    char* open(inkjet::detail::window& w, std::size_t usual) noexcept;
    // Ends that at the cursor.
    void close(const char* cursor) noexcept { end_ = offset_of(cursor); }

    // While it is open: places in it, which may be moved.
    std::size_t offset_of(const char* cursor) const noexcept {
        return static_cast<std::size_t>(cursor - memory_);
    }
    const char* at(std::size_t offset) const noexcept { return memory_ + offset; }

    // Delivers so many bytes from the beginning as a bytes object; null with MemoryError set.
    PyObject* deliver(std::size_t size) noexcept;

  private:
    static char* grow(inkjet::detail::window& w, char* cursor, std::size_t need) noexcept;
    bool reserve(std::size_t capacity) noexcept;

    char* memory_ = nullptr;
    std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
};

class chunk_state : public session {
  public:
    chunk_state(PyObject* value, PyObject* fallback, unsigned with, std::size_t chunk) noexcept
        : session(fallback, with), flags(with), chosen(options_of(with)), size(chunk),
          first(reference::shared(value)), fallback_(reference::shared(fallback)) {
        chosen.fallback_data = static_cast<session*>(this);
    }
    ~chunk_state() {
        while (containers.size() != 0) pop();
    }

    // Takes over the reference that the container holds; false if there is no memory.
    bool push(const open_container& opened) noexcept {
        if (containers.push(opened)) return true;
        Py_DECREF(opened.held);
        return false;
    }
    void pop() noexcept {
        PyObject* const held = containers.top().held;
        containers.cut(containers.size() - 1);
        if (containers.size() != 0) names.cut(containers.top().name_at);
        Py_DECREF(held);
    }

    // Fails with what was refused at `where` in the value that is being written, or in its place where it is
    // a key.
    void raise_inside(const inkjet::result& failure, bool in_key) noexcept;

    // For the garbage collector.
    int traverse(visitproc visit, void* arg) noexcept;

    // Whether all is written and delivered.
    bool is_over() const noexcept { return written && text.size() == 0; }

    const unsigned flags;
    inkjet::options chosen;
    const std::size_t size;                          // of a chunk
    reference first;                                 // the whole value, until it is begun
    inkjet::detail::pile<open_container> containers; // the innermost is the last
    inkjet::detail::pile<char> names; // escaped, of those members that open containers are the values of
    pending_text text;
    std::size_t name_at = 0, name_size = 0; // of the current member's name in the text, escaped
    bool written = false;                   // whether the text is all there is

  private:
    reference fallback_; // what the session refers to
};

} // namespace inkjet_python
