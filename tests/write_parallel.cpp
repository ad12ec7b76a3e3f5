#include <inkjet/write_parallel.hpp>

#include "chunks.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using inkjet::errc;
using inkjet::options;
using inkjet::parallel_task;
using testing::taker;
using testing::written;

namespace {

struct row {
    int id;
    std::string name;
    std::string text;
    double number;
    bool flag;
    std::vector<std::string> tags;
};

std::vector<row> make_rows(std::size_t n) {
    std::vector<row> rows;
    for (std::size_t i = 0; i < n; ++i)
        rows.push_back({static_cast<int>(i), "name " + std::to_string(i * i),
                        std::string(i * 7 % 90, i % 9 == 0 ? '"' : 't'), static_cast<double>(i) * 0.37,
                        i % 2 == 0, std::vector<std::string>(i % 4, "tag")});
    return rows;
}

std::string joined(const inkjet::segments& segments) {
    std::string all;
    for (const inkjet::io_piece& each : segments) {
        CHECK(each.iov_len != 0);
        all.append(static_cast<const char*>(each.iov_base), each.iov_len);
    }
    CHECK(segments.bytes() == all.size());
    return all;
}

// Threads that run what is posted, in order.
class pool {
  public:
    explicit pool(std::size_t n) {
        for (std::size_t i = 0; i < n; ++i) threads_.emplace_back([this] { work(); });
    }
    ~pool() {
        {
            const std::lock_guard lock(mutex_);
            over_ = true;
        }
        changed_.notify_all();
        for (std::thread& each : threads_) each.join();
    }
    void post(std::function<void()> task) {
        {
            const std::lock_guard lock(mutex_);
            tasks_.push_back(std::move(task));
        }
        changed_.notify_one();
    }

