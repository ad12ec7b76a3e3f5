#include <inkjet/types/ndarray.hpp>

#include "rooms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

using inkjet::byte_strided;
using inkjet::column_major;
using inkjet::ndarray;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

const double six[] = {1, 2, 3, 4, 5, 6};
const int twelve[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
constexpr inkjet::options indented{.indent = 2};

template <class T, std::size_t Rank>
struct nest {
    using type = std::vector<typename nest<T, Rank - 1>::type>;
};
template <class T>
struct nest<T, 0> {
    using type = T;
};

// Where an array's elements lie: offsets from the lowest address, in elements.
struct placement {
    std::vector<std::size_t> extents;
    std::vector<std::ptrdiff_t> strides;
    std::ptrdiff_t first = 0;
    std::size_t size = 0; // from the lowest to one past the highest
};

// Any order of dimensions in memory, with gaps and backwards.
placement random_placement(std::mt19937& random, std::size_t rank) {
    placement place;
    std::vector<std::size_t> order(rank);
    for (std::size_t i = 0; i < rank; ++i) {
        order[i] = i;
        const bool is_long = i + 1 == rank && random() % 4 == 0;
        place.extents.push_back(is_long ? random() % 300 : random() % 6);
    }
    if (random() % 2 == 0)
        std::shuffle(order.begin(), order.end(), random);
    else
        std::reverse(order.begin(), order.end());
    place.strides.resize(rank);
    std::ptrdiff_t stride = 1;
    for (const std::size_t i : order) {
        if (random() % 4 == 0) stride += static_cast<std::ptrdiff_t>(random() % 3);
        const auto extent = static_cast<std::ptrdiff_t>(place.extents[i]);
        place.strides[i] = stride;
        if (random() % 4 == 0) {
            place.strides[i] = -stride;
            place.first += stride * std::max<std::ptrdiff_t>(extent - 1, 0);
        }
        if (random() % 8 == 0 && extent > 0) { // all the same
            if (place.strides[i] < 0) place.first -= stride * (extent - 1);
            place.strides[i] = 0;
        }
        stride *= std::max<std::ptrdiff_t>(extent, 1);
    }
    place.size = static_cast<std::size_t>(stride) + 16;
    return place;
}

template <std::size_t Rank, class T>
typename nest<T, Rank>::type nested(const placement& place, const T* first) {
    if constexpr (Rank == 0) {
        return *first;
    } else {
        const std::size_t dimension = place.extents.size() - Rank;
        typename nest<T, Rank>::type all;
        for (std::size_t i = 0; i < place.extents[dimension]; ++i)
            all.push_back(
                nested<Rank - 1>(place, first + static_cast<std::ptrdiff_t>(i) * place.strides[dimension]));
        return all;
    }
}

template <class T>
T random_number(std::mt19937& random) {
    if constexpr (std::is_same_v<T, bool>)
        return random() % 2 == 0;
    else if constexpr (std::is_same_v<T, inkjet::half> || std::is_same_v<T, inkjet::bfloat16>)
        return {static_cast<std::uint16_t>(random() & 0xbbff)};
    else if constexpr (std::is_floating_point_v<T>)
        return random() % 500 == 0 ? std::numeric_limits<T>::quiet_NaN()
                                   : static_cast<T>(random()) / static_cast<T>(random() % 1000 + 1);
    else
        return static_cast<T>(static_cast<std::uint64_t>(random()) << random() % 40);
}

// Whatever the strides are, the output, or the refusal, is that of vectors in vectors.
template <class T, std::size_t Rank>
void compare(std::mt19937& random) {
    const placement place = random_placement(random, Rank);
    const auto elements = std::make_unique<T[]>(place.size);
    for (std::size_t i = 0; i < place.size; ++i) elements[i] = random_number<T>(random);
    const T* const first = elements.get() + place.first;
    const auto same = nested<Rank>(place, first);
    const ndarray<T> array(first, place.extents, place.strides);

    CHECK(written(array) == written(same));
    for (const inkjet::options& chosen :
         {inkjet::options{}, indented, inkjet::options{.indent = 1, .append_newline = true},
          inkjet::options{.inline_numbers = 4},
          inkjet::options{.non_finite = inkjet::non_finite_policy::null, .strict_integers = true},
          inkjet::options{.non_finite = inkjet::non_finite_policy::string, .floats = inkjet::shortest(false)},
          inkjet::options{.integers_as_strings = inkjet::integer_strings::always},
          inkjet::options{.depth_limit = 2}})
        CHECK(written(array, chosen) == written(same, chosen));
    std::string folded, expected;
    const inkjet::result r = inkjet::write<inkjet::options{.strict_integers = true}>(array, folded);
    CHECK(inkjet::write<inkjet::options{.strict_integers = true}>(same, expected).message() == r.message());
    CHECK(folded == expected);

    // The same elements one byte off, so that none is aligned, and without a byte to spare.
    const auto bytes = std::make_unique<char[]>(place.size * sizeof(T) + 1);
    std::memcpy(bytes.get() + 1, elements.get(), place.size * sizeof(T));
    std::vector<std::ptrdiff_t> byte_strides;
    for (const std::ptrdiff_t stride : place.strides)
        byte_strides.push_back(stride * static_cast<std::ptrdiff_t>(sizeof(T)));
    const char* const unaligned = bytes.get() + 1 + place.first * static_cast<std::ptrdiff_t>(sizeof(T));
    CHECK(written(byte_strided<T>(unaligned, place.extents, byte_strides)) == written(same));
}

template <class T>
void compare_all() {
    std::mt19937 random(20); // NOLINT: the same ones each time
    for (int i = 0; i < 60; ++i) {
        compare<T, 1>(random);
        compare<T, 2>(random);
        compare<T, 3>(random);
    }
}

} // namespace

