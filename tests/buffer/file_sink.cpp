#include <inkjet/buffer/file_sink.hpp>

#include "../chunks.hpp"
#include "../writing.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdio>
#include <string>

using inkjet::errc;
using testing::written;

namespace {

std::string text_of(std::FILE* file) {
    std::string text;
    std::rewind(file);
    for (int unit = 0; (unit = std::fgetc(file)) != EOF;) text += static_cast<char>(unit);
    return text;
}

} // namespace

TEST_CASE("a file is appended to where it stands") {
    const testing::everything all = testing::make_everything();
    const std::string expected = written(all);
    for (const std::size_t size : {100U, 5000U, 65536U}) {
        std::FILE* const file = std::tmpfile();
        REQUIRE(file != nullptr);
        std::fputs("kept", file);
        CHECK(inkjet::write(all, inkjet::in_chunks(file, size)).size == expected.size());
        CHECK(inkjet::write(1, file).size == 1);
        CHECK((text_of(file) == "kept" + expected + "1"));
        std::fclose(file);
    }
}

TEST_CASE("a full device") {
    std::FILE* const full = std::fopen("/dev/full", "w");
    if (full == nullptr) return;
    std::setvbuf(full, nullptr, _IONBF, 0);
    const inkjet::result r = inkjet::write(testing::make_everything(), full);
    CHECK(r.code == errc::sink_failed);
    CHECK(r.size == 0);
    CHECK(r.note() == "ENOSPC: no space left on the device");
    CHECK(r.where().size() > 1);
    // What is small enough for the buffer fails for its owner.
    std::setvbuf(full, nullptr, _IOFBF, 4096);
    std::fclose(full);
}

TEST_CASE("a file that is open for reading only") {
    std::FILE* const file = std::fopen("/dev/null", "r");
    REQUIRE(file != nullptr);
    const inkjet::result r = inkjet::write(1, file);
    CHECK(r.code == errc::sink_failed);
    CHECK(r.where() == "$");
    CHECK(r.note() == "EBADF: not an open file, or not for writing");
    std::fclose(file);
}

TEST_CASE("a pipe whose reader has closed") {
    std::signal(SIGPIPE, SIG_IGN);
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    ::close(ends[0]);
    std::FILE* const file = ::fdopen(ends[1], "w");
    REQUIRE(file != nullptr);
    std::setvbuf(file, nullptr, _IONBF, 0);
    const inkjet::result r = inkjet::write(std::string(200000, 'x'), file);
    CHECK(r.code == errc::sink_failed);
    CHECK(r.note() == "EPIPE: whoever read has closed");
    CHECK(r.size == 0);
    std::fclose(file);
}
