#include <inkjet/types/reference_wrapper.hpp>

#include "rooms.hpp"

#include <functional>
#include <string>
#include <vector>

using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

enum class color { red, green };

struct link {
    int id;
    std::vector<std::reference_wrapper<const link>> next;
};

struct ring {
    std::reference_wrapper<const ring> next = *this;
};

struct watch {
    std::reference_wrapper<const int> number;
    std::reference_wrapper<std::string> text;
    std::reference_wrapper<const bool> flag;
    std::reference_wrapper<color> shade;
};

} // namespace

TEST_CASE("wrapped references are what they refer to") {
    int number = 7;
    std::string text = "a\"b";
    const bool flag = true;
    color shade = color::green;
    const double numbers[] = {1, 2.5};
    check_written(std::ref(number), "7");
    check_written(std::cref(number), "7");
    check_written(std::cref(text), R"("a\"b")");
    check_written(std::cref(flag), "true");
    check_written(std::cref(numbers), "[1.0,2.5]");
    check_written(std::vector<std::reference_wrapper<int>>(3, std::ref(number)), "[7,7,7]");
    const watch all{number, text, flag, shade};
    check_written(all, R"({"number":7,"text":"a\"b","flag":true,"shade":1})");
    CHECK(written(all, {.enums_as_names = true}) ==
          R"({"number":7,"text":"a\"b","flag":true,"shade":"green"})");
    CHECK(written(std::ref(numbers), {.indent = 1}) == "[\n 1.0,\n 2.5\n]");
    testing::check_every_room(std::vector<watch>(30, all));
}

TEST_CASE("references to their own kind") {
    const link last{3, {}}, middle{2, {last}}, first{1, {middle, last}};
    check_written(first, R"({"id":1,"next":[{"id":2,"next":[{"id":3,"next":[]}]},{"id":3,"next":[]}]})");
    const ring self{};
    CHECK(written(self, {.depth_limit = 2}) == "nested too deeply at $.next.next: the limit is 2");
    CHECK(written(std::cref(self)).starts_with("nested too deeply at $.next.next"));
    const std::string broken = "\xff";
    check_refused(std::vector{std::cref(broken)}, inkjet::errc::invalid_utf8, "$[0]",
                  "byte 0xff at offset 0");
}
