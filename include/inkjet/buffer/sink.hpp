// Where bytes go: what every kind of destination offers to a writer.
#pragma once

#include <inkjet/base/window.hpp>

#include <cstddef>
#include <type_traits>

namespace inkjet::detail {

template <class T>
inline constexpr bool is_byte_like = std::is_same_v<T, char> || std::is_same_v<T, unsigned char> ||
                                     std::is_same_v<T, std::byte> || std::is_same_v<T, char8_t>;

// A sink<Out> is made of a window and `out` for one write, lives as long as it, and offers:
//   char* open(window&)               sets the window up and returns the first cursor
//   bool commit(window&, char*)       delivers what is left; false, with the reason in the window, when it
//                                     can't be
//   void roll_back(window&) noexcept  brings `out` back to what it was
//   std::size_t keep(window&, n)      after a failure of lines: keeps the first n bytes, which are whole
//   ones, or
//                                     so many of the lines as it can, and returns how many it can't
//   std::size_t appended(const window&) const
//                                     the bytes delivered by commit, or before roll_back and still there
//   static constexpr bool forgets = true, if it delivers on the way what can't be read again
// and, as window::grow, a static function that makes room. It may set window::slices, and specialize
// policy_choice (write.hpp), to be handed long text that needs no copy.
template <class Out>
class sink {
    static_assert(
        sizeof(Out) == 0,
        "inkjet: can't write into this type; use std::string, std::vector or std::span of char, "
        "unsigned char, std::byte or char8_t, inkjet::buffer, a FILE*, a callback "
        "bool(std::span<const char>), inkjet::to_iterator or, with their headers of inkjet/buffer/, "
        "std::ostream or inkjet::file_descriptor, or with inkjet/gather.hpp inkjet::gather");
};

} // namespace inkjet::detail
