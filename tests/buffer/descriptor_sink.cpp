#include <inkjet/buffer/descriptor_sink.hpp>

#include "../chunks.hpp"
#include "../writing.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <span>
#include <string>
#include <thread>

using inkjet::errc;
using testing::written;

namespace {

// A write(2) that is interrupted, writes a part, or fails, as its turn comes.
struct moody {
    std::string taken;
    std::size_t limit = SIZE_MAX;
    int failure = ENOSPC;
    int turn = 0;

    long operator()(int, const char* data, std::size_t n) {
        if (taken.size() >= limit) {
            errno = failure;
            return failure == 0 ? 0 : -1;
        }
        if (++turn % 3 == 0) {
            errno = EINTR;
            return -1;
        }
        std::size_t part = turn % 3 == 1 ? n : 1 + n / 3;
        if (part > limit - taken.size()) part = limit - taken.size();
        taken.append(data, part);
        return static_cast<long>(part);
    }
};

struct moody_target {
    moody& writer;
};

std::string drain(int descriptor) {
    std::string text;
    char some[3000];
    for (ssize_t n = 0; (n = ::read(descriptor, some, sizeof some)) > 0;)
        text.append(some, static_cast<std::size_t>(n));
    return text;
}

} // namespace

template <>
struct inkjet::detail::chunk_target<moody_target> {
    static bool put(moody_target& target, std::span<const char> chunk, delivery& so_far) noexcept {
        return write_all(-1, chunk, so_far, [&](int descriptor, const char* data, std::size_t n) {
            return target.writer(descriptor, data, n);
        });
    }
};

TEST_CASE("short writes and interruptions are gone on with") {
    const testing::everything all = testing::make_everything();
    moody writer;
    moody_target target{writer};
    const std::string expected = written(all);
    CHECK(inkjet::write(all, target).size == expected.size());
    CHECK((writer.taken == expected));
}

TEST_CASE("a failure at every byte: what went out is counted to the byte") {
    const auto items = testing::some_items(200);
    const std::string expected = written(items);
    for (std::size_t limit = 0; limit < expected.size(); ++limit) {
        moody writer;
        writer.limit = limit;
        moody_target target{writer};
        const inkjet::result r = inkjet::write(items, inkjet::in_chunks(target, 700));
        REQUIRE(r.code == errc::sink_failed);
        REQUIRE(r.size == limit);
        REQUIRE(r.note() == "ENOSPC: no space left on the device");
        REQUIRE((expected.compare(0, limit, writer.taken) == 0));
    }
    const testing::everything all = testing::make_everything();
    const std::string large = written(all);
    for (std::size_t limit = 0; limit < large.size(); limit += 4999) {
        moody writer;
        writer.limit = limit;
        writer.failure = 0;
        moody_target target{writer};
        const inkjet::result r = inkjet::write(all, target);
        REQUIRE(r.code == errc::sink_failed);
        REQUIRE(r.size == limit);
        REQUIRE(r.note() == "the descriptor takes no bytes");
        REQUIRE((large.compare(0, limit, writer.taken) == 0));
    }
}

TEST_CASE("a pipe, while it is read") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    std::string read;
    std::thread reader([&] { read = drain(ends[0]); });
    const testing::everything all = testing::make_everything();
    const std::string expected = written(all);
    CHECK(inkjet::write(all, inkjet::file_descriptor(ends[1])).size == expected.size());
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    CHECK((read == expected));
}

TEST_CASE("a pipe whose reader has closed") {
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    ::close(ends[0]);
    const inkjet::result r = inkjet::write(std::vector<std::string>(2000, std::string(100, 'x')),
                                           inkjet::file_descriptor(ends[1]));
    CHECK(r.code == errc::sink_failed);
    CHECK(r.note() == "EPIPE: whoever read has closed");
    CHECK(r.size == 0);
    CHECK(r.where().size() > 3);
    ::close(ends[1]);
}

TEST_CASE("a pipe that is full and does not block") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0);
    const inkjet::result r = inkjet::write(std::string(1000000, 'x'), inkjet::file_descriptor(ends[1]));
    CHECK(r.code == errc::sink_failed);
    CHECK(r.note() == "EAGAIN: would block");
    ::close(ends[1]);
    CHECK(drain(ends[0]).size() == r.size);
    ::close(ends[0]);
}

TEST_CASE("no descriptor, and a full device") {
    CHECK(inkjet::write(1, inkjet::file_descriptor(-1)).note() ==
          "EBADF: not an open file, or not for writing");
    const int full = ::open("/dev/full", O_WRONLY);
    if (full < 0) return;
    const inkjet::result r = inkjet::write(1, inkjet::file_descriptor(full));
    CHECK(r.code == errc::sink_failed);
    CHECK(r.where() == "$");
    CHECK(r.message() == "the destination failed at $: ENOSPC: no space left on the device");
    ::close(full);
}

TEST_CASE("a file that may not grow further (RLIMIT_FSIZE)") {
    std::FILE* const stream = std::tmpfile();
    REQUIRE(stream != nullptr);
    const int file = ::fileno(stream);
    rlimit former{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &former) == 0);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = former;
    small.rlim_cur = 100001;
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const inkjet::result r = inkjet::write(std::string(1000000, 'x'), inkjet::file_descriptor(file));
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &former) == 0);
    CHECK(r.code == errc::sink_failed);
    CHECK(r.note() == "EFBIG: the file is too large");
    CHECK(r.size == 100001);
    CHECK(::lseek(file, 0, SEEK_END) == 100001);
    std::fclose(stream);
}
