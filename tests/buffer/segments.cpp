#include <inkjet/buffer/segments.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#if __has_include(<sys/uio.h>)
# include <type_traits>
static_assert(std::is_same_v<inkjet::io_piece, ::iovec>);
#endif

using inkjet::segments;
using access = inkjet::detail::segments_access;

namespace {

std::string joined(const segments& s) {
    std::string all;
    for (const inkjet::io_piece& each : s) all.append(static_cast<const char*>(each.iov_base), each.iov_len);
    CHECK(all.size() == s.bytes());
    return all;
}

void add(segments& s, std::string_view text, std::size_t skipped) {
    REQUIRE(access::provide(s, 1));
    inkjet::buffer& next = **access::provided(s);
    next.clear();
    REQUIRE(next.append(text));
    access::take(s, skipped);
}

} // namespace

TEST_CASE("segments are taken into use in order, and dropped from the end") {
    segments s;
    CHECK(s.empty());
    CHECK(s.begin() == s.end());
    add(s, "[1", 0);
    add(s, "[,2", 1);
    add(s, "[,3]", 1);
    CHECK(s.size() == 3);
    CHECK(joined(s) == "[1,2,3]");
    CHECK(s.data() == s.begin());
    access::drop(s, 2);
    CHECK(joined(s) == "[1,2");
    access::drop(s, 5);
    CHECK(s.size() == 2);
    s.clear();
    CHECK(s.empty());
    CHECK(joined(s).empty());
}

TEST_CASE("buffers stay where they are while others are added, and keep their memory") {
    segments s;
    REQUIRE(access::provide(s, 1));
    inkjet::buffer* const first = *access::provided(s);
    REQUIRE(first->append("first"));
    const char* const place = first->data();
    for (std::size_t n = 2; n < 500; n += 7) REQUIRE(access::provide(s, n));
    CHECK(*access::provided(s) == first);
    access::take(s, 0);
    for (int i = 0; i < 100; ++i) add(s, ".", 0);
    CHECK(s.begin()->iov_base == place);
    CHECK(joined(s) == "first" + std::string(100, '.'));
    s.clear();
    CHECK(*access::provided(s) == first);
    CHECK(first->capacity() >= 5);
}

TEST_CASE("moved") {
    segments s;
    add(s, "text", 0);
    segments other = std::move(s);
    CHECK(s.empty());
    CHECK(joined(other) == "text");
    add(s, "new", 0);
    s = std::move(other);
    CHECK(joined(s) == "text");
    CHECK(joined(other) == "new");
}
