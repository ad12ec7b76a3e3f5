#include <inkjet/types/complex.hpp>

#include "rooms.hpp"

#include <complex>
#include <cstddef>
#include <limits>
#include <list>
#include <random>
#include <string>
#include <utility>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct sample {
    int at;
    std::complex<double> value;
    std::complex<float> spare;
};

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

} // namespace

TEST_CASE("complex numbers are arrays of two") {
    using namespace std::complex_literals;
    check_written(1.5 + 2i, "[1.5,2.0]");
    check_written(0.1f - 1if, "[0.1,-1.0]");
    check_written(std::complex<long double>(1, -0.25L), "[1.0,-0.25]");
    check_written(std::complex<double>(-0.0, 1e300), "[-0.0,1e300]");
    check_written(sample{1, 2i, -1.0f}, R"({"at":1,"value":[0.0,2.0],"spare":[-1.0,0.0]})");
    check_written(std::vector<std::complex<double>>(), "[]");
    check_written(std::vector<std::complex<long double>>(2), "[[0.0,0.0],[0.0,0.0]]");
    check_written(std::list<std::complex<double>>{1i, 2.0}, "[[0.0,1.0],[2.0,0.0]]");
    CHECK(written(std::vector{1i}, {.indent = 1}) == "[\n [\n  0.0,\n  1.0\n ]\n]");
    CHECK(written(1i, {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");
    check_every_room(
        std::vector<sample>(20, sample{-2147483647, {-1.0 / 3, -1e-300 / 3}, {-1.0f / 3, 1e-30f}}));
}

TEST_CASE("complex numbers that are not finite") {
    check_refused(std::complex<double>(1, not_a_number), inkjet::errc::not_finite, "$[1]", "NaN");
    check_refused(sample{1, {infinity, 0}, {}}, inkjet::errc::not_finite, "$.value[0]", "Infinity");
    std::vector<std::complex<double>> many(40);
    many[33] = {2, -infinity};
    check_refused(many, inkjet::errc::not_finite, "$[33][1]", "-Infinity");
    CHECK(written(std::vector{std::complex<double>(not_a_number, 1)},
                  {.non_finite = inkjet::non_finite_policy::null}) == "[[null,1.0]]");
}

TEST_CASE_TEMPLATE("arrays of complex numbers are those of pairs", T, float, double) {
    static_assert(inkjet::detail::is_run_element<std::complex<T>>);
    std::mt19937 random(7);
    std::uniform_real_distribution<T> parts(-1000, 1000);
    for (std::size_t n = 0; n < 300; n += n < 40 ? 1 : 37) {
        std::vector<std::complex<T>> numbers;
        std::vector<std::pair<T, T>> pairs;
        for (std::size_t i = 0; i < n; ++i) {
            pairs.emplace_back(parts(random), parts(random));
            numbers.emplace_back(pairs.back().first, pairs.back().second);
        }
        check_written(numbers, written(pairs));
    }
}
