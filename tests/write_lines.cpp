#include <inkjet/write_lines.hpp>

#include "buffer/failing_allocator.hpp"
#include "chunks.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <limits>
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

struct row {
    int id;
    std::string text;
    std::vector<double> numbers;
};

std::vector<row> make_rows(std::size_t n, std::size_t text) {
    std::vector<row> rows;
    for (std::size_t i = 0; i < n; ++i)
        rows.push_back(
            {static_cast<int>(i), std::string(i * 7 % (text + 1), i % 5 == 0 ? '\n' : 't'), {0.5, 1.0 / 3}});
    return rows;
}

// What must come out: the first n elements, each written by itself.
template <class Range>
std::string lines_of(const Range& range, std::size_t n = SIZE_MAX) {
    std::string lines;
    for (const auto& each : range)
        if (n-- != 0)
            lines += written(each) + '\n';
        else
            break;
    return lines;
}

const double infinite = std::numeric_limits<double>::infinity();

} // namespace

TEST_CASE("one value a line, in every kind of buffer") {
    for (const std::size_t n : {0U, 1U, 2U, 100U, 3000U}) {
        const auto rows = make_rows(n, 60);
        const std::string expected = lines_of(rows);
        std::string out = "kept";
        CHECK(inkjet::write_lines(rows, out).size == expected.size());
        CHECK((out == "kept" + expected));
        inkjet::buffer buffer;
        REQUIRE(buffer.append("kept"));
        CHECK(inkjet::write_lines(rows, buffer).size == expected.size());
        CHECK((buffer.view() == "kept" + expected));
        std::vector<char> place(expected.size());
        CHECK(inkjet::write_lines(rows, std::span(place)).size == expected.size());
        CHECK((std::string_view(place.data(), place.size()) == expected));
        for (const std::size_t size : chunk_sizes) {
            taker taken;
            CHECK(inkjet::write_lines(rows, inkjet::in_chunks(taken, size)).size == expected.size());
            CHECK((taken.taken == expected));
        }
    }
}

TEST_CASE("values of other kinds, and ranges that are read once") {
    std::string out;
    CHECK(inkjet::write_lines(std::vector<bool>{true, false}, out));
    CHECK(out == "true\nfalse\n");
    out.clear();
    const int numbers[] = {1, 2};
    CHECK(inkjet::write_lines(numbers, out));
    CHECK(out == "1\n2\n");
    out.clear();
    CHECK(inkjet::write_lines(std::vector<std::string>{"a\nb", ""}, out).size == 10);
    CHECK(out == "\"a\\nb\"\n\"\"\n");
}

TEST_CASE("options apply, but for white space") {
    const auto rows = make_rows(3, 10);
    std::string out;
    CHECK(inkjet::write_lines(rows, out, options{.indent = 2, .append_newline = true}));
    CHECK(out == lines_of(rows));
    out.clear();
    CHECK(inkjet::write_lines<options{.indent = 2, .append_newline = true}>(rows, out));
    CHECK(out == lines_of(rows));
    out.clear();
    CHECK(inkjet::write_lines(std::vector<double>{1, infinite}, out,
                              options{.non_finite = inkjet::non_finite_policy::null}));
    CHECK(out == "1.0\nnull\n");
}

