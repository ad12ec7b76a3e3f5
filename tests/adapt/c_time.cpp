#include <inkjet/adapt/c_time.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <climits>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

using inkjet::naive;
using inkjet::options;
using inkjet::utc;
using inkjet::with_offset;
using testing::check_every_room;
using testing::check_key;
using testing::check_refused;
using testing::check_written;
using testing::written_with;

namespace {

constexpr std::tm fields(int year, int month, int day, int hour, int minute, int second) {
    std::tm made{};
    made.tm_year = year - 1900;
    made.tm_mon = month - 1;
    made.tm_mday = day;
    made.tm_hour = hour;
    made.tm_min = minute;
    made.tm_sec = second;
    return made;
}

constexpr std::tm there = fields(2026, 11, 25, 9, 30, 0);

constexpr options naive_utc{.naive_as_utc = true};
constexpr options z{.utc_as_z = true};
constexpr options naive_z{.naive_as_utc = true, .utc_as_z = true};

struct record {
    int id;
    inkjet::utc_timespec modified;
    inkjet::naive_tm shown;
    bool hidden;
};

} // namespace

TEST_CASE("broken-down time in UTC, in no zone, in a zone") {
    check_written(utc(there), R"("2026-11-25T09:30:00+00:00")");
    check_written(naive(there), R"("2026-11-25T09:30:00")");
    check_written(with_offset(there, 3600), R"("2026-11-25T09:30:00+01:00")");
    check_written(with_offset(there, 0), R"("2026-11-25T09:30:00+00:00")");
    CHECK(written_with<naive_utc>(naive(there)) == R"("2026-11-25T09:30:00+00:00")");
    CHECK(written_with<naive_z>(naive(there)) == R"("2026-11-25T09:30:00Z")");
    CHECK(written_with<z>(naive(there)) == R"("2026-11-25T09:30:00")");
    CHECK(written_with<z>(utc(there)) == R"("2026-11-25T09:30:00Z")");
    CHECK(written_with<z>(with_offset(there, 0)) == R"("2026-11-25T09:30:00Z")");
    CHECK(written_with<z>(with_offset(there, -34'200)) == R"("2026-11-25T09:30:00-09:30")");
}

TEST_CASE("offsets with seconds: the nearest minute, at the same instant") {
    check_written(with_offset(fields(1937, 1, 1, 12, 0, 0), 1'172), R"("1937-01-01T12:00:28+00:20")");
    check_written(with_offset(fields(1900, 1, 1, 0, 0, 0), 29), R"("1899-12-31T23:59:31+00:00")");
    check_written(with_offset(fields(1900, 12, 31, 23, 59, 60), -29), R"("1901-01-01T00:00:29+00:00")");
    check_written(with_offset(there, 86'399), R"("2026-11-25T09:29:01+23:59")");
    check_refused(with_offset(there, 86'400), inkjet::errc::time_range, "$", "an offset in seconds of 86400");
    check_refused(with_offset(there, -86'400), inkjet::errc::time_range, "$",
                  "an offset in seconds of -86400");
    check_refused(with_offset(fields(0, 1, 1, 0, 0, 0), 29), inkjet::errc::time_range, "$", "year -1");
    check_refused(with_offset(fields(9999, 12, 31, 23, 59, 59), 30), inkjet::errc::time_range, "$",
                  "year 10000");
}

TEST_CASE("the offset that localtime notes down, where there is one") {
    auto check = [](auto made) {
        if constexpr (requires { made.tm_gmtoff; }) {
            made.tm_gmtoff = 20'700;
            check_written(with_offset(made), R"("2026-11-25T09:30:00+05:45")");
        }
    };
    check(there);
}

TEST_CASE("every field is checked") {
    constexpr auto range = inkjet::errc::time_range;
    check_written(utc(fields(2026, 1, 1, 0, 0, 0)), R"("2026-01-01T00:00:00+00:00")");
    check_written(utc(fields(2016, 12, 31, 23, 59, 60)), R"("2016-12-31T23:59:60+00:00")"); // a leap second
    check_written(utc(fields(2024, 2, 29, 0, 0, 0)), R"("2024-02-29T00:00:00+00:00")");
    check_written(utc(fields(0, 1, 1, 0, 0, 0)), R"("0000-01-01T00:00:00+00:00")");
    check_written(utc(fields(9999, 12, 31, 23, 59, 59)), R"("9999-12-31T23:59:59+00:00")");
    check_refused(utc(fields(2026, 13, 1, 0, 0, 0)), range, "$", "month 13");
    check_refused(utc(fields(2026, 0, 1, 0, 0, 0)), range, "$", "month 0");
    check_refused(utc(fields(2026, 4, 31, 0, 0, 0)), range, "$", "no such day: year 2026, month 4, day 31");
    check_refused(utc(fields(2026, 2, 29, 0, 0, 0)), range, "$", "no such day: year 2026, month 2, day 29");
    check_refused(naive(fields(2026, 4, 0, 0, 0, 0)), range, "$", "no such day: year 2026, month 4, day 0");
    check_refused(naive(fields(2026, 4, -1, 0, 0, 0)), range, "$", "no such day: year 2026, month 4, day -1");
    check_refused(utc(fields(2026, 4, 1, 25, 0, 0)), range, "$", "hour 25");
    check_refused(utc(fields(2026, 4, 1, 24, 0, 0)), range, "$", "hour 24");
    check_refused(utc(fields(2026, 4, 1, -1, 0, 0)), range, "$", "hour -1");
    check_refused(utc(fields(2026, 4, 1, 0, 60, 0)), range, "$", "minute 60");
    check_refused(utc(fields(2026, 4, 1, 0, -1, 0)), range, "$", "minute -1");
    check_refused(utc(fields(2026, 4, 1, 0, 0, 61)), range, "$", "second 61");
    check_refused(utc(fields(2026, 4, 1, 0, 0, -1)), range, "$", "second -1");
    check_refused(utc(fields(10000, 1, 1, 0, 0, 0)), range, "$", "year 10000");
    check_refused(utc(fields(-1, 12, 31, 0, 0, 0)), range, "$", "year -1");
    std::tm most = there;
    most.tm_year = INT_MAX;
    check_refused(utc(most), range, "$", "year 2147485547");
    most.tm_mon = INT_MAX;
    check_refused(utc(most), range, "$", "month 2147483648");
}

TEST_CASE("seconds and nanoseconds") {
    check_written(utc(std::timespec{0, 0}), R"("1970-01-01T00:00:00+00:00")");
    check_written(utc(std::timespec{1'795'599'000, 5}), R"("2026-11-25T09:30:00.000000005+00:00")");
    check_written(utc(std::timespec{-1, 999'999'999}), R"("1969-12-31T23:59:59.999999999+00:00")");
    CHECK(written_with<options{.utc_as_z = true, .omit_subseconds = true}>(utc(std::timespec{0, 5})) ==
          R"("1970-01-01T00:00:00Z")");
    check_refused(utc(std::timespec{0, 1'000'000'000}), inkjet::errc::time_range, "$",
                  "nanosecond 1000000000");
    check_refused(utc(std::timespec{0, -1}), inkjet::errc::time_range, "$", "nanosecond -1");
    check_refused(utc(std::timespec{253'402'300'800, 0}), inkjet::errc::time_range, "$", "year 10000");
}

TEST_CASE("times of C as keys, in containers and members") {
    check_key(utc(there), R"("2026-11-25T09:30:00+00:00")");
    check_key(naive(there), R"("2026-11-25T09:30:00")");
    check_key(with_offset(there, 3600), R"("2026-11-25T09:30:00+01:00")");
    check_key(utc(std::timespec{0, 0}), R"("1970-01-01T00:00:00+00:00")");
    const record held{1, utc(std::timespec{0, 5}), naive(there), false};
    check_written(held, R"({"id":1,"modified":"1970-01-01T00:00:00.000000005+00:00",)"
                        R"("shown":"2026-11-25T09:30:00","hidden":false})");
    check_refused(std::vector{held, record{2, {}, {}, true}}, inkjet::errc::time_range, "$[1].shown",
                  "no such day: year 1900, month 1, day 0");
    check_every_room(std::vector(30, held));
}
