// Where text goes that is fetched span by span: into the span of the moment, and what does not fit into
// memory until the next one comes.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/buffer/buffer.hpp>

#include <cstddef>
#include <cstring>
#include <span>
#include <utility>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// Text comes in parts. One that outgrows the span goes on in memory of ours, and is copied into the span as
// far as it fits when it is whole. So no more than one part is ever held, and none is delivered that was not
// finished.
class part_carrier {
  public:
    part_carrier() = default;
    part_carrier(part_carrier&& other) noexcept
        : memory_(static_cast<buffer&&>(other.memory_)), next_(other.next_),
          carried_(std::exchange(other.carried_, 0)) {}

    // Makes `place` the span that is filled, first of all with what was carried over.
    void open(window& w, std::span<char> place) noexcept {
        w.sink = this;
        w.grow = &grow;
        place_ = place.data();
        size_ = place.size();
        used_ = 0;
        unload();
    }

    bool carries() const noexcept { return carried_ != 0; }
    bool is_full() const noexcept { return used_ == size_; }
    std::size_t used() const noexcept { return used_; } // bytes of the span

    char* begin_part(window& w) noexcept {
        w.delivered = nullptr;
        w.delivered_size = 0;
        in_place_ = size_ - used_ > overrun;
        if (!in_place_) return stand_on_memory(w, 0);
        w.begin = place_ + used_;
        w.end = place_ + size_ - overrun;
        return place_ + used_;
    }

    // Ends the part at the cursor and begins the next one there, if the part did not leave the span and there
    // is room behind it.
    INKJET_INLINE bool next_part_in_place(window& w, const char* cursor) noexcept {
        if (!in_place_ || cursor == w.end) return false;
        used_ = static_cast<std::size_t>(cursor - place_);
        w.begin = cursor;
        return true;
    }

    // Delivers the part that ends at the cursor. A part that is not ended is dropped.
    void end_part(window& w, const char* cursor) noexcept {
        const std::size_t written = static_cast<std::size_t>(cursor - w.begin);
        used_ += in_place_ ? written : w.delivered_size;
        if (in_place_) return;
        next_ = memory_.data();
        carried_ = written;
        unload();
    }

    // The first byte of the part that is being written, if there is one yet.
    char& first_byte(window& w) noexcept {
        return in_place_ || w.delivered_size != 0 ? place_[used_] : memory_.data()[0];
    }

  private:
    static constexpr std::size_t first_memory = 512;
    static constexpr std::size_t most_idle = 64 * 1024; // of memory that carries nothing

    char* stand_on_memory(window& w, std::size_t written) noexcept {
        w.begin = memory_.data();
        w.end = memory_.data() + memory_.capacity();
        return memory_.data() + written;
    }

    static char* grow(window& w, char* cursor, std::size_t need) noexcept {
        auto& self = *static_cast<part_carrier*>(w.sink);
        const std::size_t written = static_cast<std::size_t>(cursor - w.begin);
        // What is in the span stays there: it has been delivered if the part gets finished.
        const std::size_t moved = self.in_place_ ? 0 : written;
        const std::size_t needed = moved + need, half_more = moved + moved / 2;
        const std::size_t ample = half_more > first_memory ? half_more : first_memory;
        if (!self.memory_.reserve(needed > ample ? needed : ample) && !self.memory_.reserve(needed)) {
            return w.refuse(errc::out_of_memory);
        }
        if (self.in_place_) {
            self.in_place_ = false;
            w.delivered = w.begin;
            w.delivered_size = written;
        }
        return self.stand_on_memory(w, moved);
    }

    void unload() noexcept {
        if (carried_ == 0) return;
        const std::size_t room = size_ - used_, n = carried_ < room ? carried_ : room;
        if (n != 0) std::memcpy(place_ + used_, next_, n);
        used_ += n, next_ += n, carried_ -= n;
        if (carried_ == 0 && memory_.capacity() > most_idle) memory_ = buffer();
    }

    char* place_ = nullptr;
    std::size_t size_ = 0;
    std::size_t used_ = 0;
    bool in_place_ = false; // whether the current part still lies in the span
    buffer memory_;
    const char* next_ = nullptr; // in `memory_`: what is to be delivered
    std::size_t carried_ = 0;    // and how much of it
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
