#include <inkjet/buffer/chunk_sink.hpp>

#include "../chunks.hpp"
#include "../writing.hpp"
#include "sink_driver.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using inkjet::options;
using testing::chunk_sizes;
using testing::taker;
using testing::written;

namespace {

std::string counted(std::size_t n) {
    std::string text(n, ' ');
    for (std::size_t i = 0; i < n; ++i) text[i] = static_cast<char>('a' + i % 23);
    return text;
}

// Checks that a value comes out in chunks as it does in a string.
template <class T>
void check_chunks(const T& value, const options& chosen = {}) {
    std::string expected;
    REQUIRE(inkjet::write(value, expected, chosen));
    for (const std::size_t size : chunk_sizes) {
        if (size < 63 && expected.size() > 20000) continue;
        CAPTURE(size);
        taker out;
        const inkjet::result r = inkjet::write(value, inkjet::in_chunks(out, size), chosen);
        CHECK(r.code == errc::ok);
        CHECK(r.size == expected.size());
        CHECK((out.taken == expected));
        CHECK(out.longest <= size);
        // Not many more chunks than needed.
        if (size > 10000) CHECK(out.calls <= 2 + 2 * expected.size() / size);
        if (chosen == options{}) {
            taker by_default;
            CHECK(inkjet::write(value, inkjet::in_chunks(by_default, size)).size == expected.size());
            CHECK((by_default.taken == expected));
        }
    }
}

// Writes into chunks a value that is refused. The place and the particulars must be those of a write into a
// string, and what went out its beginning.
template <class T>
void check_refused_in_chunks(const T& value, const T& accepted, const options& chosen = {}) {
    std::string unused, whole;
    const inkjet::result expected = inkjet::write(value, unused, chosen);
    REQUIRE(!expected);
    REQUIRE(inkjet::write(accepted, whole, chosen));
    for (const std::size_t size : {std::size_t{1000}, std::size_t{5000}, std::size_t{65536}}) {
        CAPTURE(size);
        for (const bool folded : {false, true}) {
            if (folded && chosen != options{}) continue;
            taker out;
            const inkjet::result r = folded ? inkjet::write(value, inkjet::in_chunks(out, size))
                                            : inkjet::write(value, inkjet::in_chunks(out, size), chosen);
            CHECK(r.code == expected.code);
            CHECK(r.where() == expected.where());
            CHECK(r.note() == expected.note());
            CHECK(r.size == out.taken.size());
            CHECK((whole.compare(0, out.taken.size(), out.taken) == 0));
        }
    }
}

} // namespace

TEST_CASE("bytes come out as they went in, whatever is asked for") {
    for (const std::size_t length : {0U, 1U, 63U, 4032U, 5000U, 200000U})
        for (const std::size_t step : {1U, 50U, 2000U})
            for (const std::size_t size : {1U, 100U, 4032U, 5000U, 65536U}) {
                if (size == 1 && length > 5000) continue;
                const std::string text = counted(length);
                taker out;
                auto chunks = inkjet::in_chunks(out, size);
                const sink_test::outcome o = sink_test::drive(chunks, text, step, step + 32);
                CHECK(o.code == errc::ok);
                CHECK(o.appended == length);
                CHECK((out.taken == text));
            }
}

TEST_CASE("a chunk size of 0 is one of 1") {
    taker out;
    CHECK(inkjet::write(12345, inkjet::in_chunks(out, 0)).size == 5);
    CHECK(out.calls == 5);
}

TEST_CASE("short output is one chunk, an empty one none") {
    taker out;
    CHECK(inkjet::write(std::string(4000, 'x'), out));
    CHECK(out.calls == 1);
    taker more;
    CHECK(inkjet::write(std::string(60000, 'x'), more));
    CHECK(more.calls == 1);
    taker none;
    CHECK(inkjet::write(inkjet::raw{""}, none));
    CHECK(none.calls == 0);
}

