#include <inkjet/measure.hpp>

#include "chunks.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

using inkjet::errc;
using inkjet::options;

namespace {

template <class T>
void check_measure(const T& value) {
    std::string out;
    REQUIRE(inkjet::write(value, out));
    CHECK(inkjet::measure(value).size == out.size());
    for (const options& chosen :
         {options{}, options{.indent = 2}, options{.append_newline = true},
          options{.indent = 7, .sort_keys = true}, options{.non_finite = inkjet::non_finite_policy::null}}) {
        out.clear();
        REQUIRE(inkjet::write(value, out, chosen));
        CHECK(inkjet::measure(value, chosen).size == out.size());
    }
    out.clear();
    constexpr options folded{.indent = 3, .append_newline = true};
    REQUIRE(inkjet::write<folded>(value, out));
    CHECK(inkjet::measure<folded>(value).size == out.size());
}

} // namespace

TEST_CASE("the size of a value is exactly what is written") {
    check_measure(1);
    check_measure("");
    check_measure(0.1);
    check_measure(std::vector<int>());
    check_measure(std::string(100000, '\x01'));
    check_measure(std::string(5000, 'x'));
    check_measure(std::string("\xF0\x9F\x98\x80"));
    for (std::size_t lead = 0; lead < 100; ++lead) check_measure(testing::some_items(lead * 41));
    check_measure(testing::make_everything());
}

TEST_CASE("what can't be written has no size, and is refused as by write") {
    testing::everything wrong = testing::make_everything();
    wrong.texts[299] = "ab\xC3(";
    std::string unused;
    const inkjet::result expected = inkjet::write(wrong, unused);
    for (const inkjet::result& r : {inkjet::measure(wrong), inkjet::measure(wrong, options{.indent = 2})}) {
        CHECK(r.code == errc::invalid_utf8);
        CHECK(r.where() == "$.texts[299]");
        CHECK(r.note() == expected.note());
        CHECK(r.size == 0);
    }
    CHECK(inkjet::measure(std::nan("")).code == errc::not_finite);
}
