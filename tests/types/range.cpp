#include <inkjet/chunks.hpp>
#include <inkjet/types/range.hpp>

#include "rooms.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <forward_list>
#include <initializer_list>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <valarray>
#include <vector>

// clang 14 can't compile the views of libstdc++.
#if !defined(__clang__) || __clang_major__ >= 16
# include <ranges>
# define TEST_VIEWS 1
#endif

using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct point {
    int x, y;
};
struct grid {
    int cells[2][3];
    std::array<std::array<bool, 2>, 2> flags;
    std::array<point, 0> none;
    std::vector<std::vector<int>> rows;
};

// What lies before the first default value: a range that is iterated by pointers, with another type at its
// end.
template <class T>
struct up_to_default {
    const T* first;
    struct mark {
        friend bool operator==(const T* at, mark) { return *at == T(); }
    };
    const T* begin() const { return first; }
    mark end() const { return {}; }
};

template <class T>
void check_up_to_default(std::vector<T> values, std::string_view expected) {
    values.emplace_back();
    const up_to_default<T> range{values.data()};
    check_written(range, expected);

    std::string delivered;
    CHECK(inkjet::write(range, [&](std::span<const char> chunk) {
        delivered.append(chunk.data(), chunk.size());
        return true;
    }));
    CHECK(delivered == expected);

    char place[4096];
    CHECK(std::string_view(place, inkjet::chunks(range).next(place).size) == expected);
}

// The numbers from 0 on, from an iterator that passes once, can only be moved, and ends at a sentinel of
// another type.
class countdown {
  public:
    explicit countdown(int count) : left_(count) {}

    class iterator {
      public:
        using value_type = int;
        using difference_type = std::ptrdiff_t;
        explicit iterator(countdown* range) : range_(range) {}
        iterator(iterator&&) = default;
        iterator& operator=(iterator&&) = default;
        int operator*() const { return range_->left_; }
        iterator& operator++() {
            --range_->left_;
            return *this;
        }
        void operator++(int) { --range_->left_; }
        bool operator==(std::default_sentinel_t) const { return range_->left_ == 0; }

      private:
        countdown* range_;
    };
    iterator begin() { return iterator(this); }
    std::default_sentinel_t end() const { return {}; }

  private:
    int left_;
};

// Elements that are made on the fly, and are ranges themselves.
struct triangle {
    int rows;
    struct iterator {
        int at;
        std::vector<int> operator*() const { return std::vector<int>(static_cast<std::size_t>(at), at); }
        iterator& operator++() {
            ++at;
            return *this;
        }
        bool operator==(const iterator&) const = default;
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {rows}; }
};

// Iterators that are a tuple of two, as a subrange's are; its elements are more.
struct stretch {
    const int* first;
    const int* last;
    const int* begin() const { return first; }
    const int* end() const { return last; }
};

struct faulty {
    struct iterator {
        int at;
        int operator*() const {
            if (at == 3) throw std::runtime_error("no fourth element");
            return at;
        }
        iterator& operator++() {
            ++at;
            return *this;
        }
        bool operator==(const iterator&) const = default;
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {9}; }
};

template <int Levels>
struct deep {
    using type = std::vector<typename deep<Levels - 1>::type>;
};
template <>
struct deep<0> {
    using type = std::vector<int>;
};

constexpr inkjet::options indented{.indent = 2};

} // namespace

template <>
struct std::tuple_size<stretch> : std::integral_constant<std::size_t, 2> {};
template <std::size_t I>
struct std::tuple_element<I, stretch> {
    using type = const int*;
};

