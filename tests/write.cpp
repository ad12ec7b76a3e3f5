#include <inkjet/inkjet.hpp>

#include "items.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <map>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using inkjet::options;
using testing::holds;
using testing::item;
using testing::some_items;
using testing::written;

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
