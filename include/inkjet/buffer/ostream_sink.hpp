// Writing into std::ostream and what derives from it. To be included by who wants it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/buffer/chunk_sink.hpp>
#include <inkjet/buffer/errno_note.hpp>

#include <cerrno>
#include <cstddef>
#include <ios>
#include <ostream>
#include <span>
#include <streambuf>
#include <type_traits>

namespace inkjet::detail {

// Unformatted output. The stream is not flushed, unless it is one that always is. It goes bad as it does by
// its own operators; exceptions that it then throws, or its buffer, end here.
template <class Stream>
    requires std::is_base_of_v<std::ostream, Stream>
struct chunk_target<Stream> {
    static bool put(std::ostream& stream, std::span<const char> chunk, delivery& so_far) noexcept {
        errno = 0;
        INKJET_TRY {
            const std::ostream::sentry ready(stream);
            if (!ready) return so_far.fail(errc::sink_failed, "the stream was bad already");
            const auto wanted = static_cast<std::streamsize>(chunk.size());
            const std::streamsize done = stream.rdbuf()->sputn(chunk.data(), wanted);
            if (done > 0) so_far.size += static_cast<std::size_t>(done);
            if (done == wanted) return true;
            fail_with_errno(so_far, errno, "the stream went bad");
            stream.setstate(std::ios_base::badbit);
        }
        INKJET_CATCH_ALL {
            if (so_far.reason == errc::ok) so_far.fail(errc::sink_failed, "the stream threw an exception");
            mark_bad(stream);
        }
        return false;
    }

  private:
    static void mark_bad(std::ostream& stream) noexcept {
        INKJET_TRY { stream.setstate(std::ios_base::badbit); }
        INKJET_CATCH_ALL {}
    }
};

} // namespace inkjet::detail
