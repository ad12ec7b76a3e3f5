#include <inkjet/types/duration.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <ratio>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using inkjet::duration_format;
using inkjet::options;
using std::chrono::duration;
using testing::check_every_room;
using testing::check_key;
using testing::check_refused;
using testing::check_written;
using testing::written;
using testing::written_with;

namespace {

using third = std::ratio<1, 3>;
using exact = duration<inkjet::detail::int128>;
using seconds_float = duration<float>;
using seconds_double = duration<double>;

constexpr options in_seconds{.durations = duration_format::seconds};
constexpr options in_milliseconds{.durations = duration_format::milliseconds};
constexpr options in_microseconds{.durations = duration_format::microseconds};
constexpr options in_nanoseconds{.durations = duration_format::nanoseconds};

template <class T>
void check_numbers(const T& value, const char* s, const char* ms, const char* us, const char* ns) {
    CHECK(written_with<in_seconds>(value) == s);
    CHECK(written_with<in_milliseconds>(value) == ms);
    CHECK(written_with<in_microseconds>(value) == us);
    CHECK(written_with<in_nanoseconds>(value) == ns);
}

struct job {
    int id;
    std::chrono::milliseconds took;
    seconds_double limit;
    bool done;
};

} // namespace

// An encoder goes before what the library has for a type.
template <>
struct inkjet::encoder<std::chrono::duration<int, std::ratio<7>>> {
    static int as(const std::chrono::duration<int, std::ratio<7>>& v) { return v.count(); }
};

TEST_CASE("durations as text") {
    check_written(0s, R"("PT0S")");
    check_written(90min + 500ms, R"("PT1H30M0.5S")");
    check_written(-5s, R"("-PT5S")");
    check_written(1ns, R"("PT0.000000001S")");
    check_written(-1us, R"("-PT0.000001S")");
    check_written(1min, R"("PT1M")");
    check_written(36h, R"("PT36H")");
    check_written(std::chrono::days(1), R"("PT24H")");
    check_written(std::chrono::weeks(1), R"("PT168H")");
    check_written(std::chrono::months(1), R"("PT730H29M6S")");
    check_written(std::chrono::years(-1), R"("-PT8765H49M12S")");
    check_written(std::chrono::nanoseconds::max(), R"("PT2562047H47M16.854775807S")");
    check_written(std::chrono::nanoseconds::min(), R"("-PT2562047H47M16.854775808S")");
    check_written(std::chrono::seconds::min(), R"("-PT2562047788015215H30M8S")");
    check_written(std::chrono::hours(std::numeric_limits<std::int64_t>::max()),
                  R"("PT9223372036854775807H")");
    check_written(duration<std::uint64_t>(UINT64_MAX), R"("PT5124095576030431H15S")");
    check_written(duration<std::int8_t, std::milli>(-128), R"("-PT0.128S")");
    check_written(duration<int, std::deci>(15), R"("PT1.5S")");
    check_written(duration<int, std::atto>(1), R"("PT0.000000000000000001S")");
    check_written(duration<int, third>(1), R"("PT0.333333333S")");
    check_written(duration<int, third>(-5), R"("-PT1.666666667S")");
    check_written(duration<std::int64_t, std::exa>(std::numeric_limits<std::int64_t>::min()),
                  R"("-PT2562047788015215502222222222222222H13M20S")");
}

TEST_CASE("durations over floating point numbers as text") {
    check_written(seconds_double(0.1), R"("PT0.1S")");
    check_written(seconds_float(0.1f), R"("PT0.1S")");
    check_written(duration<long double>(0.1L), R"("PT0.1S")");
    check_written(seconds_double(-0.0), R"("PT0S")");
    check_written(seconds_double(-5400.5), R"("-PT1H30M0.5S")");
    check_written(duration<float, std::milli>(100), R"("PT0.1S")");
    check_written(duration<double, std::ratio<3600>>(0.5), R"("PT30M")");
    check_written(seconds_double(1e-300), R"("PT0S")");
    check_written(seconds_double(1e-7), R"("PT0.0000001S")");
    check_written(seconds_double(9e37), R"("PT25000000000000000000000000000000000H")");
}

TEST_CASE("durations as exact numbers") {
    check_numbers(90min + 500ms, "5400.5", "5400500", "5400500000", "5400500000000");
    check_numbers(90min, "5400", "5400000", "5400000000", "5400000000000");
    check_numbers(0s, "0", "0", "0", "0");
    check_numbers(-1ns, "-0.000000001", "-0.000001", "-0.001", "-1");
    check_numbers(std::chrono::nanoseconds::min(), "-9223372036.854775808", "-9223372036854.775808",
                  "-9223372036854775.808", "-9223372036854775808");
    check_numbers(std::chrono::milliseconds(-1500), "-1.5", "-1500", "-1500000", "-1500000000");
    check_numbers(std::chrono::milliseconds::max(), "9223372036854775.807", "9223372036854775807",
                  "9223372036854775807000", "9223372036854775807000000");
    check_numbers(std::chrono::years(1), "31556952", "31556952000", "31556952000000", "31556952000000000");
    check_numbers(duration<int, std::atto>(-7), "-0.000000000000000007", "-0.000000000000007",
                  "-0.000000000007", "-0.000000007");
    check_numbers(duration<int, third>(4), "1.333333333", "1333.333333", "1333333.333", "1333333333");
}