  private:
    void work() {
        std::unique_lock lock(mutex_);
        for (;;) {
            while (tasks_.empty() && !over_) changed_.wait(lock);
            if (tasks_.empty()) return;
            const std::function<void()> task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_;
    std::vector<std::thread> threads_;
    bool over_ = false;
};

using executor = std::function<void(const parallel_task&)>;

// Calls `check(workers)` with every kind of help.
template <class Check>
void with_all_workers(Check check) {
    for (const int threads : {-1, 0, 1, 2, 16}) check(threads);
    std::vector<parallel_task> kept;
    pool one(1), several(3);
    for (const executor& each :
         {executor([](const parallel_task& task) { task(); }), executor([](const parallel_task&) {}),
          executor([&](const parallel_task& task) { kept.push_back(task); }),
          executor([&](const parallel_task& task) { one.post(task); }),
          executor([&](const parallel_task& task) {
              several.post(task);
              several.post(task); // a copy does not matter
          })})
        check(each);
    for (const parallel_task& each : kept) each(); // too late
}

template <class T>
void check_parallel(const T& value, const options& chosen = {}) {
    const std::string expected = written(value, chosen);
    inkjet::segments reused;
    with_all_workers([&](auto& workers) {
        inkjet::segments segments;
        CHECK(inkjet::write_parallel(value, segments, workers, chosen).size == expected.size());
        CHECK((joined(segments) == expected));
        reused.clear();
        CHECK(inkjet::write_parallel(value, reused, workers, chosen));
        CHECK((joined(reused) == expected));
        CHECK(inkjet::write_parallel(value, reused, workers, chosen).size == expected.size()); // appended
        CHECK((joined(reused) == expected + expected));

        std::string text = "kept";
        CHECK(inkjet::write_parallel(value, text, workers, chosen).size == expected.size());
        CHECK((text == "kept" + expected));
        if (chosen == options{}) {
            segments.clear();
            CHECK(inkjet::write_parallel(value, segments, workers));
            CHECK((joined(segments) == expected));
        }
    });
}

const executor inline_executor = [](const parallel_task& task) { task(); };

const double infinite = std::numeric_limits<double>::infinity();

// Checks a refusal: that of write, and nothing is left behind.
template <class T>
void check_refused_in_parallel(const T& value, const options& chosen = {}) {
    std::string unused;
    const inkjet::result expected = inkjet::write(value, unused, chosen);
    REQUIRE(!expected);
    with_all_workers([&](auto& workers) {
        const auto check = [&](const inkjet::result& r) {
            CHECK(r.code == expected.code);
            CHECK(r.where() == expected.where());
            CHECK(r.note() == expected.note());
            CHECK(r.size == 0);
        };
        inkjet::segments segments;
        check(inkjet::write_parallel(value, segments, workers, chosen));
        CHECK(segments.empty());
        CHECK(segments.bytes() == 0);
        REQUIRE(inkjet::write_parallel(std::vector{1}, segments, workers));
        check(inkjet::write_parallel(value, segments, workers, chosen));
        CHECK(joined(segments) == "[1]");
        std::string text = "kept";
        check(inkjet::write_parallel(value, text, workers, chosen));
        CHECK(text == "kept");
        inkjet::buffer buffer;
        REQUIRE(buffer.append("kept"));
        check(inkjet::write_parallel(value, buffer, workers, chosen));
        CHECK(buffer.view() == "kept");
        for (const std::size_t size : {500U, 65536U}) { // what was delivered can't be read again
            taker out;
            const inkjet::result r =
                inkjet::write_parallel(value, inkjet::in_chunks(out, size), workers, chosen);
            CHECK(r.code == expected.code);
            CHECK(r.where() == expected.where());
            CHECK(r.note() == expected.note());
            CHECK(r.size == out.taken.size());
        }
    });
}

} // namespace

TEST_CASE("the bytes are those of write, whoever helps") {
    for (const std::size_t n : {0U, 1U, 2U, 100U, 9000U, 20000U}) check_parallel(make_rows(n));
    check_parallel(std::vector<int>(400000, -12345));
    check_parallel(std::vector<double>(150000, 1.0 / 3));
    check_parallel(std::vector<bool>(400000, true));
    check_parallel(std::vector<std::array<double, 2>>(100000, {0.1, -2.0 / 3}));
    check_parallel(std::deque<std::string>(30000, std::string(100, '\n')));
    check_parallel(std::vector<std::vector<int>>(400000));
    check_parallel(std::vector<std::vector<std::vector<int>>>(100000, {{}, {{}}, {1, 2}}));
    check_parallel(std::vector<std::string>{std::string(3000000, 'x'), "", std::string(2000000, 'y')});
    check_parallel(std::array<int, 3>{1, 2, 3});
    static const std::array<int, 300000> numbers{};
    check_parallel(numbers);
}

TEST_CASE("elements of very different sizes") {
    std::vector<std::string> texts(5000, "short");
    for (std::size_t i = 0; i < 20; ++i) texts[300 + i * 231] = std::string(400000 * (i % 3) + 1, 'l');
    check_parallel(texts);
    std::vector<std::string> first_large(300000, "s");
    first_large[0] = std::string(2000000, 'l');
    check_parallel(first_large);
}

TEST_CASE("every option") {
    const std::vector<row> rows = make_rows(9000);
    for (const options& chosen :
         {options{.indent = 2}, options{.append_newline = true},
          options{.indent = '\t', .append_newline = true}, options{.indent = 50, .inline_numbers = 255},
          options{.sort_keys = true, .ascii = true},
          options{.keys = inkjet::key_style::pascal, .skip_empty = true}, options{.depth_limit = 3}})
        check_parallel(rows, chosen);
    check_parallel(std::vector<int>(200000, 7), options{.indent = 1, .inline_numbers = 100});
    check_parallel(std::vector<int>(100, 7), options{.indent = 1, .inline_numbers = 100});
    check_parallel(std::vector<double>(200000, infinite),
                   options{.non_finite = inkjet::non_finite_policy::null});

    constexpr options folded{.indent = 3, .append_newline = true, .sort_keys = true};
    inkjet::segments segments;
    CHECK(inkjet::write_parallel<folded>(rows, segments, inline_executor));
    CHECK((joined(segments) == written(rows, folded)));
    CHECK(segments.size() > 1);
}

TEST_CASE("every destination") {
    const std::vector<row> rows = make_rows(20000);
    for (const options& chosen : {options{}, options{.indent = 1, .append_newline = true}}) {
        const std::string expected = written(rows, chosen);
        for (const int threads : {1, 2}) {
            inkjet::buffer buffer;
            REQUIRE(buffer.append("kept"));
            CHECK(inkjet::write_parallel(rows, buffer, threads, chosen).size == expected.size());
            CHECK((buffer.view() == "kept" + expected));
            std::vector<std::byte> bytes;
            CHECK(inkjet::write_parallel(rows, bytes, threads, chosen));
            CHECK(testing::holds(bytes, expected));
            std::vector<char> place(expected.size() + 1, '#');
            CHECK(inkjet::write_parallel(rows, std::span(place.data(), expected.size()), threads, chosen)
                      .size == expected.size());
            CHECK((std::string_view(place.data(), expected.size()) == expected));
            CHECK(place.back() == '#');
            for (const std::size_t less : {1U, 100U, 100000U}) {
                const inkjet::result full = inkjet::write_parallel(
                    rows, std::span(place.data(), expected.size() - less), threads, chosen);
                CHECK(full.code == errc::buffer_full);
                CHECK(full.size == 0);
                if (less > 10000)
                    CHECK(full.where().substr(0, 2) == "$["); // else it is the last copy that fails
            }
            for (const std::size_t size : {1000U, 65536U, 1U << 20}) {
                taker taken;
                CHECK(inkjet::write_parallel(rows, inkjet::in_chunks(taken, size), threads, chosen).size ==
                      expected.size());
                CHECK((taken.taken == expected));
                CHECK(taken.longest <= size);
            }
        }
    }
}

TEST_CASE("a destination that refuses bytes gets no more, and the place is told") {
    const std::vector<row> rows = make_rows(20000);
    const std::string expected = written(rows);
    for (std::size_t limit = 0; limit < expected.size(); limit += 99991) {
        taker out;
        out.limit = limit;
        const inkjet::result r = inkjet::write_parallel(rows, inkjet::in_chunks(out, 5000), inline_executor);
        CHECK(r.code == errc::cancelled);
        CHECK(r.size == out.taken.size());
        CHECK((expected.compare(0, r.size, out.taken) == 0));
        CHECK(out.calls_after_refusal == 0);
        // The row at which the copy ended, within what is copied at once.
        const std::size_t at = expected.rfind("{\"id\":", out.taken.size());
        if (at == std::string::npos) continue;
        const int id = std::atoi(expected.c_str() + at + 6);
        const int told = std::atoi(std::string(r.where()).c_str() + 2);
        CHECK(r.where().substr(0, 2) == "$[");
        CHECK(told >= id);
        CHECK(told <= id + 100);
    }
}

TEST_CASE("a large range is divided, a small one is not, nor one for a single thread") {
    inkjet::segments segments;
    const std::vector<row> large = make_rows(50000), small = make_rows(5000);
    CHECK(inkjet::write_parallel(large, segments, inline_executor));
    const std::size_t size = segments.size();
    CHECK(size > 4);
    segments.clear();
    CHECK(inkjet::write_parallel(large, segments, 1));
    CHECK(segments.size() == 1);
    CHECK(inkjet::write_parallel(small, segments, inline_executor));
    CHECK(segments.size() == 2);
    segments.clear();
    CHECK(segments.empty());
    CHECK(segments.begin() == segments.end());
    if (std::thread::hardware_concurrency() > 1) {
        CHECK(inkjet::write_parallel(large, segments, 0));
        CHECK(segments.size() > 4);
    }
}

TEST_CASE("segments keep their memory") {
    const std::vector<row> rows = make_rows(30000);
    inkjet::segments segments;
    REQUIRE(inkjet::write_parallel(rows, segments, inline_executor));
    std::vector<const void*> places;
    for (const inkjet::io_piece& each : segments) places.push_back(each.iov_base);
    segments.clear();
    REQUIRE(inkjet::write_parallel(rows, segments, inline_executor));
    REQUIRE(segments.size() == places.size());
    for (std::size_t i = 0; i < places.size(); ++i) CHECK(segments.data()[i].iov_base == places[i]);

    const std::string text = joined(segments);
    inkjet::segments moved = std::move(segments);
    CHECK(segments.empty());
    CHECK((joined(moved) == text));
    segments = std::move(moved);
    CHECK((joined(segments) == text));
}

TEST_CASE("a refusal anywhere is that of write") {
    for (const std::size_t at : {0U, 1U, 299U, 4000U, 7777U, 9998U, 10999U}) {
        std::vector<row> rows = make_rows(11000);
        rows[at].tags = {"fine", "ab\xFFz"};
        check_refused_in_parallel(rows);
        if (at % 1000 == 0) check_refused_in_parallel(rows, options{.indent = 2, .append_newline = true});
    }
    std::vector<double> numbers(300000, 0.1);
    numbers[123456] = infinite;
    check_refused_in_parallel(numbers);
    check_refused_in_parallel(make_rows(11000), options{.depth_limit = 0});
    check_refused_in_parallel(make_rows(11000), options{.depth_limit = 1});
    check_refused_in_parallel(make_rows(11000), options{.depth_limit = 2});
}

namespace {

struct matrix {
    std::string name;
    std::vector<std::vector<double>> lines;
};

} // namespace

TEST_CASE("a refusal behind text that is gone, in elements that have marks of their own") {
    for (std::size_t at = 0; at < 1200; at += 37) {
        std::vector<matrix> values(1200);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i].lines.assign(i * 7 % 5, std::vector(i * 11 % 9, 0.375));
        values[at].lines.push_back({0.5, infinite});
        check_refused_in_parallel(values);
    }
}

TEST_CASE("of several refusals the first in order is told") {
    for (std::size_t round = 0; round < 20; ++round) {
        std::vector<row> rows = make_rows(12000);
        const std::size_t first = 400 + round * 377;
        for (std::size_t i = first; i < rows.size(); i += 1 + round) rows[i].number = infinite;
        std::string out;
        const inkjet::result r = inkjet::write_parallel(rows, out, 2);
        CHECK(r.code == errc::not_finite);
        CHECK(r.where() == "$[" + std::to_string(first) + "].number");
    }
}

TEST_CASE("called from within the pool, by all its threads") {
    const std::vector<row> rows = make_rows(20000);
    const std::string expected = written(rows);
    for (const std::size_t threads : {1U, 2U}) {
        std::vector<std::string> outs(5);
        {
            pool busy(threads);
            for (std::string& out : outs)
                busy.post([&] {
                    static_cast<void>(inkjet::write_parallel(
                        rows, out, executor([&](const parallel_task& task) { busy.post(task); })));
                });
        }
        for (const std::string& out : outs) CHECK((out == expected));
    }
}

TEST_CASE("tasks that are left over hold nothing that is gone") {
    std::vector<parallel_task> kept;
    {
        const std::vector<row> rows = make_rows(20000);
        inkjet::segments segments;
        REQUIRE(inkjet::write_parallel(rows, segments,
                                       executor([&](const parallel_task& task) { kept.push_back(task); })));
    }
    CHECK(!kept.empty());
    for (const parallel_task& each : kept) each();
}

#if INKJET_EXCEPTIONS
namespace {

struct thrower {
    int id;
};

int thrown_at = -1;
std::size_t asked = 0;
std::mutex asking;

} // namespace

template <>
struct inkjet::encoder<thrower> {
    static std::string as(const thrower& value) {
        {
            const std::lock_guard lock(asking);
            ++asked;
        }
        if (value.id == thrown_at) throw 1;
        return std::string(100, 'x');
    }
};

TEST_CASE("an exception while an element is read is a refusal, and ends the other tasks") {
    std::vector<thrower> values(20000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i].id = static_cast<int>(i);
    for (const int at : {0, 200, 5000, 19999}) {
        thrown_at = at;
        check_refused_in_parallel(values);
    }
    thrown_at = 5000;
    asked = 0;
    std::string out;
    // By one thread, as others might have been ahead.
    CHECK(inkjet::write_parallel(values, out, inline_executor).code == errc::bad_value);
    CHECK(asked < 10000);
    thrown_at = -1;
    CHECK(inkjet::write_parallel(values, out, 2));
}

TEST_CASE("an executor that throws") {
    const std::vector<row> rows = make_rows(20000);
    const std::string expected = written(rows);
    inkjet::segments segments;
    CHECK(inkjet::write_parallel(rows, segments, executor([](const parallel_task&) { throw 1; })));
    CHECK((joined(segments) == expected));
    segments.clear();
    CHECK(inkjet::write_parallel(rows, segments, executor([](const parallel_task& task) {
                                     task();
                                     throw std::bad_alloc();
                                 })));
    CHECK((joined(segments) == expected));
}

namespace {

// Iterators that can't be copied any more after so many copies.
struct wary {
    int at;
    static inline int copies_left = 1 << 30;