TEST_CASE("row-major and column-major") {
    check_written(ndarray(six, {2, 3}), "[[1.0,2.0,3.0],[4.0,5.0,6.0]]");
    check_written(column_major(six, {2, 3}), "[[1.0,3.0,5.0],[2.0,4.0,6.0]]");
    check_written(ndarray(six, {6}), "[1.0,2.0,3.0,4.0,5.0,6.0]");
    check_written(ndarray(twelve, {2, 3, 2}), "[[[0,1],[2,3],[4,5]],[[6,7],[8,9],[10,11]]]");
    check_written(column_major(twelve, {2, 3, 2}), "[[[0,6],[2,8],[4,10]],[[1,7],[3,9],[5,11]]]");
    check_written(ndarray(twelve, {1, 1, 1, 1}), "[[[[0]]]]");
    check_written(ndarray(twelve, {1, 12}), "[[0,1,2,3,4,5,6,7,8,9,10,11]]");
    check_written(ndarray(twelve, {3, 4}).transposed(), "[[0,4,8],[1,5,9],[2,6,10],[3,7,11]]");
    const bool flags[] = {true, false, false, true};
    check_written(ndarray(flags, {2, 2}), "[[true,false],[false,true]]");
    check_written(column_major(flags, {4, 1}), "[[true],[false],[false],[true]]");
}

TEST_CASE("a scalar") {
    check_written(ndarray(six + 3, {}), "4.0");
    check_written(ndarray(twelve, std::array<int, 0>{}), "0");
    CHECK(written(ndarray(six, {}), {.depth_limit = 0}) == "1.0");
    CHECK(written(ndarray(six, {}), indented) == "1.0");
}

TEST_CASE("strides") {
    check_written(ndarray(twelve, {2, 3}, {6, 2}), "[[0,2,4],[6,8,10]]");
    check_written(ndarray(twelve + 11, {2, 3}, {-6, -1}), "[[11,10,9],[5,4,3]]");
    check_written(ndarray(twelve + 5, {3, 2}, {0, 1}), "[[5,6],[5,6],[5,6]]");
    check_written(ndarray(twelve + 5, {5}, {0}), "[5,5,5,5,5]");
    struct record {
        char tag;
        double x;
        std::int16_t count;
    };
    const record records[] = {{'a', 1.5, 7}, {'b', -2.5, 8}, {'c', 0.25, 9}};
    check_written(byte_strided<double>(&records[0].x, {3}, {sizeof(record)}), "[1.5,-2.5,0.25]");
    check_written(byte_strided<std::int16_t>(&records[2].count, {3}, {-static_cast<int>(sizeof(record))}),
                  "[9,8,7]");
}

TEST_CASE("extents of any integer type, in any range of them") {
    const std::size_t rows = 2;
    const int columns = 3;
    check_written(ndarray(twelve, {rows, columns}), "[[0,1,2],[3,4,5]]");
    check_written(ndarray(twelve, std::vector<long>{2, 3}), "[[0,1,2],[3,4,5]]");
    const std::int64_t extents[] = {2, 2}, strides[] = {1, 2};
    check_written(ndarray(twelve, extents, strides), "[[0,2],[1,3]]");
    check_written(ndarray(twelve, std::span(extents, 1)), "[0,1]");
    check_written(column_major(twelve, std::array<short, 2>{2, 2}), "[[0,2],[1,3]]");
    const ndarray<int> one(twelve, {2, 3});
    ndarray<int> other(twelve, {1});
    other = one;
    check_written(other, "[[0,1,2],[3,4,5]]");
    CHECK(other.rank() == 2);
    CHECK(other.extent(1) == 3);
    CHECK(other.byte_stride(0) == 12);
    CHECK(!other.empty());
    CHECK(ndarray(twelve, {3, 0}).empty());
}

