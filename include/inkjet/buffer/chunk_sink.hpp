// Destinations that take bytes in chunks: what they have in common, and the choice of the chunks' size.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/memory.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/buffer/sink.hpp>
#include <inkjet/buffer/stack_stage.hpp>

#include <cstddef>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet {

/// The size of chunks where none is chosen, in bytes.
inline constexpr std::size_t default_chunk_size = 64 * 1024;

namespace detail {

// What became of the bytes that were handed to a destination.
struct delivery {
    std::size_t size = 0; // so many went out
    errc reason = errc::ok;
    std::string_view note; // as lasting as this, as it may lie in `room`
    char room[64];

    delivery() noexcept {} // leaves `room` alone

    bool fail(errc why, std::string_view particulars) noexcept {
        reason = why;
        note = particulars;
        return false;
    }
};

// For each destination that takes chunks a specialization offers
//   static bool put(Out&, std::span<const char>, delivery&) noexcept
// which hands out all the bytes and counts them in delivery::size, or as many as it can, and says why it
// can't go on. What follows a refusal is not handed to it.
template <class Out>
struct chunk_target;

template <class Out>
concept takes_chunks = requires { sizeof(chunk_target<std::remove_cv_t<Out>>); };

// The output is made in a stage on the stack; once there is more, in memory for one chunk, which is taken
// from the heap for this one write. If there is none, the stage goes on to serve.
template <class Out>
class chunk_sink {
  public:
    static constexpr bool forgets = true; // what it delivered

    chunk_sink(const window&, Out& target, std::size_t size = default_chunk_size) noexcept
        : target_(target), size_(size != 0 ? size : 1) {}
    chunk_sink(const chunk_sink&) = delete;
    chunk_sink& operator=(const chunk_sink&) = delete;
    ~chunk_sink() { release(memory_); }

    char* open(window& w) noexcept {
        w.sink = this;
        w.grow = &grow;
        w.step_limit = stage_.size; // at least, whatever the size of the chunks
        return stage_.stand(w);
    }

    bool commit(window& w, char* cursor) noexcept { return deliver(w, cursor); }
    void roll_back(const window&) noexcept {} // what went out, went out
    std::size_t keep(window& w, std::size_t size) noexcept {
        if (w.reason() == errc::ok && size > w.delivered_size)
            deliver(w, w.begin + (size - w.delivered_size));
        return 0;
    }
    std::size_t appended(const window&) const noexcept { return delivery_.size; }

  private:
    bool deliver(window& w, const char* last) noexcept {
        for (const char* at = w.begin; at != last;) {
            const std::size_t left = static_cast<std::size_t>(last - at), piece = left < size_ ? left : size_;
            if (!chunk_target<std::remove_cv_t<Out>>::put(target_, std::span(at, piece), delivery_)) {
                w.refuse(delivery_.reason, delivery_.note);
                return false;
            }
            at += piece;
        }
        return true;
    }

    static char* grow(window& w, char* cursor, std::size_t need) {
        auto& self = *static_cast<chunk_sink*>(w.sink);
        char* const before = cursor;
        for (;;) {
            // Only once there is room enough: what is refused then lies where the writer's cursor is.
            if (self.stage_.holds(w) && self.size_ > self.stage_.size &&
                static_cast<std::size_t>(cursor - w.begin) + need <= self.size_)
                cursor = self.leave_stage(w, cursor);
            if (w.room(cursor) >= need) return cursor;
            char* const next = self.make_room(w, cursor);
            if (next == nullptr) return move_back(w, cursor, before);
            cursor = next;
        }
    }

    // Brings text that lies before the cursor back to where the writer, which is told of a failure, has its
    // cursor.
    static char* move_back(window& w, const char* cursor, char* to) noexcept {
        const std::size_t written = static_cast<std::size_t>(cursor - w.begin);
        if (cursor != to) {
            std::memmove(to - written, w.begin, written);
            if (w.followed != nullptr) w.followed->move(*w.followed, w.begin, to - written);
            w.begin = to - written;
        }
        return nullptr;
    }

    char* leave_stage(window& w, char* cursor) noexcept {
        if (memory_ == nullptr) memory_ = static_cast<char*>(allocate(size_ + overrun));
        if (memory_ == nullptr) return cursor;
        const std::size_t written = static_cast<std::size_t>(cursor - w.begin);
        stage_.copy_to(memory_, written);
        if (w.followed != nullptr) w.followed->move(*w.followed, stage_.data(), memory_);
        w.begin = memory_;
        w.end = memory_ + size_;
        // Half of it, so that long text does not ask for a new chunk when this one has hardly begun.
        const std::size_t half = size_ / 2;
        w.step_limit = half > stage_.size ? half : stage_.size;
        return memory_ + written;
    }

    // Delivers what there is. Of lines the last that is not whole stays, if it isn't alone.
    char* make_room(window& w, char* cursor) noexcept {
        const char* last = cursor;
        const std::size_t written = static_cast<std::size_t>(cursor - w.begin);
        if (w.whole > w.delivered_size && w.whole - w.delivered_size < written)
            last = w.begin + (w.whole - w.delivered_size);
        if (!deliver(w, last)) return nullptr;
        char* const first = const_cast<char*>(w.begin);
        const std::size_t gone = static_cast<std::size_t>(last - first), stays = written - gone;
        if (w.followed != nullptr)
            w.followed->forget(*w.followed, first, last, w.delivered_size + gone == w.whole);
        if (stays != 0) {
            if (w.followed != nullptr) w.followed->move(*w.followed, last, first);
            std::memmove(first, last, stays);
        }
        w.delivered_size += gone;
        return first + stays;
    }

    Out& target_;
    std::size_t size_;
    char* memory_ = nullptr;
    delivery delivery_;
    stack_stage<4096> stage_;
};

template <class Out>
    requires takes_chunks<Out>
class sink<Out> : public chunk_sink<Out> {
    using chunk_sink<Out>::chunk_sink;
};

} // namespace detail

/// A destination and the size of the chunks that it is given; what `in_chunks` makes.
template <class Out>
struct chunked {
    Out target;       ///< the destination: a reference, or a wrapper of one
    std::size_t size; ///< bytes in a chunk, at most
};

/// Chooses the size of the chunks that `out` is given: `inkjet::write(value, inkjet::in_chunks(stream,
/// 4096))`. No chunk is larger than `size` bytes (at least 1), and no more than that, or 4 KiB, are held in
/// memory, which from 4 KiB on are allocated for the time of a write. `out` is any destination that takes
/// chunks; it is referred to and must live as long as what is returned, unless it is a temporary.
template <class Out>
    requires detail::takes_chunks<std::remove_reference_t<Out>>
chunked<Out> in_chunks(Out&& out, std::size_t size = default_chunk_size) {
    return {static_cast<Out&&>(out), size};
}

namespace detail {

template <class Out>
class sink<chunked<Out>> : public chunk_sink<std::remove_reference_t<Out>> {
  public:
    sink(const window& w, chunked<Out>& target) noexcept
        : chunk_sink<std::remove_reference_t<Out>>(w, target.target, target.size) {}
};

template <class Out>
class sink<const chunked<Out>>
    : public chunk_sink<
          std::conditional_t<std::is_reference_v<Out>, std::remove_reference_t<Out>, const Out>> {
  public:
    sink(const window& w, const chunked<Out>& target) noexcept
        : chunk_sink<std::conditional_t<std::is_reference_v<Out>, std::remove_reference_t<Out>, const Out>>(
              w, target.target, target.size) {}
};

} // namespace detail
} // namespace inkjet
