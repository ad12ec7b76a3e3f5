#include <inkjet/types/styled_number.hpp>

#include "folding.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using inkjet::ecmascript;
using inkjet::fixed;
using inkjet::float_style;
using inkjet::options;
using inkjet::shortest;
using inkjet::significant;
using inkjet::detail::styled_chars;
using inkjet::detail::write_styled;
using testing::written;
using testing::written_with;

namespace {

template <class Float>
std::string text_of(Float v, float_style style) {
    char place[styled_chars + inkjet::detail::overrun + 8];
    std::memset(place, '#', sizeof place);
    const char* const end = write_styled(place, v, style);
    for (std::size_t i = styled_chars + inkjet::detail::overrun; i < sizeof place; ++i)
        if (place[i] != '#') FAIL("touched what is behind");
    return {static_cast<const char*>(place), end};
}

} // namespace

TEST_CASE("the same numbers in each style") {
    const struct {
        double value;
        std::string_view shortest, no_point, fixed_2, fixed_0, significant_3, ecmascript;
    } rows[] = {
        {0.0, "0.0", "0", "0.00", "0", "0.0", "0"},
        {-0.0, "-0.0", "-0", "-0.00", "-0", "-0.0", "0"},
        {1.0, "1.0", "1", "1.00", "1", "1.0", "1"},
        {-12.5, "-12.5", "-12.5", "-12.50", "-12", "-12.5", "-12.5"},
        {100.0, "100.0", "100", "100.00", "100", "100.0", "100"},
        {1234.567, "1234.567", "1234.567", "1234.57", "1235", "1230.0", "1234.567"},
        {-0.001, "-0.001", "-0.001", "-0.00", "-0", "-0.001", "-0.001"},
        {1e-7, "1e-7", "1e-7", "0.00", "0", "1e-7", "1e-7"},
        {1e16, "1e16", "1e16", "10000000000000000.00", "10000000000000000", "1e16", "10000000000000000"},
        {1e21, "1e21", "1e21", "1000000000000000000000.00", "1000000000000000000000", "1e21", "1e+21"},
        {1.5e-10, "1.5e-10", "1.5e-10", "0.00", "0", "1.5e-10", "1.5e-10"},
    };
    for (const auto& row : rows) {
        CHECK(text_of(row.value, shortest()) == row.shortest);
        CHECK(text_of(row.value, shortest(false)) == row.no_point);
        CHECK(text_of(row.value, fixed(2)) == row.fixed_2);
        CHECK(text_of(row.value, fixed(0)) == row.fixed_0);
        CHECK(text_of(row.value, significant(3)) == row.significant_3);
        CHECK(text_of(row.value, ecmascript()) == row.ecmascript);
    }
    CHECK(text_of(100.0, significant(3, false)) == "100");
    CHECK(text_of(1e300, significant(15, false)) == "1e300");
    CHECK(text_of(1.25f, fixed(1)) == "1.2");
    CHECK(text_of(0.1f, ecmascript()) == "0.1");
    CHECK(text_of(0.1f, fixed(10)) == "0.1000000015");
}

TEST_CASE("digits out of range are the nearest in it") {
    CHECK(text_of(0.1, fixed(255)) == text_of(0.1, fixed(17)));
    CHECK(text_of(0.1, significant(0)) == text_of(0.1, significant(1)));
    CHECK(text_of(0.1, significant(200)) == text_of(0.1, significant(17)));
    CHECK(text_of(-std::numeric_limits<double>::max(), fixed(17)).size() == styled_chars);
}

TEST_CASE("random numbers, of either sign") {
    std::mt19937_64 random(99);
    for (int i = 0; i < 50000; ++i) {
        const auto v = std::bit_cast<double>(random());
        const auto f = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
        const auto digits = static_cast<unsigned char>(random() % 18);
        char place[400];
        if (std::isfinite(v)) {
            auto end =
                std::to_chars(place, place + sizeof place, v, std::chars_format::fixed, int{digits}).ptr;
            if (text_of(v, fixed(digits)) != std::string_view(place, end)) FAIL(std::string(place, end));
            const std::string no_point = text_of(v, shortest(false));
            double read = 0;
            std::from_chars(no_point.data(), no_point.data() + no_point.size(), read);
            if (read != v || no_point.ends_with(".0")) FAIL(no_point);
        }
        if (std::isfinite(f)) {
            auto end =
                std::to_chars(place, place + sizeof place, f, std::chars_format::fixed, int{digits}).ptr;
            if (text_of(f, fixed(digits)) != std::string_view(place, end)) FAIL(std::string(place, end));
            const std::string script = text_of(f, ecmascript());
            float read = 0;
            std::from_chars(script.data(), script.data() + script.size(), read);
            if (read != f) FAIL(script);
        }
    }
}

TEST_CASE("all numbers of a value, in runs or alone") {
    const std::vector<double> numbers{0, -1.5, 1e21, 0.125};
    CHECK(written_with<options{.floats = fixed(2)}>(numbers) ==
          "[0.00,-1.50,1000000000000000000000.00,0.12]");
    CHECK(written_with<options{.floats = ecmascript()}>(numbers) == "[0,-1.5,1e+21,0.125]");
    CHECK(written_with<options{.floats = shortest(false)}>(numbers) == "[0,-1.5,1e21,0.125]");
    CHECK(written_with<options{.floats = significant(1)}>(std::vector<std::pair<float, float>>{
              {1.25f, 0.0f}, {-99.0f, 1e-9f}}) == "[[1.0,0.0],[-100.0,1e-9]]");
    CHECK(written_with<options{.non_finite = inkjet::non_finite_policy::null, .floats = fixed(1)}>(
              std::vector<double>{1, std::nan(""), -HUGE_VAL}) == "[1.0,null,null]");
    CHECK(written_with<options{.floats = fixed(0)}>(1.5L) == "2");
    CHECK(written(std::vector(5000, -std::numeric_limits<double>::max()), {.floats = fixed(17)}).size() ==
          5000 * (styled_chars + 1) + 1);
    CHECK(written(
              std::vector<std::pair<double, double>>(50, {-std::numeric_limits<double>::max(), std::nan("")}),
              {.non_finite = inkjet::non_finite_policy::literal, .floats = fixed(17)})
              .size() == 50 * (styled_chars + 7) + 1);
}
