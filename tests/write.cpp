#include <inkjet/inkjet.hpp>

#include "buffer/failing_allocator.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory_resource>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using inkjet::options;
using testing::written;

namespace {

struct item {
    std::int64_t id;
    std::string text;
    std::vector<double> numbers;
    std::optional<std::string> note;
    std::map<std::string, std::vector<std::string>> tags;
    bool flag;
};

// A few KB of everything: short and long text, dense escapes, bounded members between unbounded ones.
std::vector<item> some_items(std::size_t lead) {
    std::vector<item> items;
    items.push_back({-1, std::string(lead, 'l'), {}, {}, {}, false});
    items.push_back({std::numeric_limits<std::int64_t>::min(),
                     std::string(700, '\x01'),
                     {0.1, -1e300, 5e-324, 1.0 / 3},
                     "note",
                     {{"a", {"b", "c\n"}}, {"", {}}},
                     true});
    items.push_back(
        {0, std::string(1500, 'x') + "\"\xC3\xA9", std::vector<double>(40, 2.5), {}, {{"k", {""}}}, false});
    return items;
}

// Leaves exactly no room for the brace where the text before the numbers ends with just what it must leave.
struct tight {
    std::string s;
    std::int64_t aaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbb, ccccccccccccccccc, ddddddddddddd;
};

template <int Levels>
struct nested {
    using type = std::vector<typename nested<Levels - 1>::type>;
    static type make(std::string text) { return type(1, nested<Levels - 1>::make(std::move(text))); }
};
template <>
struct nested<0> {
    using type = std::optional<std::string>;
    static type make(std::string text) {
        if (text.empty()) return std::nullopt;
        return text;
    }
};

// Writes into a span of every size from `first` to 70 bytes more than it takes. The memory ends with the
// span, for sanitizers; without them, bytes behind it tell.
template <class T>
void check_every_span(const T& value, std::size_t first = 0) {
    std::string expected;
    REQUIRE(inkjet::write(value, expected));
    std::string guarded;
    for (std::size_t size = first; size <= expected.size() + 70; ++size) {
        const bool fits = size >= expected.size();
        const std::vector<char> exact(size);
        const std::span<char> whole(const_cast<char*>(exact.data()), size);
        const inkjet::result r = inkjet::write(value, std::span(whole));
        REQUIRE(r.code == (fits ? errc::ok : errc::buffer_full));
        REQUIRE(r.size == (fits ? expected.size() : 0));
        if (fits) REQUIRE(std::string_view(whole.data(), expected.size()) == expected);

        guarded.assign(size + 256, '#');
        REQUIRE(inkjet::write(value, std::span(guarded.data() + 128, size)).code == r.code);
        REQUIRE(guarded.find_first_not_of('#') >= 128);
        REQUIRE(guarded.find_first_not_of('#', 128 + size) == std::string::npos);
    }
}

template <class C>
bool holds(const C& bytes, std::string_view expected) {
    if (bytes.size() != expected.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i)
        if (static_cast<char>(bytes.data()[i]) != expected[i]) return false;
    return true;
}

// Values that are refused, early and late, when little and when much is written.
struct not_a_number {
    std::vector<std::string> before;
    double number;
    std::vector<std::string> after;
};

not_a_number refused_after(std::size_t bytes) {
    return {std::vector<std::string>(1 + bytes / 100, std::string(100, 'x')),
            std::numeric_limits<double>::quiet_NaN(),
            {std::string(1900, '\x01'), std::string(300, 'y'), std::string(1900, '\x01'),
             std::string(100000, 'z')}};
}

} // namespace

TEST_CASE("writing never throws and tells what was appended") {
    static_assert(noexcept(inkjet::write(1, std::declval<std::string&>())));
    static_assert(noexcept(inkjet::write(1, std::declval<std::string&>(), options{})));
    static_assert(noexcept(inkjet::write<options{.indent = 2}>(1, std::declval<std::string&>())));
    std::string out;
    CHECK(inkjet::write(true, out).size == 4);
    CHECK(inkjet::write(std::vector{1, 2}, out).size == 5);
    CHECK(inkjet::write("x", out, options{.append_newline = true}).size == 4);
    CHECK(inkjet::write<options{.append_newline = true}>(0, out).size == 2);
    CHECK(out == "true[1,2]\"x\"\n0\n");
}

