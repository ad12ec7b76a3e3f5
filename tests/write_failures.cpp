// Failures: values that are refused, exceptions, memory that runs out. The buffer is as before.
#include <inkjet/inkjet.hpp>

#include "buffer/failing_allocator.hpp"
#include "items.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <limits>
#include <map>
#include <memory_resource>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using inkjet::options;
using testing::holds;
using testing::item;
using testing::some_items;
using testing::written;

namespace {

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
struct throws_as_key {
    int id;
    bool operator<(const throws_as_key& other) const { return id < other.id; }
};
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
struct inkjet::encoder<throws_as_key> {
    static std::string as(const throws_as_key& key) {
        if (key.id == 3) throw std::runtime_error("key");
        return std::string(100, 'k');
    }
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
    check_thrown(std::map<throws_as_key, int>{{{1}, 1}, {{2}, 2}, {{3}, 3}});
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

struct exhausted {
    struct iterator {
        int operator*() const { throw std::bad_alloc(); }
        iterator& operator++() { return *this; }
        bool operator==(const iterator&) const { return false; }
    };
    iterator begin() const { return {}; }
    iterator end() const { return {}; }
};

TEST_CASE("a range that runs out of memory is no bad value") {
    std::string out = "kept";
    const inkjet::result r = inkjet::write(exhausted(), out);
    CHECK(r.code == errc::out_of_memory);
    CHECK(r.note() == "std::bad_alloc was thrown while values were read");
    CHECK(out == "kept");
}
#endif
