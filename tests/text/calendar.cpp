#include <inkjet/text/calendar.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <limits>

using namespace inkjet::detail;

namespace {

constexpr bool same(civil_date date, int year, unsigned month, unsigned day) {
    return date.year == year && date.month == month && date.day == day;
}

} // namespace

static_assert(same(date_of_days(0), 1970, 1, 1));
static_assert(same(date_of_days(-1), 1969, 12, 31));
static_assert(same(date_of_days(first_day), 0, 1, 1));
static_assert(same(date_of_days(last_day), 9999, 12, 31));
static_assert(same(date_of_days(first_day - 1), -1, 12, 31));
static_assert(same(date_of_days(last_day + 1), 10000, 1, 1));
static_assert(same(date_of_days(first_day - 365), -1, 1, 1));
static_assert(same(date_of_days(last_day + 366), 10000, 12, 31));
static_assert(days_of_date({2000, 2, 29}) == 11'016 && days_of_date({2000, 3, 1}) == 11'017);
static_assert(first_second == -62'167'219'200 && last_second == 253'402'300'799);

// Where a sanitizer watches, each step is slow: a part must do.
#if defined(INKJET_TEST_THINNED)
constexpr int stride = 13;
#else
constexpr int stride = 1;
#endif

TEST_CASE("every day of the years 0000 to 9999, against std::chrono") {
    for (std::int64_t day = first_day - 365; day <= last_day + 366; day += stride) {
        const std::chrono::year_month_day expected{std::chrono::sys_days(std::chrono::days(day))};
        const civil_date date = date_of_days(day);
        if (!same(date, static_cast<int>(expected.year()), static_cast<unsigned>(expected.month()),
                  static_cast<unsigned>(expected.day())) ||
            days_of_date(date) != day)
            FAIL("wrong from day ", day);
    }
}

TEST_CASE("every day of the years 0000 to 9999, by counting") {
    civil_date date{0, 1, 1};
    for (std::int64_t day = first_day; day <= last_day; ++day) {
        if (!same(date_of_days(day), date.year, date.month, date.day)) FAIL("wrong from day ", day);
        if (++date.day > days_in_month(date.year, date.month)) {
            date.day = 1;
            if (++date.month > 12) date = {date.year + 1, 1, 1};
        }
    }
    CHECK(same(date, 10000, 1, 1));
}

TEST_CASE("the days of months") {
    for (std::int64_t year : {-400, -4, -1, 0, 1, 4, 100, 1900, 2000, 2023, 2024, 2100, 9999, 32767}) {
        CAPTURE(year);
        CHECK(is_leap(year) == std::chrono::year(static_cast<int>(year)).is_leap());
        for (unsigned month = 1; month <= 12; ++month) {
            const auto last =
                std::chrono::year(static_cast<int>(year)) / std::chrono::month(month) / std::chrono::last;
            CHECK(days_in_month(year, month) == static_cast<unsigned>(last.day()));
        }
        for (std::int64_t none : {-1, 0, 13, 100}) CHECK(days_in_month(year, none) == 0);
    }
}

TEST_CASE("years of seconds of 64 bits") {
    CHECK(year_of_second(0) == 1970);
    CHECK(year_of_second(-1) == 1969);
    CHECK(year_of_second(first_second) == 0);
    CHECK(year_of_second(first_second - 1) == -1);
    CHECK(year_of_second(last_second) == 9999);
    CHECK(year_of_second(last_second + 1) == 10'000);
    CHECK(year_of_second(std::numeric_limits<std::int64_t>::max()) == 292'277'026'596);
    CHECK(year_of_second(std::numeric_limits<std::int64_t>::min()) == -292'277'022'657);
}

TEST_CASE("days of years far away") {
    for (std::int32_t year : {std::numeric_limits<std::int32_t>::min(), -1'000'000, 1'000'000,
                              std::numeric_limits<std::int32_t>::max()}) {
        CAPTURE(year);
        CHECK(year_of_second(days_of_date({year, 1, 1}) * seconds_per_day) == year);
        CHECK(year_of_second(days_of_date({year, 1, 1}) * seconds_per_day - 1) == std::int64_t{year} - 1);
        CHECK(year_of_second(days_of_date({year, 12, 31}) * seconds_per_day) == year);
    }
}
