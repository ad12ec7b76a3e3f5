#include <inkjet/adapt/eigen.hpp>

#include "rooms.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

using row_matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using inkjet::detail::bound_of;
using inkjet::detail::default_policy;

struct body {
    int id;
    Eigen::Vector3d position;
    Eigen::Vector4d orientation;
    Eigen::MatrixXf inertia;
};

struct velocity : Eigen::Vector2f {
    using Eigen::Vector2f::Vector2f;
};

// A type of Eigen's that the program writes in its own way.
using colour = Eigen::Matrix<std::uint8_t, 3, 1>;

template <class Matrix>
std::vector<std::vector<double>> rows_of(const Matrix& matrix) {
    std::vector<std::vector<double>> rows(static_cast<std::size_t>(matrix.rows()));
    for (Eigen::Index i = 0; i < matrix.rows(); ++i)
        for (Eigen::Index j = 0; j < matrix.cols(); ++j)
            rows[static_cast<std::size_t>(i)].push_back(matrix(i, j));
    return rows;
}

} // namespace

template <>
struct inkjet::encoder<colour> {
    static std::string as(const colour& c) {
        return "rgb " + std::to_string(c[0]) + " " + std::to_string(c[1]) + " " + std::to_string(c[2]);
    }
};

TEST_CASE("matrices are rows of columns") {
    Eigen::MatrixXd matrix(2, 3);
    matrix << 1, 2, 3, 4, 5, 6;
    check_written(matrix, "[[1.0,2.0,3.0],[4.0,5.0,6.0]]");
    check_written(row_matrix(matrix), "[[1.0,2.0,3.0],[4.0,5.0,6.0]]");
    CHECK(written(matrix, {.indent = 1}) == written(rows_of(matrix), {.indent = 1}));
    const Eigen::Matrix2i fixed = (Eigen::Matrix2i() << 1, 2, 3, 4).finished();
    check_written(fixed, "[[1,2],[3,4]]");
    const Eigen::ArrayXXf array = Eigen::ArrayXXf::Constant(2, 2, 0.5F);
    check_written(array, "[[0.5,0.5],[0.5,0.5]]");
    const Eigen::Matrix<bool, 2, 2> flags = Eigen::Matrix<bool, 2, 2>::Identity();
    check_written(flags, "[[true,false],[false,true]]");
    check_written(Eigen::MatrixXd(3, 1).setZero(), "[[0.0],[0.0],[0.0]]");
    check_written(Eigen::MatrixXd(0, 3), "[]");
    check_written(Eigen::MatrixXd(2, 0), "[[],[]]");
    check_written(Eigen::MatrixXd(), "[]");
}

TEST_CASE("vectors are flat") {
    Eigen::VectorXd vector(3);
    vector << 1, -2.5, 1e300;
    check_written(vector, "[1.0,-2.5,1e300]");
    check_written(vector.transpose(), "[1.0,-2.5,1e300]");
    check_written(Eigen::RowVector3i(1, 2, 3), "[1,2,3]");
    check_written(Eigen::Vector4f(1, 2, 3, 4), "[1.0,2.0,3.0,4.0]");
    check_written(Eigen::Array3d(1, 2, 3), "[1.0,2.0,3.0]");
    check_written(Eigen::Matrix<double, 1, 1>(7.0), "[7.0]");
    check_written(Eigen::Matrix<char, 2, 1>('a', 'b'), R"(["a","b"])");
    check_written(Eigen::VectorXd(0), "[]");
    check_written(velocity(1, 2), "[1.0,2.0]");
}

TEST_CASE("vectors of a fixed size are bounded, and many of them a run") {
    static_assert(bound_of<default_policy, Eigen::Vector3d> == bound_of<default_policy, double[3]>);
    static_assert(inkjet::detail::is_run_element<Eigen::Vector3d>);
    static_assert(inkjet::detail::is_run_element<Eigen::RowVector2f>);
    std::vector<Eigen::Vector3d> points;
    std::vector<std::array<double, 3>> same;
    for (int i = 0; i < 500; ++i) {
        points.emplace_back(i / 3.0, i, -1e-9 * i);
        same.push_back({i / 3.0, static_cast<double>(i), -1e-9 * i});
    }
    check_written(points, written(same));
    CHECK(written(points, {.indent = 2}) == written(same, {.indent = 2}));
    points[400][2] = NAN;
    check_refused(points, inkjet::errc::not_finite, "$[400][2]", "NaN");
    const std::vector<Eigen::Vector2i> cells{{1, 2}, {3, 4}};
    check_written(cells, "[[1,2],[3,4]]");
    CHECK(written(points[0], {.depth_limit = 0}) == written(same[0], {.depth_limit = 0}));
}

