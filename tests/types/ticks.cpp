#include <inkjet/types/ticks.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <ratio>

using namespace inkjet::detail;

namespace {

template <class Period, class Rep>
constexpr bool is_at(Rep count, std::int64_t seconds, std::uint64_t fraction) {
    const instant at = instant_of<Rep, Period>(count);
    return at.far == 0 && at.seconds == seconds && at.fraction == fraction;
}

template <class Period, class Rep>
constexpr int far(Rep count) {
    return instant_of<Rep, Period>(count).far;
}

template <class Period, class Rep>
constexpr bool lasts(Rep count, bool negative, uint128 seconds, std::uint64_t attoseconds) {
    time_span span;
    return whole_span<Rep, Period>(count, span) && span.negative == negative && span.seconds == seconds &&
           span.attoseconds == attoseconds;
}

bool floats(double seconds, bool negative, uint128 whole, std::uint64_t attoseconds) {
    time_span span;
    return floating_span(seconds, span) && span.negative == negative && span.seconds == whole &&
           span.attoseconds == attoseconds;
}

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t most_unsigned = std::numeric_limits<std::uint64_t>::max();
constexpr auto most_wide = static_cast<int128>(most_int128);

using one = std::ratio<1>;
using hour = std::ratio<3600>;
using third = std::ratio<1, 3>;
using two_thirds = std::ratio<2, 3>;

} // namespace

static_assert(time_decimals<int, one> == 0 && time_decimals<int, hour> == 0);
static_assert(time_decimals<int, std::deci> == 1 && time_decimals<long, std::milli> == 3);
static_assert(time_decimals<long, std::nano> == 9 && time_decimals<long, std::atto> == 18);
static_assert(time_decimals<int, std::ratio<1, 8>> == 3 && time_decimals<int, std::ratio<3, 4>> == 2);
static_assert(time_decimals<int, third> == 6 && time_decimals<double, one> == 6);