TEST_CASE("values come out in chunks as in a string") {
    check_chunks(1);
    check_chunks(std::string());
    check_chunks(std::vector<std::vector<std::vector<int>>>{{{}, {1}}, {}, {{2, 3}}});
    const testing::everything all = testing::make_everything();
    check_chunks(all);
    check_chunks(all, options{.indent = 3});
    check_chunks(all, options{.sort_keys = true});
    check_chunks(all, options{.append_newline = true});
    for (std::size_t lead = 0; lead < 80; ++lead) check_chunks(testing::some_items(4032 - 40 + lead));
}

// Elements that need all the room that one leaves to the next, 158 bytes, behind members that use up what an
// array leaves: where the first did not ask for its own, AddressSanitizer would find bytes behind the chunk.
struct exact_element {
    bool a, b, c, d, e, f, g, h, i, j, k, l, m, n;
    std::vector<int> value;
};
struct exact_elements {
    std::list<int> lead;
    bool a, b, c, d, e, f, g, h, i, j, k, l, m, n;
    std::list<exact_element> elements;
};

TEST_CASE("an array of objects that begins at every place of a chunk") {
    exact_elements value{};
    value.elements.resize(2);
    for (const std::size_t size : {std::size_t{4032}, std::size_t{8192}}) {
        for (std::size_t bytes = size - 512; bytes < size; ++bytes) {
            value.lead.assign(bytes / 2, 1);
            value.lead.front() = bytes % 2 == 0 ? 1 : 10;
            taker out;
            REQUIRE(inkjet::write(value, inkjet::in_chunks(out, size)));
            REQUIRE((out.taken == written(value)));
        }
    }
}

TEST_CASE("texts longer than the chunk, with escapes and code points at its end") {
    for (const std::string_view pattern :
         {"x", "\"", "\x01", "ab\\", "\xC3\xA9", "a\xE2\x82\xAC", "\xF0\x9F\x98\x80\n"})
        for (std::size_t lead = 0; lead < 9; ++lead) {
            std::string text(lead, 'l');
            while (text.size() < 140000) text += pattern;
            check_chunks(text);
            check_chunks(std::vector<std::string>(3, text));
        }
    check_chunks(inkjet::raw{std::string(100000, ' ') + "1"});
}

TEST_CASE("a destination that refuses at every byte position gets nothing any more") {
    const auto items = testing::some_items(300);
    const std::string whole = written(items);
    for (const std::size_t size : {1U, 7U, 500U, 4032U}) {
        for (std::size_t limit = 0; limit < whole.size(); limit += size == 500 || limit < 200 ? 1U : 13U) {
            taker out;
            out.limit = limit;
            const inkjet::result r = inkjet::write(items, inkjet::in_chunks(out, size));
            REQUIRE(r.code == errc::cancelled);
            REQUIRE(r.size == out.taken.size());
            REQUIRE(r.size <= limit);
            REQUIRE(limit - r.size < size);
            REQUIRE((whole.compare(0, r.size, out.taken) == 0));
            REQUIRE(out.calls_after_refusal == 0);
            REQUIRE(r.where().substr(0, 1) == "$");
        }
        taker out;
        out.limit = whole.size();
        CHECK(inkjet::write(items, inkjet::in_chunks(out, size)));
    }
    const testing::everything all = testing::make_everything();
    const std::string large = written(all);
    for (std::size_t limit = 0; limit < large.size(); limit += 997) {
        taker out;
        out.limit = limit;
        const inkjet::result r = inkjet::write(all, inkjet::in_chunks(out, 64));
        REQUIRE(r.code == errc::cancelled);
        REQUIRE((r.size == out.taken.size() && limit - r.size < 64));
        REQUIRE((large.compare(0, r.size, out.taken) == 0));
        REQUIRE(out.calls_after_refusal == 0);
    }
}

TEST_CASE("a refusing destination is reported where the writing was") {
    taker out;
    out.limit = 100000;
    std::vector<std::string> texts(300, std::string(1000, 'x'));
    const inkjet::result r = inkjet::write(inkjet::object("texts", texts), inkjet::in_chunks(out, 4096));
    CHECK(r.code == errc::cancelled);
    // A few KB later at most.
    const std::size_t index = std::stoul(std::string(r.where().substr(8)));
    CHECK(r.where() == "$.texts[" + std::to_string(index) + "]");
    CHECK(index * 1003 >= r.size - 2000);
    CHECK(index * 1003 <= r.size + 9000);
    CHECK(r.message() == "cancelled at " + std::string(r.where()) + ": the callback returned false");
}

