#include <inkjet/base/memory.hpp>

#include <doctest/doctest.h>

#include <cstring>

using namespace inkjet::detail;

// Without a heap: tests/link/no_heap.cpp.
TEST_CASE("memory is kept when it becomes more") {
    auto* const first = static_cast<char*>(allocate(8));
    REQUIRE(first != nullptr);
    std::memcpy(first, "1234567", 8);
    auto* const more = static_cast<char*>(reallocate(first, 100'000));
    REQUIRE(more != nullptr);
    CHECK(std::strcmp(more, "1234567") == 0);
    release(more);
}

TEST_CASE("nothing can be made larger and released") {
    void* const made = reallocate(nullptr, 1);
    CHECK(made != nullptr);
    release(made);
    release(nullptr);
}
