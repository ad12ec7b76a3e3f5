// Writing into a fixed span: what fits exactly fits, and no byte past it is touched.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/buffer/sink.hpp>
#include <inkjet/buffer/stack_stage.hpp>

#include <cstddef>
#include <span>

namespace inkjet::detail {

// Writers store in wide steps and ask for ample room, so the last bytes of a span are made in a stage on the
// stack and copied from there. A failed write leaves arbitrary bytes inside the span: there is no size to
// bring back.
template <class Byte, std::size_t Extent>
    requires is_byte_like<Byte>
class sink<std::span<Byte, Extent>> {
  public:
    sink(const window&, std::span<Byte, Extent> target) noexcept
        : first_(reinterpret_cast<char*>(target.data())), size_(target.size()) {}

    char* open(window& w) noexcept {
        w.sink = this;
        w.grow = &grow;
        w.step_limit = stage_.size;
        if (size_ <= overrun) return stand_on_stage(w);
        w.begin = first_;
        w.end = first_ + size_ - overrun;
        return first_;
    }

    bool commit(window& w, char* cursor) noexcept { return deliver(w, cursor); }
    void roll_back(const window&) noexcept { used_ = 0; }

    // Lines on the stage may be whole, and yet there is no place for them.
    std::size_t keep(window& w, std::size_t size) noexcept {
        const bool staged = stage_.holds(w);
        const auto at = [&](std::size_t i) {
            return staged && i >= used_ ? stage_.data()[i - used_] : first_[i];
        };
        std::size_t kept = size, lost = 0;
        while (kept > size_ || (kept != 0 && at(kept - 1) != '\n'))
            if (at(--kept) == '\n') ++lost;
        if (staged && kept > used_) stage_.copy_to(first_ + used_, kept - used_);
        used_ = kept;
        return lost;
    }
    std::size_t appended(const window&) const noexcept { return used_; }

  private:
    char* stand_on_stage(window& w) noexcept {
        w.delivered = first_;
        w.delivered_size = used_;
        return stage_.stand(w);
    }

    bool deliver(window& w, char* cursor) noexcept {
        const std::size_t written = static_cast<std::size_t>(cursor - w.begin);
        if (stage_.holds(w)) {
            if (written > size_ - used_) {
                w.refuse(errc::buffer_full);
                return false;
            }
            stage_.copy_to(first_ + used_, written);
        }
        used_ += written;
        return true;
    }

    static char* grow(window& w, char* cursor, std::size_t need) {
        auto& self = *static_cast<sink*>(w.sink);
        if (need > self.stage_.size) return w.refuse(errc::buffer_full);
        return self.deliver(w, cursor) ? self.stand_on_stage(w) : nullptr;
    }

    char* first_;
    std::size_t size_;
    std::size_t used_ = 0;
    stack_stage<4096> stage_;
};

// A span that is const itself is written through all the same.
template <class Byte, std::size_t Extent>
class sink<const std::span<Byte, Extent>> : public sink<std::span<Byte, Extent>> {
    using sink<std::span<Byte, Extent>>::sink;
};

} // namespace inkjet::detail
