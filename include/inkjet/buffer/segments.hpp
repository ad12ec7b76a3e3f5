// Output in several buffers, in order: for writev and the like.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/memory.hpp>
#include <inkjet/buffer/buffer.hpp>
#include <inkjet/buffer/io_piece.hpp>

#include <cstddef>
#include <new>
#include <utility>

namespace inkjet {

namespace detail {
struct segments_access;
}

/// Holds output in segments, which are one text when they are read in order; what `write_parallel` fills
/// without a copy. Iterated as `iovec`s, of which `IOV_MAX` (1024 on Linux) may be handed to one `writev`:
///
///     ::writev(socket, out.data(), static_cast<int>(out.size()));
///
/// Made to be reused: `clear` keeps the memory. Not thread-safe.
class segments {
  public:
    segments() = default;
    segments(const segments&) = delete;
    segments& operator=(const segments&) = delete;
    segments(segments&& other) noexcept
        : buffers_(std::exchange(other.buffers_, nullptr)), made_(std::exchange(other.made_, 0)),
          pieces_(std::exchange(other.pieces_, nullptr)), capacity_(std::exchange(other.capacity_, 0)),
          size_(std::exchange(other.size_, 0)), bytes_(std::exchange(other.bytes_, 0)) {}
    segments& operator=(segments&& other) noexcept {
        std::swap(buffers_, other.buffers_);
        std::swap(made_, other.made_);
        std::swap(pieces_, other.pieces_);
        std::swap(capacity_, other.capacity_);
        std::swap(size_, other.size_);
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    ~segments() {
        for (std::size_t i = 0; i < made_; ++i) delete buffers_[i];
        detail::release(buffers_);
        detail::release(pieces_);
    }

    /// Returns the segments in order; none is empty. Valid until something is written or cleared.
    const io_piece* begin() const noexcept { return pieces_; }
    const io_piece* end() const noexcept { return pieces_ + size_; }
    const io_piece* data() const noexcept { return pieces_; }

    /// Returns the number of segments.
    std::size_t size() const noexcept { return size_; }
    bool empty() const noexcept { return size_ == 0; }

    /// Returns the length of the text, in bytes.
    std::size_t bytes() const noexcept { return bytes_; }

    /// Forgets the text and keeps the memory.
    void clear() noexcept { size_ = bytes_ = 0; }

  private:
    friend struct detail::segments_access;

    // Each buffer stays where it is, as it may be written to while others are added.
    buffer** buffers_ = nullptr;
    std::size_t made_ = 0;
    io_piece* pieces_ = nullptr;
    std::size_t capacity_ = 0; // of both arrays
    std::size_t size_ = 0;
    std::size_t bytes_ = 0;
};

namespace detail {

// What writers do with segments: fill buffers behind those in use, and take them into use in order.
struct segments_access {
    // Provides for n buffers behind those in use. Returns false when there is no memory.
    static bool provide(segments& s, std::size_t n) noexcept {
        const std::size_t needed = s.size_ + n;
        if (needed > s.capacity_) {
            const std::size_t twice = 2 * s.capacity_, larger = needed > twice ? needed : twice;
            auto* const buffers = static_cast<buffer**>(reallocate(s.buffers_, larger * sizeof(buffer*)));
            if (buffers == nullptr) return false;
            s.buffers_ = buffers;
            auto* const pieces = static_cast<io_piece*>(reallocate(s.pieces_, larger * sizeof(io_piece)));
            if (pieces == nullptr) return false;
            s.pieces_ = pieces;
            s.capacity_ = larger;
        }
        for (; s.made_ < needed; ++s.made_) {
            s.buffers_[s.made_] = new (std::nothrow) buffer;
            if (s.buffers_[s.made_] == nullptr) return false;
        }
        return true;
    }

    // The provided buffers, emptied by nobody.
    static buffer* const* provided(segments& s) noexcept { return s.buffers_ + s.size_; }

    // Takes the next one into use but for the first `skipped` bytes.
    static void take(segments& s, std::size_t skipped) noexcept {
        buffer& next = *s.buffers_[s.size_];
        s.pieces_[s.size_++] = {next.data() + skipped, next.size() - skipped};
        s.bytes_ += next.size() - skipped;
    }

    // Back to so many.
    static void drop(segments& s, std::size_t size) noexcept {
        while (s.size_ > size) s.bytes_ -= s.pieces_[--s.size_].iov_len;
    }
};

} // namespace detail
} // namespace inkjet
