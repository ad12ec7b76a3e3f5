// Writing allocates nothing where the buffer has room.
#include <inkjet/inkjet.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

// Sanitizers bring an operator new of their own, which has to stay.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
# define TEST_COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
# if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#  define TEST_COUNTS_ALLOCATIONS 0
# endif
#endif
#ifndef TEST_COUNTS_ALLOCATIONS
# define TEST_COUNTS_ALLOCATIONS 1
#endif

namespace {

std::uint64_t made = 0;

} // namespace

#if TEST_COUNTS_ALLOCATIONS
// The other forms of new and delete end up in these.
void* operator new(std::size_t size) {
    ++made;
    if (void* piece = std::malloc(size == 0 ? 1 : size)) return piece;
# if INKJET_EXCEPTIONS
    throw std::bad_alloc();
# else
    std::abort();
# endif
}
void operator delete(void* piece) noexcept { std::free(piece); }
void operator delete(void* piece, std::size_t) noexcept { std::free(piece); }
#endif

namespace {

enum class colour { red, green };

struct inner {
    double x, y;
};

struct document {
    std::int64_t id = -7;
    std::string name = "a name that is too long for the string's own place\n";
    std::vector<inner> points = std::vector<inner>(100, {0.1, -2.5});
    std::map<std::string, std::optional<std::string>> words = {{"empty", {}},
                                                               {"text", std::string(300, '\x01')}};
    std::variant<int, std::string> either = std::string("\xC3\xA9");
    std::u16string wide = std::u16string(700, u'\u00E9');
    colour tint = colour::green;
    std::vector<bool> bits = std::vector<bool>(1000, true);
};

// Tells how many allocations `f` makes, or 0 where they can't be counted.
template <class F>
std::uint64_t allocations(F f) {
    const std::uint64_t before = made;
    f();
    return made - before;
}

// Writes into a buffer that was used before, with the defaults and with options.
template <class Out, class T>
void check_warm(Out out, const T& value) {
    for (const inkjet::options& chosen :
         {inkjet::options{}, inkjet::options{.indent = 2, .enums_as_names = true}}) {
        REQUIRE(inkjet::write(value, out, chosen));
        const void* const place = out.data();
        const std::size_t capacity = out.capacity();
        for (int pass = 0; pass < 3; ++pass) {
            out.clear();
            inkjet::result r;
            CHECK(allocations([&] { r = inkjet::write(value, out, chosen); }) == 0);
            CHECK(r);
            CHECK(out.data() == place);
            CHECK(out.capacity() == capacity);
        }
        out.clear();
        CHECK(allocations([&] { static_cast<void>(inkjet::write(value, out)); }) == 0);
        CHECK(out.data() == place);
    }
}

template <class T>
void check_all_warm(const T& value) {
    check_warm(std::string(), value);
    check_warm(std::vector<char>(), value);
    check_warm(std::vector<std::byte>(), value);
    check_warm(inkjet::buffer(), value);
}

} // namespace

#if TEST_COUNTS_ALLOCATIONS
TEST_CASE("allocations are counted at all") {
    CHECK(allocations([] { std::vector<int> v(100); }) == 1);
    std::string out;
    CHECK(allocations([&] { static_cast<void>(inkjet::write(std::string(10000, 'x'), out)); }) >= 2);
}
#endif

TEST_CASE("a warm buffer is enough") {
    check_all_warm(1);
    check_all_warm(std::string(4000, 'x'));
    check_all_warm(std::string(4000, '\x01'));
    check_all_warm(std::string(100000, '\x01'));
    check_all_warm(document());
    check_all_warm(std::vector<document>(30));
    const document d;
    check_all_warm(
        inkjet::object("a", 1, "list", inkjet::array(d, "b", 2.5), "raw", inkjet::raw_checked{"[1]"}));
}

TEST_CASE("a string with room is enough") {
    const std::vector<document> documents(5);
    const std::size_t size = inkjet::write(documents, *std::make_unique<std::string>()).size;
    std::string out;
    out.reserve(size + 4096); // room is asked for in steps, not for each byte
    const void* const place = out.data();
    CHECK(allocations([&] { static_cast<void>(inkjet::write(documents, out)); }) == 0);
    CHECK(out.data() == place);
    CHECK(out.size() == size);
}

TEST_CASE("a span needs no memory, whether the output fits or not") {
    const document d;
    static std::array<char, 200000> place;
    inkjet::result r;
    CHECK(allocations([&] { r = inkjet::write(std::span(&d, 1), std::span(place)); }) == 0);
    CHECK(r);
}

TEST_CASE("sorting aggregates and ad-hoc objects needs no memory") {
    std::string out;
    out.reserve(10000);
    const inner point{1, 2};
    const inkjet::options sorted{.sort_keys = true};
    CHECK(allocations([&] {
              static_cast<void>(inkjet::write(inkjet::object("b", point, "a", inkjet::object("d", 1, "c", 2)),
                                              out, sorted));
          }) == 0);
    CHECK(out == R"({"a":{"c":2,"d":1},"b":{"x":1.0,"y":2.0}})");
}

TEST_CASE("writing by hand needs no memory") {
    std::string out;
    out.reserve(10000);
    CHECK(allocations([&] {
              inkjet::writer w(out);
              w.begin_object();
              w.member("a", 1);
              w.key("b");
              w.begin_array();
              for (int i = 0; i < 500; ++i) w.value(i);
              w.end_array();
              w.end_object();
              static_cast<void>(w.finish());
          }) == 0);
    CHECK(out.size() > 1000);
}
