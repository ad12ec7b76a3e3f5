// A destination that is the end of a bytearray of the caller's, written where it will stay.
#pragma once

#include <inkjet/base/window.hpp>
#include <inkjet/buffer/sink.hpp>
#include <inkjet/buffer/stack_stage.hpp>
#include <inkjet/writer/context.hpp>

#include <Python.h>

#include <cstddef>
#include <cstring>

namespace inkjet_python {

// Python code may run at any time between here and the end. To it the bytearray is as it was: the same size,
// the same NUL behind it; text grows in storage beyond. It is exported meanwhile, as to a memoryview, so that
// nobody moves the storage: who tries gets a BufferError. Growth here gives that export up for a moment, in
// which no Python code runs; it fails where that code has exported the bytearray as well. After a failure it
// is exported as before, as Python code may be called once more before the failure is noticed.
class bytearray_output {
  public:
    // A bytearray, or an object of a class that inherits it.
    explicit bytearray_output(PyObject* target) noexcept
        : target_(reinterpret_cast<PyByteArrayObject*>(target)), former_size_(Py_SIZE(target)) {}
    bytearray_output(const bytearray_output&) = delete;
    bytearray_output& operator=(const bytearray_output&) = delete;
    ~bytearray_output() { unlock(); }

    // Must be called first. False, with BufferError set, if others have exported it.
    bool lock() noexcept {
        if (is_exported()) {
            raise_blocked();
            return false;
        }
        return export_it();
    }

    // Whether a write failed because others had exported it.
    bool is_blocked() const noexcept { return blocked_; }
    static void raise_blocked() noexcept {
        PyErr_SetString(PyExc_BufferError, "Existing exports of data: object cannot be re-sized");
    }

  private:
    friend class inkjet::detail::sink<bytearray_output>;

    static const PyBufferProcs& buffer_methods() noexcept { return *PyByteArray_Type.tp_as_buffer; }
    PyObject* object() const noexcept { return reinterpret_cast<PyObject*>(target_); }
    bool is_exported() const noexcept { return target_->ob_exports > 0; }

    // Not by the methods of a derived class, which may be Python code.
    bool export_it() noexcept {
        return locked_ = buffer_methods().bf_getbuffer(object(), &view_, PyBUF_SIMPLE) == 0;
    }
    void unlock() noexcept {
        if (!locked_) return;
        locked_ = false;
        buffer_methods().bf_releasebuffer(object(), &view_);
        Py_CLEAR(view_.obj); // whoever called has the bytearray, too
    }

    // Gives the export up; false, and it is kept, if there are others.
    bool take_back() noexcept {
        unlock();
        if (!is_exported()) return true;
        export_it();
        return false;
    }
    // The same for a write, which fails then.
    bool take_back_to_write() noexcept {
        blocked_ = !take_back();
        return !blocked_;
    }

    // What there is behind the former contents.
    char* text() const noexcept { return target_->ob_start + former_size_; }

    // Makes the bytearray as large as it was and `size` bytes more, of which the first `used` are kept.
    // Leaves it as it was if there is no memory. To be called when it was taken back.
    bool resize(std::size_t used, std::size_t size) noexcept {
        if (size > static_cast<std::size_t>(PY_SSIZE_T_MAX - former_size_) / 2) return false;
        set_size(used);
        if (PyByteArray_Resize(object(), former_size_ + static_cast<Py_ssize_t>(size)) == 0) return true;
        PyErr_Clear();
        hide();
        return false;
    }
    void set_size(std::size_t size) noexcept {
        Py_SET_SIZE(reinterpret_cast<PyVarObject*>(target_), former_size_ + static_cast<Py_ssize_t>(size));
    }
    // What is behind the former contents is no part of it.
    void hide() noexcept {
        set_size(0);
        if (target_->ob_start != nullptr) *text() = '\0';
    }

    PyByteArrayObject* target_;
    Py_ssize_t former_size_;
    Py_buffer view_{};
    bool locked_ = false, blocked_ = false;
};

} // namespace inkjet_python

namespace inkjet::detail {

// What is short is made on the stack and appended once. What is longer goes on in the bytearray, one byte
// behind the former contents, as Python keeps a NUL behind them. The first byte waits on the stack until the
// end; text of which there was none yet when it became long is moved by one byte then.
template <>
class sink<inkjet_python::bytearray_output> {
  public:
    sink(const window&, inkjet_python::bytearray_output& target) noexcept : target_(target) {}

    char* open(window& w) noexcept {
        w.sink = this;
        w.grow = &grow;
        return stage_.stand(w);
    }

    bool commit(window& w, char* cursor) noexcept {
        w.refuse(errc::out_of_memory); // unless it succeeds
        if (!target_.take_back_to_write()) return false;
        const std::size_t size = w.delivered_size + static_cast<std::size_t>(cursor - w.begin);
        if (capacity_ != 0) {
            if (w.delivered_size != 0)
                stage_.copy_to(target_.text(), 1);
            else
                std::memmove(target_.text(), w.begin, size);
        }
        if (!target_.resize(capacity_, size)) return false;
        if (capacity_ == 0) stage_.copy_to(target_.text(), size);
        size_ = size;
        return true;
    }
    void roll_back(const window&) noexcept {
        if (capacity_ == 0) return;
        PyObject *type, *value, *trace; // which the shortening must not disturb
        PyErr_Fetch(&type, &value, &trace);
        if (target_.take_back()) target_.resize(capacity_, 0);
        PyErr_Restore(type, value, trace);
    }
    std::size_t appended(const window&) const noexcept { return size_; }

  private:
    static constexpr std::size_t first_size = 16 * 1024;

    static char* grow(window& w, char* cursor, std::size_t need) {
        auto& self = *static_cast<sink*>(w.sink);
        const bool staged = self.capacity_ == 0;
        const auto used = static_cast<std::size_t>(cursor - w.begin);
        const std::size_t least = 1 + used + need + overrun, ample = staged ? first_size : 2 * self.capacity_;
        const std::size_t capacity = least > ample ? least : ample;
        w.refuse(errc::out_of_memory); // if it fails
        if (!self.target_.take_back_to_write()) return nullptr;
        const bool grown = self.target_.resize(staged ? 0 : 1 + used, capacity);
        if (grown) self.target_.hide();
        self.target_.export_it();
        if (!grown) return nullptr;
        w.refuse(errc::ok);
        self.capacity_ = capacity;
        char* const text = self.target_.text();
        w.begin = text + 1;
        w.end = text + capacity - overrun;
        if (!staged) return text + 1 + used;
        if (used == 0) return text + 1;
        std::memcpy(text + 1, self.stage_.data() + 1, used - 1);
        w.delivered = self.stage_.data();
        w.delivered_size = 1;
        return text + used;
    }

    inkjet_python::bytearray_output& target_;
    std::size_t capacity_ = 0; // of what is behind the former contents; 0 as long as text is on the stack
    std::size_t size_ = 0;     // of what was appended
    stack_stage<1024> stage_;
};

} // namespace inkjet::detail
