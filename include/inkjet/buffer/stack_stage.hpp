// A stage on the stack: where output is made that is short, or that its destination has no room for yet.
#pragma once

#include <inkjet/base/window.hpp>

#include <cstddef>
#include <cstring>

namespace inkjet::detail {

// Takes `Size` bytes of the stack, of which the last are kept behind the room.
template <std::size_t Size>
class stack_stage {
  public:
    static constexpr std::size_t size = Size - overrun; // of the room

    // Lets a window stand here, and returns its first cursor.
    char* stand(window& w) noexcept {
        w.begin = bytes_;
        w.end = bytes_ + size;
        return bytes_;
    }
    // Whether it does.
    bool holds(const window& w) const noexcept { return w.begin == bytes_; }

    const char* data() const noexcept { return bytes_; }

    // Copies what the first `n` bytes are by now; `to` may be null if there are none.
    void copy_to(char* to, std::size_t n) const noexcept {
        if (n != 0) std::memcpy(to, bytes_, n);
    }

  private:
    char bytes_[Size];
};

} // namespace inkjet::detail