TEST_CASE("arrays") {
    int numbers[] = {1, 2, 3};
    check_written(numbers, "[1,2,3]");
    const int rows[2][3] = {{1, 2, 3}, {4, 5, 6}};
    check_written(rows, "[[1,2,3],[4,5,6]]");
    check_written(std::array{1, 2}, "[1,2]");
    check_written(std::array<int, 0>(), "[]");
    check_written(std::array<std::string, 0>(), "[]");
    check_written(std::array<std::array<int, 0>, 2>(), "[[],[]]");
    check_written(std::array{std::string("a"), std::string("b")}, R"(["a","b"])");
    const std::string texts[] = {"a", "b"};
    check_written(texts, R"(["a","b"])");
    bool flags[] = {true, false};
    check_written(flags, "[true,false]");
    unsigned char bytes[] = {0, 255};
    check_written(bytes, "[0,255]");
    check_written(std::array{point{1, 2}, point{3, 4}}, R"([{"x":1,"y":2},{"x":3,"y":4}])");
    int longer[200] = {};
    check_written(longer, written(std::vector<int>(200)));
    check_written(
        grid{{{1, 2, 3}, {4, 5, 6}}, {{{true, false}, {false, true}}}, {}, {{}, {7}}},
        R"({"cells":[[1,2,3],[4,5,6]],"flags":[[true,false],[false,true]],"none":[],"rows":[[],[7]]})");
}

TEST_CASE("containers of the standard library") {
    check_written(std::vector<int>(), "[]");
    check_written(std::vector{1, 2, 3}, "[1,2,3]");
    check_written(std::vector<std::string>{"", "a"}, R"(["","a"])");
    check_written(std::deque{1, 2}, "[1,2]");
    check_written(std::list{1.5, 2.5}, "[1.5,2.5]");
    check_written(std::forward_list{1, 2}, "[1,2]");
    check_written(std::set<std::string>{"b", "a"}, R"(["a","b"])");
    check_written(std::multiset{2, 1, 2}, "[1,2,2]");
    check_written(std::initializer_list<int>{1, 2}, "[1,2]");
    check_written(std::valarray<int>{1, 2}, "[1,2]");
    const std::vector held{1, 2, 3};
    check_written(std::span(held), "[1,2,3]");
    check_written(std::span<const int, 2>(held.data(), 2), "[1,2]");
    check_written(std::vector{std::byte{1}, std::byte{2}}, "[1,2]");
    check_written(std::vector<std::vector<std::vector<int>>>{{}, {{}, {1}}}, "[[],[[],[1]]]");
    check_written(std::vector<std::nullptr_t>(2), "[null,null]");
}

TEST_CASE("vectors of bool, whose elements are proxies") {
    std::vector<bool> flags{true, false, true};
    const std::vector<bool>& seen = flags;
    check_written(flags, "[true,false,true]");
    check_written(seen, "[true,false,true]");
    check_written(std::vector<bool>(), "[]");
    check_written(std::vector{flags, {}}, "[[true,false,true],[]]");
    check_written(std::map<std::string, std::vector<bool>>{{"a", flags}}, R"({"a":[true,false,true]})");
    CHECK(written(flags, indented) == "[\n  true,\n  false,\n  true\n]");
    std::vector<bool> many(1000);
    std::string expected = "[";
    for (std::size_t i = 0; i < many.size(); ++i) {
        many[i] = i % 3 == 0;
        expected += i % 3 == 0 ? "true," : "false,";
    }
    expected.back() = ']';
    check_written(many, expected);
}

TEST_CASE("ranges of others") {
    std::string out;
    CHECK(inkjet::write(countdown(3), out));
    countdown named(2);
    CHECK(inkjet::write(named, out));
    CHECK(inkjet::write(named, out));
    CHECK(inkjet::write(countdown(3), out, indented));
    CHECK(out == "[3,2,1][2,1][][\n  3,\n  2,\n  1\n]");
    check_written(triangle{4}, "[[],[1],[2,2],[3,3,3]]");
    check_written(triangle{0}, "[]");
    CHECK(written(triangle{2}, indented) == "[\n  [],\n  [\n    1\n  ]\n]");

    out.clear();
    CHECK(inkjet::write(countdown(1000), out));
    CHECK(out.starts_with("[1000,999,"));
    CHECK(out.ends_with(",2,1]"));
}