TEST_CASE("options folded at compile time write what options at run time do") {
    const std::map<std::string, std::vector<int>> value{{"b", {1, 2}}, {"a", {}}};
    std::string folded;
    const auto same = [&](const inkjet::result& r, const options& chosen) {
        CHECK(r);
        CHECK(folded == written(value, chosen));
        folded.clear();
    };
    same(inkjet::write<options{}>(value, folded), options{});
    same(inkjet::write<options{.indent = 3}>(value, folded), options{.indent = 3});
    same(inkjet::write<options{.sort_keys = true}>(value, folded), options{.sort_keys = true});
    same(inkjet::write<options{.indent = 1, .append_newline = true, .sort_keys = true}>(value, folded),
         options{.indent = 1, .append_newline = true, .sort_keys = true});
    CHECK(inkjet::write<options{.depth_limit = 1}>(value, folded).code == errc::depth);
    CHECK(inkjet::write<options{.depth_limit = 2}>(value, folded));
}

#if INKJET_EXCEPTIONS
TEST_CASE("to_string returns the text or throws the failure") {
    CHECK(inkjet::to_string(std::vector{1, 2}) == "[1,2]");
    CHECK(inkjet::to_string(std::vector{1}, options{.indent = 1}) == "[\n 1\n]");
    const std::vector<std::string> wrong{"fine", "\xFF"};
    for (const bool with_options : {false, true}) {
        try {
            const std::string text =
                with_options ? inkjet::to_string(wrong, options{}) : inkjet::to_string(wrong);
            FAIL("wrote ", text);
        } catch (const inkjet::error& e) {
            CHECK(e.result().code == errc::invalid_utf8);
            CHECK(e.result().where() == "$[1]");
            CHECK(std::string_view(e.what()) == "invalid UTF-8 at $[1]: byte 0xff at offset 0");
        }
    }
}
#endif

TEST_CASE_TEMPLATE("containers of every byte type are appended to", C, std::string, std::u8string,
                   std::pmr::string, std::vector<char>, std::vector<unsigned char>, std::vector<std::byte>,
                   std::vector<char8_t>, std::pmr::vector<char>, std::pmr::vector<std::byte>) {
    for (const std::size_t lead : {0U, 100U, 3000U, 30000U}) {
        const std::vector<item> items = some_items(lead);
        const std::string expected = written(items);
        C out(4, typename C::value_type('k'));
        CHECK(inkjet::write(items, out).size == expected.size());
        CHECK(holds(out, "kkkk" + expected));
        CHECK(inkjet::write(items, out).size == expected.size());
        CHECK(holds(out, "kkkk" + expected + expected));
    }
}

TEST_CASE("a buffer is appended to, and reused without another allocation") {
    inkjet::buffer out;
    for (const std::size_t lead : {0U, 100U, 3000U, 30000U}) {
        const std::vector<item> items = some_items(lead);
        const std::string expected = written(items);
        out.clear();
        REQUIRE(out.append("kept"));
        CHECK(inkjet::write(items, out).size == expected.size());
        CHECK(out.view() == "kept" + expected);
        const std::size_t capacity = out.capacity();
        out.clear();
        CHECK(inkjet::write(items, out));
        CHECK(out.capacity() == capacity);
    }
}