TEST_CASE("nothing in it") {
    const double* const nowhere = nullptr;
    check_written(ndarray(nowhere, {0}), "[]");
    check_written(ndarray(nowhere, {2, 0}), "[[],[]]");
    check_written(ndarray(nowhere, {0, 2}), "[]");
    check_written(ndarray(nowhere, {0, 3, 7}), "[]");
    check_written(ndarray(nowhere, {2, 1, 0}), "[[[]],[[]]]");
    check_written(ndarray(nowhere, {2, 0, 3}), "[[],[]]");
    check_written(ndarray(nowhere, {0, 2}, {-9, 5}), "[]");
    check_written(ndarray(nowhere, {2, 0}, {0, 0}), "[[],[]]");
    check_written(ndarray(nowhere, {2, 2, 0}, {-7, 3, 1}), "[[[],[]],[[],[]]]");
    CHECK(ndarray(nowhere, {2, 0}, {7, 1}).byte_stride(0) == 0);
    check_written(ndarray(nowhere, {-4}), "[]");
    check_written(column_major(nowhere, {0, SIZE_MAX / 2, SIZE_MAX / 2}), "[]");
    CHECK(written(ndarray(nowhere, {2, 0}), indented) == "[\n  [],\n  []\n]");
}

TEST_CASE("other elements") {
    const std::string texts[] = {"a", "b\n", "", "d"};
    check_written(ndarray(texts, {2, 2}), R"([["a","b\n"],["","d"]])");
    check_written(column_major(texts, {2, 2}), R"([["a",""],["b\n","d"]])");
    const std::vector<int> lists[] = {{1}, {}, {2, 3}};
    check_written(ndarray(lists + 2, {3}, {-1}), "[[2,3],[],[1]]");
    const std::array<int, 2> pairs[] = {{1, 2}, {3, 4}, {5, 6}};
    check_written(ndarray(pairs, {1, 2}, {1, 2}), "[[[1,2],[5,6]]]");
    const inkjet::half halves[] = {{0x3c00}, {0x4000}, {0x4200}};
    check_written(ndarray(halves, {1, 3}), "[[1.0,2.0,3.0]]");
    check_written(ndarray(halves, {2}, {2}), "[1.0,3.0]");
    const long double wide[] = {1, 2};
    check_written(ndarray(wide + 1, {2}, {-1}), "[2.0,1.0]");
    const std::uint16_t bits[] = {0x3c00, 0x4000, 0x4200, 0x4400};
    check_written(column_major(bits, {2, 2}).viewed_as<inkjet::half>(), "[[1.0,3.0],[2.0,4.0]]");
    enum class colour { red, green };
    const colour colours[] = {colour::red, colour::green};
    check_written(ndarray(colours, {2, 1}), "[[0],[1]]");
    const char letters[] = {'a', 'b'};
    check_written(ndarray(letters, {1, 2}), R"([["a","b"]])");
}

TEST_CASE("arrays of arrays, members") {
    struct frame {
        int id;
        ndarray<double> data;
    };
    check_written(frame{1, {six, {1, 2}}}, R"({"id":1,"data":[[1.0,2.0]]})");
    const std::vector<ndarray<int>> list{{twelve, {1}}, {twelve, {}}, {twelve, {2, 1}}};
    check_written(list, "[[0],0,[[0],[1]]]");
    const ndarray<int> inner[] = {{twelve, {2}}, {twelve, {1}}};
    check_written(ndarray(inner, {2, 1}), "[[[0,1]],[[0]]]");
}

TEST_CASE("many dimensions") {
    const std::vector<int> ones(inkjet::max_rank, 1);
    check_written(ndarray(twelve, ones), std::string(64, '[') + "0" + std::string(64, ']'));
    check_written(ndarray(twelve, std::vector<int>(32, 1)),
                  std::string(32, '[') + "0" + std::string(32, ']'));
    CHECK(written(ndarray(twelve, ones), {.depth_limit = 64}) == written(ndarray(twelve, ones)));
    std::string out;
    CHECK(inkjet::write(ndarray(twelve, ones), out, inkjet::options{.depth_limit = 63}).code ==
          inkjet::errc::depth);
    check_refused(ndarray(twelve, std::vector<int>(65, 1)), inkjet::errc::bad_value, "$",
                  "an array of more than 64 dimensions");
    check_refused(ndarray(twelve, {1, 1}, {1}), inkjet::errc::bad_value, "$",
                  "an array with more or fewer strides than extents");
}

