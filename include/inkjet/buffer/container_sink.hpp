// Writing into std::string and std::vector, or any container that can be resized and is contiguous.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/buffer/sink.hpp>
#include <inkjet/buffer/stack_stage.hpp>

#include <cstddef>
#include <type_traits>

namespace inkjet::detail {

template <class C>
concept resizable_bytes = is_byte_like<typename C::value_type> && requires(C& c, std::size_t n) {
    c.resize(n);
    c.reserve(n);
    c.data();
    c.size();
    c.capacity();
    c.max_size();
};

// Containers fill what they grow by. Short output is therefore made in a stage on the stack and appended
// once; from there on the container is written in place, and made larger in steps that are still in the cache
// when they are overwritten.
template <class C>
    requires resizable_bytes<C>
class sink<C> {
  public:
    sink(const window&, C& target) noexcept : target_(target), former_size_(target.size()) {}

    char* open(window& w) noexcept {
        w.sink = this;
        w.grow = &grow;
        return stage_.stand(w);
    }

    bool commit(window& w, char* cursor) noexcept {
        const std::size_t written = static_cast<std::size_t>(cursor - w.begin);
        if (!resize_to(former_size_ + written)) {
            w.refuse(errc::out_of_memory);
            return false;
        }
        if (stage_.holds(w)) stage_.copy_to(bytes() + former_size_, written);
        return true;
    }
    void roll_back(const window&) noexcept { resize_to(former_size_); } // never grows, so never throws
    std::size_t keep(window& w, std::size_t size) noexcept {
        if (!resize_to(former_size_ + size))
            roll_back(w); // as short as it is, there is no memory
        else if (stage_.holds(w))
            stage_.copy_to(bytes() + former_size_, size);
        return 0;
    }
    std::size_t appended(const window&) const noexcept { return target_.size() - former_size_; }

  private:
    static constexpr std::size_t fill_step = 16 * 1024;

    char* bytes() noexcept { return reinterpret_cast<char*>(target_.data()); }

    bool resize_to(std::size_t size) noexcept {
        INKJET_TRY {
            target_.resize(size);
            return true;
        }
        INKJET_CATCH_ALL { return false; }
    }

    static char* grow(window& w, char* cursor, std::size_t need) {
        auto& self = *static_cast<sink*>(w.sink);
        const std::size_t written = static_cast<std::size_t>(cursor - w.begin);
        const bool staged = self.stage_.holds(w);
        if (!self.enlarge(self.former_size_ + written, need)) return w.refuse(errc::out_of_memory);
        char* const first = self.bytes() + self.former_size_;
        if (staged) self.stage_.copy_to(first, written);
        w.begin = first;
        w.end = self.bytes() + self.target_.size() - overrun;
        return first + written;
    }

    // Makes room for `need` bytes behind the first `used`. Memory grows by doubling, or where there is not so
    // much of it, by what is needed.
    bool enlarge(std::size_t used, std::size_t need) noexcept {
        if (need > target_.max_size() - overrun - used) return false;
        const std::size_t least = used + need + overrun, capacity = target_.capacity();
        if (least > capacity && !(least < 2 * capacity && reserve(2 * capacity)) && !reserve(least))
            return false;
        const std::size_t ample = least + fill_step, room = target_.capacity();
        return resize_to(ample < room ? ample : room);
    }

    bool reserve(std::size_t capacity) noexcept {
        INKJET_TRY {
            target_.reserve(capacity);
            return true;
        }
        INKJET_CATCH_ALL { return false; }
    }

    C& target_;
    std::size_t former_size_;
    stack_stage<4096> stage_;
};

} // namespace inkjet::detail
