#include <inkjet/core/sequence.hpp>

#include "rooms.hpp"

#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <list>
#include <string>
#include <utility>
#include <vector>

using testing::check_every_room;
using testing::check_refused;
using testing::written;

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
