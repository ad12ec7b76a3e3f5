#include <inkjet/core/division.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

using inkjet::parallel_task;
using inkjet::detail::division;

namespace {

const auto inline_executor = [](const parallel_task& task) { task(); };

} // namespace

TEST_CASE("how a range is divided") {
    CHECK(division(1, 1 << 30, false, inline_executor).step == 0);
    CHECK(division(1000, 1000, false, inline_executor).step == 0); // too little
    CHECK(division(1000000, 100, false, 1).helpers == 0);
    for (const std::size_t left : {2U, 10000U, 1U << 30})
        for (const std::size_t each : {1U, 150U, 1000000U}) {
            const division parts(left, each, false, inline_executor);
            if (parts.step == 0) continue;
            CHECK(parts.helpers >= 1);
            CHECK(parts.room >= std::min<std::size_t>(parts.step * each, 1024 * 1024));
            CHECK(parts.room < 1200 * 1024); // however large the first elements were
            const std::size_t pieces = (left + parts.step - 1) / parts.step;
            CHECK(pieces <= 1000); // what one writev takes
            CHECK((pieces >= 4 || pieces == left));
        }
    const division endless(SIZE_MAX / 2, 1000, false, inline_executor);
    CHECK(endless.step >= SIZE_MAX / 2 / 1000 / 1000);
    // What is copied stays in the cache, however much there is.
    const division copied(1U << 30, 1000, true, inline_executor);
    if (copied.step != 0) CHECK(copied.step * 1000 <= 256 * 1024 + 1000);
}