TEST_CASE("the size of a tuple is not that of a range") {
    const std::vector<int> numbers(700, -2147483647);
    const stretch all{numbers.data(), numbers.data() + numbers.size()};
    check_written(all, written(numbers));
    check_written(stretch{}, "[]");
    check_every_room(std::pair(all, 1));
}

TEST_CASE("an exception out of an iterator is a failure") {
    check_refused(faulty(), inkjet::errc::bad_value, "$",
                  "an exception was thrown by a range, an encoder or a member function");
    check_refused(std::vector<faulty>(2), inkjet::errc::bad_value, "$",
                  "an exception was thrown by a range, an encoder or a member function");
}

#if defined(TEST_VIEWS)
TEST_CASE("views") {
    namespace views = std::views;
    std::vector<int> numbers{1, 2, 3, 4};
    const auto is_even = [](int n) { return n % 2 == 0; };
    const auto as_text = [](int n) { return std::string(static_cast<std::size_t>(n), 't'); };
    check_written(views::iota(1, 4), "[1,2,3]");
    check_written(views::empty<int>, "[]");
    check_written(views::single(std::string("one")), R"(["one"])");
    check_written(numbers | views::transform(as_text), R"(["t","tt","ttt","tttt"])");
    check_written(numbers | views::filter(is_even), "[2,4]");
    check_written(numbers | views::reverse | views::take(2), "[4,3]");
    check_written(numbers | views::take_while([](int n) { return n < 3; }), "[1,2]");
    check_written(std::ranges::subrange(numbers.begin(), numbers.end()), "[1,2,3,4]");
    check_written(std::vector{std::ranges::subrange(numbers.begin(), numbers.end())}, "[[1,2,3,4]]");
    check_written(std::vector<std::vector<int>>{{1}, {2, 3}} | views::join, "[1,2,3]");

    const std::vector<std::pair<std::string, int>> pairs{{"a", 1}, {"b", 2}};
    check_written(pairs | views::keys, R"(["a","b"])");
    check_written(pairs | views::values, "[1,2]");

    std::istringstream stream("5 6 7");
    std::string out;
    CHECK(inkjet::write(views::istream<int>(stream), out));
    CHECK(out == "[5,6,7]");
}

TEST_CASE("views of proxies") {
    namespace views = std::views;
    std::vector<bool> flags{true, false, false};
    const std::vector<bool>& seen = flags;
    check_written(flags | views::reverse, "[false,false,true]");
    check_written(seen | views::reverse, "[false,false,true]");
    check_written(flags | views::take(2), "[true,false]");
    CHECK(written(flags | views::reverse, indented) == "[\n  false,\n  false,\n  true\n]");
}

TEST_CASE("ranges of views that can't be iterated where they are const") {
    namespace views = std::views;
    const std::vector<int> numbers{1, 2, 3, 4};
    const auto up_to = [&](int most) { return numbers | views::filter([most](int n) { return n <= most; }); };
    check_written(numbers | views::transform(up_to), "[[1],[1,2],[1,2,3],[1,2,3,4]]");
    CHECK(written(views::single(2) | views::transform(up_to), indented) == "[\n  [\n    1,\n    2\n  ]\n]");
}
#endif

TEST_CASE("indented ranges") {
    CHECK(written(std::vector<int>(), indented) == "[]");
    CHECK(written(std::vector{1}, indented) == "[\n  1\n]");
    CHECK(written(std::array<int, 0>(), indented) == "[]");
    const int rows[2][2] = {{1, 2}, {3, 4}};
    CHECK(written(rows, indented) == "[\n  [\n    1,\n    2\n  ],\n  [\n    3,\n    4\n  ]\n]");
    std::string folded;
    CHECK(inkjet::write<indented>(rows, folded));
    CHECK(folded == written(rows, indented));
}