TEST_CASE("spans of every byte type, of fixed and of dynamic extent, lvalues and temporaries") {
    std::array<char, 5> chars{};
    CHECK(inkjet::write(std::vector{1, 2}, std::span(chars)).size == 5);
    CHECK(std::string_view(chars.data(), 5) == "[1,2]");
    std::span<char> lvalue(chars);
    CHECK(inkjet::write(std::vector{3, 4}, lvalue).size == 5);
    CHECK(std::string_view(chars.data(), 5) == "[3,4]");
    CHECK(lvalue.size() == 5);

    std::array<unsigned char, 4> unsigned_chars{};
    CHECK(inkjet::write(nullptr, std::span<unsigned char, 4>(unsigned_chars)));
    CHECK(unsigned_chars[3] == 'l');
    std::array<std::byte, 4> bytes{};
    CHECK(inkjet::write(true, std::span<std::byte>(bytes)));
    CHECK(bytes[3] == std::byte{'e'});
    std::array<char8_t, 3> units{};
    CHECK(inkjet::write("a", std::span(units)));
    CHECK(units[2] == u8'"');
    CHECK(inkjet::write("ab", std::span(units)).code == errc::buffer_full);
    CHECK(inkjet::write(0, std::span<char>()).code == errc::buffer_full);
    CHECK(inkjet::write(inkjet::raw{""}, std::span<char>()));
}

TEST_CASE("spans of every size, up to the exact one and beyond") {
    check_every_span(1);
    check_every_span("text");
    check_every_span(std::vector<std::string>{"", "\x01", std::string(300, '\n')});
    check_every_span(some_items(10));
    check_every_span(std::vector<int>(700, -12345));
    check_every_span(std::vector<std::array<double, 2>>(60, {-1.0 / 3, 1e-300}));
    check_every_span(std::vector<bool>(300, false));
}

TEST_CASE("long strings with dense escapes in spans of every size around the exact one") {
    for (const std::size_t plain : {0U, 200U, 5000U})
        for (const std::size_t dense : {1U, 64U, 700U, 4000U}) {
            const std::string text = std::string(plain, 'x').append(dense, '\x02').append(plain, 'y');
            const std::size_t exact = 2 + 2 * plain + 6 * dense;
            check_every_span(text, exact < 600 ? 0 : exact - 600);
            check_every_span(std::vector{text, text}, 2 * exact + 3 - 100);
        }
}

TEST_CASE("the room for closing brackets and short values is there, wherever a window ends") {
    constexpr std::int64_t longest = std::numeric_limits<std::int64_t>::min();
    for (std::size_t n = 0; n < 300; n += 7)
        check_every_span(tight{std::string(n, 's'), longest, longest, longest, longest}, n);
    check_every_span(std::vector(3, tight{"", longest, longest, longest, longest}));
    for (const std::size_t n : {0U, 1U, 100U, 1000U}) {
        check_every_span(nested<1>::make(std::string(n, 'n')));
        check_every_span(nested<6>::make(std::string(n, 'n')));
        check_every_span(nested<20>::make(std::string(n, 'n')));
    }
    check_every_span(std::vector(200, nested<5>::make("")));
    check_every_span(std::vector<std::vector<std::vector<std::vector<int>>>>(40, {{{}, {{}}}, {}}));
}

TEST_CASE("a stage that ends anywhere in the output changes nothing") {
    for (std::size_t lead = 0; lead < 300; ++lead) {
        const std::vector<item> items = some_items(lead);
        inkjet::buffer whole;
        REQUIRE(whole.reserve(100000)); // nothing grows here
        REQUIRE(inkjet::write(items, whole));
        std::string in_stage;
        REQUIRE(inkjet::write(items, in_stage));
        REQUIRE(in_stage == whole.view());
        inkjet::buffer growing;
        REQUIRE(inkjet::write(items, growing));
        REQUIRE(growing.view() == whole.view());
        std::vector<char> place(whole.size());
        REQUIRE(inkjet::write(items, std::span(place)));
        REQUIRE(std::string_view(place.data(), place.size()) == whole.view());
        REQUIRE(inkjet::write(items, std::span(place).first(place.size() - 1)).code == errc::buffer_full);
    }
}

