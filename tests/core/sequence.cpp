#include <inkjet/core/sequence.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <deque>
#include <forward_list>
#include <iterator>
#include <limits>
#include <list>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::written;
using testing::written_with;

namespace {

// A tree whose arrays nest without anything between them.
struct tree {
    std::vector<tree> kids;
};

tree stem(int levels) {
    tree t;
    for (int i = 1; i < levels; ++i) {
        tree around;
        around.kids.push_back(std::move(t));
        t = std::move(around);
    }
    return t;
}

struct wide {
    long long a, b, c, d, e, f, g, h;
};

// Counts how often its elements are looked at.
class counted {
  public:
    explicit counted(int* looks) : looks_(looks) {}

    struct iterator {
        int* looks;
        int at;
        int operator*() const {
            ++*looks;
            return at;
        }
        iterator& operator++() {
            ++at;
            return *this;
        }
        bool operator==(const iterator& other) const { return at == other.at; }
    };
    iterator begin() const { return {looks_, 0}; }
    iterator end() const { return {looks_, 1000}; }

  private:
    int* looks_;
};

struct pair_of_arrays {
    double first;
    counted second;
};

} // namespace

template <>
struct inkjet::encoder<tree> {
    static const std::vector<tree>& as(const tree& t) { return t.kids; }
};
template <>
struct inkjet::describe<pair_of_arrays> {
    static constexpr auto members = inkjet::members(inkjet::member("first", &pair_of_arrays::first),
                                                    inkjet::member("second", &pair_of_arrays::second));
};

TEST_CASE("brackets alone have room at any depth") {
    CHECK(written(stem(512)) == std::string(512, '[') + std::string(512, ']'));
    check_every_room(stem(512));
    check_refused(
        stem(513), inkjet::errc::depth,
        "$" +
            [] {
                std::string indices;
                for (int i = 0; i < 512; ++i) indices += "[0]";
                return indices;
            }(),
        "the limit is 512");

    tree bush = stem(40);
    bush.kids.push_back(stem(300));
    bush.kids.push_back(stem(1));
    bush.kids.push_back(stem(400));
    check_every_room(bush);
}

TEST_CASE("elements in blocks of every number") {
    // So long that a block of the room holds but a few.
    const wide longest{std::numeric_limits<long long>::min(), 0, 0, 0, 0, 0, 0,
                       std::numeric_limits<long long>::min()};
    const std::string one = written(longest);
    for (std::size_t count = 1; count < 40; ++count) {
        std::string expected = "[" + one;
        for (std::size_t i = 1; i < count; ++i) expected += ',' + one;
        CHECK(written(std::list<wide>(count, longest)) == expected + ']');
    }
    check_every_room(std::list<wide>(40, longest));
}

TEST_CASE("every element is looked at once, and none behind a refusal in blocks of its own") {
    int looks = 0;
    CHECK(written(counted(&looks)).size() == std::string("[0").size() + 9 * 2 + 90 * 3 + 900 * 4 + 1);
    CHECK(looks == 1000);
    looks = 0;
    CHECK(written(counted(&looks), {.indent = 1}).size() > 4000);
    CHECK(looks == 1000);

    std::vector<std::vector<double>> rows(100, {std::nan("")});
    std::string out;
    CHECK(inkjet::write(rows, out).where() == "$[0][0]");

    // After a refusal the members that follow are gone through, but a long array only as far as one block.
    looks = 0;
    CHECK(inkjet::write(pair_of_arrays{std::nan(""), counted(&looks)}, out).code == inkjet::errc::not_finite);
    CHECK(looks < 1000);
}

TEST_CASE("arrays at every offset of the stage") {
    std::vector<std::string> values(90, std::string(40, 'x'));
    for (std::size_t lead = 0; lead <= 300; ++lead) {
        values.front().assign(lead, 'l');
        std::string expected = "[";
        for (const std::string& each : values) expected += '"' + each + "\",";
        expected.back() = ']';
        if (written(values) != expected) FAIL("lead " << lead);
    }
    check_every_room(values);
}

TEST_CASE("indentation by every width") {
    const std::vector<std::list<int>> value{{1, 2}, {}, {3}};
    for (unsigned indent = 1; indent <= 8; ++indent) {
        const std::string once = "\n" + std::string(indent, ' '), twice = "\n" + std::string(2 * indent, ' ');
        CHECK(written(value, {.indent = static_cast<unsigned char>(indent)}) ==
              "[" + once + "[" + twice + "1," + twice + "2" + once + "]," + once + "[]," + once + "[" +
                  twice + "3" + once + "]\n]");
    }
}

