#include <inkjet/buffer/buffer.hpp>

#include "sink_driver.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

using inkjet::buffer;

namespace {

std::string counted(std::size_t n) {
    std::string text(n, ' ');
    for (std::size_t i = 0; i < n; ++i) text[i] = static_cast<char>('a' + i % 23);
    return text;
}

} // namespace

TEST_CASE("a new buffer is empty and owns nothing") {
    const buffer b;
    CHECK(b.empty());
    CHECK(b.size() == 0);
    CHECK(b.capacity() == 0);
    CHECK(b.view().empty());
    CHECK(b.begin() == b.end());
}

TEST_CASE("appending keeps what is there") {
    buffer b;
    std::string expected;
    for (std::size_t n = 0; n < 300; ++n) {
        REQUIRE(b.append(counted(n)));
        expected += counted(n);
    }
    CHECK(b.view() == expected);
    CHECK(std::string_view(b) == expected);
    CHECK(std::string(b.begin(), b.end()) == expected);
    CHECK(b.size() == expected.size());
    CHECK(b.capacity() >= b.size());
    CHECK(b.append({}));
    CHECK(b.size() == expected.size());
}

TEST_CASE("a part of the buffer can be appended to it") {
    buffer b;
    REQUIRE(b.append("0123456789"));
    std::string expected = "0123456789";
    for (int i = 0; i < 10; ++i) {
        REQUIRE(b.append(b.view().substr(3)));
        expected += std::string(expected, 3);
    }
    CHECK(b.view() == expected);
}

TEST_CASE("growing byte by byte moves the bytes seldom") {
    buffer b;
    int moves = 0;
    for (int i = 0; i < 100000; ++i) {
        const std::size_t before = b.capacity();
        REQUIRE(b.append("x"));
        moves += b.capacity() != before;
    }
    CHECK(moves < 40);
}

TEST_CASE("reserving makes room and clearing keeps it") {
    buffer b;
    CHECK(b.reserve(1000));
    CHECK(b.capacity() >= 1000);
    const char* const place = b.data();
    REQUIRE(b.append(counted(1000)));
    CHECK(b.data() == place);
    b.clear();
    CHECK(b.empty());
    CHECK(b.capacity() >= 1000);
    CHECK(b.reserve(10));
    CHECK(b.capacity() >= 1000);
    CHECK(b.data() == place);
}

TEST_CASE("more than there can be is refused, and changes nothing") {
    buffer b;
    REQUIRE(b.append("kept"));
    CHECK_FALSE(b.reserve(SIZE_MAX));
    CHECK_FALSE(b.reserve(PTRDIFF_MAX));
    CHECK(b.view() == "kept");
}

TEST_CASE("truncating shortens and never lengthens") {
    buffer b;
    REQUIRE(b.append("0123456789"));
    b.truncate(20);
    CHECK(b.view() == "0123456789");
    b.truncate(4);
    CHECK(b.view() == "0123");
    b.truncate(0);
    CHECK(b.empty());
}

TEST_CASE("a buffer is moved, not copied") {
    static_assert(!std::is_copy_constructible_v<buffer> && !std::is_copy_assignable_v<buffer>);
    static_assert(std::is_nothrow_move_constructible_v<buffer> && std::is_nothrow_move_assignable_v<buffer>);
    buffer a;
    REQUIRE(a.append("some bytes"));
    const char* const place = a.data();
    buffer b(std::move(a));
    CHECK(b.view() == "some bytes");
    CHECK(b.data() == place);
    CHECK(a.empty()); // NOLINT(bugprone-use-after-move): a moved-from buffer can be used again
    CHECK(a.append("again"));
    CHECK(a.view() == "again");
    buffer c;
    REQUIRE(c.append("overwritten"));
    c = std::move(b);
    CHECK(c.view() == "some bytes");
}

TEST_CASE("a sink appends behind what the buffer held, in whatever steps it is asked") {
    const std::string text = counted(3000);
    for (const std::size_t step : {1U, 7U, 64U, 1000U})
        for (const std::size_t ask : {step, step + 160, step + 2000}) {
            buffer b;
            REQUIRE(b.append("kept"));
            const sink_test::outcome o = sink_test::drive(b, text, step, ask);
            CHECK(o.code == inkjet::errc::ok);
            CHECK(o.appended == text.size());
            CHECK(b.view() == "kept" + text);
        }
}

TEST_CASE("a sink that is rolled back leaves the buffer as it was") {
    buffer b;
    sink_test::drive_and_roll_back(b, counted(5000));
    CHECK(b.empty());
    REQUIRE(b.append("kept"));
    sink_test::drive_and_roll_back(b, counted(50000));
    CHECK(b.view() == "kept");
}

TEST_CASE("a sink refuses what no memory can hold") {
    buffer b;
    REQUIRE(b.append("kept"));
    {
        inkjet::detail::window w;
        inkjet::detail::sink<buffer> sink(w, b);
        char* const p = sink.open(w);
        CHECK(w.grow(w, p, PTRDIFF_MAX) == nullptr);
        CHECK(w.reason() == inkjet::errc::out_of_memory);
        sink.roll_back(w);
    }
    CHECK(b.view() == "kept");
}
