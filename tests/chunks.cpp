#include "chunks.hpp"

#include <inkjet/chunks.hpp>

#include "writing.hpp"

#include <doctest/doctest.h>

#include <array>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// clang 14 can't compile the views of libstdc++.
#if !defined(__clang__) || __clang_major__ >= 16
# include <ranges>
# define TEST_VIEWS
#endif

using inkjet::errc;
using inkjet::options;
using testing::written;

namespace {

constexpr std::size_t guard = 64;
const std::string guard_text(guard, '#');

// Fetches everything, in spans of `size` bytes, none of which may be written past or be left with room in it
// before the end.
template <class Chunks>
std::string fetched(Chunks& chunks, std::size_t size) {
    std::string all, place(size + guard, '#');
    for (;;) {
        const inkjet::chunk got = chunks.next(std::span(place.data(), size));
        const bool in_place = got.size <= size && place.compare(size, guard, guard_text) == 0;
        all.append(place, 0, got.size);
        if (!in_place || chunks.status().size != all.size() || (got.size != size && !got.done))
            FAIL("a span that is not filled, or too much");
        if (got.done) break;
    }
    for (int again = 0; again < 2; ++again) {
        const inkjet::chunk none = chunks.next(std::span(place.data(), size));
        REQUIRE(none.size == 0);
        REQUIRE(none.done);
    }
    REQUIRE(chunks.status().size == all.size());
    return all;
}

const std::size_t spans[] = {1, 2, 3, 7, 63, 64, 65, 66, 100, 255, 1000, 4096, 65536, 1 << 20};

// Checks that what is made by `make` in spans of all sizes is `expected`.
template <class Make>
void check_fetched(std::string_view expected, Make make) {
    for (const std::size_t size : spans) {
        if (size < 60 && expected.size() > 20000 * size) continue;
        CAPTURE(size);
        auto chunks = make();
        CHECK((fetched(chunks, size) == expected));
        CHECK(chunks.status().code == errc::ok);
    }
}

template <class T>
void check_chunks(const T& value) {
    check_fetched(written(value), [&] { return inkjet::chunks(value); });
    for (const options& chosen : {options{}, options{.append_newline = true}, options{.indent = 2},
                                  options{.indent = 3, .inline_numbers = 4, .append_newline = true},
                                  options{.indent = '\t', .sort_keys = true}, options{.indent = 40}})
        check_fetched(written(value, chosen), [&] { return inkjet::chunks(value, chosen); });
    constexpr options folded{.indent = 1, .inline_numbers = 3, .append_newline = true, .sort_keys = true};
    check_fetched(written(value, folded), [&] { return inkjet::chunks<folded>(value); });
}

const double infinite = std::numeric_limits<double>::infinity();

struct row {
    int id;
    std::string text;
    std::vector<double> numbers;
};

std::vector<row> make_rows(std::size_t n) {
    std::vector<row> rows;
    for (std::size_t i = 0; i < n; ++i)
        rows.push_back(
            {static_cast<int>(i), std::string(i * 37 % 301, i % 5 == 0 ? '\n' : 't'), {0.5, 1.0 / 3}});
    return rows;
}

// What must have been delivered when the element at `index` is refused: those before it.
std::string elements_before(const std::vector<row>& rows, std::size_t index, const options& chosen = {}) {
    if (index == 0) return {};
    std::string text =
        written(std::vector(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(index)), chosen);
    text.erase(text.rfind(chosen.indent != 0 ? "\n]" : "]"));
    return text;
}

// Rows out of a coroutine, each once.
class generator {
  public:
    struct promise_type {
        const row* current = nullptr;
        std::exception_ptr thrown;

