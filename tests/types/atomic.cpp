#include <inkjet/types/atomic.hpp>

#include "rooms.hpp"

#include <atomic>
#include <deque>
#include <limits>
#include <string>
#include <vector>

using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

enum class state { idle, busy };

struct alignas(8) point { // or else some compilers want a library for it
    int x, y;
};

struct counters {
    std::atomic<long> hits{0};
    std::atomic<double> load{0.5};
    std::atomic<bool> up{true};
    std::atomic<state> now{state::busy};
};

struct node {
    int id;
    std::atomic<const node*> next;
};

} // namespace

TEST_CASE("atomics are what they hold") {
    check_written(std::atomic<int>(-7), "-7");
    check_written(std::atomic<bool>(true), "true");
    check_written(std::atomic<double>(0.1), "0.1");
    check_written(std::atomic<point>(point{1, 2}), R"({"x":1,"y":2})");
    check_written(std::atomic<const char*>("text"), R"("text")");
    std::atomic_flag flag;
    check_written(flag, "false");
    flag.test_and_set();
    check_written(flag, "true");
    std::deque<std::atomic<int>> many(3);
    many[1] = 5;
    check_written(many, "[0,5,0]");
}

TEST_CASE("atomics as members") {
    counters all;
    all.hits = 12;
    check_written(all, R"({"hits":12,"load":0.5,"up":true,"now":1})");
    CHECK(written(all, {.enums_as_names = true}) == R"({"hits":12,"load":0.5,"up":true,"now":"busy"})");
    testing::check_every_room(all);
    all.load = std::numeric_limits<double>::quiet_NaN();
    check_refused(all, inkjet::errc::not_finite, "$.load", "NaN");
    const node last{2, nullptr}, first{1, &last};
    check_written(first, R"({"id":1,"next":{"id":2,"next":null}})");
}
