#include <inkjet/text/duration.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>

using namespace inkjet::detail;

namespace {

constexpr std::uint64_t milli = power_of_ten(15);

std::string iso(const time_span& span) {
    char text[iso_duration_chars + 64];
    const char* const end = write_iso_duration(text, span);
    const std::string written(static_cast<const char*>(text), end);
    CHECK(written.size() <= iso_duration_chars);
    return written;
}

std::string fraction(std::uint64_t attoseconds) {
    char text[trimmed_fraction_chars + 64];
    const char* const end = write_trimmed_fraction(text, attoseconds);
    return {static_cast<const char*>(text), end};
}

} // namespace

TEST_CASE("durations of hours, minutes and seconds") {
    struct {
        time_span span;
        const char* expected;
    } const cases[] = {
        {{false, 0, 0}, "PT0S"},
        {{true, 0, 0}, "PT0S"},
        {{false, 1, 0}, "PT1S"},
        {{true, 5, 0}, "-PT5S"},
        {{false, 59, 0}, "PT59S"},
        {{false, 60, 0}, "PT1M"},
        {{false, 61, 0}, "PT1M1S"},
        {{false, 3'599, 0}, "PT59M59S"},
        {{false, 3'600, 0}, "PT1H"},
        {{false, 3'601, 0}, "PT1H1S"},
        {{false, 3'660, 0}, "PT1H1M"},
        {{true, 5'400, 500 * milli}, "-PT1H30M0.5S"},
        {{false, 86'400, 0}, "PT24H"},
        {{false, 0, 1}, "PT0.000000000000000001S"},
        {{true, 0, milli}, "-PT0.001S"},
        {{false, 12, 340 * milli}, "PT12.34S"},
        {{false, UINT64_MAX, 0}, "PT5124095576030431H15S"},
        {{false, uint128{UINT64_MAX} + 1, 0}, "PT5124095576030431H16S"},
    };
    for (const auto& each : cases) {
        CAPTURE(each.expected);
        CHECK(iso(each.span) == each.expected);
    }
    // 2^128 - 1 s = 94522879700260684295381835397713392 h and 255 s.
    CHECK(iso({true, ~uint128{0} - 256, ten_to_18 - 1}) ==
          "-PT94522879700260684295381835397713391H59M59.999999999999999999S");
}

TEST_CASE("fractions without trailing zeros") {
    CHECK(fraction(1) == ".000000000000000001");
    CHECK(fraction(ten_to_18 - 1) == ".999999999999999999");
    for (std::uint64_t power = 1, zeros = 17; power < ten_to_18; power *= 10, --zeros) {
        CHECK(fraction(power) == "." + std::string(zeros, '0') + "1");
        CHECK(fraction(9 * power) == "." + std::string(zeros, '0') + "9");
    }
}
