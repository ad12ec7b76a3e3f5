#include <inkjet/buffer/container_sink.hpp>

#include "failing_allocator.hpp"
#include "sink_driver.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <deque>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using inkjet::detail::resizable_bytes;
using sink_test::drive;
using testing::failing;

static_assert(resizable_bytes<std::string> && resizable_bytes<std::u8string> &&
              resizable_bytes<std::pmr::string>);
static_assert(resizable_bytes<std::vector<char>> && resizable_bytes<std::vector<unsigned char>> &&
              resizable_bytes<std::vector<std::byte>> && resizable_bytes<std::vector<char8_t>> &&
              resizable_bytes<std::pmr::vector<char>>);
static_assert(!resizable_bytes<std::vector<int>> && !resizable_bytes<std::wstring> &&
              !resizable_bytes<std::deque<char>> && !resizable_bytes<std::string_view>);

namespace {

// Short output, and output that leaves the stage, the first step in place and several more.
constexpr std::size_t sizes[] = {0, 1, 100, 3967, 3968, 4031, 4032, 4033, 4096, 20000, 20500, 70000};

std::string counted(std::size_t n) {
    std::string text(n, ' ');
    for (std::size_t i = 0; i < n; ++i) text[i] = static_cast<char>('a' + i % 23);
    return text;
}

template <class C>
bool holds(const C& bytes, std::string_view expected) {
    if (bytes.size() != expected.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (static_cast<char>(bytes[i]) != expected[i]) return false;
    return true;
}

} // namespace

TEST_CASE_TEMPLATE("a sink appends behind what the container held", C, std::string, std::u8string,
                   std::vector<char>, std::vector<unsigned char>, std::vector<std::byte>,
                   std::vector<char8_t>, std::pmr::vector<char>) {
    for (const std::size_t size : sizes)
        for (const std::size_t step : {std::size_t{13}, std::size_t{500}})
            for (const std::size_t ask : {step, step + 448, std::size_t{2048}}) {
                const std::string text = counted(size);
                C out(4, typename C::value_type('k'));
                const sink_test::outcome o = drive(out, text, step, ask);
                CHECK(o.code == errc::ok);
                CHECK(o.appended == size);
                CHECK(holds(out, "kkkk" + text));
            }
}

TEST_CASE("one step may be longer than the stage") {
    const std::string text = counted(100000);
    for (const std::size_t step : {std::size_t{5000}, text.size()}) {
        std::vector<char> out(4, 'k');
        CHECK(drive(out, text, step, step + 448).code == errc::ok);
        CHECK(holds(out, "kkkk" + text));
    }
}

TEST_CASE_TEMPLATE("a sink that is rolled back leaves the container as it was", C, std::string,
                   std::vector<std::byte>) {
    for (const std::size_t size : sizes) {
        C out(4, typename C::value_type('k'));
        sink_test::drive_and_roll_back(out, counted(size));
        CHECK(holds(out, "kkkk"));
    }
}

TEST_CASE("a container with room is not made larger") {
    std::vector<char> out;
    out.reserve(30000);
    const char* const place = out.data();
    CHECK(drive(out, counted(29000), 100, 160).code == errc::ok);
    CHECK(out.data() == place);
    CHECK(out.capacity() == 30000);
}

TEST_CASE("an empty write into a container that never held anything") {
    std::vector<char> out;
    const sink_test::outcome o = drive(out, {}, 1, 1);
    CHECK(o.code == errc::ok);
    CHECK(o.appended == 0);
    CHECK(out.empty());
}

#if INKJET_EXCEPTIONS
TEST_CASE("whichever allocation fails, the container stays as it was") {
    const std::string text = counted(100000);
    int refused = 0;
    for (int allowed = 0;; ++allowed) {
        std::vector<char, failing<char>> out(4, 'k');
        const testing::allocations_left only(allowed);
        const sink_test::outcome o = drive(out, text, 100, 160);
        if (o.code == errc::ok) {
            CHECK(holds(out, "kkkk" + text));
            break;
        }
        ++refused;
        CHECK(o.code == errc::out_of_memory);
        CHECK(holds(out, "kkkk"));
    }
    CHECK(refused >= 2);
}

TEST_CASE("where memory is not there to double, what is needed is enough") {
    const testing::allocations_up_to limit(8000);
    const std::string text = counted(7000);
    std::vector<char, failing<char>> out;
    CHECK(drive(out, text, 10, 20).code == errc::ok);
    CHECK(holds(out, text));
    CHECK(drive(out, text, 10, 20).code == errc::out_of_memory);
    CHECK(holds(out, text));
}
#endif
