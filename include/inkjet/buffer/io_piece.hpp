// One piece of scattered output.
#pragma once

#include <cstddef>

#if __has_include(<sys/uio.h>)
# include <sys/uio.h>
#endif

namespace inkjet {

#if __has_include(<sys/uio.h>)
/// Is one piece of output: the `iovec` of POSIX, or where there is none, a class of the same members.
using io_piece = ::iovec;
#else
struct io_piece {
    void* iov_base;
    std::size_t iov_len;
};
#endif

} // namespace inkjet
