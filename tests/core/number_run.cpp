#include <inkjet/core/number_run.hpp>

#include "../writing.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

using inkjet::detail::is_run_element;
using inkjet::detail::prints_in_runs;
using testing::check_refused;
using testing::check_written;
using testing::written;

static_assert(is_run_element<int> && is_run_element<std::uint8_t>);
static_assert(is_run_element<double> && is_run_element<bool>);
static_assert(is_run_element<std::array<double, 2>> && is_run_element<float[3]>);
static_assert(is_run_element<std::pair<double, double>>);
static_assert(!is_run_element<std::array<double, 0>> && !is_run_element<std::array<double, 1>>);
static_assert(!is_run_element<std::array<double, 17>>);
static_assert(!is_run_element<std::array<int, 2>> && !is_run_element<std::pair<double, float>>);
static_assert(!is_run_element<std::array<std::array<double, 2>, 2>>);
static_assert(!is_run_element<char> && !is_run_element<inkjet::detail::int128> &&
              !is_run_element<long double>);

// Numbers that an option may refuse or write otherwise are not printed there.
static_assert(prints_in_runs<int>({}) && prints_in_runs<double>({}) && prints_in_runs<bool>({}));
static_assert(!prints_in_runs<int>({.strict_integers = true}) &&
              prints_in_runs<double>({.strict_integers = true}));
static_assert(!prints_in_runs<int>({.integers_as_strings = inkjet::integer_strings::always}));
static_assert(!prints_in_runs<double>({.floats = inkjet::fixed(2)}));
static_assert(!prints_in_runs<std::array<double, 2>>({.floats = inkjet::fixed(2)}));
static_assert(prints_in_runs<int>({.floats = inkjet::fixed(2)}));

// A deque is not contiguous, so that its elements are written one by one.
template <class T>
void check_same_as_single(const std::vector<T>& values) {
    const std::string expected = written(std::deque<T>(values.begin(), values.end()));
    CHECK(written(values) == expected);
    if (values.size() < 100) check_written(values, expected);
}

template <class T>
T any_number(std::mt19937_64& random) {
    const std::uint64_t bits = random() >> random() % 64;
    if constexpr (std::is_integral_v<T>)
        return static_cast<T>(random() % 2 != 0 ? bits : ~bits);
    else
        return static_cast<T>(random() % 4 == 0 ? static_cast<double>(bits)
                                                : static_cast<double>(bits % 100'000) / 1000);
}

TEST_CASE_TEMPLATE("a run prints what single numbers print", T, std::int8_t, std::uint8_t, std::int16_t,
                   std::uint16_t, std::int32_t, std::uint32_t, std::int64_t, std::uint64_t, float, double) {
    std::mt19937_64 random(7);
    std::vector<T> values;
    for (std::size_t n = 0; n < 300; n += 1 + n / 20) {
        values.clear();
        for (std::size_t i = 0; i < n; ++i) values.push_back(any_number<T>(random));
        if (n != 0) values[n / 2] = std::numeric_limits<T>::lowest();
        if (n != 0) values[n / 3] = std::numeric_limits<T>::max();
        check_same_as_single(values);
    }
}

TEST_CASE_TEMPLATE("a number that is not finite is found wherever it is", T, float, double) {
    constexpr T infinity = std::numeric_limits<T>::infinity();
    for (std::size_t at = 0; at < 200; ++at) {
        std::vector<T> values(200, T{1.5});
        values[at] = -infinity;
        check_refused(values, inkjet::errc::not_finite, "$[" + std::to_string(at) + "]", "-Infinity");
        values[199 - at] = std::numeric_limits<T>::quiet_NaN();
        for (const auto policy : {inkjet::non_finite_policy::null, inkjet::non_finite_policy::string,
                                  inkjet::non_finite_policy::literal}) {
            const inkjet::options chosen{.non_finite = policy};
            CHECK(written(values, chosen) == written(std::deque<T>(values.begin(), values.end()), chosen));
        }
    }
}

TEST_CASE_TEMPLATE("a run of tuples prints what single tuples print", T, std::array<double, 2>,
                   std::array<float, 3>, std::array<double, 5>, std::array<double, 16>,
                   std::pair<double, double>, std::pair<float, float>) {
    using number = typename inkjet::detail::run_element<T>::number;
    std::mt19937_64 random(8);
    for (std::size_t n = 0; n < 300; n += 1 + n / 10) {
        std::vector<T> values(n);
        for (T& value : values) {
            auto* const numbers = reinterpret_cast<number*>(&value);
            for (std::size_t i = 0; i < inkjet::detail::run_element<T>::extent; ++i)
                numbers[i] = any_number<number>(random);
        }
        check_same_as_single(values);
    }
}

TEST_CASE("what is not finite in a tuple is found wherever it is") {
    for (std::size_t at = 0; at < 200; ++at) {
        std::vector<std::pair<double, double>> values(200, {1.5, -2});
        (at % 2 == 0 ? values[at].first : values[at].second) = std::numeric_limits<double>::infinity();
        check_refused(values, inkjet::errc::not_finite,
                      "$[" + std::to_string(at) + "][" + std::to_string(at % 2) + "]", "Infinity");
        const inkjet::options chosen{.non_finite = inkjet::non_finite_policy::null};
        CHECK(written(values, chosen) == written(std::deque(values.begin(), values.end()), chosen));
    }
}

TEST_CASE("tuples in a run nest") {
    const std::vector<std::array<double, 2>> values(3, {1, 2});
    std::string out;
    CHECK(inkjet::write<inkjet::options{.depth_limit = 2}>(values, out));
    const inkjet::result refused = inkjet::write<inkjet::options{.depth_limit = 1}>(values, out);
    CHECK(refused.code == inkjet::errc::depth);
    CHECK(refused.where() == "$[0]");
    const double rows[3][2] = {{1, 2}, {3, 4}, {5, 6.5}};
    check_written(rows, "[[1.0,2.0],[3.0,4.0],[5.0,6.5]]");
}

TEST_CASE("bools print what single ones print") {
    std::mt19937_64 random(9);
    bool values[1000];
    for (bool& value : values) value = random() % 2 != 0;
    const std::string expected = written(std::deque<bool>(std::begin(values), std::end(values)));
    CHECK(written(values) == expected);
    CHECK(written(std::vector<bool>(std::begin(values), std::end(values))) == expected);
}

TEST_CASE("arrays whose size the type knows") {
    std::array<int, 200> many{};
    many.back() = -7;
    std::string expected = "[";
    for (int i = 0; i < 199; ++i) expected += "0,";
    check_written(many, expected + "-7]");
    double few[] = {0.1, 1e300};
    check_written(few, "[0.1,1e300]");
    short rows[2][90] = {};
    CHECK(written(rows).size() == 2 * (90 * 2 + 1) + 3);
}

} // namespace