static_assert(is_at<one>(5, 5, 0) && is_at<one>(-5, -5, 0) && is_at<hour>(-2, -7200, 0));
static_assert(is_at<one>(most, most, 0) && is_at<one>(least, least, 0));
static_assert(is_at<std::nano>(0, 0, 0) && is_at<std::nano>(-1, -1, 999'999'999));
static_assert(is_at<std::nano>(least, -9'223'372'037, 145'224'192) &&
              is_at<std::nano>(most, 9'223'372'036, 854'775'807));
static_assert(is_at<std::milli>(std::int8_t{-128}, -1, 872));
static_assert(is_at<std::nano>(most_unsigned, 18'446'744'073, 709'551'615));
static_assert(is_at<third>(1, 0, 333'333) && is_at<third>(-1, -1, 666'666) && is_at<third>(3, 1, 0));
static_assert(is_at<two_thirds>(1, 0, 666'666) && is_at<std::ratio<3, 4>>(-1, -1, 25));
static_assert(is_at<std::nano>(most_wide / 10'000'000'000 * 10, 170'141'183'460'469'231, 730'000'000) ||
              far<std::nano>(most_wide / 10'000'000'000 * 10) == 1);
static_assert(far<one>(most_unsigned) == 1 && far<hour>(most) == 1 && far<hour>(least) == -1);
static_assert(far<one>(most_wide) == 1 && far<one>(-most_wide - 1) == -1 && far<hour>(most_wide) == 1);
static_assert(far<one>(~uint128{0}) == 1 && far<std::atto>(~uint128{0}) == 1);
static_assert(is_at<one>(uint128{7}, 7, 0) && is_at<std::nano>(int128{-1}, -1, 999'999'999));

static_assert(is_at<one>(0.0, 0, 0) && is_at<one>(-0.25, -1, 750'000) && is_at<one>(1.5f, 1, 500'000));
static_assert(is_at<one>(1764063000.1, 1'764'063'000, 100'000) && is_at<one>(0.1L, 0, 100'000));
static_assert(is_at<std::milli>(-0.5, -1, 999'500) && is_at<hour>(0.5, 1800, 0));
static_assert(is_at<std::micro>(0.5, 0, 0) && is_at<one>(0.9999996, 1, 0));
static_assert(is_at<one>(1 / 128.0, 0, 7'812) && is_at<one>(3 / 128.0, 0, 23'438)); // ties to even
static_assert(far<one>(1e15) == 1 && far<one>(-1e300) == -1 && far<hour>(1e14) == 1);

static_assert(lasts<one>(0, false, 0, 0) && lasts<one>(-5, true, 5, 0));
static_assert(lasts<one>(least, true, std::uint64_t{1} << 63, 0) &&
              lasts<one>(most_unsigned, false, most_unsigned, 0));
static_assert(lasts<std::nano>(least, true, 9'223'372'036, 854'775'808'000'000'000));
static_assert(lasts<hour>(most, false, uint128{3600} * static_cast<std::uint64_t>(most), 0));
static_assert(lasts<std::exa>(least, true, (uint128{1} << 63) * ten_to_18, 0));
static_assert(lasts<std::ratio<most>>(least, true, (uint128{1} << 63) * static_cast<std::uint64_t>(most), 0));
static_assert(lasts<third>(1, false, 0, 333'333'333'000'000'000));
static_assert(lasts<third>(-2, true, 0, 666'666'667'000'000'000));
static_assert(lasts<std::ratio<1, most>>(most - 1, false, 1, 0)); // rounded up into the next second
static_assert(lasts<std::ratio<1, most>>(1, false, 0, 0));
static_assert(lasts<std::ratio<1, 8>>(std::int8_t{-1}, true, 0, 125'000'000'000'000'000));
static_assert(lasts<std::atto>(~uint128{0}, false, (~uint128{0}) / ten_to_18,
                               static_cast<std::uint64_t>(~uint128{0} % ten_to_18)));
static_assert(lasts<one>(-most_wide - 1, true, uint128{1} << 127, 0));
static_assert(!lasts<hour>(~uint128{0}, false, 0, 0));

static_assert(floating_count<one, 0>(2.5) == 2.5 && floating_count<one, 9>(2.5) == 2.5e9);
static_assert(floating_count<std::milli, 0>(100.0f) == 0.1f && floating_count<std::milli, 3>(0.1) == 0.1);
static_assert(floating_count<hour, 3>(0.5) == 1.8e6 && floating_count<std::nano, 6>(5.0) == 0.005);

TEST_CASE("floating seconds with their shortest digits") {
    CHECK(floats(0.0, false, 0, 0));
    CHECK(floats(-0.0, false, 0, 0));
    CHECK(floats(0.1, false, 0, 100'000'000'000'000'000));
    CHECK(floats(-5400.5, true, 5400, 500'000'000'000'000'000));
    CHECK(floats(1e9 + 0.1, false, 1'000'000'000, 100'000'000'000'000'000));
    CHECK(floats(3e20, false, uint128{3} * 100 * ten_to_18, 0));
    CHECK(floats(9.99999999999999e37, false, uint128{999'999'999'999'999} * ten_to_18 * 100'000, 0));
    CHECK(floats(1e-18, false, 0, 1));
    CHECK(floats(4e-19, false, 0, 0));
    CHECK(floats(5e-19, false, 0, 1));
    CHECK(floats(1.2345678901234567e-5, false, 0, 12'345'678'901'235));
    CHECK(floats(5e-324, false, 0, 0));
    time_span span;
    CHECK(floating_span(0.1f, span));
    CHECK(span.attoseconds == 100'000'000'000'000'000);
    CHECK_FALSE(floating_span(1e38, span));
    CHECK_FALSE(floating_span(-1.7e308, span));
    CHECK_FALSE(floating_span(2e38f, span));
}
