#include <inkjet/buffer/iterator_sink.hpp>

#include "../chunks.hpp"
#include "../writing.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <deque>
#include <iterator>
#include <list>
#include <sstream>
#include <string>
#include <vector>

using inkjet::errc;
using testing::written;

namespace {

// An output iterator of the barest kind.
struct counting {
    std::size_t* count;
    std::size_t limit = SIZE_MAX;

    struct place {
        counting* at;
        void operator=(char) const {
            if (*at->count == at->limit) throw 1;
            ++*at->count;
        }
    };
    place operator*() { return {this}; }
    counting& operator++() { return *this; }
};

} // namespace

TEST_CASE("output iterators") {
    const auto items = testing::some_items(100);
    const std::string expected = written(items);
    std::deque<char> deque;
    CHECK(inkjet::write(items, inkjet::to_iterator(std::back_inserter(deque))).size == expected.size());
    CHECK(std::string(deque.begin(), deque.end()) == expected);
    std::list<char> list;
    CHECK(inkjet::write(items, inkjet::to_iterator(std::front_inserter(list))));
    CHECK(std::string(list.rbegin(), list.rend()) == expected);
    std::ostringstream stream;
    CHECK(inkjet::write(items,
                        inkjet::in_chunks(inkjet::to_iterator(std::ostream_iterator<char>(stream)), 100)));
    CHECK(stream.str() == expected);
}

TEST_CASE("the iterator can be had back") {
    std::string place(20, '#');
    auto out = inkjet::to_iterator(place.begin());
    CHECK(inkjet::write(123, out));
    CHECK(inkjet::write("x", out));
    CHECK(out.it - place.begin() == 6);
    CHECK(place == "123\"x\"##############");
}

TEST_CASE("an iterator that throws at every byte") {
    const auto items = testing::some_items(100);
    const std::size_t size = written(items).size();
    for (std::size_t limit = 0; limit < size; limit += 3) {
        std::size_t count = 0;
        const inkjet::result r = inkjet::write(items, inkjet::to_iterator(counting{&count, limit}));
        REQUIRE(r.code == errc::sink_failed);
        REQUIRE(r.note() == "the iterator threw an exception");
        REQUIRE(r.size == limit);
        REQUIRE(count == limit);
    }
}