TEST_CASE("a first chunk that is refused, of any size around that of the stage") {
    const std::vector<std::string> texts(900, std::string(50, 'x'));
    const std::vector<double> numbers(5000, 1.5);
    for (std::size_t size = 100; size < 9000; size += 61) {
        const auto check = [&](const auto& values, std::size_t bytes_each) {
            taker out;
            out.limit = 0;
            const inkjet::result r = inkjet::write(values, inkjet::in_chunks(out, size));
            CHECK((r.code == errc::cancelled && r.size == 0));
            const std::size_t index = std::stoul(std::string(r.where().substr(2)));
            CHECK(r.where() == "$[" + std::to_string(index) + "]");
            CHECK(index * bytes_each <= (size < 4096 ? 4096 : size));
        };
        CAPTURE(size);
        check(texts, 53);
        check(numbers, 4);
    }
}

TEST_CASE("paths behind text that is gone: wherever one value in a large document is refused") {
    const testing::everything all = testing::make_everything();
    const std::string bad("a\xFFz");
    testing::everything wrong = all;
    const auto check = [&](std::string& text) {
        const std::string former = text;
        text = bad;
        check_refused_in_chunks(wrong, all);
        text = former;
    };
    check(wrong.title);
    for (std::size_t i = 0; i < wrong.items.size(); ++i) {
        check(wrong.items[i].text);
        if (wrong.items[i].note) check(*wrong.items[i].note);
        for (auto& [key, values] : wrong.items[i].tags)
            for (std::string& each : values) check(each);
    }
    for (std::size_t i = 0; i < wrong.doubles.size(); i += 37) {
        wrong.doubles[i] = std::numeric_limits<double>::infinity();
        check_refused_in_chunks(wrong, all);
        wrong.doubles[i] = all.doubles[i];
    }
    for (auto& [key, inner] : wrong.names) check(inner["a,["]);
    for (std::size_t i = 0; i < wrong.texts.size(); i += 7) check(wrong.texts[i]);
    const std::string last = wrong.last;
    for (const std::size_t at : {0U, 100U, 40000U, 69999U, 75000U}) {
        wrong.last.replace(at, 1, "\xFF");
        check_refused_in_chunks(wrong, all);
        wrong.last = last;
    }
}

TEST_CASE("paths behind text that is gone: with white space, sorted, by options") {
    testing::everything all = testing::make_everything(), wrong = all;
    for (const options& chosen : {options{.indent = 2}, options{.sort_keys = true},
                                  options{.indent = 1, .sort_keys = true}, options{.skip_null = true}})
        for (std::size_t i = 5; i < wrong.texts.size(); i += 60) {
            wrong.texts[i] = "\xFE";
            check_refused_in_chunks(wrong, all, chosen);
            wrong.texts[i] = all.texts[i];
            auto& in_map = wrong.names["k]\"{" + std::to_string(i % 200)]["\\"];
            in_map = "\xFE";
            check_refused_in_chunks(wrong, all, chosen);
            in_map = "\\\"\n";
        }
}

TEST_CASE("paths behind text that is gone: arrays that begin and end in one chunk, and are as long as many") {
    // Of every shape: short and long arrays of arrays, at levels that change.
    using level1 = std::vector<std::string>;
    using level2 = std::vector<level1>;
    using level3 = std::vector<level2>;
    std::uint32_t random = 1;
    const auto next = [&](std::uint32_t n) { return (random = random * 1664525 + 1013904223) / 65536 % n; };
    for (int round = 0; round < 60; ++round) {
        level3 value(1 + next(12));
        for (level2& two : value) {
            two.resize(next(8));
            for (level1& one : two) {
                one.resize(next(4) == 0 ? next(600) : next(6));
                for (std::string& text : one) text.assign(next(30) == 0 ? next(20000) : next(40), ']');
            }
        }
        value.push_back({{"end"}});
        level3 wrong = value;
        const std::size_t i =
            round % 3 == 0 ? wrong.size() - 1 : next(static_cast<std::uint32_t>(wrong.size()));
        if (wrong[i].empty()) wrong[i].push_back({});
        auto& row = wrong[i][next(static_cast<std::uint32_t>(wrong[i].size()))];
        if (row.empty()) row.push_back("");
        level3 accepted = wrong;
        row[next(static_cast<std::uint32_t>(row.size()))] = "\xC3";
        std::string unused;
        const inkjet::result expected = inkjet::write(wrong, unused);
        for (const std::size_t size : {1U, 4032U, 4500U, 8000U, 65536U}) {
            taker out;
            const inkjet::result r = inkjet::write(wrong, inkjet::in_chunks(out, size));
            REQUIRE(r.where() == expected.where());
            REQUIRE(r.size == out.taken.size());
        }
    }
}