TEST_CASE("durations over floating point numbers stay such") {
    check_numbers(seconds_double(5400.5), "5400.5", "5400500.0", "5400500000.0", "5400500000000.0");
    check_numbers(seconds_float(0.1f), "0.1", "100.0", "100000.0", "100000000.0");
    check_numbers(duration<double, std::nano>(1.5), "1.5e-9", "1.5e-6", "0.0015", "1.5");
    check_numbers(duration<double, std::ratio<60>>(2), "120.0", "120000.0", "120000000.0", "120000000000.0");
    check_numbers(duration<long double, std::milli>(0.5L), "0.0005", "0.5", "500.0", "500000.0");
    CHECK(written_with<in_seconds>(seconds_double(-0.0)) == "-0.0");
}

TEST_CASE("durations beyond 128 bits are refused") {
    constexpr std::string_view note = "a duration beyond 128 bits";
    constexpr auto most = static_cast<inkjet::detail::int128>(~inkjet::detail::uint128{0} >> 1);
    check_written(exact(most), R"("PT47261439850130342147690917698856696H2M7S")");
    check_refused(duration<inkjet::detail::int128, std::ratio<3600>>(most), inkjet::errc::time_range, "$",
                  note);
    check_refused(seconds_double(1e38), inkjet::errc::time_range, "$", note);
    check_refused(std::vector{seconds_double(1), seconds_double(-1e300)}, inkjet::errc::time_range, "$[1]",
                  note);
    CHECK(written_with<in_nanoseconds>(exact(most)) ==
          "a time that is out of range at $: a duration beyond 128 bits");
    CHECK(written_with<in_nanoseconds>(duration<std::int64_t, std::exa>(2)) ==
          "2000000000000000000000000000");
    CHECK(written_with<in_nanoseconds>(
              duration<std::int64_t, std::exa>(std::numeric_limits<std::int64_t>::max())) ==
          "a time that is out of range at $: a duration beyond 128 bits");
}

TEST_CASE("durations that are not finite") {
    using inkjet::non_finite_policy;
    check_refused(seconds_double(std::nan("")), inkjet::errc::not_finite, "$", "NaN");
    check_refused(seconds_float(-HUGE_VALF), inkjet::errc::not_finite, "$", "-Infinity");
    check_refused(duration<long double, std::milli>(HUGE_VALL), inkjet::errc::not_finite, "$", "Infinity");
    const std::vector values{seconds_double(std::nan("")), seconds_double(-HUGE_VAL), seconds_double(1)};
    CHECK(written_with<options{.non_finite = non_finite_policy::null}>(values) == R"([null,null,"PT1S"])");
    CHECK(written_with<options{.non_finite = non_finite_policy::string}>(values) ==
          R"(["NaN","-Infinity","PT1S"])");
    CHECK(written_with<options{.non_finite = non_finite_policy::null, .durations = duration_format::seconds}>(
              values) == "[null,null,1.0]");
}

TEST_CASE("options of numbers hold for durations that are numbers") {
    constexpr options strict{.strict_integers = true, .durations = duration_format::nanoseconds};
    CHECK(written_with<strict>(104 * 24h) == "8985600000000000");
    CHECK(written_with<strict>(105 * 24h) == "an integer past 53 bits at $: 9072000000000000");
    CHECK(written_with<options{.strict_integers = true}>(105 * 24h) == R"("PT2520H")");
}

TEST_CASE("durations as keys") {
    check_key(90min, R"("PT1H30M")");
    constexpr options numbers{.non_string_keys = true, .durations = duration_format::seconds};
    CHECK(written_with<numbers>(testing::keyed<std::chrono::milliseconds>{{{1500ms, 1}, {2s, 2}}}) ==
          R"({"1.5":1,"2":2})");
    CHECK(written_with<options{.sort_keys = true, .non_string_keys = true}>(
              std::map<std::chrono::hours, int>{{2h, 1}, {10h, 2}}) == R"({"PT10H":2,"PT2H":1})");
}

TEST_CASE("durations in containers and members") {
    check_written(std::vector{1s, 90s}, R"(["PT1S","PT1M30S"])");
    const job finished{1, 1500ms, seconds_double(2.5), true};
    check_written(finished, R"({"id":1,"took":"PT1.5S","limit":"PT2.5S","done":true})");
    CHECK(written_with<in_seconds>(finished) == R"({"id":1,"took":1.5,"limit":2.5,"done":true})");
    check_refused(job{1, 0s, seconds_double(std::nan("")), true}, inkjet::errc::not_finite, "$.limit", "NaN");
    check_every_room(std::vector(40, finished));
    check_every_room(std::vector(40, std::chrono::nanoseconds::min()));
}

TEST_CASE("an encoder goes first") { check_written(duration<int, std::ratio<7>>(3), "3"); }
