#include <inkjet/buffer/callback_sink.hpp>

#include "../chunks.hpp"
#include "../writing.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

using inkjet::errc;
using testing::written;

namespace {

std::string received;

bool receive(std::span<const char> chunk) {
    received.append(chunk.data(), chunk.size());
    return true;
}

} // namespace

TEST_CASE("callbacks of every kind") {
    const auto items = testing::some_items(10);
    const std::string expected = written(items);
    std::string taken;
    const auto take = [&taken](std::span<const char> chunk) {
        taken.append(chunk.data(), chunk.size());
        return true;
    };
    CHECK(inkjet::write(items, take).size == expected.size());
    CHECK(taken == expected);

    taken.clear();
    std::size_t calls = 0;
    CHECK(inkjet::write(
        items, [&, calls](std::span<const char> chunk) mutable { return ++calls != 0 && take(chunk); }));
    CHECK(taken == expected);

    taken.clear();
    const std::function<bool(std::span<const char>)> erased = take;
    CHECK(inkjet::write(items, erased));
    CHECK(taken == expected);

    CHECK(inkjet::write(items, receive));
    CHECK(received == expected);
    received.clear();
    CHECK(inkjet::write(items, &receive));
    CHECK(received == expected);
    received.clear();
    const auto chunks = inkjet::in_chunks(&receive, 100);
    CHECK(inkjet::write(items, chunks));
    CHECK(received == expected);
}

TEST_CASE("a callback that returns false cancels, at every chunk") {
    const auto items = testing::some_items(10);
    const std::string expected = written(items);
    for (std::size_t n = 0; n * 1000 < expected.size(); ++n) {
        std::size_t calls = 0, bytes = 0;
        const inkjet::result r = inkjet::write(items, inkjet::in_chunks(
                                                          [&](std::span<const char> chunk) {
                                                              if (calls++ == n) return false;
                                                              bytes += chunk.size();
                                                              return true;
                                                          },
                                                          1000));
        CHECK(r.code == errc::cancelled);
        CHECK(r.note() == "the callback returned false");
        CHECK(r.size == bytes);
        CHECK(calls == n + 1);
    }
}

#if INKJET_EXCEPTIONS
TEST_CASE("a callback that throws") {
    std::size_t calls = 0, bytes = 0;
    const auto take = [&](std::span<const char> chunk) -> bool {
        if (++calls == 4) throw std::runtime_error("no");
        bytes += chunk.size();
        return true;
    };
    const inkjet::result r = inkjet::write(std::string(20000, 'x'), inkjet::in_chunks(take, 1000));
    CHECK(r.code == errc::sink_failed);
    CHECK(r.note() == "the callback threw an exception");
    CHECK(r.size == bytes);
    CHECK(calls == 4);
}
#endif
