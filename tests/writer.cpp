#include <inkjet/inkjet.hpp>
#include <inkjet/writer.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using inkjet::errc;
using inkjet::writer;

namespace {

struct point {
    int x, y;
};

template <class Out>
inkjet::result write_document(Out& out) {
    writer w(out);
    w.begin_object();
    w.key("id");
    w.value(7);
    w.member("name", "by hand");
    w.key("points");
    w.begin_array();
    for (int i = 0; i < 2; ++i) w.value(point{i, -i});
    w.null();
    w.begin_object();
    w.end_object();
    w.end_array();
    w.member("ratio", 0.5);
    w.end_object();
    CHECK(w.ok());
    return w.finish();
}
constexpr std::string_view document =
    R"({"id":7,"name":"by hand","points":[{"x":0,"y":0},{"x":1,"y":-1},null,{}],"ratio":0.5})";

// Does the wrong thing and checks that it is refused.
template <class Calls>
void check_misuse(std::string_view where, Calls calls) {
    std::string out("kept");
    writer w(out);
    calls(w);
    const inkjet::result r = w.finish();
    CHECK(r.code == errc::bad_value);
    CHECK(r.where() == where);
    CHECK_FALSE(r.note().empty());
    CHECK_FALSE(w.ok());
    CHECK(out == "kept");
}

} // namespace

TEST_CASE("a document by hand, into every kind of buffer") {
    std::string text("kept");
    CHECK(write_document(text).size == document.size());
    CHECK(text == "kept" + std::string(document));

    std::vector<std::byte> bytes;
    CHECK(write_document(bytes).size == document.size());
    CHECK(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()) == document);

    inkjet::buffer buffer;
    CHECK(write_document(buffer).size == document.size());
    CHECK(buffer.view() == document);

    std::array<char, document.size()> place{};
    std::span<char> exact(place);
    CHECK(write_document(exact).size == document.size());
    CHECK(std::string_view(place.data(), place.size()) == document);
    std::span<char> short_one = exact.first(place.size() - 1);
    CHECK(write_document(short_one).code == errc::buffer_full);
}

TEST_CASE("a single value is a document") {
    std::string out;
    writer w(out);
    w.value("text");
    CHECK(w.finish().size == 6);
    CHECK(out == "\"text\"");
}

TEST_CASE("calls that make no document are refused") {
    check_misuse("$", [](auto&) {});
    check_misuse("$", [](auto& w) { w.begin_object(); });
    check_misuse("$[0]", [](auto& w) { w.begin_array(); });
    check_misuse("$.a", [](auto& w) { w.begin_object(), w.key("a"); });
    check_misuse("$.a", [](auto& w) { w.begin_object(), w.key("a"), w.end_object(); });
    check_misuse("$.a", [](auto& w) { w.begin_object(), w.key("a"), w.key("b"); });
    check_misuse("$", [](auto& w) { w.begin_object(), w.value(1); });
    check_misuse("$", [](auto& w) { w.begin_object(), w.end_array(); });
    check_misuse("$[0]", [](auto& w) { w.begin_array(), w.end_object(); });
    check_misuse("$[0]", [](auto& w) { w.begin_array(), w.key("a"); });
    check_misuse("$[0]", [](auto& w) { w.begin_array(), w.value(1), w.member("a", 1), w.end_array(); });
    check_misuse("$", [](auto& w) { w.key("a"); });
    check_misuse("$", [](auto& w) { w.end_array(); });
    check_misuse("$", [](auto& w) { w.end_object(); });
    check_misuse("$", [](auto& w) { w.value(1), w.value(2); });
    check_misuse("$", [](auto& w) { w.value(1), w.begin_array(), w.end_array(); });
    check_misuse("$", [](auto& w) { w.begin_array(), w.end_array(), w.end_array(); });
    check_misuse("$", [](auto& w) { w.begin_array(), w.end_array(), w.null(); });
}

TEST_CASE("after a refusal everything is ignored, and the refusal stays") {
    std::string out("kept");
    writer w(out);
    w.begin_array();
    w.value(std::string(20000, 'x'));
    CHECK(w.ok());
    w.value(std::nan(""));
    CHECK_FALSE(w.ok());
    for (int i = 0; i < 100; ++i) {
        w.value(std::string(1500, '\x01'));
        w.begin_object();
        w.member("k", std::vector(1000, i));
        w.end_array();
    }
    const inkjet::result r = w.finish();
    CHECK(r.code == errc::not_finite);
    CHECK(r.where() == "$[1]");
    CHECK(out == "kept");
}

TEST_CASE("what is not finished leaves the buffer as it was") {
    for (const std::size_t size : {10U, 5000U, 100000U}) {
        std::string text("kept");
        inkjet::buffer buffer;
        REQUIRE(buffer.append("kept"));
        {
            writer w(text);
            w.begin_array();
            w.value(std::string(size, 'x'));
            writer v(buffer);
            v.value(std::string(size, 'x'));
        }
        CHECK(text == "kept");
        CHECK(buffer.view() == "kept");
    }
}