TEST_CASE("each dimension is a level of nesting") {
    for (unsigned short limit = 0; limit <= 3; ++limit) {
        std::string out;
        for (const ndarray<int>& array :
             {ndarray<int>(twelve, {2, 2, 3}), column_major(twelve, {2, 2, 3}),
              ndarray<int>(twelve, {1, 2, 6}), column_major(twelve, {1, 1, 12})}) {
            const inkjet::result r = inkjet::write(array, out, inkjet::options{.depth_limit = limit});
            CHECK(r.code == (limit < 3 ? inkjet::errc::depth : inkjet::errc::ok));
            if (!r) CHECK(r.where() == std::string_view("$[0][0]").substr(0, 1 + 3 * std::size_t{limit}));
        }
    }
}

TEST_CASE("the place of what is refused") {
    double numbers[600] = {};
    numbers[5] = NAN;
    check_refused(ndarray(numbers, {2, 3}), inkjet::errc::not_finite, "$[1][2]", "NaN");
    check_refused(column_major(numbers, {2, 3}), inkjet::errc::not_finite, "$[1][2]", "NaN");
    check_refused(column_major(numbers, {3, 2}), inkjet::errc::not_finite, "$[2][1]", "NaN");
    check_refused(ndarray(numbers, {6}), inkjet::errc::not_finite, "$[5]", "NaN");
    check_refused(ndarray(numbers + 5, {}), inkjet::errc::not_finite, "$", "NaN");
    check_refused(ndarray(numbers, {1, 2, 2, 50}), inkjet::errc::not_finite, "$[0][0][0][5]", "NaN");
    numbers[5] = 0, numbers[450] = INFINITY;
    check_refused(ndarray(numbers, {3, 200}), inkjet::errc::not_finite, "$[2][50]", "Infinity");
    check_refused(column_major(numbers, {3, 200}), inkjet::errc::not_finite, "$[0][150]", "Infinity");
}

TEST_CASE("the same as vectors in vectors") {
    compare_all<bool>();
    compare_all<signed char>();
    compare_all<unsigned char>();
    compare_all<short>();
    compare_all<unsigned short>();
    compare_all<int>();
    compare_all<unsigned>();
    compare_all<long long>();
    compare_all<unsigned long long>();
    compare_all<float>();
    compare_all<double>();
    compare_all<inkjet::half>();
    compare_all<inkjet::bfloat16>();
}

TEST_CASE("nothing outside is read") {
    // Allocated apart, so that a sanitizer sees it; and with values around it that would be refused.
    for (std::size_t rows = 1; rows < 7; ++rows) {
        for (std::size_t columns = 1; columns < 70; ++columns) {
            const auto exact = std::make_unique<double[]>(rows * columns);
            std::vector<double> guarded((rows + 2) * (columns + 2), NAN);
            for (std::size_t i = 0; i < rows; ++i)
                for (std::size_t j = 0; j < columns; ++j)
                    guarded[(i + 1) * (columns + 2) + j + 1] = exact[i * columns + j] = 0.5;
            const std::string expected = written(ndarray(exact.get(), {rows, columns}));
            CHECK(expected.size() == rows * (columns * 4 + 2) + 1);
            CHECK(written(column_major(exact.get(), {rows, columns})) == expected);
            const double* const inside = guarded.data() + columns + 3;
            CHECK(written(ndarray(inside, {rows, columns}, {columns + 2, std::size_t{1}})) == expected);
        }
    }
}

TEST_CASE("every room") {
    check_every_room(ndarray(six, {2, 3}));
    check_every_room(ndarray(twelve, std::vector<int>(40, 1)));
    std::vector<double> doubles(240);
    std::vector<std::uint64_t> integers(240);
    for (std::size_t i = 0; i < doubles.size(); ++i) {
        doubles[i] = 1 / (static_cast<double>(i) + 0.3);
        integers[i] = UINT64_MAX - i;
    }
    for (const std::size_t columns : {1U, 2U, 3U, 4U, 5U, 120U}) {
        check_every_room(ndarray(doubles.data(), {240 / columns, columns}));
        check_every_room(column_major(doubles.data(), {240 / columns, columns}));
        check_every_room(column_major(integers.data(), {240 / columns, columns}));
    }
    check_every_room(ndarray(twelve, {300, 0}));
}

TEST_CASE("spans of spans") {
    const std::span<const int> spans[] = {{twelve, 3}, {twelve + 3, 0}, {twelve + 3, 2}};
    check_written(std::span<const std::span<const int>>(spans), "[[0,1,2],[],[3,4]]");
    CHECK(written(std::span<const std::span<const int>>(spans), {.indent = 1}) ==
          "[\n [\n  0,\n  1,\n  2\n ],\n [],\n [\n  3,\n  4\n ]\n]");
}
