#include <inkjet/writer/context.hpp>
#include <inkjet/writer/trail.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

using inkjet::detail::trail;

namespace {

// Forgets a text that is somewhere for so long only.
void forget(trail& path, std::string text) { path.forget(text.data(), text.data() + text.size(), false); }

} // namespace

TEST_CASE("without marks all text is read") {
    trail path;
    forget(path, R"({"a":[1,{"b)");
    forget(path, R"(\"c":[1,)");
    CHECK(path.where_behind("2,") == "$.a[1]['b\"c'][2]");
}

TEST_CASE("nothing was forgotten") {
    trail path;
    CHECK(path.where_behind("[1,") == "$[1]");
}

TEST_CASE("marks in the chunk in which their array begins") {
    trail path;
    const std::string text = R"({"rows":[{"x":[1,2]},{"x":[1,2,3)";
    trail::mark_type &rows = path.mark(1), &numbers = path.mark(3);
    rows = {text.data() + 9, text.data() + 21, 1};
    numbers = {text.data() + 27, text.data() + 31, 2};
    path.forget(text.data(), text.data() + text.size(), false);
    CHECK(path.where_behind("4,") == "$.rows[1].x[3]");
}

TEST_CASE("marks of arrays from before, of the same element and of later ones") {
    for (const int how : {0, 1, 2, 3}) {
        trail path;
        std::string text = R"({"rows":[[1],[2],[3)";
        trail::mark_type& rows = path.mark(1);
        rows = {text.data() + 9, text.data() + 17, 2};
        path.forget(text.data(), text.data() + text.size(), false);
        if (how == 0) {
            CHECK(path.where_behind("7,") == "$.rows[2][1]");
            continue;
        }
        text = how == 1 ? ",7,8" : "],[0],[0";
        if (how != 1) rows.element = text.data() + 6, rows.index = 4;
        path.forget(text.data(), text.data() + text.size(), false);
        if (how == 1) CHECK(path.where_behind(",") == "$.rows[2][3]");
        if (how == 2) CHECK(path.where_behind(",7,") == "$.rows[4][2]");
        if (how == 3) {
            rows.element = nullptr; // it has ended
            forget(path, R"(]],"more":[5)");
            CHECK(path.where_behind(",") == "$.more[1]");
        }
    }
}

TEST_CASE("an element that is too long to be kept") {
    trail path;
    const std::string text = "[0,[" + std::string(100000, ',');
    path.mark(0) = {text.data() + 1, text.data() + 3, 1};
    path.forget(text.data(), text.data() + text.size(), false);
    forget(path, std::string(50000, ','));
    CHECK(path.where_behind(",") == "$[1][150001]");
}

TEST_CASE("an array that begins behind much else in an object from before") {
    for (const bool indented : {false, true}) {
        trail path;
        forget(path, R"({"a":[1,2],"b":{"c":)");
        const std::string text =
            std::string(R"([{"d\":[":1}]},"no":"x:[","e\"\\":)") + (indented ? " [\n " : "[");
        std::string more = text + "7,8,9";
        trail::mark_type& mark = path.mark(1);
        mark = {more.data() + text.size(), more.data() + text.size() + 4, 2};
        path.forget(more.data(), more.data() + more.size(), false);
        CHECK(path.where_behind(",") == R"($['e"\\'][3])");
    }
}

TEST_CASE("an array that begins in a later element of one from before") {
    trail path;
    std::string text = R"([{"a":1,"b":[0,)";
    trail::mark_type &rows = path.mark(0), &numbers = path.mark(2);
    rows = {text.data() + 1, text.data() + 1, 0};
    path.forget(text.data(), text.data() + text.size(), false);
    text = R"(1]},{"c":{"d":[2]},"e":[5,)";
    const char* const e = text.data() + text.find("5,");
    rows.element = text.data() + text.find(R"({"c")"), rows.index = 1;
    numbers = {e, e, 0};
    path.forget(text.data(), text.data() + text.size(), false);
    CHECK(path.where_behind("6,") == "$[1].e[2]");
}

TEST_CASE("an array that begins behind much else in an object of the same chunk") {
    trail path;
    const std::string text = R"([{"a":[[{"b":0}]],"c":[1,)";
    path.mark(0) = {text.data() + 1, text.data() + 1, 0};
    path.mark(2) = {text.data() + text.size() - 2, text.data() + text.size() - 2, 0};
    path.forget(text.data(), text.data() + text.size(), false);
    CHECK(path.where_behind("2,") == "$[0].c[2]");
}

TEST_CASE("of a text only its beginning is read, unless it is a name") {
    for (const bool name : {false, true}) {
        trail path;
        std::string text = name ? R"({"a":1,"bc)" : R"({"a":"bc)";
        path.open_text(text.data() + text.size() - 2);
        path.forget(text.data(), text.data() + text.size(), false);
        forget(path, R"(d\"e)");
        forget(path, "f");
        path.close_text();
        if (name) {
            CHECK(path.where_behind(R"(g":)") == R"($['bcd"efg'])");
        } else {
            forget(path, R"(g","h":[0)");
            CHECK(path.where_behind(",") == "$.h[1]");
        }
    }
}

TEST_CASE("marks move with their text") {
    trail path;
    const std::string first = "[1,2,3", second = first;
    path.mark(0) = {first.data() + 1, first.data() + 5, 2};
    path.move(first.data(), second.data());
    CHECK(path.mark(0).element == second.data() + 5);
    CHECK(path.mark(0).opened == second.data() + 1);
    path.forget(second.data(), second.data() + second.size(), false);
    const char* const gone = path.mark(0).element;
    path.move(first.data(), second.data());
    CHECK(path.mark(0).element == gone);
    CHECK(path.where_behind(",") == "$[3]");
}

TEST_CASE("text up to the end of a value leaves nothing") {
    trail path;
    forget(path, "[1,{\"a\":[");
    const std::string text = "]}]\n";
    path.forget(text.data(), text.data() + text.size(), true);
    CHECK(path.where_behind("[") == "$[0]");
}

TEST_CASE("marks that are deeper than is looked at share one") {
    trail path;
    CHECK(&path.mark(0) != &path.mark(31));
    CHECK(&path.mark(32) == &path.mark(1000));
}

TEST_CASE("text that is no JSON, in raw fragments, may lead astray and no further") {
    trail path;
    const std::string text = "]]]}[,";
    path.mark(5) = {text.data() + 2, text.data() + 3, 7};
    path.forget(text.data(), text.data() + text.size(), false);
    CHECK(path.where_behind("1,").substr(0, 1) == "$");
}