TEST_CASE("deep and wide indentation") {
    std::string expected, closing;
    for (std::size_t level = 0; level < 99; ++level) {
        expected += "[\n" + std::string(255 * (level + 1), ' ');
        closing = "\n" + std::string(255 * level, ' ') + "]" + closing;
    }
    CHECK(written(stem(100), {.indent = 255}) == expected + "[]" + closing);
    std::vector<char> place(expected.size() + closing.size() + 2);
    CHECK(inkjet::write(stem(100), std::span(place), inkjet::options{.indent = 255}).size == place.size());
    CHECK(inkjet::write(stem(100), std::span(place.data(), place.size() - 1), inkjet::options{.indent = 255})
              .code == inkjet::errc::buffer_full);
}

namespace {

// Can be gone through once only, and its iterators can't be copied.
struct once {
    struct iterator {
        using value_type = int;
        using difference_type = std::ptrdiff_t;
        int at;
        explicit iterator(int from) : at(from) {}
        iterator(iterator&&) = default;
        iterator& operator=(iterator&&) = default;
        int operator*() const { return at; }
        iterator& operator++() { return ++at, *this; }
        void operator++(int) { ++at; }
        bool operator==(int end) const { return at == end; }
    };
    iterator begin() const { return iterator(0); }
    int end() const { return 2; }
};

} // namespace

TEST_CASE("short arrays of numbers and bools on one line") {
    constexpr inkjet::options o{.indent = 1, .inline_numbers = 3};
    CHECK(written_with<o>(std::vector{1, 2, 3}) == "[1, 2, 3]");
    CHECK(written_with<o>(std::vector{1, 2, 3, 4}) == "[\n 1,\n 2,\n 3,\n 4\n]");
    CHECK(written_with<o>(std::vector<int>()) == "[]");
    CHECK(written_with<o>(std::vector<std::vector<double>>{{1, 2.5}, {}, {1, 2, 3, 4}}) ==
          "[\n [1.0, 2.5],\n [],\n [\n  1.0,\n  2.0,\n  3.0,\n  4.0\n ]\n]");
    CHECK(written(std::vector<bool>{true, false, true}, o) == "[true, false, true]");
    CHECK(written(std::vector<bool>(4), o) == "[\n false,\n false,\n false,\n false\n]");
    CHECK(written(std::deque<int>{1, 2, 3}, o) == "[1, 2, 3]");
    CHECK(written(std::list<float>{1, 2, 3}, o) == "[1.0, 2.0, 3.0]");
    CHECK(written(std::list<int>{1, 2, 3, 4}, o) == "[\n 1,\n 2,\n 3,\n 4\n]");
    CHECK(written(std::set<int>{3, 1}, o) == "[1, 3]");
    CHECK(written(std::forward_list<int>(), o) == "[]");
    CHECK(written(std::array<int, 2>{1, 2}, o) == "[1, 2]");
    const int array[] = {1, 2};
    CHECK(written(array, o) == "[1, 2]");
    CHECK(written(std::tuple(1, 2.5, true), o) == "[1, 2.5, true]");
    CHECK(written(std::tuple(1, 2.5, true, 4), o) == "[\n 1,\n 2.5,\n true,\n 4\n]");
    CHECK(written(std::pair(1, "x"), o) == "[\n 1,\n \"x\"\n]");
    CHECK(written(std::vector<std::pair<float, float>>{{1, 2}}, o) == "[\n [1.0, 2.0]\n]");
    CHECK(written(inkjet::array(1, 2), o) == "[1, 2]");
    CHECK(written(std::vector<std::string>{"a"}, o) == "[\n \"a\"\n]");
    CHECK(written(std::vector<std::optional<int>>{1}, o) == "[\n 1\n]");
    // Without an indentation it changes nothing; what can't be counted stands on lines.
    CHECK(written(std::vector{1, 2}, {.inline_numbers = 9}) == "[1,2]");
    CHECK(written(once(), o) == "[\n 0,\n 1\n]");
    CHECK(written(counted(nullptr), {.indent = 0, .inline_numbers = 1, .depth_limit = 0}).find("deeply") !=
          std::string::npos);
    CHECK(written(std::vector(255, 1), {.indent = 1, .inline_numbers = 255}).size() == 255 + 254 * 2 + 2);
    CHECK(written(std::vector(256, 1), {.indent = 1, .inline_numbers = 255}).size() == 256 * 4 + 2);
    CHECK(written(std::vector<double>{1, std::nan("")}, o).find("$[1]: NaN") != std::string::npos);
    check_every_room(std::vector(4, std::vector(100, -2147483647)), {.indent = 2, .inline_numbers = 200});
    check_every_room(std::vector<std::list<bool>>(9, std::list<bool>(20)),
                     {.indent = 2, .inline_numbers = 200});
}