    explicit wary(int i) : at(i) {}
    wary(const wary& other) : at(other.at) {
        if (copies_left-- <= 0) throw 1;
    }
    wary& operator=(const wary& other) = default;
    std::string operator*() const { return std::string(100, 'x'); }
    wary& operator++() {
        ++at;
        return *this;
    }
    wary operator+(std::ptrdiff_t n) const { return wary(at + static_cast<int>(n)); }
    std::ptrdiff_t operator-(const wary& other) const { return at - other.at; }
    bool operator==(const wary& other) const { return at == other.at; }
};

} // namespace

TEST_CASE("an iterator whose copy throws") {
    struct range {
        wary begin() const { return wary(0); }
        wary end() const { return wary(20000); }
    };
    for (int copies = 0; copies < 50; ++copies) {
        wary::copies_left = copies;
        std::string out = "kept";
        const inkjet::result r = inkjet::write_parallel(range{}, out, inline_executor);
        wary::copies_left = 1 << 30;
        if (r) break;
        CHECK(r.code == errc::bad_value);
        CHECK(out == "kept");
    }
    inkjet::segments segments;
    CHECK(inkjet::write_parallel(range{}, segments, inline_executor));
    CHECK((joined(segments) == written(range{})));
    wary::copies_left = 1 << 30;
}

TEST_CASE("a range whose begin throws") {
    struct range {
        std::vector<int> held;
        std::vector<int>::const_iterator begin() const { throw 1; }
        std::vector<int>::const_iterator end() const { return held.end(); }
    };
    std::string out = "kept";
    CHECK(inkjet::write_parallel(range{}, out, 2).code == errc::bad_value);
    CHECK(out == "kept");
}
#endif
