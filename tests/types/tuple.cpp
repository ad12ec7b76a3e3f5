#include <inkjet/types/tuple.hpp>

#include "rooms.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace own {

// A class with a tuple's interface whose elements are made on the fly.
class segment {
  public:
    constexpr segment(int from, int size) : from_(from), size_(size) {}
    template <std::size_t I>
    auto get() const {
        if constexpr (I == 0)
            return from_;
        else
            return std::string(static_cast<std::size_t>(size_), 's');
    }

  private:
    int from_, size_;
};

template <std::size_t I>
auto get(const segment& s) {
    return s.get<I>();
}

} // namespace own

template <>
struct std::tuple_size<own::segment> : std::integral_constant<std::size_t, 2> {};
template <>
struct std::tuple_element<0, own::segment> {
    using type = int;
};
template <>
struct std::tuple_element<1, own::segment> {
    using type = std::string;
};

namespace {

struct node {
    std::pair<int, std::vector<node>> held;
};

constexpr inkjet::options indented{.indent = 2};

} // namespace

TEST_CASE("pairs and tuples are arrays") {
    check_written(std::tuple<>(), "[]");
    check_written(std::tuple(1), "[1]");
    check_written(std::pair(1, true), "[1,true]");
    check_written(std::pair(std::string("a"), "b"), R"(["a","b"])");
    check_written(std::tuple(1, 2.5, nullptr, 'c', std::vector{1, 2}), R"([1,2.5,null,"c",[1,2]])");
    check_written(std::make_tuple(std::tuple<>(), std::make_tuple(std::tuple<>())), "[[],[[]]]");
    check_written(std::vector<std::pair<int, int>>{{1, 2}, {3, 4}}, "[[1,2],[3,4]]");
    check_written(std::tuple<std::optional<int>, std::unique_ptr<int>>(), "[null,null]");
    check_written(std::array<std::tuple<>, 2>(), "[[],[]]");
}

TEST_CASE("tuples of references") {
    int number = 5;
    const std::string text = "t";
    check_written(std::tie(number, text), R"([5,"t"])");
    check_written(std::forward_as_tuple(number, std::string("moved"), 7), R"([5,"moved",7])");
    check_written(std::pair<int&, const int&>(number, number), "[5,5]");
}

TEST_CASE("tuples of others") {
    check_written(own::segment(3, 2), R"([3,"ss"])");
    check_written(std::vector{own::segment(0, 0), own::segment(1, 1)}, R"([[0,""],[1,"s"]])");
    CHECK(written(own::segment(3, 2), indented) == "[\n  3,\n  \"ss\"\n]");
}

TEST_CASE("indented tuples") {
    CHECK(written(std::tuple<>(), indented) == "[]");
    CHECK(written(std::tuple(1, std::pair(2, 3)), indented) == "[\n  1,\n  [\n    2,\n    3\n  ]\n]");
    std::string folded;
    CHECK(inkjet::write<indented>(std::tuple(1, std::tuple<>()), folded));
    CHECK(folded == "[\n  1,\n  []\n]");
}

TEST_CASE("what an element refuses is refused in its place") {
    check_refused(std::tuple(1, std::pair(2, std::nan(""))), inkjet::errc::not_finite, "$[1][1]", "NaN");
    check_refused(std::tuple(1, std::string("\xff"), 2), inkjet::errc::invalid_utf8, "$[1]",
                  "byte 0xff at offset 0");
    CHECK(written(std::tuple(1, std::string(), std::pair(2, 3)), {.depth_limit = 1}) ==
          "nested too deeply at $[2]: the limit is 1");
    CHECK(written(std::tuple<>(), {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");
    std::string out;
    CHECK(inkjet::write<inkjet::options{.depth_limit = 2}>(std::tuple(1, std::pair(2, 3)), out));
    CHECK(inkjet::write<inkjet::options{.depth_limit = 1}>(std::tuple(1, std::pair(2, 3)), out).code ==
          inkjet::errc::depth);
}

TEST_CASE("a tuple may hold its own kind") {
    node root{{1, {}}};
    root.held.second.push_back(node{{2, {}}});
    check_written(root, R"({"held":[1,[{"held":[2,[]]}]]})");
}

TEST_CASE("tuples, bounded and not, through every room") {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr double longest = -2.2250738585072014e-308;
    check_every_room(std::vector(30, std::tuple(least, longest, false, std::pair(least, nullptr))));
    check_every_room(std::vector(30, std::tuple(least, std::string(20, '"'), longest, std::tuple<>())));
}
