// What the tests of fmt and of std::format have in common.
#pragma once

#include "writing.hpp"

#include <doctest/doctest.h>

#include <iterator>
#include <string>
#include <vector>

namespace testing {

struct entry {
    std::string name;
    std::vector<int> sizes;
};

// Calls of one library: format(view), indented by two and by four, to an iterator.
template <class Calls, class Error>
void check_formatting(Calls calls) {
    const entry one{"a \"b\"", {1, 2}};
    CHECK(calls.plain(inkjet::json(one)) == R"(<{"name":"a \"b\"","sizes":[1,2]}>)");
    CHECK(calls.plain(inkjet::json(1.5)) == "<1.5>");
    CHECK(calls.plain(inkjet::json(one, {.indent = 1})) == "<" + written(one, {.indent = 1}) + ">");
    CHECK(calls.pretty(inkjet::json(one)) == written(one, {.indent = 2}));
    CHECK(calls.by_four(inkjet::json(one)) == written(one, {.indent = 4}));
    CHECK(calls.by_four(inkjet::json(one, {.indent = 1})) == written(one, {.indent = 4}));
    CHECK(calls.by_none(inkjet::json(one, {.indent = 1})) == written(one));

    std::vector<entry> many(5000, one);
    const auto view = inkjet::json(many);
    CHECK((calls.plain(view) == "<" + written(many) + ">"));
    std::string appended = "kept ";
    calls.append(std::back_inserter(appended), view);
    CHECK((appended == "kept " + written(many)));

#if INKJET_EXCEPTIONS
    many[4000].name = "\xff";
    try {
        static_cast<void>(calls.plain(view));
        CHECK(false);
    } catch (const Error& e) {
        CHECK(std::string(e.what()) == written(many));
        CHECK(std::string(e.what()).find("$[4000].name") != std::string::npos);
    }
    for (const char* wrong : {"{:x}", "{:256}", "{:#p}", "{:-1}", "{:99999999999}", "{:4#}"}) {
        CAPTURE(wrong);
        CHECK_THROWS_AS(calls.any(wrong, view), Error);
    }
    for (const char* right : {"{:}", "{:255}", "{:#8}", "{:0}"})
        CHECK(!calls.any(right, inkjet::json(1)).empty());
#endif
}

} // namespace testing
