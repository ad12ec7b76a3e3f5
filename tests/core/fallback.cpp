#include <inkjet/core/fallback.hpp>
#include <inkjet/inkjet.hpp>

#include "writing.hpp"

#include <cmath>
#include <cstddef>
#include <new>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using inkjet::fallback_call;
using inkjet::options;
using testing::check_refused;
using testing::written;

namespace {

// Known to the program, not to the library.
class shape {
  public:
    explicit shape(std::string text, int depth = 0) : text_(std::move(text)), depth_(depth) {}
    const std::string& text() const { return text_; }
    int depth() const { return depth_; }

  private:
    std::string text_;
    int depth_;
};
class other {
  public:
    explicit other(double value) : value_(value) {}
    double value() const { return value_; }

  private:
    double value_;
};

struct pair_of {
    shape first;
    std::vector<shape> rest;
};

} // namespace

template <>
struct inkjet::encoder<shape> {
    static auto as(const shape& s) { return inkjet::by_fallback(s); }
};
template <>
struct inkjet::encoder<other> {
    static auto as(const other& o) { return inkjet::by_fallback(o); }
};

namespace {

void by_text(fallback_call& call) {
    if (const shape* s = call.get_if<shape>()) call.write(s->text());
    if (const other* o = call.get_if<other>()) call.write(o->value());
}

// As many arrays around the text as its depth says, one call each.
void by_arrays(fallback_call& call) {
    const shape& s = *call.get_if<shape>();
    if (s.depth() == 0) return call.write(s.text());
    call.write(inkjet::array(shape(s.text(), s.depth() - 1)));
}

// The same without arrays: each call hands over to the next.
void by_others(fallback_call& call) {
    const shape& s = *call.get_if<shape>();
    if (s.depth() == 0) return call.write(s.text());
    call.write(shape(s.text(), s.depth() - 1));
}

void counts(fallback_call& call) {
    ++*static_cast<int*>(call.data());
    by_text(call);
}

void writes_nothing(fallback_call&) {}
void writes_twice(fallback_call& call) { call.write(1), call.write(std::string(5000, 'x')); }
void writes_long(fallback_call& call) {
    call.write(std::vector<std::string>(60, call.get_if<shape>()->text()));
}

} // namespace

TEST_CASE("without a fallback such values are refused") {
    check_refused(std::vector{shape("a")}, errc::bad_value, "$[0]",
                  "its type is only known at run time, and no fallback is set");
    check_refused(pair_of{shape("a"), {}}, errc::bad_value, "$.first",
                  "its type is only known at run time, and no fallback is set");
}

TEST_CASE("the fallback sees what it is, and writes it") {
    const options o{.fallback = by_text};
    CHECK(written(shape("text"), o) == "\"text\"");
    CHECK(written(other(0.5), o) == "0.5");
    CHECK(written(pair_of{shape("a"), {shape("b"), shape("c")}}, o) == R"({"first":"a","rest":["b","c"]})");
    CHECK(written(inkjet::array(shape("a"), other(1)), o) == R"(["a",1.0])");
    CHECK(written(inkjet::object("k", shape("a")), o) == R"({"k":"a"})");
    std::string out;
    inkjet::writer by_hand(out, o);
    by_hand.value(shape("b"));
    CHECK(by_hand.finish());
    CHECK(out == "\"b\"");
#if defined(__clang__) // g++ 12 takes no function for a part of a template argument
    CHECK(inkjet::write<options{.fallback = by_text}>(std::vector{shape("a")}, out));
    CHECK(out == R"("b"["a"])");
#endif
}

TEST_CASE("what it writes follows the options") {
    CHECK(written(inkjet::array(other(1), shape("\xC3\xA9")),
                  {.indent = 1, .ascii = true, .floats = inkjet::fixed(2), .fallback = by_text}) ==
          "[\n 1.00,\n \"\\u00e9\"\n]");
    CHECK(written(shape("a", 2), {.indent = 1, .fallback = by_arrays}) == "[\n [\n  \"a\"\n ]\n]");
    CHECK(written(other(std::nan("")), {.fallback = by_text}).find("at $: NaN") != std::string::npos);
    CHECK(written(std::vector{other(1), other(HUGE_VAL)}, {.fallback = by_text}).find("at $[1]: Infinity") !=
          std::string::npos);
    CHECK(written(shape("a", 5), {.depth_limit = 3, .fallback = by_arrays}) ==
          "nested too deeply at $[0][0][0]: the limit is 3");
}