TEST_CASE("paths behind text that is gone: deeper than marks are kept, and by hand") {
    taker out;
    inkjet::writer w(out);
    std::string expected = "$";
    for (int i = 0; i < 100; ++i) {
        w.begin_array();
        for (int k = 0; k < i % 3; ++k) w.value(k);
        w.begin_object();
        w.member("skipped", std::vector<int>(200, i));
        w.key("n" + std::to_string(i));
        expected += "[" + std::to_string(i % 3) + "].n" + std::to_string(i);
    }
    w.begin_array();
    for (int i = 0; i < 30000; ++i) w.value("element");
    CHECK(w.ok());
    w.value("\x80");
    const inkjet::result r = w.finish();
    CHECK(r.code == errc::invalid_utf8);
    CHECK(r.where() == expected + "[30000]");
    CHECK(r.size == out.taken.size());
    CHECK(out.taken.size() > 200000);
}

TEST_CASE("by hand into chunks, rows in an object") {
    const auto items = testing::some_items(3);
    std::string expected;
    const auto fill = [&](auto& w, std::size_t rows, double last) {
        w.begin_object();
        w.member("before", 1);
        w.key("rows");
        w.begin_array();
        for (std::size_t i = 0; i < rows; ++i) w.value(items);
        w.end_array();
        w.key("after");
        w.begin_object();
        w.member("x", last);
        w.end_object();
        w.end_object();
        return w.finish();
    };
    inkjet::writer of_string(expected);
    REQUIRE(fill(of_string, 100, 1));
    taker out;
    inkjet::writer w(out);
    CHECK(fill(w, 100, 1).size == expected.size());
    CHECK((out.taken == expected));
    taker refused;
    auto small = inkjet::in_chunks(refused, 4096);
    const options indented{.indent = 1};
    inkjet::writer of_chunks(small, indented);
    const inkjet::result r = fill(of_chunks, 100, std::numeric_limits<double>::quiet_NaN());
    CHECK(r.where() == "$.after.x");
    CHECK(r.size == refused.taken.size());
    {
        taker left_alone;
        inkjet::writer dropped(left_alone);
        dropped.value(1);
        CHECK(left_alone.calls == 0);
        dropped.value(2); // misuse
    }
}

TEST_CASE("where values are written through other policies, paths are right as well") {
    std::vector<std::vector<std::string>> texts(40, std::vector<std::string>(30, std::string(100, 's')));
    texts[37][11] = "\xFF";
    for (const std::size_t size : {1000U, 65536U}) {
        taker out;
        CHECK(inkjet::write(inkjet::array(1, inkjet::object("t", texts), 2), inkjet::in_chunks(out, size))
                  .where() == "$[1].t[37][11]");
    }
}

#if INKJET_EXCEPTIONS
TEST_CASE("an exception of a value's own code ends a write into chunks") {
    struct range {
        struct iterator {
            int at;
            std::string operator*() const {
                if (at == 5000) throw 5;
                return "some text of some length";
            }
            iterator& operator++() {
                ++at;
                return *this;
            }
            bool operator==(const iterator& other) const { return at == other.at; }
        };
        iterator begin() const { return {0}; }
        iterator end() const { return {10000}; }
    };
    taker out;
    const inkjet::result r = inkjet::write(range{}, out);
    CHECK(r.code == errc::bad_value);
    CHECK(r.size == out.taken.size());
    CHECK(r.size > 60000);
    CHECK(r.size < 5000 * 27);
}
#endif
