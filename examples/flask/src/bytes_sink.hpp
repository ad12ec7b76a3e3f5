// A destination that is a Python bytes object from the start and grows in place.
#pragma once

#include <inkjet/base/window.hpp>
#include <inkjet/buffer/sink.hpp>

#include <Python.h>

#include <cstddef>
#include <utility>

namespace inkjet_python {

// Owns the bytes that are being written, of which nobody else knows yet.
class bytes_output {
  public:
    bytes_output() = default;
    bytes_output(const bytes_output&) = delete;
    bytes_output& operator=(const bytes_output&) = delete;
    ~bytes_output() { Py_XDECREF(bytes_); }

    // Hands the bytes over. Null if there are none because memory was short; then MemoryError is set.
    PyObject* release() noexcept { return std::exchange(bytes_, nullptr); }

  private:
    friend class inkjet::detail::sink<bytes_output>;

    // Returns false, with MemoryError set and the bytes lost, if there is no memory.
    bool resize(std::size_t size) noexcept {
        if (size > static_cast<std::size_t>(PY_SSIZE_T_MAX) / 2) {
            PyErr_NoMemory();
            return false;
        }
        if (bytes_ == nullptr)
            bytes_ = PyBytes_FromStringAndSize(nullptr, static_cast<Py_ssize_t>(size));
        else
            _PyBytes_Resize(&bytes_, static_cast<Py_ssize_t>(size));
        return bytes_ != nullptr;
    }

    PyObject* bytes_ = nullptr;
};

} // namespace inkjet_python

namespace inkjet::detail {

template <>
class sink<inkjet_python::bytes_output> {
  public:
    explicit sink(inkjet_python::bytes_output& target) noexcept : target_(target) {}

    char* open(window& w) noexcept {
        w.sink = this;
        w.grow = &grow;
        return nullptr; // no room: the first byte asks for some
    }

    bool commit(window& w, char* cursor) noexcept {
        size_ = static_cast<std::size_t>(cursor - w.begin);
        if (target_.resize(size_)) return true;
        w.reason = errc::out_of_memory;
        return false;
    }
    void roll_back() noexcept {
        Py_CLEAR(target_.bytes_);
        size_ = 0;
    }
    std::size_t appended() const noexcept { return size_; }

  private:
    // Where most answers end. Larger ones double it.
    static constexpr std::size_t first_size = 1024 - overrun;

    static char* grow(window& w, char* cursor, std::size_t need) {
        auto& self = *static_cast<sink*>(w.sink);
        const auto used = static_cast<std::size_t>(cursor - w.begin);
        const std::size_t least = used + need + overrun, twice = 2 * self.capacity_;
        const std::size_t capacity = least > first_size ? (least > twice ? least : twice) : first_size;
        if (!self.target_.resize(capacity)) {
            w.reason = errc::out_of_memory;
            return nullptr;
        }
        self.capacity_ = capacity;
        char* const bytes = PyBytes_AS_STRING(self.target_.bytes_);
        w.begin = bytes;
        w.end = bytes + capacity - overrun;
        return bytes + used;
    }

    inkjet_python::bytes_output& target_;
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;
};

} // namespace inkjet::detail
