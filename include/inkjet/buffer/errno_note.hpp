// The reasons that operating systems give, as notes.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/view.hpp>
#include <inkjet/buffer/chunk_sink.hpp>

#include <cerrno>
#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// By their POSIX names, as strerror's texts change with the language and may be overwritten by another
// thread.
constexpr std::string_view describe_errno(int number) noexcept {
    switch (number) {
    case EPIPE:
        return "EPIPE: whoever read has closed";
    case ENOSPC:
        return "ENOSPC: no space left on the device";
    case EFBIG:
        return "EFBIG: the file is too large";
    case EIO:
        return "EIO: input/output error";
    case EBADF:
        return "EBADF: not an open file, or not for writing";
    case EAGAIN:
        return "EAGAIN: would block";
    case ECONNRESET:
        return "ECONNRESET: the other side has closed";
    case EINVAL:
        return "EINVAL: can't be written to";
    case EACCES:
        return "EACCES: not allowed";
    case EPERM:
        return "EPERM: not permitted";
    default:
        return {};
    }
}

// Makes a number of errno the reason of a failure; 0 if none is known. Returns false.
INKJET_COLD inline bool fail_with_errno(delivery& so_far, int number, std::string_view otherwise) noexcept {
    if (number == 0) return so_far.fail(errc::sink_failed, otherwise);
    if (const std::string_view known = describe_errno(number); !known.empty())
        return so_far.fail(errc::sink_failed, known);
    constexpr std::string_view lead = "errno ";
    char* const end = so_far.room + sizeof so_far.room;
    char* at = end;
    unsigned left = static_cast<unsigned>(number);
    do *--at = static_cast<char>('0' + left % 10);
    while ((left /= 10) != 0);
    for (std::size_t i = lead.size(); i-- > 0;) *--at = lead[i];
    return so_far.fail(errc::sink_failed, between(at, end));
}

} // namespace inkjet::detail