TEST_CASE("a refused element leaves the lines before it, whole") {
    for (const std::size_t text : {5U, 60U, 900U})
        for (const std::size_t at : {0U, 1U, 17U, 150U, 999U}) {
            auto rows = make_rows(1000, text);
            const std::string expected = lines_of(rows, at);
            const std::string before = lines_of(rows);
            rows[at].numbers[1] = infinite;
            const std::string where = "$[" + std::to_string(at) + "].numbers[1]";
            const auto check = [&](const inkjet::result& r, std::string_view out) {
                CHECK(r.code == errc::not_finite);
                CHECK(r.where() == where);
                CHECK(r.size == expected.size());
                CHECK((out == expected));
            };
            std::string out;
            const inkjet::result of_string = inkjet::write_lines(rows, out);
            check(of_string, out);
            inkjet::buffer buffer;
            const inkjet::result of_buffer = inkjet::write_lines(rows, buffer, options{.indent = 2});
            check(of_buffer, buffer.view());
            std::vector<std::byte> bytes;
            const inkjet::result of_bytes = inkjet::write_lines(rows, bytes);
            check(of_bytes, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
            for (const std::size_t more : {0U, 1U, 100U, 5000U}) {
                std::vector<char> place(expected.size() + more);
                const inkjet::result r = inkjet::write_lines(rows, std::span(place));
                CHECK(r.size == expected.size());
                CHECK((std::string_view(place.data(), r.size) == expected));
            }
            for (const std::size_t size : chunk_sizes) {
                if (text > size / 4 && text > 1000) continue;
                taker taken;
                const inkjet::result r = inkjet::write_lines(rows, inkjet::in_chunks(taken, size));
                check(r, taken.taken);
            }
        }
}

TEST_CASE("a span takes as many whole lines as it has place for") {
    for (const std::size_t text : {5U, 300U, 6000U}) {
        const auto rows = make_rows(40, text);
        const std::string expected = lines_of(rows);
        std::vector<std::size_t> ends{0};
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (expected[i] == '\n') ends.push_back(i + 1);
        for (std::size_t size = 0; size < expected.size(); size += text < 10 ? 1U : 53U) {
            std::string place(size + 200, '#');
            const inkjet::result r = inkjet::write_lines(rows, std::span(place.data(), size));
            const auto next = std::upper_bound(ends.begin(), ends.end(), size);
            REQUIRE(r.code == errc::buffer_full);
            REQUIRE(r.size == *(next - 1));
            REQUIRE((place.compare(0, r.size, expected, 0, r.size) == 0));
            REQUIRE(place.find_first_not_of('#', size) == std::string::npos);
            const std::string line = "$[" + std::to_string(next - ends.begin() - 1) + "]";
            REQUIRE(r.where().substr(0, line.size()) == line);
        }
    }
}

TEST_CASE("memory that runs out leaves whole lines") {
    const auto rows = make_rows(3000, 100);
    const std::string expected = lines_of(rows);
    using failing_string = std::basic_string<char, std::char_traits<char>, testing::failing<char>>;
    for (int allowed = 0; allowed < 12; ++allowed) {
        failing_string out;
        const testing::allocations_left some(allowed);
        const inkjet::result r = inkjet::write_lines(rows, out);
        if (r) break;
        CHECK(r.code == errc::out_of_memory);
        CHECK(r.size == out.size());
        CHECK((expected.compare(0, out.size(), out.data(), out.size()) == 0));
        CHECK((out.empty() || out.back() == '\n'));
    }
}

TEST_CASE("a destination is given whole lines") {
    const auto rows = make_rows(2000, 900);
    const std::string expected = lines_of(rows);
    for (const std::size_t size : {4096U, 10000U, 65536U}) {
        std::size_t sent = 0;
        const auto r = inkjet::write_lines(rows, inkjet::in_chunks(
                                                     [&](std::span<const char> chunk) {
                                                         sent += chunk.size();
                                                         CHECK(chunk.back() == '\n');
                                                         return true;
                                                     },
                                                     size));
        CHECK(r.size == sent);
        CHECK(sent == expected.size());
    }
    for (std::size_t limit = 0; limit < expected.size(); limit += 9973) {
        taker out;
        out.limit = limit;
        const inkjet::result r = inkjet::write_lines(rows, inkjet::in_chunks(out, 8192));
        CHECK(r.code == errc::cancelled);
        CHECK(r.size == out.taken.size());
        CHECK(out.calls_after_refusal == 0);
        CHECK((out.taken.empty() || out.taken.back() == '\n'));
    }
}

TEST_CASE("lines longer than a chunk, and paths in them") {
    std::vector<std::vector<std::string>> rows(6, std::vector<std::string>(300, std::string(100, 'x')));
    rows.insert(rows.begin() + 3, std::vector<std::string>(2, "short"));
    for (const std::size_t line : {0U, 3U, 5U})
        for (const std::size_t at : {0U, 1U}) {
            auto wrong = rows;
            wrong[line][at == 0 ? 0 : wrong[line].size() - 1] = "\xFF";
            const std::string where = "$[" + std::to_string(line) + "][" +
                                      std::to_string(at == 0 ? 0 : wrong[line].size() - 1) + "]";
            for (const std::size_t size : {1000U, 5000U, 65536U}) {
                taker out;
                const inkjet::result r = inkjet::write_lines(wrong, inkjet::in_chunks(out, size));
                CHECK(r.where() == where);
                CHECK(r.size == out.taken.size());
                CHECK(r.size >= lines_of(rows, line).size());
                CHECK((lines_of(rows).compare(0, r.size, out.taken) == 0));
            }
        }
}

TEST_CASE("lines are delivered, then what follows is refused: the path is that of the line") {
    for (std::size_t lines = 1; lines < 60; ++lines) {
        std::vector<std::vector<std::string>> rows(lines, {std::string(60, 'x'), "y"});
        rows.emplace_back(40, "ab").emplace_back(20000, 'z');
        const std::string where = "$[" + std::to_string(lines) + "][40]";
        for (const std::size_t size : {1000U, 4031U, 4100U, 5000U, 8192U}) {
            taker out;
            out.limit = lines_of(rows, lines).size();
            const inkjet::result r = inkjet::write_lines(rows, inkjet::in_chunks(out, size));
            CAPTURE(size);
            CHECK(r.code == errc::cancelled);
            CHECK(r.where() == where);
            CHECK((lines_of(rows).compare(0, r.size, out.taken) == 0));
        }
    }
}

TEST_CASE("escapes that outgrow a chunk with lines in it: the path is that of the line") {
    std::vector<std::vector<std::string>> rows(30, {"a", std::string(600, '\x01')});
    rows[29][1] += "\xFF";
    for (std::size_t lead = 0; lead < 300; ++lead) {
        rows[0][0].assign(lead, 'l');
        taker out;
        CHECK(inkjet::write_lines(rows, inkjet::in_chunks(out, 4096)).where() == "$[29][1]");
    }
}

#if INKJET_EXCEPTIONS
TEST_CASE("a range that throws leaves the lines before") {
    struct iterator {
        int at;
        int operator*() const { return at == 700 ? throw 1 : at; }
        iterator& operator++() {
            ++at;
            return *this;
        }
        bool operator==(const iterator& other) const { return at == other.at; }
    };
    struct range {
        iterator begin() const { return {0}; }
        iterator end() const { return {1000}; }
    };
    std::string out;
    const inkjet::result r = inkjet::write_lines(range{}, out);
    CHECK(r.code == errc::bad_value);
    CHECK(r.where() == "$[700]");
    CHECK(r.size == out.size());
    CHECK(out.substr(out.size() - 8) == "698\n699\n");
    taker taken;
    CHECK(inkjet::write_lines(range{}, taken).size == out.size());
    CHECK(taken.taken == out);
}
#endif
