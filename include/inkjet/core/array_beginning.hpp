// Arrays that are written by one up to a certain size, and then perhaps by others.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/array_part.hpp>
#include <inkjet/writer/context.hpp>

#include <cstddef>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// An array of which the calling thread writes the beginning: all of it if it is short.
template <class P, class Value, class It>
class array_beginning {
  public:
    array_beginning(context& c, const It& first, std::size_t size) noexcept
        : c_(c), first_(first), size_(size) {}

    std::size_t at() const noexcept { return at_; } // so many elements are written
    bool is_whole() const noexcept { return at_ == size_; }

    std::size_t bytes_for_each() const noexcept { return at_ != 0 ? bytes_ / at_ + 1 : 1; }

    // Writes elements up to so many bytes, at least one; the first time with the bracket before them.
    char* write(char* p, std::size_t enough) {
        if (at_ == 0) {
            p = ensure(c_, p, exit_room);
            opened_ = written(p);
            *p++ = '[';
        }
        --c_.depth;
        trail_mark<P> mark(c_, p);
        do {
            const std::size_t n = next(enough);
            mark.at(p, at_);
            p = put_part<P, Value>(c_, p, first_ + static_cast<std::ptrdiff_t>(at_),
                                   first_ + static_cast<std::ptrdiff_t>(at_ + n));
            if (c_.failed) break;
            at_ += n;
            bytes_ = written(p) - opened_;
        } while (at_ != size_ && bytes_ < enough);
        ++c_.depth;
        return p;
    }

  private:
    std::size_t written(const char* p) const noexcept {
        return c_.delivered_size + static_cast<std::size_t>(p - c_.begin);
    }

    // How many elements at once: growing, but where it is followed no more than are read again cheaply, and
    // one if there may be marks in it, which count on one before each element.
    std::size_t next(std::size_t enough) const noexcept {
        if constexpr (follows<P> && !is_short_element<P, Value>) return 1;
        const std::size_t left = size_ - at_;
        std::size_t n = (enough - bytes_) / bytes_for_each() + 1;
        if (n > 2 * at_ + 1) n = 2 * at_ + 1;
        if constexpr (follows<P>) {
            const std::size_t few = 4096 / bytes_for_each() + 1;
            if (n > few) n = few;
        }
        return n < left ? n : left;
    }

    context& c_;
    const It& first_;
    std::size_t size_;
    std::size_t at_ = 0;
    std::size_t opened_ = 0;
    std::size_t bytes_ = 0;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