TEST_CASE_TEMPLATE("a refused value leaves a container as it was", C, std::string, std::u8string,
                   std::vector<std::byte>, std::pmr::vector<char>) {
    for (const std::size_t bytes : {0U, 3000U, 5000U, 50000U})
        for (const std::size_t room : {0U, 4096U, 200000U}) {
            C out;
            out.reserve(room);
            out.resize(4, typename C::value_type('k'));
            const inkjet::result r = inkjet::write(refused_after(bytes), out);
            CHECK(r.code == errc::not_finite);
            CHECK(r.where() == "$.number");
            CHECK(r.size == 0);
            CHECK(holds(out, "kkkk"));
            CHECK(
                inkjet::write(refused_after(bytes), out, options{.indent = 2, .append_newline = true}).code ==
                errc::not_finite);
            CHECK(holds(out, "kkkk"));
        }
}

TEST_CASE("a refused value leaves a buffer as it was") {
    for (const std::size_t bytes : {0U, 3000U, 50000U})
        for (const std::size_t room : {0U, 4096U, 200000U}) {
            inkjet::buffer out;
            REQUIRE(out.reserve(room));
            REQUIRE(out.append("kept"));
            CHECK(inkjet::write(refused_after(bytes), out).where() == "$.number");
            CHECK(out.view() == "kept");
            CHECK(inkjet::write(refused_after(bytes), out, options{.append_newline = true}).code ==
                  errc::not_finite);
            CHECK(out.view() == "kept");
        }
}

TEST_CASE("a refused value in a span is refused as elsewhere, and nothing behind the span is touched") {
    for (const std::size_t bytes : {0U, 1000U, 5000U}) {
        const std::size_t before = written(refused_after(bytes).before).size() + 40;
        for (std::size_t size = before; size < before + 9000; size += 67) {
            const std::vector<char> place(size);
            const inkjet::result r =
                inkjet::write(refused_after(bytes), std::span(const_cast<char*>(place.data()), size));
            REQUIRE(r.code == errc::not_finite);
            REQUIRE(r.where() == "$.number");
        }
    }
}

TEST_CASE("the first of several refusals is reported") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    std::string out;
    CHECK(inkjet::write(std::vector{1.0, nan, 2.0, nan}, out).where() == "$[1]");
    CHECK(inkjet::write(inkjet::object("a", "\xFF", "b", nan), out).where() == "$.a");
    CHECK(inkjet::write(inkjet::array(inkjet::object("a", inkjet::array(1, 2, nan)), "\xFF"), out).where() ==
          "$[0].a[2]");
    CHECK(out.empty());
}

TEST_CASE("a full span is reported at the value that did not fit") {
    std::vector<char> place(100);
    const inkjet::result r =
        inkjet::write(std::vector<std::string>{"short", std::string(5000, 'x'), "never"}, std::span(place));
    CHECK(r.code == errc::buffer_full);
    CHECK(r.where() == "$[1]");
    CHECK(r.message() == "the buffer is full at $[1]");
}

#if INKJET_EXCEPTIONS
namespace {

enum class moment { begin, end, dereference, increment, never };

// A range of strings that throws at one of its elements.
class unreliable {
  public:
    unreliable(moment when, std::size_t at) : when_(when), at_(at) {}

    class iterator {
      public:
        using value_type = std::string;
        using difference_type = std::ptrdiff_t;

        iterator(const unreliable& range, std::size_t index) : range_(&range), index_(index) {}
        std::string operator*() const {
            range_->visit(moment::dereference, index_);
            return std::string(90, 'e');
        }
        iterator& operator++() {
            range_->visit(moment::increment, index_++);
            return *this;
        }
        iterator operator++(int) {
            iterator former = *this;
            ++*this;
            return former;
        }
        bool operator==(const iterator& other) const { return index_ == other.index_; }

      private:
        const unreliable* range_;
        std::size_t index_;
    };

    iterator begin() const {
        visit(moment::begin, at_);
        return {*this, 0};
    }
    iterator end() const {
        visit(moment::end, at_);
        return {*this, 1000};
    }

  private:
    void visit(moment now, std::size_t index) const {
        if (now == when_ && index == at_) throw std::runtime_error("unreliable");
    }