TEST_CASE("data of the caller's") {
    int calls = 0;
    CHECK(written(std::vector(7, other(1)), {.fallback = counts, .fallback_data = &calls}).size() == 29);
    CHECK(calls == 7);
}

TEST_CASE("what it writes may come to it again, 254 times over") {
    for (const int depth : {0, 1, 100, 253}) {
        const auto brackets = static_cast<std::size_t>(depth);
        CHECK(written(shape("a", depth), {.fallback = by_arrays}) ==
              std::string(brackets, '[') + "\"a\"" + std::string(brackets, ']'));
        CHECK(written(shape("a", depth), {.fallback = by_others}) == "\"a\"");
    }
    const std::string refusal = written(shape("a", 254), {.fallback = by_others});
    CHECK(refusal ==
          "nested too deeply at $: the fallback was called for what it wrote itself, 254 times over");
    std::string out = "kept";
    const inkjet::result r = inkjet::write(shape("a", 254), out, options{.fallback = by_arrays});
    CHECK(r.code == errc::depth);
    CHECK(r.where().size() == 1 + 254 * 3);
    CHECK(out == "kept");
    // Beside each other there may be any number.
    CHECK(written(std::vector(1000, shape("a", 253)), {.fallback = by_others}).size() == 4001);
}

TEST_CASE("one value for one") {
    CHECK(written(std::vector{shape("a")}, {.fallback = writes_nothing}) ==
          "a value without a JSON form at $[0]: the fallback wrote nothing for it");
    const std::string refusal = written(pair_of{shape("a"), {}}, {.fallback = writes_twice});
    CHECK(refusal.find("the fallback wrote two values for one") != std::string::npos);
    for (const auto fallback : {writes_nothing, writes_twice}) {
        inkjet::buffer out;
        REQUIRE(out.append("kept"));
        CHECK(inkjet::write(std::vector(3, shape("a")), out, options{.fallback = fallback}).code ==
              errc::bad_value);
        CHECK(out.view() == "kept");
    }
}

TEST_CASE("through every room") {
    const std::vector<shape> value(2, shape("\x01\x02 and some text"));
    const options o{.fallback = writes_long};
    const std::string expected = written(value, o);
    std::vector<char> place(expected.size() + 65);
    for (std::size_t size = 0; size < expected.size() + 64; size += size % 1000 < 300 ? 1 : 7) {
        place[size] = '#';
        const inkjet::result r = inkjet::write(value, std::span(place.data(), size), o);
        if (r.code != (size < expected.size() ? errc::buffer_full : errc::ok) || place[size] != '#')
            FAIL("room " << size);
    }
}

#if INKJET_EXCEPTIONS
namespace {

// Fails in the middle of a long array.
struct broken {
    struct iterator {
        using value_type = std::string;
        int at;
        std::string operator*() const {
            if (at == 200) throw std::runtime_error("broken");
            return std::string(100, 'b');
        }
        iterator& operator++() { return ++at, *this; }
        bool operator==(const iterator& o) const { return at == o.at; }
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {1000}; }
};

void throws_itself(fallback_call&) { throw std::runtime_error("fallback"); }
void throws_behind_a_value(fallback_call& call) {
    call.write(1);
    throw 1;
}
void runs_out_of_memory(fallback_call&) { throw std::bad_alloc(); }
void lets_through(fallback_call& call) { call.write(broken()); }
void catches(fallback_call& call) {
    try {
        call.write(broken());
    } catch (...) {
    }
}
void catches_and_goes_on(fallback_call& call) {
    catches(call);
    call.write("instead");
}

} // namespace

TEST_CASE("an exception is a failure, be it caught or not") {
    for (const auto fallback : {throws_itself, throws_behind_a_value, lets_through, catches,
                                catches_and_goes_on, runs_out_of_memory}) {
        const errc expected = fallback == runs_out_of_memory ? errc::out_of_memory : errc::bad_value;
        const options o{.fallback = fallback};
        std::string out = "kept";
        CHECK(inkjet::write(std::vector(2, shape("a")), out, o).code == expected);
        CHECK(out == "kept");
        inkjet::buffer buffer;
        inkjet::writer by_hand(buffer, o);
        by_hand.begin_array();
        by_hand.value(shape("a"));
        by_hand.value(std::string(10000, 'x'));
        by_hand.end_array();
        CHECK(by_hand.finish().code == expected);
        CHECK(buffer.empty());
    }
}
#endif
