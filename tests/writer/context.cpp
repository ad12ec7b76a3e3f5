#include <inkjet/writer/context.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstring>
#include <new>
#include <string>
#include <string_view>

using inkjet::errc;
using namespace inkjet::detail;

namespace {

// A destination of two pieces: after the first is full, the second; then no more.
struct two_pieces {
    char first[400 + overrun];
    char second[4000 + overrun];
    int asked = 0;

    char* open(context& c) {
        c.sink = this;
        c.grow = &grow;
        c.begin = first;
        c.end = first + 400;
        return first;
    }

    static char* grow(window& w, char* cursor, std::size_t need) {
        auto& self = *static_cast<two_pieces*>(w.sink);
        ++self.asked;
        if (w.begin == self.second || need > 4000) return w.refuse(errc::buffer_full);
        w.delivered = w.begin;
        w.delivered_size = static_cast<std::size_t>(cursor - w.begin);
        w.begin = self.second;
        w.end = self.second + 4000;
        return self.second;
    }
};

char* put(char* p, std::string_view text) {
    std::memcpy(p, text.data(), text.size());
    return p + text.size();
}

} // namespace

TEST_CASE("asking for what is there moves nothing") {
    two_pieces target;
    context c;
    char* const p = target.open(c);
    CHECK(ensure(c, p, 0) == p);
    CHECK(ensure(c, p, 400) == p);
    CHECK(target.asked == 0);
    CHECK(c.room(p + 100) == 300);
}

TEST_CASE("asking for more grows") {
    two_pieces target;
    context c;
    char* const p = ensure(c, target.open(c), 401);
    CHECK(p == target.second);
    CHECK(target.asked == 1);
    CHECK(c.room(p) >= 401);
    CHECK_FALSE(c.failed);
}

TEST_CASE("a failure to grow is the write's failure, at the cursor") {
    two_pieces target;
    context c;
    char* p = target.open(c);
    p = put(p, "{\"a\":[1,2,");
    p = c.refill(p, 500);
    p = put(p, "{\"b\":");
    p = c.refill(p, 4000);
    CHECK(c.failed);
    CHECK(c.failure.code == errc::buffer_full);
    CHECK(c.failure.where() == "$.a[2].b");
}

TEST_CASE("after a failure there is room without end, and the destination is left alone") {
    two_pieces target;
    context c;
    char* p = target.open(c);
    p = c.fail(errc::bad_value, put(p, "[1,"), "why");
    const int asked = target.asked;
    for (int i = 0; i < 10; ++i) {
        p = ensure(c, p, max_step);
        REQUIRE(c.room(p) >= max_step);
        std::memset(p - spare_lead, 'x', spare_lead + max_step + overrun);
        p += max_step;
    }
    CHECK(c.grow(c, p, 1) == nullptr);
    CHECK(target.asked == asked);
    CHECK(c.failure.where() == "$[1]");
    CHECK(c.failure.note() == "why");
}

// What the context makes of an exception while it is caught.
template <class Exception>
char* thrown_into(context& c, const Exception& exception) {
    try {
        throw exception;
    } catch (...) {
        return c.thrown();
    }
}

TEST_CASE("the first failure is the one that counts") {
    two_pieces target;
    context c;
    char* p = c.fail(errc::depth, target.open(c), "first");
    p = c.fail(errc::bad_key, p, "second");
    p = c.fail_at(errc::bad_key, "$.elsewhere", "third");
    p = thrown_into(c, 1);
    CHECK(p != nullptr);
    CHECK(c.failure.code == errc::depth);
    CHECK(c.failure.note() == "first");
    CHECK(c.failure.where() == "$");
}

TEST_CASE("an exception is a bad value somewhere, but for one: memory that ran out") {
    two_pieces target;
    context c;
    put(target.open(c), "[1,");
    char* const p = thrown_into(c, "any");
    CHECK(c.room(p) >= max_step);
    CHECK(c.failure.code == errc::bad_value);
    CHECK(c.failure.where() == "$");
    CHECK_FALSE(c.failure.note().empty());

    context exhausted;
    thrown_into(exhausted, std::bad_alloc());
    CHECK(exhausted.failure.code == errc::out_of_memory);
}

TEST_CASE("options are at hand for every policy") {
    context c;
    const inkjet::options at_run_time{.indent = 3};
    c.chosen = &at_run_time;
    CHECK(chosen<run_time_policy>(c).indent == 3);
    CHECK(chosen<default_policy>(c).indent == 0);
    CHECK(chosen<folded_policy<inkjet::options{.indent = 5}>>(c).indent == 5);
    static_assert(noexcept(context()));
}