    moment when_;
    std::size_t at_;
};

struct throws_as {};
struct throws_in_the_middle {};
struct throws_in_member {
    int fine() const { return 1; }
    int throws() const { throw 1; }
};

template <class T>
void check_thrown(const T& value) {
    for (const options& chosen :
         {options{}, options{.append_newline = true}, options{.indent = 2, .sort_keys = true}}) {
        const auto refused = [](const inkjet::result& r) {
            CHECK(r.code == errc::bad_value);
            CHECK(r.size == 0);
            CHECK(r.note().find("exception") != std::string_view::npos);
        };
        std::string text("kept");
        refused(inkjet::write(value, text, chosen));
        CHECK(text == "kept");
        inkjet::buffer buffer;
        REQUIRE(buffer.append("kept"));
        refused(inkjet::write(value, buffer, chosen));
        CHECK(buffer.view() == "kept");
        std::vector<char> place(1 << 18);
        refused(inkjet::write(value, std::span(place), chosen));
    }
    std::vector<std::byte> bytes;
    CHECK(inkjet::write(value, bytes).code == errc::bad_value);
    CHECK(bytes.empty());
}

} // namespace

template <>
struct inkjet::encoder<throws_as> {
    static int as(const throws_as&) { throw std::runtime_error("as"); }
};
template <>
struct inkjet::encoder<throws_in_the_middle> {
    static void write(auto& writer, const throws_in_the_middle&) {
        writer.begin_object();
        writer.member("long", std::string(10000, 'x'));
        throw 1;
    }
};
template <>
struct inkjet::describe<throws_in_member> {
    static constexpr auto members = inkjet::members(inkjet::member("fine", &throws_in_member::fine),
                                                    inkjet::member("throws", &throws_in_member::throws));
};

TEST_CASE("what a range, an encoder or a member throws becomes a failure, and the buffer is as before") {
    for (const moment when : {moment::begin, moment::end, moment::dereference, moment::increment})
        for (const std::size_t at : {0U, 1U, 40U, 999U}) check_thrown(unreliable(when, at));
    check_thrown(throws_as{});
    check_thrown(std::vector(3, throws_in_the_middle{}));
    check_thrown(throws_in_member{});
    check_thrown(std::map<std::string, throws_as>{{"a", {}}});
    CHECK(written(unreliable(moment::never, 0)).size() == 1000 * 93 + 1);
}

TEST_CASE("a refusal before an exception is the one that is reported") {
    const auto value = inkjet::array("\xFF", throws_as{});
    std::string out("kept");
    CHECK(inkjet::write(value, out, options{.append_newline = true}).code == errc::invalid_utf8);
    CHECK(out == "kept");
}

TEST_CASE(
    "whichever allocation fails, the buffer is as before and the rest of the program is none the wiser") {
    const std::vector<item> items = some_items(60000);
    const std::string expected = written(items);
    const auto run = [&]<class C>(C kept) {
        int refused = 0;
        for (int allowed = 0;; ++allowed) {
            C out = kept;
            inkjet::result r;
            {
                const testing::allocations_left only(allowed);
                r = inkjet::write(items, out);
            }
            if (r) {
                CHECK(holds(out, "kkkk" + expected));
                break;
            }
            ++refused;
            CHECK(r.code == errc::out_of_memory);
            CHECK(r.size == 0);
            CHECK(holds(out, "kkkk"));
            CHECK(inkjet::write(1, out)); // and can be written to
            CHECK(holds(out, "kkkk1"));
        }
        CHECK(refused > 1);
    };
    run(std::vector<char, testing::failing<char>>(4, 'k'));
    run(std::basic_string<char, std::char_traits<char>, testing::failing<char>>(4, 'k'));
    run(std::vector<std::byte, testing::failing<std::byte>>(4, std::byte{'k'}));
}

TEST_CASE("a failed allocation is reported where it happened") {
    std::vector<char, testing::failing<char>> out;
    const testing::allocations_left none(0);
    const inkjet::result r = inkjet::write(std::vector<std::string>{"short", std::string(9000, 'x')}, out);
    CHECK(r.code == errc::out_of_memory);
    CHECK(r.where() == "$[1]");
    CHECK(inkjet::write(1, out).where() == "$");
    CHECK(out.empty());
}
#endif
