// A byte buffer that grows without filling: the fastest place to write to.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/memory.hpp>
#include <inkjet/base/view.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/buffer/sink.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace inkjet {

/// Holds bytes in one contiguous, growable piece of memory. Unlike `std::string` and `std::vector`, it never
/// fills new memory that is about to be overwritten. Made to be reused: `clear` keeps the memory. Not
/// thread-safe.
class buffer {
  public:
    using value_type = char;

    buffer() = default;
    buffer(const buffer&) = delete;
    buffer& operator=(const buffer&) = delete;
    buffer(buffer&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)),
          capacity_(std::exchange(other.capacity_, 0)) {}
    buffer& operator=(buffer&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(capacity_, other.capacity_);
        return *this;
    }
    ~buffer() { detail::release(data_); }

    /// Returns the bytes written; valid until the buffer grows or dies. Not terminated by a NUL.
    char* data() noexcept { return data_; }
    const char* data() const noexcept { return data_; }
    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }

    /// Returns how many bytes fit before memory is allocated again.
    std::size_t capacity() const noexcept { return capacity_; }

    const char* begin() const noexcept { return data_; }
    const char* end() const noexcept { return data_ + size_; }

    /// Returns the bytes as text; valid until the buffer grows or dies.
    std::string_view view() const noexcept { return detail::between(begin(), end()); }
    operator std::string_view() const noexcept { return view(); }

    /// Forgets the bytes and keeps the memory.
    void clear() noexcept { size_ = 0; }

    /// Drops what lies behind the first `size` bytes; does nothing when there are fewer.
    void truncate(std::size_t size) noexcept {
        if (size < size_) size_ = size;
    }

    /// Makes room for `capacity` bytes in all. Returns false, and changes nothing, when there is no memory.
    [[nodiscard]] bool reserve(std::size_t capacity) noexcept {
        if (capacity <= capacity_) return true;
        if (capacity > max_size) return false;
        auto* moved = static_cast<char*>(detail::reallocate(data_, capacity + detail::overrun));
        if (moved == nullptr) return false;
        data_ = moved;
        capacity_ = capacity;
        return true;
    }

    /// Appends a copy of `bytes`, which may be a part of this buffer. Returns false, and changes nothing,
    /// when there is no memory.
    [[nodiscard]] bool append(std::string_view bytes) noexcept {
        if (bytes.size() > capacity_ - size_) {
            const auto offset =
                reinterpret_cast<std::uintptr_t>(bytes.data()) - reinterpret_cast<std::uintptr_t>(data_);
            if (!grow_for(bytes.size())) return false;
            if (offset < size_) bytes = detail::between(begin() + offset, begin() + offset + bytes.size());
        }
        if (!bytes.empty()) std::memcpy(data_ + size_, bytes.data(), bytes.size());
        size_ += bytes.size();
        return true;
    }

  private:
    static constexpr std::size_t max_size = PTRDIFF_MAX - detail::overrun;

    // Half as much again, so that growing n bytes one at a time copies O(n) bytes; at least what is needed.
    bool grow_for(std::size_t more) noexcept {
        if (more > max_size - size_) return false;
        const std::size_t needed = size_ + more, ampler = capacity_ + capacity_ / 2;
        return reserve(needed > ampler ? needed : ampler) || reserve(needed);
    }

    friend class detail::sink<buffer>;

    char* data_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0; // what was allocated, less the `overrun` bytes kept behind it
};

namespace detail {

template <>
class sink<buffer> {
  public:
    sink(window& w, buffer& target) noexcept { w.sink = &target; }

    char* open(window& w) noexcept {
        w.grow = &grow;
        return stand(w, of(w).size_, of(w).size_);
    }

    // Returns false when the bytes could not be delivered: never, here.
    bool commit(window& w, char* cursor) noexcept {
        of(w).size_ = static_cast<std::size_t>(cursor - of(w).data_);
        return true;
    }
    void roll_back(window& w) noexcept { of(w).size_ = former_size(w); }
    std::size_t keep(window& w, std::size_t size) noexcept {
        of(w).size_ = former_size(w) + size;
        return 0;
    }
    std::size_t appended(const window& w) const noexcept { return of(w).size_ - former_size(w); }

  private:
    // All there is to know is in the window.
    static buffer& of(const window& w) noexcept { return *static_cast<buffer*>(w.sink); }
    static std::size_t former_size(const window& w) noexcept {
        return static_cast<std::size_t>(w.begin - of(w).data_);
    }

    static char* stand(window& w, std::size_t former_size, std::size_t size) noexcept {
        buffer& target = of(w);
        w.begin = target.data_ + former_size;
        w.end = target.data_ + target.capacity_;
        return target.data_ + size;
    }

    static char* grow(window& w, char* cursor, std::size_t need) {
        buffer& target = of(w);
        const std::size_t former = former_size(w);
        target.size_ = static_cast<std::size_t>(cursor - target.data_);
        if (!target.grow_for(need)) return w.refuse(errc::out_of_memory);
        return stand(w, former, target.size_);
    }
};

} // namespace detail
} // namespace inkjet
