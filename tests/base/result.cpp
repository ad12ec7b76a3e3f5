#include <inkjet/base/result.hpp>

#include <doctest/doctest.h>

#include <exception>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

using inkjet::errc;
using inkjet::result;

TEST_CASE("a result of nothing is a success") {
    const result r;
    CHECK(r);
    CHECK(r.code == errc::ok);
    CHECK(r.size == 0);
    CHECK(r.where() == "$");
    CHECK(r.note().empty());
    CHECK(r.message() == "ok");
}

TEST_CASE("a success tells how much was appended") {
    const result r(17);
    CHECK(r);
    CHECK(r.size == 17);
    CHECK(r.message() == "ok");
    static_assert(!std::is_convertible_v<std::size_t, result>);
    static_assert(!std::is_convertible_v<result, bool>);
}

TEST_CASE("a failure tells code, place and particulars") {
    const result r(errc::invalid_utf8, "$.users[3].name", "byte 0xff at offset 3");
    CHECK_FALSE(r);
    CHECK(r.size == 0);
    CHECK(r.where() == "$.users[3].name");
    CHECK(r.note() == "byte 0xff at offset 3");
    CHECK(r.message() == "invalid UTF-8 at $.users[3].name: byte 0xff at offset 3");
}

TEST_CASE("a failure without particulars has a shorter message") {
    CHECK(result(errc::depth, "$[0]", {}).message() == "nested too deeply at $[0]");
    CHECK(result(errc::depth, {}, {}).where().empty());
    CHECK(result(errc::depth, {}, "deep").note() == "deep");
}

TEST_CASE("texts of any length and any bytes are kept") {
    const std::string where(100000, 'p'), note("a\0b", 3);
    const result r(errc::bad_value, where, note);
    CHECK(r.where() == where);
    CHECK(r.note() == note);
}

TEST_CASE("a copy has texts of its own") {
    result copy;
    {
        const result original(errc::bad_key, "$.a", "why");
        copy = original;
        CHECK(copy.where().data() != original.where().data());
        const result another(original);
        CHECK(another.message() == original.message());
    }
    CHECK(copy.code == errc::bad_key);
    CHECK(copy.where() == "$.a");
    CHECK(copy.note() == "why");
}

TEST_CASE("moving hands the texts over and throws nothing") {
    static_assert(std::is_nothrow_move_constructible_v<result> && std::is_nothrow_move_assignable_v<result>);
    result original(errc::bad_key, "$.a", "why");
    const char* const text = original.where().data();
    result moved(std::move(original));
    CHECK(moved.where().data() == text);
    result assigned;
    assigned = std::move(moved);
    CHECK(assigned.where() == "$.a");
    CHECK(assigned.message() == "a key that is not text at $.a: why");
}

TEST_CASE("a failure becomes a success again by assignment, and survives one to itself") {
    result r(errc::bad_key, "$.a", "why");
    const result& same = r;
    r = same;
    CHECK(r.message() == "a key that is not text at $.a: why");
    r = result(4);
    CHECK(r);
    CHECK(r.size == 4);
    CHECK(r.where() == "$");
}

#if INKJET_EXCEPTIONS
TEST_CASE("an error carries the result and its message") {
    try {
        throw inkjet::error(result(errc::not_finite, "$.x", "NaN"));
    } catch (const std::exception& e) {
        CHECK(std::string_view(e.what()) == "a number that is not finite at $.x: NaN");
        const auto* const error = dynamic_cast<const inkjet::error*>(&e);
        REQUIRE(error != nullptr);
        CHECK(error->result().code == errc::not_finite);
        CHECK(error->result().where() == "$.x");
    }
    const inkjet::error first(result(errc::depth, "$", {}));
    const inkjet::error copy = first;
    CHECK(std::string_view(copy.what()) == first.what());
    CHECK(copy.result().code == errc::depth);
}
#endif
