#include <inkjet/types/chrono.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <ratio>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

using namespace std::chrono_literals;
using inkjet::options;
using std::chrono::duration;
using std::chrono::hh_mm_ss;
using std::chrono::local_days;
using std::chrono::local_time;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::sys_time;
using std::chrono::year_month_day;
using testing::check_every_room;
using testing::check_key;
using testing::check_refused;
using testing::check_written;
using testing::written;
using testing::written_with;

namespace {

// What std::chrono::zoned_time offers, for standard libraries that have none.
template <class Duration>
struct zoned_time {
    struct info {
        std::chrono::seconds offset;
    };
    sys_time<Duration> since;
    std::chrono::seconds east;
    info get_info() const { return {east}; }
    sys_time<Duration> get_sys_time() const { return since; }
};

// As std::chrono's when the database of time zones is broken.
struct zoneless {
    zoned_time<std::chrono::seconds>::info get_info() const {
#if INKJET_EXCEPTIONS
        throw std::runtime_error("no zones here");
#else
        return {};
#endif
    }
    sys_seconds get_sys_time() const { return {}; }
};

template <class Duration>
zoned_time(sys_time<Duration>, std::chrono::seconds) -> zoned_time<Duration>;

// The time `there`, which is so far east of UTC.
template <class Duration>
auto in_zone(local_time<Duration> there, std::chrono::seconds east) {
    using precision = std::common_type_t<Duration, std::chrono::seconds>;
    return zoned_time<precision>{sys_time<precision>(there.time_since_epoch() - east), east};
}

constexpr auto day = 2026y / 11 / 25;
constexpr auto at = sys_days(day) + 9h + 30min;           // of UTC
constexpr auto there = local_days(day) + 9h + 30min + 0s; // somewhere

constexpr options naive_utc{.naive_as_utc = true};
constexpr options z{.utc_as_z = true};
constexpr options naive_z{.naive_as_utc = true, .utc_as_z = true};
constexpr options whole{.omit_subseconds = true};

// What is written with which option, and with none.
template <class T>
void check_all(const T& value, std::string_view none, std::string_view as_utc, std::string_view as_z,
               std::string_view as_both, std::string_view without_fraction) {
    check_written(value, none);
    CHECK(written_with<naive_utc>(value) == as_utc);
    CHECK(written_with<z>(value) == as_z);
    CHECK(written_with<naive_z>(value) == as_both);
    CHECK(written_with<whole>(value) == without_fraction);
}

struct event {
    int id;
    sys_time<std::chrono::milliseconds> begin;
    std::optional<local_time<std::chrono::seconds>> end;
    year_month_day day;
    bool open;
};

} // namespace

// An encoder goes before what the library has for a type.
template <>
struct inkjet::encoder<sys_time<std::chrono::minutes>> {
    static auto as(const sys_time<std::chrono::minutes>& v) { return v.time_since_epoch().count(); }
};
template <>
struct inkjet::encoder<std::chrono::year_month_day_last> {
    static year_month_day as(const std::chrono::year_month_day_last& v) { return v; }
};

TEST_CASE("points in time of every precision") {
    check_written(sys_time<std::chrono::hours>(sys_days(day) + 9h), R"("2026-11-25T09:00:00+00:00")");
    check_written(sys_seconds(at), R"("2026-11-25T09:30:00+00:00")");
    check_written(at + 7ms, R"("2026-11-25T09:30:00.007+00:00")");
    check_written(at + 0ms, R"("2026-11-25T09:30:00+00:00")");
    check_written(at + 7us, R"("2026-11-25T09:30:00.000007+00:00")");
    check_written(at + 7000us, R"("2026-11-25T09:30:00.007000+00:00")");
    check_written(at + 7ns, R"("2026-11-25T09:30:00.000000007+00:00")");
    check_written(sys_time<duration<std::int64_t, std::deci>>(at + 0s) + duration<int, std::deci>(7),
                  R"("2026-11-25T09:30:00.7+00:00")");
    check_written(sys_time<duration<std::int64_t, std::pico>>(1s) - duration<int, std::pico>(1),
                  R"("1970-01-01T00:00:00.999999999999+00:00")");
    check_written(sys_time<duration<std::int64_t, std::atto>>(duration<std::int64_t, std::atto>(1)),
                  R"("1970-01-01T00:00:00.000000000000000001+00:00")");
    check_written(sys_time<duration<int, std::ratio<1, 3>>>(duration<int, std::ratio<1, 3>>(-1)),
                  R"("1969-12-31T23:59:59.666666+00:00")");
    check_written(sys_time<duration<std::uint8_t>>(duration<std::uint8_t>(255)),
                  R"("1970-01-01T00:04:15+00:00")");
    check_written(sys_time<std::chrono::years>(std::chrono::years(1)), R"("1971-01-01T05:49:12+00:00")");
    check_written(sys_time<duration<inkjet::detail::int128, std::nano>>(at),
                  R"("2026-11-25T09:30:00+00:00")");
    check_written(sys_time<std::chrono::nanoseconds>::min(), R"("1677-09-21T00:12:43.145224192+00:00")");
    check_written(sys_time<std::chrono::nanoseconds>::max(), R"("2262-04-11T23:47:16.854775807+00:00")");
    check_written(sys_seconds(-1s), R"("1969-12-31T23:59:59+00:00")");
}

