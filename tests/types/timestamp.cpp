#include <inkjet/types/timestamp.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace inkjet::detail;
using inkjet::errc;
using inkjet::options;

namespace {

using policy = default_policy;
using plain = folded_policy<options{.naive_as_utc = true, .utc_as_z = true, .omit_subseconds = true}>;

// What `put` writes, or the note of its failure.
template <class Put>
std::string text_of(Put put) {
    context c;
    char text[128 + overrun];
    c.begin = text;
    const char* const end = put(c, text);
    if (!c.failed) return {static_cast<const char*>(text), end};
    CHECK(c.failure.code == errc::time_range);
    return std::string(c.failure.note());
}

template <class P = policy>
std::string timestamp(std::int64_t second, std::uint64_t fraction, utc_offset offset) {
    return text_of([&](context& c, char* p) { return put_timestamp<P, 9>(c, p, second, fraction, offset); });
}
std::string date(civil_date value) {
    return text_of([&](context& c, char* p) { return put_date(c, p, value); });
}
std::string day(std::int64_t value) {
    return text_of([&](context& c, char* p) { return put_date(c, p, value); });
}

constexpr bool is_offset(std::int64_t seconds, std::int32_t minutes) {
    return nearest_offset(seconds).known && nearest_offset(seconds).minutes == minutes;
}

} // namespace

static_assert(is_offset(0, 0) && is_offset(29, 0) && is_offset(-29, 0));
static_assert(is_offset(30, 1) && is_offset(-30, -1) && is_offset(89, 1) && is_offset(-89, -1));
static_assert(is_offset(20'700, 345) && is_offset(-34'200, -570));
static_assert(is_offset(86'399, 1439) && is_offset(-86'399, -1439));
static_assert(date_bound == 12 && clock_bound<0> == 10 && clock_bound<9> == 20);
static_assert(timestamp_bound<0> == 27 && timestamp_bound<9> == 37 && timestamp_bound<18> == 46);

TEST_CASE("timestamps at the ends of their range") {
    CHECK(timestamp(0, 0, no_offset) == R"("1970-01-01T00:00:00")");
    CHECK(timestamp(-1, 999'999'999, utc_itself) == R"("1969-12-31T23:59:59.999999999+00:00")");
    CHECK(timestamp(first_second, 0, utc_itself) == R"("0000-01-01T00:00:00+00:00")");
    CHECK(timestamp(last_second, 1, {true, -1439}) == R"("9999-12-31T23:59:59.000000001-23:59")");
    CHECK(timestamp(first_second - 1, 0, utc_itself) == "year -1");
    CHECK(timestamp(last_second + 1, 0, utc_itself) == "year 10000");
    CHECK(timestamp(INT64_MAX, 0, no_offset) == "year 292277026596");
    CHECK(timestamp(INT64_MIN, 0, no_offset) == "year -292277022657");
}

TEST_CASE("timestamps after the options") {
    CHECK(timestamp<plain>(0, 5, no_offset) == R"("1970-01-01T00:00:00Z")");
    CHECK(timestamp<plain>(0, 0, {true, 0}) == R"("1970-01-01T00:00:00Z")");
    CHECK(timestamp<plain>(0, 5, {true, 60}) == R"("1970-01-01T00:00:00+01:00")");
}

TEST_CASE("dates and days at the ends of their range") {
    CHECK(date({0, 1, 1}) == R"("0000-01-01")");
    CHECK(date({9999, 12, 31}) == R"("9999-12-31")");
    CHECK(date({2024, 2, 29}) == R"("2024-02-29")");
    CHECK(date({2023, 2, 29}) == "no such day: year 2023, month 2, day 29");
    CHECK(date({2023, 0, 1}) == "no such day: year 2023, month 0, day 1");
    CHECK(date({2023, 13, 1}) == "no such day: year 2023, month 13, day 1");
    CHECK(date({2023, 1, 0}) == "no such day: year 2023, month 1, day 0");
    CHECK(date({-32768, 4, 31}) == "no such day: year -32768, month 4, day 31");
    CHECK(date({-1, 12, 31}) == "year -1");
    CHECK(date({10000, 1, 1}) == "year 10000");
    CHECK(day(first_day) == R"("0000-01-01")");
    CHECK(day(last_day) == R"("9999-12-31")");
    CHECK(day(first_day - 1) == "year -1");
    CHECK(day(last_day + 1) == "year 10000");
    CHECK(day(INT64_MAX / seconds_per_day) == "year 292277026596");
    CHECK(day(INT64_MAX) == "long after year 9999");
    CHECK(day(INT64_MIN) == "long before year 0");
}