TEST_CASE("a document ends once") {
    std::array<char, 20> place{};
    std::span<char> target(place);
    writer w(target);
    w.value(1);
    CHECK(w.finish().size == 1);
    CHECK(w.finish().size == 1);
    w.value(2);
    w.begin_array();
    w.key("a");
    CHECK(w.finish().size == 1);
    CHECK(w.ok());
    CHECK(std::string_view(place.data(), 3) == std::string_view("1\0\0", 3));

    std::string text;
    writer refused(text);
    refused.begin_array();
    CHECK(refused.finish().where() == "$[0]");
    CHECK(refused.finish().where() == "$[0]");
}

TEST_CASE("the buffer is the caller's again behind finish") {
    std::vector<char> out;
    writer w(out);
    w.value(std::string(10000, 'x'));
    CHECK(w.finish());
    out = std::vector<char>();
    w.value(1);
    w.end_object();
    CHECK_FALSE(out.capacity() != 0);
}

#if INKJET_EXCEPTIONS
namespace {
struct throwing {};
struct elements {
    struct iterator {
        using value_type = std::string;
        using difference_type = std::ptrdiff_t;
        int at;
        std::string operator*() const {
            if (at == 300) throw std::runtime_error("elements");
            return std::string(100, 'e');
        }
        iterator& operator++() { return ++at, *this; }
        iterator operator++(int) { return {at++}; }
        bool operator==(const iterator& other) const { return at == other.at; }
    };
    iterator begin() const { return {0}; }
    iterator end() const { return {1000}; }
};
} // namespace
template <>
struct inkjet::encoder<throwing> {
    static int as(const throwing&) { throw 1; }
};

TEST_CASE("an exception out of a value is a failure of the document") {
    inkjet::buffer out;
    REQUIRE(out.append("kept"));
    writer w(out);
    w.begin_array();
    w.value(elements{}); // the buffer has moved by then
    CHECK_FALSE(w.ok());
    w.value(std::string(5000, 'x'));
    w.end_array();
    const inkjet::result r = w.finish();
    CHECK(r.code == errc::bad_value);
    CHECK(out.view() == "kept");

    std::string text;
    writer v(text);
    v.value(throwing{});
    CHECK(v.finish().code == errc::bad_value);
    CHECK(text.empty());
}
#endif

TEST_CASE("nesting is limited") {
    for (const int levels : {512, 513}) {
        std::string out;
        writer w(out);
        for (int i = 0; i < levels; ++i) w.begin_array();
        for (int i = 0; i < levels; ++i) w.end_array();
        const inkjet::result r = w.finish();
        CHECK(r.code == (levels == 512 ? errc::ok : errc::depth));
        CHECK(out.size() == (levels == 512 ? 1024 : 0));
    }
}

TEST_CASE("a writer stays where it is") {
    using of_string = writer<std::string>;
    static_assert(!std::is_copy_constructible_v<of_string> && !std::is_move_constructible_v<of_string>);
    static_assert(!std::is_copy_assignable_v<of_string> && !std::is_move_assignable_v<of_string>);
    static_assert(std::is_nothrow_constructible_v<of_string, std::string&>);
}

TEST_CASE("several writers at a time don't know of each other") {
    std::string a, b;
    writer first(a), second(b);
    first.begin_array();
    second.begin_object();
    first.value(1);
    second.member("k", 2);
    second.end_object();
    first.end_array();
    CHECK(first.finish());
    CHECK(second.finish());
    CHECK(a == "[1]");
    CHECK(b == R"({"k":2})");
}

TEST_CASE("by hand with options") {
    const inkjet::options o{.indent = 2,
                            .append_newline = true,
                            .sort_keys = true,
                            .ascii = true,
                            .floats = inkjet::fixed(1),
                            .keys = inkjet::key_style::kebab,
                            .skip_null = true};
    std::string out = "kept";
    writer w(out, o);
    w.begin_object();
    w.member("z_\xC3\xA9", 0.25);
    w.member("a", std::map<std::string, int>{{"b", 1}, {"a", 2}});
    w.key("none");
    w.null();
    w.key("empty");
    w.begin_array();
    w.end_array();
    w.key("points");
    w.begin_array();
    w.value(point{1, 2});
    w.begin_object();
    w.end_object();
    w.end_array();
    w.end_object();
    const inkjet::result r = w.finish();
    CHECK(r);
    CHECK(r.size == out.size() - 4);
    CHECK(out == R"(kept{
  "z_\u00e9": 0.2,
  "a": {
    "a": 2,
    "b": 1
  },
  "none": null,
  "empty": [],
  "points": [
    {
      "x": 1,
      "y": 2
    },
    {}
  ]
}
)");
    const inkjet::options shallow{.depth_limit = 1};
    std::vector<std::byte> bytes;
    writer v(bytes, shallow);
    v.begin_array();
    v.begin_array();
    CHECK(v.finish().code == errc::depth);
    CHECK(bytes.empty());
    std::array<char, 64> place{};
    std::span<char> target(place);
    const inkjet::options defaults;
    writer u(target, defaults);
    u.value(std::vector{1, 2});
    CHECK(u.finish().size == 5);
    const inkjet::options lines{.indent = 200};
    writer t(target, lines);
    t.begin_array();
    t.value(1);
    t.end_array();
    CHECK(t.finish().code == errc::buffer_full);
}

TEST_CASE("options made in the call live as long as the writer") {
    std::string out;
    writer w(out, inkjet::options{.indent = 1, .append_newline = true});
    w.begin_array();
    w.value(1);
    w.end_array();
    CHECK(w.finish());
    CHECK(out == "[\n 1\n]\n");
}
