#include <inkjet/buffer/ostream_sink.hpp>

#include "../chunks.hpp"
#include "../writing.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <fstream>
#include <ios>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <streambuf>
#include <string>

using inkjet::errc;
using testing::written;

namespace {

// Takes so many bytes; then it refuses, or throws.
class limited : public std::streambuf {
  public:
    limited(std::size_t limit, bool throws) : limit_(limit), throws_(throws) {}
    std::string taken;
    std::size_t refusals = 0;

  protected:
    int_type overflow(int_type unit) override {
        if (taken.size() == limit_) {
            ++refusals;
            if (throws_) throw std::runtime_error("no more");
            return traits_type::eof();
        }
        taken += traits_type::to_char_type(unit);
        return unit;
    }

  private:
    std::size_t limit_;
    bool throws_;
};

} // namespace

TEST_CASE("streams, by their own types and by their base") {
    const testing::everything all = testing::make_everything();
    const std::string expected = written(all);
    for (const std::size_t size : {10U, 5000U, 65536U}) {
        std::ostringstream out;
        out << "kept";
        CHECK(inkjet::write(all, inkjet::in_chunks(out, size)).size == expected.size());
        CHECK((out.str() == "kept" + expected));
    }
    std::stringstream both;
    std::ostream& base = both;
    CHECK(inkjet::write(all, base).size == expected.size());
    CHECK(inkjet::write(1, both));
    CHECK(inkjet::write(2, std::ostringstream()));
    CHECK((both.str() == expected + "1"));
    both.str("");
    both.width(10);
    CHECK(inkjet::write(1, both));
    CHECK(both.str() == "1"); // unformatted
    inkjet::writer by_hand(base);
    by_hand.value(2);
    CHECK(by_hand.finish());
    CHECK(both.str() == "12");
}

TEST_CASE("a stream that refuses at every byte") {
    const auto items = testing::some_items(50);
    const std::string expected = written(items);
    for (const bool throws : {false, true})
        for (const bool exceptions : {false, true})
            for (std::size_t limit = 0; limit < expected.size(); limit += limit < 100 ? 1 : 31) {
                limited target(limit, throws);
                std::ostream out(&target);
                if (exceptions) out.exceptions(std::ios_base::badbit | std::ios_base::failbit);
                const inkjet::result r = inkjet::write(items, inkjet::in_chunks(out, 500));
                REQUIRE(r.code == errc::sink_failed);
                REQUIRE((expected.compare(0, limit, target.taken) == 0));
                REQUIRE(target.taken.size() == limit);
                REQUIRE(target.refusals == 1);
                // A buffer that throws in the middle of a chunk does not tell how much of it it took.
                REQUIRE(r.size <= limit);
                if (!throws) REQUIRE(r.size == limit);
                REQUIRE(limit - r.size < 500);
                REQUIRE(out.bad());
                REQUIRE(r.note() == (throws ? "the stream threw an exception" : "the stream went bad"));
            }
}

TEST_CASE("a stream that is bad already is given nothing") {
    std::ostringstream out;
    out.setstate(std::ios_base::failbit);
    const inkjet::result r = inkjet::write(1, out);
    CHECK(r.code == errc::sink_failed);
    CHECK(r.size == 0);
    CHECK(r.note() == "the stream was bad already");
    CHECK(out.str().empty());
    std::ostream nowhere(nullptr);
    CHECK(inkjet::write(1, nowhere).code == errc::sink_failed);
}

TEST_CASE("a full device behind a stream") {
    std::ofstream full("/dev/full");
    if (!full) return;
    const inkjet::result r = inkjet::write(testing::make_everything(), full);
    CHECK(r.code == errc::sink_failed);
    CHECK(r.note() == "ENOSPC: no space left on the device");
    CHECK(full.bad());
}
