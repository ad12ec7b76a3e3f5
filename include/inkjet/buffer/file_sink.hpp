// Writing into a FILE* of C.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/buffer/chunk_sink.hpp>
#include <inkjet/buffer/errno_note.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <span>

namespace inkjet::detail {

// The file is not flushed: what it holds back, and fails to write later, is between it and its owner.
template <>
struct chunk_target<std::FILE*> {
    static bool put(std::FILE* file, std::span<const char> chunk, delivery& so_far) noexcept {
        while (!chunk.empty()) {
            errno = 0;
            const std::size_t done = std::fwrite(chunk.data(), 1, chunk.size(), file);
            so_far.size += done;
            chunk = chunk.subspan(done);
            if (chunk.empty()) break;
            if (errno != EINTR) return fail_with_errno(so_far, errno, "the file refuses bytes");
            std::clearerr(file);
        }
        return true;
    }
};

} // namespace inkjet::detail
