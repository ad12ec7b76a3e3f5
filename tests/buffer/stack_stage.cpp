#include <inkjet/buffer/stack_stage.hpp>

#include <doctest/doctest.h>

#include <cstring>
#include <string_view>

using inkjet::detail::overrun;
using inkjet::detail::stack_stage;
using inkjet::detail::window;

TEST_CASE("a window stands on a stage, with the bytes behind it that stores may touch") {
    stack_stage<256> here, elsewhere;
    window w;
    CHECK_FALSE(here.holds(w));
    char* const p = here.stand(w);
    CHECK(here.holds(w));
    CHECK_FALSE(elsewhere.holds(w));
    CHECK(w.begin == p);
    CHECK(w.room(p) == here.size);
    CHECK(here.size + overrun == sizeof here);
}

TEST_CASE("what was made on a stage is copied from it") {
    stack_stage<128> made;
    window w;
    std::memcpy(made.stand(w), "text", 4);
    CHECK(std::string_view(made.data(), 4) == "text");
    char copy[] = "......";
    made.copy_to(copy, 3);
    CHECK(std::string_view(copy) == "tex...");
    made.copy_to(nullptr, 0);
}
