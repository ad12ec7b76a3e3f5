// A destination that is a Python bytes object from the start and grows in place.
#pragma once

#include <inkjet/base/window.hpp>
#include <inkjet/buffer/sink.hpp>
#include <inkjet/buffer/stack_stage.hpp>
#include <inkjet/writer/context.hpp>

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

    // Leaves a little memory behind the end, which costs less than to give it back: a block that is mapped
    // for it alone would be given back, too, and asked for again by the next call.
    void shorten(std::size_t size) noexcept {
        Py_SET_SIZE(reinterpret_cast<PyVarObject*>(bytes_), static_cast<Py_ssize_t>(size));
        PyBytes_AS_STRING(bytes_)[size] = '\0';
    }

    PyObject* bytes_ = nullptr;
};

} // namespace inkjet_python

namespace inkjet::detail {

// What is short is made on the stack, as the bytes object can then be allocated in its size; anything else in
// the object.
template <>
class sink<inkjet_python::bytes_output> {
  public:
    sink(const window&, inkjet_python::bytes_output& target) noexcept : target_(target) {}

    char* open(window& w) noexcept {
        w.sink = this;
        w.grow = &grow;
        return stage_.stand(w);
    }

    bool commit(window& w, char* cursor) noexcept {
        size_ = static_cast<std::size_t>(cursor - w.begin);
        const bool staged = stage_.holds(w);
        if (!staged && capacity_ - size_ <= capacity_ / 8) {
            target_.shorten(size_);
        } else if (!target_.resize(size_)) {
            w.refuse(errc::out_of_memory);
            return false;
        }
        if (staged)
            stage_.copy_to(PyBytes_AS_STRING(target_.bytes_), size_);
        else if (size_ >= large)
            last_large_size = size_;
        return true;
    }
    void roll_back(const window&) noexcept {
        Py_CLEAR(target_.bytes_);
        size_ = 0;
    }
    std::size_t appended(const window&) const noexcept { return size_; }

  private:
    static constexpr std::size_t first_size = 16 * 1024, large = 64 * 1024;

    // Answers mostly are as large as the one before: one that has become large goes on in as much, so that it
    // is not copied again and again. (Guarded by the GIL, as all of this is.)
    static inline std::size_t last_large_size = 0;

    static char* grow(window& w, char* cursor, std::size_t need) {
        auto& self = *static_cast<sink*>(w.sink);
        const auto used = static_cast<std::size_t>(cursor - w.begin);
        const std::size_t least = used + need + overrun;
        std::size_t ample = self.capacity_ == 0 ? first_size : 2 * self.capacity_;
        if (self.capacity_ >= first_size && self.capacity_ < large) ample = large;
        if (self.capacity_ >= large && ample < last_large_size + max_step + overrun)
            ample = last_large_size + max_step + overrun;
        const std::size_t capacity = least > ample ? least : ample;
        if (!self.target_.resize(capacity)) return w.refuse(errc::out_of_memory);
        char* const bytes = PyBytes_AS_STRING(self.target_.bytes_);
        if (self.capacity_ == 0) self.stage_.copy_to(bytes, used);
        self.capacity_ = capacity;
        w.begin = bytes;
        w.end = bytes + capacity - overrun;
        return bytes + used;
    }

    inkjet_python::bytes_output& target_;
    std::size_t capacity_ = 0; // of the object; 0 as long as there is none
    std::size_t size_ = 0;
    stack_stage<1024> stage_;
};

} // namespace inkjet::detail
