// Writing into a file descriptor of POSIX: files, pipes, sockets. To be included by who wants it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/buffer/chunk_sink.hpp>
#include <inkjet/buffer/errno_note.hpp>

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <span>

namespace inkjet {

/// Names a file descriptor as a destination: `inkjet::write(value, inkjet::file_descriptor(1))`. The
/// descriptor stays the caller's, open for at least as long as the write. Short writes and interruptions
/// (EINTR) are gone on with; any other failure of write(2) is `errc::sink_failed`, EAGAIN of one that does
/// not block too. The signal SIGPIPE, where it is not ignored, ends the program as it does with every
/// write(2).
class file_descriptor {
  public:
    explicit file_descriptor(int number) noexcept : number_(number) {}

    /// Returns the descriptor's number.
    int number() const noexcept { return number_; }

  private:
    int number_;
};

namespace detail {

// `write_some` is write(2), or what stands for it in a test.
template <class WriteSome>
bool write_all(int descriptor, std::span<const char> chunk, delivery& so_far, WriteSome write_some) noexcept {
    while (!chunk.empty()) {
        const auto done = write_some(descriptor, chunk.data(), chunk.size());
        if (done > 0) {
            so_far.size += static_cast<std::size_t>(done);
            chunk = chunk.subspan(static_cast<std::size_t>(done));
        } else if (done == 0) {
            return so_far.fail(errc::sink_failed, "the descriptor takes no bytes");
        } else if (errno != EINTR) {
            return fail_with_errno(so_far, errno, "the descriptor failed");
        }
    }
    return true;
}

template <>
struct chunk_target<file_descriptor> {
    static bool put(const file_descriptor& target, std::span<const char> chunk, delivery& so_far) noexcept {
        return write_all(target.number(), chunk, so_far, [](int descriptor, const char* data, std::size_t n) {
            return ::write(descriptor, data, n);
        });
    }
};

} // namespace detail
} // namespace inkjet