TEST_CASE("random points in time, against the fields of std::chrono") {
    std::mt19937_64 random(1970);
    const std::int64_t first = sys_seconds(sys_days(0y / 1 / 1)).time_since_epoch().count(),
                       last = sys_seconds(sys_days(10000y / 1 / 1)).time_since_epoch().count() - 1;
    std::uniform_int_distribution<std::int64_t> seconds(first, last), micros(0, 999'999);
    for (int i = 0; i < 20'000; ++i) {
        const auto value = sys_seconds(std::chrono::seconds(seconds(random))) +
                           std::chrono::microseconds(i % 8 == 0 ? 0 : micros(random));
        const auto midnight = std::chrono::floor<std::chrono::days>(value);
        const year_month_day date{midnight};
        const hh_mm_ss time{value - midnight};
        char expected[64], fraction[16] = "";
        if (time.subseconds().count() != 0)
            std::snprintf(fraction, sizeof fraction, ".%06d", static_cast<int>(time.subseconds().count()));
        std::snprintf(expected, sizeof expected, "\"%04d-%02u-%02uT%02d:%02d:%02d%s+00:00\"",
                      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                      static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
                      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
                      fraction);
        REQUIRE(written(value) == expected);
    }
}

TEST_CASE("points in time as floating point numbers: microseconds") {
    check_written(sys_time<duration<double>>(duration<double>(1764063000.1)),
                  R"("2025-11-25T09:30:00.100000+00:00")");
    check_written(sys_time<duration<double>>(duration<double>(-0.25)),
                  R"("1969-12-31T23:59:59.750000+00:00")");
    check_written(sys_time<duration<float>>(duration<float>(0.1f)), R"("1970-01-01T00:00:00.100000+00:00")");
    check_written(sys_time<duration<double, std::milli>>(duration<double, std::milli>(1764063000123.0)),
                  R"("2025-11-25T09:30:00.123000+00:00")");
    check_written(
        sys_time<duration<long double, std::ratio<86400>>>(duration<long double, std::ratio<86400>>(0.5L)),
        R"("1970-01-01T12:00:00+00:00")");
    using floating = sys_time<duration<double>>;
    check_refused(floating(duration<double>(std::nan(""))), inkjet::errc::not_finite, "$", "NaN");
    check_refused(floating(duration<double>(-HUGE_VAL)), inkjet::errc::not_finite, "$", "-Infinity");
    check_refused(floating(duration<double>(1e300)), inkjet::errc::time_range, "$", "long after year 9999");
    check_refused(floating(duration<double>(-1e300)), inkjet::errc::time_range, "$", "long before year 0");
    check_refused(floating(duration<double>(253402300799.9999999)), inkjet::errc::time_range, "$",
                  "year 10000");
    CHECK(written_with<options{.non_finite = inkjet::non_finite_policy::null}>(
              floating(duration<double>(std::nan("")))) == "null");
    CHECK(written_with<options{.non_finite = inkjet::non_finite_policy::string}>(
              std::array<floating, 2>{floating(duration<double>(-HUGE_VAL)), floating()}) ==
          R"(["-Infinity","1970-01-01T00:00:00+00:00"])");
}

TEST_CASE("points in time as coarse as days are dates") {
    check_written(sys_days(day), R"("2026-11-25")");
    check_written(local_days(day), R"("2026-11-25")");
    check_written(sys_time<std::chrono::weeks>(std::chrono::weeks(-1)), R"("1969-12-25")");
    CHECK(written_with<naive_z>(local_days(day)) == R"("2026-11-25")");
    check_refused(sys_time<duration<int, std::ratio<86400>>>::max(), inkjet::errc::time_range, "$",
                  "year 5881580");
    check_refused(sys_time<duration<std::int64_t, std::ratio<86400>>>::min(), inkjet::errc::time_range, "$",
                  "long before year 0");
    check_refused(sys_time<duration<std::int64_t, std::ratio<604800>>>::max(), inkjet::errc::time_range, "$",
                  "long after year 9999");
}

TEST_CASE("years that have other than four digits are refused") {
    constexpr auto first = sys_days(0y / 1 / 1), behind = sys_days(10000y / 1 / 1);
    check_written(first, R"("0000-01-01")");
    check_written(first + 0s, R"("0000-01-01T00:00:00+00:00")");
    check_written(behind - 1ms, R"("9999-12-31T23:59:59.999+00:00")");
    check_refused(behind, inkjet::errc::time_range, "$", "year 10000");
    check_refused(behind + 0s, inkjet::errc::time_range, "$", "year 10000");
    check_refused(first - 1ms, inkjet::errc::time_range, "$", "year -1");
    check_refused(sys_seconds::max(), inkjet::errc::time_range, "$", "year 292277026596");
    check_refused(sys_seconds::min(), inkjet::errc::time_range, "$", "year -292277022657");
    check_refused(local_time<std::chrono::seconds>::max(), inkjet::errc::time_range, "$",
                  "year 292277026596");
    check_refused(sys_time<std::chrono::hours>::max(), inkjet::errc::time_range, "$", "long after year 9999");
    check_refused(sys_time<std::chrono::hours>::min(), inkjet::errc::time_range, "$", "long before year 0");
    check_refused(std::vector{sys_seconds(), sys_seconds(behind)}, inkjet::errc::time_range, "$[1]",
                  "year 10000");
}

TEST_CASE("what orjson documents of datetimes, dates and times") {
    const auto micro = there + 123us;
    // Naive: no offset, whatever there is of options for UTC, but for one.
    check_all(there, R"("2026-11-25T09:30:00")", R"("2026-11-25T09:30:00+00:00")", R"("2026-11-25T09:30:00")",
              R"("2026-11-25T09:30:00Z")", R"("2026-11-25T09:30:00")");
    check_all(micro, R"("2026-11-25T09:30:00.000123")", R"("2026-11-25T09:30:00.000123+00:00")",
              R"("2026-11-25T09:30:00.000123")", R"("2026-11-25T09:30:00.000123Z")",
              R"("2026-11-25T09:30:00")");
    // UTC, by itself and as a zone.
    check_all(at + 123us, R"("2026-11-25T09:30:00.000123+00:00")", R"("2026-11-25T09:30:00.000123+00:00")",
              R"("2026-11-25T09:30:00.000123Z")", R"("2026-11-25T09:30:00.000123Z")",
              R"("2026-11-25T09:30:00+00:00")");
    check_all(in_zone(there, 0s), R"("2026-11-25T09:30:00+00:00")", R"("2026-11-25T09:30:00+00:00")",
              R"("2026-11-25T09:30:00Z")", R"("2026-11-25T09:30:00Z")", R"("2026-11-25T09:30:00+00:00")");
    // Other zones.
    for (const auto& [east, text] :
         {std::tuple(2h + 0s, "+02:00"), std::tuple(-5h + 0s, "-05:00"),
          std::tuple(5h + 45min + 0s, "+05:45"), std::tuple(-9h - 30min - 0s, "-09:30"),
          std::tuple(14h + 0s, "+14:00"), std::tuple(23h + 59min + 0s, "+23:59"),
          std::tuple(-23h - 59min - 0s, "-23:59")}) {
        const std::string seconds = std::string(R"("2026-11-25T09:30:00)") + text + '"';
        const std::string micros = std::string(R"("2026-11-25T09:30:00.000123)") + text + '"';
        check_all(in_zone(there, east), seconds, seconds, seconds, seconds, seconds);
        check_all(in_zone(micro, east), micros, micros, micros, micros, seconds);
    }
    // Dates and times know nothing of zones.
    check_all(day, R"("2026-11-25")", R"("2026-11-25")", R"("2026-11-25")", R"("2026-11-25")",
              R"("2026-11-25")");
    check_all(hh_mm_ss(9h + 30min + 123us), R"("09:30:00.000123")", R"("09:30:00.000123")",
              R"("09:30:00.000123")", R"("09:30:00.000123")", R"("09:30:00")");
    check_written(1y / 1 / 1, R"("0001-01-01")");
    check_written(local_days(1y / 1 / 1) + 0s, R"("0001-01-01T00:00:00")");
}

// orjson rounds the offset and leaves the time alone, so that the instant is another; and it has +23:60.
TEST_CASE("offsets with seconds: the nearest minute, at the same instant") {
    const auto noon = local_days(1900y / 1 / 1) + 12h + 0s;
    // The example of RFC 3339, section 5.8: 12:00 in the Netherlands, 19 min 32.13 s from UTC.
    check_written(in_zone(local_days(1937y / 1 / 1) + 12h + 0ms, 19min + 32s),
                  R"("1937-01-01T12:00:28+00:20")");
    check_written(in_zone(noon, -4h - 56min - 2s), R"("1900-01-01T12:00:02-04:56")");
    check_written(in_zone(noon, 29s), R"("1900-01-01T11:59:31+00:00")");
    check_written(in_zone(noon, -29s), R"("1900-01-01T12:00:29+00:00")");
    check_written(in_zone(noon, 30s), R"("1900-01-01T12:00:30+00:01")");
    check_written(in_zone(noon, -30s), R"("1900-01-01T11:59:30-00:01")");
    check_written(in_zone(noon, 23h + 59min + 59s), R"("1900-01-01T11:59:01+23:59")");
    check_written(in_zone(noon, -23h - 59min - 59s), R"("1900-01-01T12:00:59-23:59")");
    CHECK(written_with<z>(in_zone(noon, 29s)) == R"("1900-01-01T11:59:31Z")");
}

TEST_CASE("zones at the ends of what can be written") {
    constexpr auto first = local_days(0y / 1 / 1) + 0s, last = local_days(9999y / 12 / 31) + 24h - 1s;
    check_written(in_zone(first, 1h), R"("0000-01-01T00:00:00+01:00")");
    check_written(in_zone(last, -1h), R"("9999-12-31T23:59:59-01:00")");
    check_refused(in_zone(first - 1s, -1h), inkjet::errc::time_range, "$", "year -1");
    check_refused(in_zone(last + 1s, 1h), inkjet::errc::time_range, "$", "year 10000");
    check_refused(zoned_time{sys_seconds::max(), 1h}, inkjet::errc::time_range, "$", "long after year 9999");
    check_refused(zoned_time{sys_seconds::min(), -1h}, inkjet::errc::time_range, "$", "long before year 0");
    check_refused(in_zone(there, 24h), inkjet::errc::time_range, "$", "an offset in seconds of 86400");
    check_refused(in_zone(there, -24h), inkjet::errc::time_range, "$", "an offset in seconds of -86400");
    check_written(zoned_time{sys_time<duration<double>>(duration<double>(0.5)), 1h},
                  R"("1970-01-01T01:00:00.500000+01:00")");
    check_written(zoned_time{sys_days(day), -1h}, R"("2026-11-24T23:00:00-01:00")");
}

TEST_CASE("zones that throw") {
#if INKJET_EXCEPTIONS
    check_refused(zoneless(), inkjet::errc::bad_value, "$",
                  "an exception was thrown by a range, an encoder or a member function");
#endif
}

TEST_CASE("dates that are none are refused") {
    check_written(2024y / 2 / 29, R"("2024-02-29")");
    check_refused(2026y / 2 / 29, inkjet::errc::time_range, "$", "no such day: year 2026, month 2, day 29");
    check_refused(2026y / 13 / 1, inkjet::errc::time_range, "$", "no such day: year 2026, month 13, day 1");
    check_refused(2026y / 4 / 0, inkjet::errc::time_range, "$", "no such day: year 2026, month 4, day 0");
    check_refused(10000y / 1 / 1, inkjet::errc::time_range, "$", "year 10000");
    check_refused(-1y / 12 / 31, inkjet::errc::time_range, "$", "year -1");
    check_written(0y / 1 / 1, R"("0000-01-01")");
}

TEST_CASE("times of day") {
    check_written(hh_mm_ss(0s), R"("00:00:00")");
    check_written(hh_mm_ss(23h), R"("23:00:00")");
    check_written(hh_mm_ss(24h - 1ns), R"("23:59:59.999999999")");
    check_written(hh_mm_ss(9h + 5ms), R"("09:00:00.005")");
    check_written(hh_mm_ss(duration<int, std::ratio<1, 3>>(1)), R"("00:00:00.333333")");
    check_written(hh_mm_ss(duration<double>(0.25)), R"("00:00:00.250000")");
    check_written(hh_mm_ss(duration<double>(34200.1)), R"("09:30:00.100000")");
    check_written(hh_mm_ss(duration<double>(86399.9999999)), R"("23:59:59.999999")");
    check_written(hh_mm_ss(duration<double, std::ratio<3600>>(1.5)), R"("01:30:00")");
    CHECK(written_with<whole>(hh_mm_ss(24h - 1ns)) == R"("23:59:59")");
    check_refused(hh_mm_ss(25h), inkjet::errc::time_range, "$", "hour 25");
    check_refused(hh_mm_ss(24h), inkjet::errc::time_range, "$", "hour 24");
    check_refused(hh_mm_ss(duration<double>(86400)), inkjet::errc::time_range, "$", "hour 24");
    check_refused(hh_mm_ss(-1s), inkjet::errc::time_range, "$", "a negative time of day");
    check_refused(hh_mm_ss(duration<double>(-0.5)), inkjet::errc::time_range, "$", "a negative time of day");
}

TEST_CASE("times as keys") {
    check_key(at + 5ms, R"("2026-11-25T09:30:00.005+00:00")");
    check_key(there, R"("2026-11-25T09:30:00")");
    check_key(sys_days(day), R"("2026-11-25")");
    check_key(in_zone(there, 1h), R"("2026-11-25T09:30:00+01:00")");
    check_key(day, R"("2026-11-25")");
    check_key(hh_mm_ss(9h), R"("09:00:00")");
    CHECK(written_with<options{.non_string_keys = true, .naive_as_utc = true, .utc_as_z = true}>(
              testing::keyed<local_time<std::chrono::seconds>>{{{there, 1}}}) ==
          R"({"2026-11-25T09:30:00Z":1})");
    // By the bytes of the text: a fraction before an offset, both before the next second.
    const testing::keyed<sys_time<std::chrono::milliseconds>> map{
        {{at + 1s, 3}, {at + 5ms, 2}, {at - 1h, 0}, {at, 1}}};
    CHECK(written_with<options{.sort_keys = true, .non_string_keys = true}>(map) ==
          R"({"2026-11-25T08:30:00+00:00":0,"2026-11-25T09:30:00+00:00":1,)"
          R"("2026-11-25T09:30:00.005+00:00":2,"2026-11-25T09:30:01+00:00":3})");
    CHECK(written_with<options{.sort_keys = true, .non_string_keys = true}>(testing::keyed<year_month_day>{
              {{10000y / 1 / 1, 1}}}) == "a time that is out of range at $: year 10000");
}

TEST_CASE("times in containers and members") {
    const event held{1, at + 5ms, there, day, true};
    check_written(held, R"({"id":1,"begin":"2026-11-25T09:30:00.005+00:00","end":"2026-11-25T09:30:00",)"
                        R"("day":"2026-11-25","open":true})");
    check_written(std::vector{sys_days(day), sys_days(day) + std::chrono::days(6)},
                  R"(["2026-11-25","2026-12-01"])");
    check_written(std::variant<int, year_month_day>(day), R"("2026-11-25")");
    check_written(std::map<std::string, hh_mm_ss<std::chrono::seconds>>{{"at", hh_mm_ss(1s)}},
                  R"({"at":"00:00:01"})");
    check_refused(std::vector{held, event{2, at, {}, 2026y / 2 / 30, true}}, inkjet::errc::time_range,
                  "$[1].day", "no such day: year 2026, month 2, day 30");
    check_refused(event{2, sys_days(-1y / 1 / 1), {}, 2026y / 2 / 30, true}, inkjet::errc::time_range,
                  "$.begin", "year -1");
    CHECK(written(std::vector{day}, {.indent = 2}) == "[\n  \"2026-11-25\"\n]");
}

TEST_CASE("times through every room") {
    check_every_room(std::vector(30, event{1, at + 5ms, there, day, true}));
    check_every_room(std::vector(30, sys_days(day)));
    check_every_room(std::vector(30, at + 5ns));
    check_every_room(std::vector(30, in_zone(there + 5us, 1h)));
    check_every_room(std::vector(30, hh_mm_ss(24h - 1ns)));
    check_every_room(sys_time<duration<std::int64_t, std::atto>>(duration<std::int64_t, std::atto>(1)));
}

TEST_CASE("an encoder goes first") {
    check_written(sys_time<std::chrono::minutes>(90min), "90");
    check_written(2024y / 2 / std::chrono::last, R"("2024-02-29")");
}

#if defined(__cpp_lib_chrono) && __cpp_lib_chrono >= 201907L
TEST_CASE("zoned_time of the standard library") {
    check_written(std::chrono::zoned_time("Etc/UTC", at), R"("2026-11-25T09:30:00+00:00")");
    check_written(std::chrono::zoned_time("Etc/GMT-1", at + 5ms), R"("2026-11-25T10:30:00.005+01:00")");
}
#endif