TEST_CASE("blocks, maps, transposes") {
    Eigen::MatrixXi matrix(4, 5);
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 5; ++j) matrix(i, j) = 10 * i + j;
    check_written(matrix.block(1, 2, 2, 3), "[[12,13,14],[22,23,24]]");
    check_written(matrix.row(1), "[10,11,12,13,14]");
    check_written(matrix.col(1), "[1,11,21,31]");
    check_written(matrix.diagonal(), "[0,11,22,33]");
    check_written(matrix.topLeftCorner<2, 2>(), "[[0,1],[10,11]]");
    check_written(matrix.topLeftCorner(2, 3).transpose(), "[[0,10],[1,11],[2,12]]");
    check_written(matrix.row(0).reverse(), "[4,3,2,1,0]");
    check_written(matrix(Eigen::seq(0, 3, 2), Eigen::seq(4, 0, Eigen::fix<-2>)), "[[4,2,0],[24,22,20]]");
    const int numbers[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    check_written(Eigen::Map<const Eigen::MatrixXi>(numbers, 2, 3), "[[0,2,4],[1,3,5]]");
    check_written(Eigen::Map<const Eigen::Matrix<int, 2, 3, Eigen::RowMajor>>(numbers), "[[0,1,2],[3,4,5]]");
    check_written(Eigen::Map<const Eigen::MatrixXi, 0, Eigen::Stride<5, 2>>(numbers, 2, 2), "[[0,5],[2,7]]");
    check_written(Eigen::Map<const Eigen::VectorXi, 0, Eigen::InnerStride<3>>(numbers, 4), "[0,3,6,9]");
    const Eigen::Ref<const Eigen::MatrixXi, 0, Eigen::OuterStride<>> reference = matrix.block(0, 0, 2, 2);
    check_written(reference, "[[0,1],[10,11]]");
}

TEST_CASE("expressions") {
    Eigen::Matrix2d a, b;
    a << 1, 2, 3, 4;
    b << 0, 1, 1, 0;
    check_written(a + b, "[[1.0,3.0],[4.0,4.0]]");
    check_written(a * b, "[[2.0,1.0],[4.0,3.0]]");
    check_written((a.array() > 2).matrix(), "[[false,false],[true,true]]");
    check_written(a.row(1) * 2, "[6.0,8.0]");
    check_written(Eigen::MatrixXd::Identity(2, 2), "[[1.0,0.0],[0.0,1.0]]");
    check_written(Eigen::VectorXi::LinSpaced(3, 1, 3), "[1,2,3]");
    check_written(a.cast<int>(), "[[1,2],[3,4]]");
}

TEST_CASE("members, refusals, encoders") {
    body value{7, {1, 2, 3}, {0, 0, 0, 1}, Eigen::MatrixXf::Identity(2, 2)};
    check_written(value, R"({"id":7,"position":[1.0,2.0,3.0],"orientation":[0.0,0.0,0.0,1.0],)"
                         R"("inertia":[[1.0,0.0],[0.0,1.0]]})");
    value.inertia(1, 0) = INFINITY;
    check_refused(value, inkjet::errc::not_finite, "$.inertia[1][0]", "Infinity");
    check_written(colour(1, 2, 255), R"("rgb 1 2 255")");
    Eigen::Matrix<Eigen::half, 2, 1> halves(Eigen::half(0.1F), Eigen::half(2.0F));
    check_written(halves, "[0.1,2.0]");
    check_written(Eigen::bfloat16(0.1F), "0.1");
}

TEST_CASE("the same as vectors of rows") {
    std::mt19937 random(3); // NOLINT: the same ones each time
    for (int i = 0; i < 60; ++i) {
        const auto rows = static_cast<Eigen::Index>(random() % 40),
                   columns = static_cast<Eigen::Index>(random() % 9);
        const Eigen::MatrixXd matrix = Eigen::MatrixXd::Random(rows, columns);
        CHECK(written(matrix) == written(rows_of(matrix)));
        CHECK(written(row_matrix(matrix)) == written(rows_of(matrix)));
        CHECK(written(matrix.transpose()) == written(rows_of(matrix.transpose())));
        CHECK(written(matrix.colwise().reverse()) == written(rows_of(matrix.colwise().reverse())));
    }
    check_every_room(Eigen::MatrixXd::Random(30, 5).eval());
    check_every_room(Eigen::VectorXd::Random(100).eval());
}