        generator get_return_object() { return generator(handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(const row& value) noexcept {
            current = &value;
            return {};
        }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { thrown = std::current_exception(); }
    };
    using handle = std::coroutine_handle<promise_type>;

    struct sentinel {};
    class iterator {
      public:
        explicit iterator(handle of) : of_(of) { resume(); }
        iterator(iterator&&) = default;
        iterator& operator=(iterator&&) = default;
        const row& operator*() const { return *of_.promise().current; }
        iterator& operator++() {
            resume();
            return *this;
        }
        void operator++(int) { resume(); }
        friend bool operator==(const iterator& it, sentinel) { return it.of_.done(); }

      private:
        void resume() {
            of_.resume();
            if (of_.promise().thrown) std::rethrow_exception(std::exchange(of_.promise().thrown, nullptr));
        }
        handle of_;
    };

    explicit generator(handle of) : of_(of) {}
    generator(generator&& other) noexcept : of_(std::exchange(other.of_, nullptr)) {}
    generator& operator=(generator&&) = delete;
    ~generator() {
        if (of_) of_.destroy();
    }
    iterator begin() { return iterator(of_); }
    sentinel end() const { return {}; }

  private:
    handle of_;
};

generator generate(std::vector<row> rows, std::size_t throws_at = SIZE_MAX) {
    std::size_t index = 0;
    for (const row& each : rows) {
        if (index++ == throws_at) throw 1;
        co_yield each;
    }
    if (index == throws_at) throw 1;
}

} // namespace

TEST_CASE("the bytes are those of write, whatever the spans and the options") {
    check_chunks(std::vector<int>());
    check_chunks(std::vector<int>{1});
    check_chunks(std::vector<int>{1, -2, 3});
    check_chunks(std::vector<int>(1000, -1234567));
    check_chunks(std::vector<double>(333, 1.0 / 3));
    check_chunks(std::vector<std::pair<double, double>>(100, {0.1, -2.0 / 3}));
    check_chunks(std::vector<std::array<float, 3>>(100, {1, 2, 0.3F}));
    check_chunks(std::vector<bool>{true, false, true});
    check_chunks(std::vector<bool>(300, true));
    check_chunks(std::list<int>{1, 2, 3, 4, 5});
    check_chunks(std::set<std::string>{"a", "b\n", std::string(5000, 'c')});
    check_chunks(std::vector<std::string>{"", "a", std::string(100, 'x'), std::string(70000, '\x01'), "b"});
    check_chunks(std::vector<std::vector<std::vector<int>>>{{}, {{}}, {{}, {1}}, {{1, 2}, {}, {3}}});
    check_chunks(std::vector<std::vector<int>>{{}});
    check_chunks(make_rows(100));
    check_chunks(std::vector<testing::item>());
    for (std::size_t lead = 0; lead < 130; lead += 13) check_chunks(testing::some_items(lead));
    static const int numbers[300] = {1, 2, 3};
    check_chunks(numbers);
}

TEST_CASE("spans of every size, over values with everything in them") {
    const std::vector<testing::item> items = testing::some_items(300);
    const std::string compact = written(items), laid_out = written(items, options{.indent = 2});
    for (std::size_t size = 1; size < compact.size() + 300; ++size) {
        auto chunks = inkjet::chunks(items);
        REQUIRE((fetched(chunks, size) == compact));
        auto indented = inkjet::chunks(items, options{.indent = 2});
        REQUIRE((fetched(indented, size) == laid_out));
    }
    const std::vector<std::uint64_t> numbers(200, 12345678901234567U);
    const std::string text = written(numbers);
    for (std::size_t size = 1; size < text.size() + 300; ++size) {
        auto chunks = inkjet::chunks(numbers);
        REQUIRE((fetched(chunks, size) == text));
    }
}

TEST_CASE("spans of changing sizes, none among them, and of other bytes") {
    const std::vector<row> rows = make_rows(200);
    auto chunks = inkjet::chunks(rows);
    std::string all;
    for (std::size_t i = 0;; ++i) {
        std::vector<std::byte> bytes(i * 7919 % 977);
        const auto [size, done] = chunks.next(bytes);
        all.append(reinterpret_cast<const char*>(bytes.data()), size);
        std::vector<unsigned char> more(i % 3);
        const auto [size_of_more, done_with_more] = chunks.next(more);
        all.append(reinterpret_cast<const char*>(more.data()), size_of_more);
        if (done_with_more) break;
        CHECK_FALSE(done);
    }
    CHECK((all == written(rows)));
}

TEST_CASE("arrays of text that leave the span go on at the beginning of other memory") {
    check_chunks(std::vector(30, std::vector<std::string>(12, "a text of some bytes")));
}

TEST_CASE("what is no range is one piece, and maps go entry by entry") {
    check_chunks(7);
    check_chunks(0.1);
    check_chunks(nullptr);
    check_chunks(std::string(3000, '\x02'));
    check_chunks(row{1, "text", {1, 2}});
    check_chunks(std::array<int, 3>{1, 2, 3});
    check_chunks(std::array<std::string, 2>{"a", "b"});
    check_chunks(std::map<std::string, int>());
    check_chunks(std::map<std::string, int>{{"a", 1}});
    check_chunks(std::map<std::string, std::vector<int>>{{"a", {}}, {"b", {1, 2}}, {"c\"", {3}}});
    std::map<std::string, std::string> map;
    for (int i = 0; i < 300; ++i) map[std::to_string(i)] = std::string(static_cast<std::size_t>(i), 'v');
    check_chunks(map);
    const options numbered{.non_string_keys = true};
    const std::map<int, int> by_number{{1, 2}, {3, 4}};
    check_fetched(R"({"1":2,"3":4})", [&] { return inkjet::chunks(by_number, numbered); });
    check_chunks(testing::make_everything());
}

TEST_CASE("ranges that are read once") {
    const std::vector<row> rows = make_rows(150);
    check_fetched(written(rows), [&] { return inkjet::chunks(generate(rows)); });
    check_fetched(written(rows, options{.indent = 2}),
                  [&] { return inkjet::chunks(generate(rows), options{.indent = 2}); });
    check_fetched("[]", [&] { return inkjet::chunks(generate({})); });
}

#ifdef TEST_VIEWS
TEST_CASE("views, of streams too") {
    for (const std::size_t size : spans) {
        std::istringstream in("1 2 3 4 5 6 7 8 9 10");
        auto numbers = std::ranges::istream_view<int>(in);
        auto chunks = inkjet::chunks(numbers);
        CHECK(fetched(chunks, size) == "[1,2,3,4,5,6,7,8,9,10]");
        std::istringstream again("1 2 3");
        auto held = inkjet::chunks(std::ranges::istream_view<int>(again), options{.indent = 1});
        CHECK(fetched(held, size) == "[\n 1,\n 2,\n 3\n]");
    }
    const std::vector<int> numbers{1, 2, 3, 4};
    auto odd = inkjet::chunks(numbers | std::views::filter([](int i) { return i % 2 != 0; }) |
                              std::views::transform([](int i) { return std::to_string(i); }));
    CHECK(fetched(odd, 5) == R"(["1","3"])");
}
#endif

TEST_CASE("rows are read no further ahead than they are asked for") {
    struct counting {
        std::size_t* read;
        struct iterator {
            std::size_t* read;
            int at;
            std::string operator*() const {
                ++*read;
                return std::string(98, 'x');
            }
            iterator& operator++() {
                ++at;
                return *this;
            }
            bool operator==(const iterator& other) const { return at == other.at; }
        };
        iterator begin() const { return {read, 0}; }
        iterator end() const { return {read, 1000}; }
    };
    std::size_t read = 0;
    auto chunks = inkjet::chunks(counting{&read});
    CHECK(read == 0);
    std::string place(505, ' ');
    for (std::size_t i = 1; i < 100; ++i) {
        CHECK(chunks.next(std::span(place)).size == 505);
        CHECK(read == i * 5);
    }
}

TEST_CASE("an element that is refused: those before it are delivered, whole") {
    for (const options& chosen : {options{}, options{.indent = 2}})
        for (const std::size_t at : {0U, 1U, 2U, 17U, 39U}) {
            std::vector<row> rows = make_rows(40);
            const std::string expected = elements_before(rows, at, chosen);
            rows[at].numbers[1] = infinite;
            const std::string where = "$[" + std::to_string(at) + "].numbers[1]";
            for (const std::size_t size : spans) {
                auto chunks = inkjet::chunks(rows, chosen);
                CHECK((fetched(chunks, size) == expected));
                CHECK(chunks.status().code == errc::not_finite);
                CHECK(chunks.status().where() == where);
                std::string unused;
                CHECK(chunks.status().note() == inkjet::write(rows, unused).note());
            }
        }
}

TEST_CASE("a refusal at every element of small ones") {
    for (std::size_t at = 0; at < 120; ++at) {
        std::vector<double> numbers(120, 0.5);
        numbers[at] = infinite;
        std::vector<std::string> texts(120, "t");
        texts[at] = "\xFF";
        for (const std::size_t size : {1U, 70U, 5000U}) {
            auto chunks = inkjet::chunks(numbers);
            const std::string got = fetched(chunks, size);
            CHECK(chunks.status().code == errc::not_finite);
            CHECK(chunks.status().where() == "$[" + std::to_string(at) + "]");
            CHECK(written(std::vector<double>(120, 0.5)).compare(0, got.size(), got) == 0);
            CHECK((got.empty() || got.back() == '5'));
            auto of_texts = inkjet::chunks(texts, options{.indent = 1});
            CHECK(fetched(of_texts, size).size() == at * 6);
            CHECK(of_texts.status().where() == "$[" + std::to_string(at) + "]");
        }
    }
}

TEST_CASE("refusals in entries, in values that are one piece, and at the outermost bracket") {
    std::map<std::string, std::vector<double>> map{{"a", {1}}, {"b c", {2, infinite}}, {"d", {}}};
    auto entries = inkjet::chunks(map);
    CHECK(fetched(entries, 1) == R"({"a":[1.0])");
    CHECK(entries.status().where() == "$['b c'][1]");
    auto sorted = inkjet::chunks(map, options{.sort_keys = true});
    CHECK(fetched(sorted, 1).empty());
    CHECK(sorted.status().where() == "$['b c'][1]");
    const row wrong{1, "\xFF", {}};
    auto whole = inkjet::chunks(wrong);
    CHECK(fetched(whole, 100).empty());
    CHECK(whole.status().where() == "$.text");
    CHECK(whole.status().code == errc::invalid_utf8);
    const std::vector<std::vector<std::string>> nested{{}, {"a"}};
    for (unsigned short limit = 0; limit < 3; ++limit) {
        auto deep = inkjet::chunks(nested, options{.depth_limit = limit});
        CHECK(fetched(deep, 10) == (limit == 2 ? R"([[],["a"]])" : ""));
        CHECK(deep.status().where() == (limit == 1 ? "$[0]" : "$"));
        std::string out;
        CHECK(deep.status().code == inkjet::write(nested, out, options{.depth_limit = limit}).code);
    }
}

TEST_CASE("what was carried over comes before what follows it, also when that is refused") {
    const std::vector<std::string> texts{std::string(500, 'a'), "\xFF"};
    auto chunks = inkjet::chunks(texts);
    std::array<char, 100> place;
    for (int i = 0; i < 5; ++i) {
        CHECK_FALSE(chunks.next(place).done);
        CHECK(chunks.status());
    }
    const inkjet::chunk last = chunks.next(place);
    CHECK(last.size == 3);
    CHECK(last.done);
    CHECK(chunks.status().where() == "$[1]");
    CHECK(chunks.status().size == 503);
}

#if INKJET_EXCEPTIONS
TEST_CASE("a generator that throws ends it behind the last whole row") {
    const std::vector<row> rows = make_rows(20);
    for (std::size_t at = 0; at <= 20; ++at)
        for (const std::size_t size : spans) {
            auto chunks = inkjet::chunks(generate(rows, at));
            CHECK((fetched(chunks, size) == elements_before(rows, at)));
            CHECK(chunks.status().code == errc::bad_value);
            // The first row is made by begin().
            CHECK(chunks.status().where() == (at == 0 ? "$" : "$[" + std::to_string(at) + "]"));
            CHECK(chunks.status().note() ==
                  "an exception was thrown by a range, an encoder or a member function");
        }
}

TEST_CASE("a range whose iterator throws, anywhere") {
    enum class moment { dereference, increment, compare };
    struct iterator {
        moment when;
        int throws_at, at;
        void visit(moment now) const {
            if (now == when && at == throws_at) throw std::bad_alloc();
        }
        int operator*() const {
            visit(moment::dereference);
            return at;
        }
        iterator& operator++() {
            visit(moment::increment);
            ++at;
            return *this;
        }
        bool operator==(const iterator& other) const {
            visit(moment::compare);
            return at == other.at;
        }
    };
    struct range {
        moment when;
        int throws_at;
        iterator begin() const { return {when, throws_at, 0}; }
        iterator end() const { return {when, -1, 9}; }
    };
    for (const moment when : {moment::dereference, moment::increment, moment::compare})
        for (int at = 0; at < 9; ++at)
            for (const std::size_t size : {1U, 4U, 100U}) {
                auto chunks = inkjet::chunks(range{when, at});
                const int whole = when == moment::increment ? at + 1 : at;
                const std::string got = fetched(chunks, size);
                CHECK(got ==
                      std::string("[0,1,2,3,4,5,6,7,8").substr(0, static_cast<std::size_t>(2 * whole)));
                CHECK(chunks.status().code == errc::out_of_memory);
                CHECK(chunks.status().where() == "$[" + std::to_string(whole) + "]");
            }
}
#endif

TEST_CASE("one that refers to its value can be moved at any time, one that holds it before it begins") {
    const std::vector<row> rows = make_rows(30);
    const std::string expected = written(rows);
    for (std::size_t taken = 0; taken < 900; taken += 11) {
        auto first = inkjet::chunks(rows);
        std::string all(taken, ' ');
        REQUIRE(first.next(std::span(all)).size == taken);
        auto second = std::move(first);
        char byte;
        CHECK(first.next(std::span(&byte, 1)).done);
        for (bool done = false; !done;) {
            const inkjet::chunk got = second.next(std::span(&byte, 1));
            all.append(&byte, got.size);
            done = got.done;
        }
        REQUIRE((all == expected));
        CHECK(second.status().size == expected.size());
    }
    auto holder = inkjet::chunks(std::vector(rows));
    auto moved = std::make_unique<decltype(holder)>(std::move(holder));
    CHECK((fetched(*moved, 100) == expected));

    auto begun = inkjet::chunks(std::vector(rows));
    char byte;
    CHECK(begun.next(std::span(&byte, 1)).size == 1);
    auto late = std::move(begun);
    std::string rest(1000, ' ');
    while (!late.next(std::span(rest)).done) {
    }
    CHECK(late.status().code == errc::bad_value);
    CHECK(late.status().note() == "moved while its value was being read");
}
