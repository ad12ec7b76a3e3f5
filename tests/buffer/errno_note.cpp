#include <inkjet/buffer/errno_note.hpp>

#include <doctest/doctest.h>

#include <cerrno>

using inkjet::errc;
using namespace inkjet::detail;

namespace {

void check(int number, std::string_view expected) {
    delivery d;
    CHECK(!fail_with_errno(d, number, "otherwise"));
    CHECK(d.reason == errc::sink_failed);
    CHECK(d.note == expected);
}

} // namespace

TEST_CASE("reasons of the system by name, or by number") {
    check(0, "otherwise");
    check(ENOSPC, "ENOSPC: no space left on the device");
    check(EPIPE, "EPIPE: whoever read has closed");
    check(4095, "errno 4095");
    check(2147483647, "errno 2147483647");
}