TEST_CASE("what an element refuses is refused in its place") {
    std::vector<double> numbers(1000, 0.5);
    numbers[777] = std::nan("");
    check_refused(numbers, inkjet::errc::not_finite, "$[777]", "NaN");
    numbers[776] = HUGE_VAL;
    check_refused(std::vector(1, numbers), inkjet::errc::not_finite, "$[0][776]", "Infinity");
    check_refused(std::list<std::string>{"a", "b", "\x80"}, inkjet::errc::invalid_utf8, "$[2]",
                  "byte 0x80 at offset 0");
    const double rows[2][2] = {{1, 2}, {3, std::nan("")}};
    check_refused(rows, inkjet::errc::not_finite, "$[1][1]", "NaN");
}

TEST_CASE("ranges nest up to the limit") {
    const std::vector<std::vector<int>> two{{}, {1}};
    CHECK(written(two, {.depth_limit = 2}) == "[[],[1]]");
    CHECK(written(two, {.depth_limit = 1}) == "nested too deeply at $[0]: the limit is 1");
    CHECK(written(two, {.depth_limit = 0}) == "nested too deeply at $: the limit is 0");
    CHECK(written(std::vector<std::vector<int>>(), {.depth_limit = 1}) == "[]");
    const int rows[1][1] = {{1}};
    std::string out;
    CHECK(inkjet::write<inkjet::options{.depth_limit = 2}>(rows, out));
    CHECK(inkjet::write<inkjet::options{.depth_limit = 1}>(rows, out).code == inkjet::errc::depth);
    // An array that is empty nests nothing, whatever its elements are.
    CHECK(inkjet::write<inkjet::options{.depth_limit = 1}>(std::array<std::vector<int>, 0>(), out));
    CHECK(inkjet::write<inkjet::options{.depth_limit = 1}>(std::array<std::array<int, 2>, 0>(), out));
    CHECK(out == "[[1]][][]");
}

TEST_CASE("ranges of every length, through the blocks in which room is asked for") {
    std::vector<std::int8_t> small;
    std::vector<point> points;
    std::string expected = "[]", expected_points = "[]";
    for (int i = 0; i < 900; ++i) {
        small.push_back(-100);
        points.push_back({-2147483647, -2147483647});
        expected.back() = ',';
        expected += "-100]";
        expected_points.back() = ',';
        expected_points += R"({"x":-2147483647,"y":-2147483647}])";
        if (i == 0) {
            expected.erase(1, 1);
            expected_points.erase(1, 1);
        }
        if (written(small) != expected) FAIL("numbers: " << i);
        if (written(points) != expected_points) FAIL("points: " << i);
    }
    check_written(small, expected);
    check_written(points, expected_points);
}

TEST_CASE("ranges in ranges, through every room") {
    deep<12>::type levels;
    auto innermost = [](auto self, auto& level) -> void {
        if constexpr (requires { level[0].size(); }) {
            level.resize(2);
            self(self, level[1]);
        } else {
            level.assign(400, -2147483647);
        }
    };
    innermost(innermost, levels);
    check_every_room(levels);
    check_every_room(
        std::vector(30, std::array<std::array<double, 2>, 3>{{{0.1, -0.1}, {-5e-324, 1}, {0, 0}}}));
    check_every_room(std::vector(12, std::list<std::string>(5, std::string(60, '\x1f'))));
}

TEST_CASE("pointers up to an end of another type") {
    check_up_to_default<int>({1, 2, 3}, "[1,2,3]");
    check_up_to_default<double>({0.5, 2.5}, "[0.5,2.5]");
    check_up_to_default<std::string>({"a", "b\n"}, "[\"a\",\"b\\n\"]");
    check_up_to_default<std::string>(std::vector<std::string>(3, "\xC3\xA9"),
                                     "[\"\xC3\xA9\",\"\xC3\xA9\",\"\xC3\xA9\"]");
    check_up_to_default<int>({}, "[]");
}
