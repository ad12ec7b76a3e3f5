#include <inkjet/adapt/xtensor.hpp>

#include "gather.hpp"
#include "rooms.hpp"

#include <xtensor/xadapt.hpp>
#include <xtensor/xarray.hpp>
#include <xtensor/xbuilder.hpp>
#include <xtensor/xfixed.hpp>
#include <xtensor/xindex_view.hpp>
#include <xtensor/xio.hpp>
#include <xtensor/xmanipulation.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xstrided_view.hpp>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct result_set {
    std::string name;
    xt::xarray<double> values;
    xt::xtensor<int, 1> counts;
};

xt::xtensor<int, 2> table() { return {{0, 1, 2, 3}, {10, 11, 12, 13}, {20, 21, 22, 23}}; }

} // namespace

TEST_CASE("arrays and tensors") {
    const xt::xarray<double> array{{1.0, 2.5}, {3.0, 4.0}};
    check_written(array, "[[1.0,2.5],[3.0,4.0]]");
    check_written(xt::xarray<double, xt::layout_type::column_major>(array), "[[1.0,2.5],[3.0,4.0]]");
    check_written(table(), "[[0,1,2,3],[10,11,12,13],[20,21,22,23]]");
    check_written(xt::xtensor_fixed<float, xt::xshape<2, 2>>{{1, 2}, {3, 4}}, "[[1.0,2.0],[3.0,4.0]]");
    check_written(xt::xarray<double>(7.5), "7.5");
    check_written(xt::xarray<bool>{true, false}, "[true,false]");
    check_written(xt::xtensor<std::string, 1>{"a", "b"}, R"(["a","b"])");
    check_written(xt::xarray<int>::from_shape({2, 0}), "[[],[]]");
    check_written(xt::xarray<int>(xt::zeros<int>({2, 1, 2})), "[[[0,0]],[[0,0]]]");
    std::vector<int> numbers{1, 2, 3, 4, 5, 6};
    check_written(xt::adapt(numbers, std::vector<std::size_t>{3, 2}), "[[1,2],[3,4],[5,6]]");
    check_written(xt::adapt(numbers.data(), 4, xt::no_ownership(), std::vector<std::size_t>{2, 2}),
                  "[[1,2],[3,4]]");
    CHECK(written(xt::xarray<int>{{1, 2}}, {.indent = 1}) == "[\n [\n  1,\n  2\n ]\n]");
}

TEST_CASE("views") {
    const auto numbers = table();
    check_written(xt::view(numbers, 1), "[10,11,12,13]");
    check_written(xt::view(numbers, xt::all(), 2), "[2,12,22]");
    check_written(xt::view(numbers, xt::range(1, 3), xt::range(0, 4, 2)), "[[10,12],[20,22]]");
    check_written(xt::view(numbers, xt::all(), xt::newaxis(), xt::range(0, 2)),
                  "[[[0,1]],[[10,11]],[[20,21]]]");
    check_written(xt::view(numbers, xt::keep(2, 0), xt::keep(3, 1)), "[[23,21],[3,1]]");
    check_written(xt::view(numbers, xt::drop(1), xt::all()), "[[0,1,2,3],[20,21,22,23]]");
    check_written(xt::strided_view(numbers, {xt::range(2, xt::placeholders::_, -1), 1}), "[21,11,1]");
    check_written(xt::transpose(numbers), "[[0,10,20],[1,11,21],[2,12,22],[3,13,23]]");
    check_written(xt::flip(numbers, 1), "[[3,2,1,0],[13,12,11,10],[23,22,21,20]]");
    check_written(xt::broadcast(xt::xtensor<int, 1>{1, 2}, {2, 2}), "[[1,2],[1,2]]");
    check_written(xt::filter(numbers, numbers > 20), "[21,22,23]");
    check_written(xt::strided_view(numbers + 1, {0, xt::range(1, 3)}), "[2,3]");
}

TEST_CASE("expressions") {
    const xt::xtensor<double, 2> a{{1, 2}, {3, 4}};
    check_written(a + 1.0, "[[2.0,3.0],[4.0,5.0]]");
    check_written(xt::sum(a), "10.0");
    check_written(xt::sum(a, {0}), "[4.0,6.0]");
    check_written(a > 2.0, "[[false,false],[true,true]]");
    check_written(xt::arange<int>(0, 5, 2), "[0,2,4]");
    check_written(xt::cast<int>(a), "[[1,2],[3,4]]");
}

TEST_CASE("members and refusals") {
    result_set set{"run", {{0.5, 1.5}}, {1, 2, 3}};
    check_written(set, R"({"name":"run","values":[[0.5,1.5]],"counts":[1,2,3]})");
    set.values(0, 1) = NAN;
    check_refused(set, inkjet::errc::not_finite, "$.values[0][1]", "NaN");
    check_refused(set.values * 2, inkjet::errc::not_finite, "$[0][1]", "NaN");
    check_written(std::map<std::string, xt::xtensor<int, 1>>{{"a", {1}}, {"b", {}}}, R"({"a":[1],"b":[]})");
    check_every_room(xt::xarray<double>(xt::arange<double>(0, 120).reshape({20, 6}) / 7));
}

TEST_CASE("gathered output refers to elements in memory and copies those that are evaluated") {
    const xt::xtensor<std::string, 1> texts{std::string(5000, 'a'), std::string(6000, 'b')};
    testing::check_value_referred(texts, {texts(0), texts(1)});
    testing::check_value_copied(texts + texts);
}
