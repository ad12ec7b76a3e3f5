#include <inkjet/adapt/mdspan.hpp>

#include "gather.hpp"
#include "rooms.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>
#include <version>

#if defined(__cpp_lib_mdspan)
# include <mdspan>
#endif

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

// What of std::mdspan (C++23, [mdspan]) an adapter may look at, with the names that it has there.
template <std::size_t Rank>
struct extents {
    using rank_type = std::size_t;
    using index_type = int;
    std::array<int, Rank> each;
    int extent(rank_type r) const { return each[r]; }
};

template <std::size_t Rank>
struct strided_mapping {
    std::array<int, Rank> strides;
    template <class... Index>
    int operator()(Index... index) const {
        int offset = 0;
        [[maybe_unused]] std::size_t r = 0;
        ((offset += index * strides[r++]), ...);
        return offset;
    }
    static constexpr bool is_strided() { return true; }
    int stride(std::size_t r) const { return strides[r]; }
};

// Two by two tiles of a matrix that has an even number of columns: no strides.
struct tiled_mapping {
    int columns;
    int operator()(int row, int column) const {
        return (row / 2 * (columns / 2) + column / 2) * 4 + row % 2 * 2 + column % 2;
    }
    static constexpr bool is_strided() { return false; }
};

template <class T>
struct plain_accessor {
    using reference = T&;
    reference access(T* p, std::size_t i) const { return p[i]; }
};

// As of std::linalg::scaled: elements are made on the fly.
struct scaled_accessor {
    using reference = double;
    double factor;
    reference access(const double* p, std::size_t i) const { return factor * p[i]; }
};

struct text_accessor {
    using reference = std::string;
    reference access(const std::string* p, std::size_t i) const { return p[i] + "!"; }
};

template <class T, std::size_t Rank, class Mapping, class Accessor = plain_accessor<T>>
class mdspan {
  public:
    using element_type = T;
    using rank_type = std::size_t;
    using index_type = int;
    using data_handle_type = T*;
    using mapping_type = Mapping;
    using accessor_type = Accessor;
    using reference = typename Accessor::reference;

    mdspan(T* data, std::array<int, Rank> each, Mapping map, Accessor access = {})
        : data_(data), extents_{each}, mapping_(map), accessor_(access) {}
    static constexpr rank_type rank() { return Rank; }
    const ::extents<Rank>& extents() const { return extents_; }
    int extent(rank_type r) const { return extents_.extent(r); }
    T* data_handle() const { return data_; }
    const Mapping& mapping() const { return mapping_; }
    const Accessor& accessor() const { return accessor_; }

  private:
    T* data_;
    ::extents<Rank> extents_;
    Mapping mapping_;
    Accessor accessor_;
};

const int twelve[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
const double halves[] = {0.5, 1.5, 2.5, 3.5};

} // namespace

TEST_CASE("mappings with strides") {
    using matrix = mdspan<const int, 2, strided_mapping<2>>;
    check_written(matrix(twelve, {2, 3}, {{3, 1}}), "[[0,1,2],[3,4,5]]");
    check_written(matrix(twelve, {2, 3}, {{1, 2}}), "[[0,2,4],[1,3,5]]");
    check_written(matrix(twelve, {2, 0}, {{1, 2}}), "[[],[]]");
    check_written(matrix(twelve, {0, 2}, {{1, 2}}), "[]");
    check_written(mdspan<const int, 3, strided_mapping<3>>(twelve, {2, 1, 2}, {{6, 0, 5}}),
                  "[[[0,5]],[[6,11]]]");
    check_written(mdspan<const int, 0, strided_mapping<0>>(twelve + 7, {}, {}), "7");
    double numbers[] = {1, 2, NAN, 4};
    check_refused(mdspan<double, 2, strided_mapping<2>>(numbers, {2, 2}, {{2, 1}}), inkjet::errc::not_finite,
                  "$[1][0]", "NaN");
    std::string texts[] = {"a", "b"};
    check_written(mdspan<std::string, 1, strided_mapping<1>>(texts, {2}, {{1}}), R"(["a","b"])");
    CHECK(written(matrix(twelve, {1, 2}, {{1, 2}}), {.indent = 1}) == "[\n [\n  0,\n  2\n ]\n]");
}

TEST_CASE("mappings without") {
    using tiles = mdspan<const int, 2, tiled_mapping>;
    check_written(tiles(twelve, {2, 4}, {4}), "[[0,1,4,5],[2,3,6,7]]");
    check_written(tiles(twelve, {0, 4}, {4}), "[]");
    check_written(tiles(twelve, {2, 0}, {0}), "[[],[]]");
    CHECK(written(tiles(twelve, {2, 2}, {2}), {.indent = 1}) ==
          "[\n [\n  0,\n  1\n ],\n [\n  2,\n  3\n ]\n]");
    CHECK(written(tiles(twelve, {2, 2}, {2}), {.depth_limit = 1}) ==
          written(std::vector<std::vector<int>>(2), {.depth_limit = 1}));
    check_every_room(tiles(twelve, {2, 6}, {6}));
}

TEST_CASE("accessors that make elements") {
    using scaled = mdspan<const double, 2, strided_mapping<2>, scaled_accessor>;
    check_written(scaled(halves, {2, 2}, {{2, 1}}, {2}), "[[1.0,3.0],[5.0,7.0]]");
    check_refused(scaled(halves, {2, 2}, {{2, 1}}, {INFINITY}), inkjet::errc::not_finite, "$[0][0]",
                  "Infinity");
    check_written(mdspan<const double, 0, strided_mapping<0>, scaled_accessor>(halves, {}, {}, {4}), "2.0");
}

TEST_CASE("gathered output refers to elements in memory and copies those that are made") {
    using mapping = strided_mapping<1>;
    std::string texts[] = {std::string(5000, 'a'), std::string(6000, 'b')};
    testing::check_value_referred(mdspan<std::string, 1, mapping>(texts, {2}, {{1}}), {texts[0], texts[1]});
    testing::check_value_referred(mdspan<std::string, 0, strided_mapping<0>>(texts, {}, {}), {texts[0]});
    testing::check_value_copied(mdspan<const std::string, 1, mapping, text_accessor>(texts, {2}, {{1}}));
    testing::check_value_copied(
        mdspan<const std::string, 0, strided_mapping<0>, text_accessor>(texts, {}, {}));
}

#if defined(__cpp_lib_mdspan)
TEST_CASE("the standard library's") {
    check_written(std::mdspan(twelve, 2, 3), "[[0,1,2],[3,4,5]]");
    const std::layout_left::mapping<std::dextents<int, 2>> columns(std::dextents<int, 2>(2, 3));
    check_written(std::mdspan(twelve, columns), "[[0,2,4],[1,3,5]]");
    check_written(std::mdspan<const int, std::extents<int>>(twelve), "0");
}
#endif
