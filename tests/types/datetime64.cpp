#include <inkjet/types/datetime64.hpp>

#include "rooms.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using inkjet::datetime64;
using inkjet::datetime64_array;
using inkjet::datetime_unit;
using inkjet::ndarray;
using inkjet::not_a_time;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct example {
    datetime_unit unit;
    std::int64_t count;
    std::string_view text;
};

constexpr example examples[] = {
    {datetime_unit::year, 0, "1970-01-01T00:00:00"},
    {datetime_unit::year, 56, "2026-01-01T00:00:00"},
    {datetime_unit::year, -1, "1969-01-01T00:00:00"},
    {datetime_unit::year, -1970, "0000-01-01T00:00:00"},
    {datetime_unit::year, 8029, "9999-01-01T00:00:00"},
    {datetime_unit::month, 13, "1971-02-01T00:00:00"},
    {datetime_unit::month, -1, "1969-12-01T00:00:00"},
    {datetime_unit::month, -12, "1969-01-01T00:00:00"},
    {datetime_unit::month, 96359, "9999-12-01T00:00:00"},
    {datetime_unit::week, 1, "1970-01-08T00:00:00"},
    {datetime_unit::week, -1, "1969-12-25T00:00:00"},
    {datetime_unit::day, 20782, "2026-11-25T00:00:00"},
    {datetime_unit::day, -719528, "0000-01-01T00:00:00"},
    {datetime_unit::hour, -1, "1969-12-31T23:00:00"},
    {datetime_unit::minute, 61, "1970-01-01T01:01:00"},
    {datetime_unit::second, 1795599000, "2026-11-25T09:30:00"},
    {datetime_unit::second, 253402300799, "9999-12-31T23:59:59"},
    {datetime_unit::millisecond, 1500, "1970-01-01T00:00:01.500"},
    {datetime_unit::millisecond, -1, "1969-12-31T23:59:59.999"},
    {datetime_unit::microsecond, 1, "1970-01-01T00:00:00.000001"},
    {datetime_unit::microsecond, 2000000, "1970-01-01T00:00:02"},
    {datetime_unit::nanosecond, -1, "1969-12-31T23:59:59.999999999"},
    {datetime_unit::nanosecond, INT64_MAX, "2262-04-11T23:47:16.854775807"},
    {datetime_unit::nanosecond, INT64_MIN + 1, "1677-09-21T00:12:43.145224193"},
};

} // namespace

TEST_CASE("counts of every unit") {
    for (const example& each : examples) {
        CAPTURE(each.text);
        const std::string text = '"' + std::string(each.text) + '"';
        check_written(datetime64_array{{&each.count, {}}, each.unit}, text);
        const std::int64_t counts[] = {each.count, not_a_time, each.count};
        check_written(datetime64_array{{counts, {3}}, each.unit}, "[" + text + ",null," + text + "]");
    }
    check_written(datetime64<datetime_unit::second>{0}, R"("1970-01-01T00:00:00")");
    check_written(std::vector<datetime64<datetime_unit::day>>{{0}, {not_a_time}},
                  R"(["1970-01-01T00:00:00",null])");
}

TEST_CASE("options of times") {
    const datetime64<datetime_unit::millisecond> moment{1};
    CHECK(written(moment, {.naive_as_utc = true}) == R"("1970-01-01T00:00:00.001+00:00")");
    CHECK(written(moment, {.naive_as_utc = true, .utc_as_z = true}) == R"("1970-01-01T00:00:00.001Z")");
    CHECK(written(moment, {.omit_subseconds = true}) == R"("1970-01-01T00:00:00")");
}

TEST_CASE("arrays of any strides") {
    const std::int64_t counts[] = {0, 1, 2, 3, not_a_time, 5};
    check_written(datetime64_array{ndarray(counts + 4, {2, 2}, {-2, 1}), datetime_unit::day},
                  R"([[null,"1970-01-06T00:00:00"],["1970-01-03T00:00:00","1970-01-04T00:00:00"]])");
    check_written(datetime64_array{ndarray(counts, {0, 2}), datetime_unit::day}, "[]");
    check_every_room(datetime64_array{inkjet::column_major(counts, {3, 2}), datetime_unit::nanosecond});
    CHECK(written(datetime64_array{ndarray(counts, {1}), datetime_unit::year}, {.indent = 1}) ==
          "[\n \"1970-01-01T00:00:00\"\n]");
}

TEST_CASE("times that can't be written") {
    using enum datetime_unit;
    const auto refused = [](datetime_unit unit, std::int64_t count, std::string_view note) {
        const std::int64_t counts[] = {0, count};
        check_refused(datetime64_array{ndarray(counts, {1, 2}), unit}, inkjet::errc::time_range, "$[0][1]",
                      note);
    };
    refused(year, 8030, "year 10000");
    refused(year, -1971, "year -1");
    refused(year, INT64_MAX, "long after year 9999");
    refused(month, INT64_MIN + 1, "long before year 0");
    refused(week, INT64_MAX, "long after year 9999");
    refused(day, 2932897, "year 10000");
    refused(hour, INT64_MIN + 1, "long before year 0");
    refused(second, 253402300800, "year 10000");
    refused(millisecond, INT64_MIN + 1, "year -292275055");
    const std::int64_t one = 1;
    check_refused(datetime64_array{ndarray(&one, {1}), static_cast<datetime_unit>(99)},
                  inkjet::errc::bad_value, "$", "a datetime64 of an unknown unit");
}
