#include "gather.hpp"

#include <inkjet/gather.hpp>

#include "items.hpp"
#include "writing.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#if __has_include(<sys/uio.h>)
# include <sys/uio.h>
# include <unistd.h>

# include <algorithm>
# include <thread>
#endif

using inkjet::errc;
using inkjet::gather;
using inkjet::options;
using testing::count_of;
using testing::joined;
using testing::written;

namespace {

// Fails from some allocation on.
struct failing_memory {
    static inline int allowed = -1;
    static void* resize(void* piece, std::size_t size) noexcept {
        if (allowed == 0) return nullptr;
        if (allowed > 0) --allowed;
        return std::realloc(piece, size);
    }
};
using failing_gather = inkjet::basic_gather<failing_memory>;

struct place {
    const void* data;
    std::size_t size;
    bool operator==(const place&) const = default;
};
template <class Gather>
std::vector<place> places(const Gather& out) {
    std::vector<place> all;
    for (const inkjet::io_piece& piece : out) all.push_back({piece.iov_base, piece.iov_len});
    return all;
}

// The text is written as in a string, and is referred to from `threshold` on, if it is clean.
void check_text(const std::string& text, bool clean, const options& chosen = {}) {
    gather out(1000);
    std::string expected;
    const inkjet::result r = inkjet::write(text, expected, chosen),
                         gathered = inkjet::write(text, out, chosen);
    CAPTURE(text.size());
    REQUIRE(gathered.code == r.code);
    REQUIRE(gathered.where() == r.where());
    REQUIRE(gathered.note() == r.note());
    REQUIRE(gathered.size == r.size);
    REQUIRE(joined(out) == expected);
    REQUIRE(count_of(out, text) == (clean && r ? 1 : 0));
}

std::string with(std::string_view at_front, std::size_t size, std::string_view at_back) {
    return std::string(at_front) + std::string(size - at_front.size() - at_back.size(), 'x') +
           std::string(at_back);
}

} // namespace

TEST_CASE("a new one is empty and owns nothing") {
    const gather out;
    CHECK(out.empty());
    CHECK(out.size() == 0);
    CHECK(out.bytes() == 0);
    CHECK(out.begin() == out.end());
    CHECK(out.data() == nullptr);
    CHECK(out.threshold() == 4096);
    CHECK(gather(0).threshold() == 64);
    CHECK(gather(65).threshold() == 65);
}

TEST_CASE("the threshold is exact") {
    for (const std::size_t size : {4095U, 4096U, 4097U}) {
        const std::string text(size, 'x');
        gather out;
        REQUIRE(inkjet::write(text, out).size == size + 2);
        CHECK(out.size() == (size < 4096 ? 1 : 3));
        CHECK(count_of(out, text) == (size < 4096 ? 0 : 1));
        CHECK(joined(out) == '"' + text + '"');
        gather fragment;
        REQUIRE(inkjet::write(inkjet::raw{text}, fragment).size == size);
        CHECK(fragment.size() == 1);
        CHECK(count_of(fragment, text) == (size < 4096 ? 0 : 1));
    }
    for (std::size_t size = 0; size < 300; ++size) {
        const std::string text(size, 'x');
        gather out(1);
        REQUIRE(inkjet::write(text, out).size == size + 2);
        CHECK(count_of(out, text) == (size < 64 ? 0 : 1));
        CHECK(joined(out) == '"' + text + '"');
    }
}

TEST_CASE("clean text is referred to, other text escaped or refused as ever") {
    for (const std::size_t size : {999U, 1000U, 1001U, 1023U, 1024U, 1087U, 5000U}) {
        const bool long_enough = size >= 1000;
        check_text(std::string(size, 'x'), long_enough);
        for (const std::string_view end : {"\"", "\\", "\n", "\x1F"}) {
            check_text(with(end, size, ""), false);
            check_text(with("", size, end), false);
            check_text(with(end, size, end), false);
        }
        for (const std::string_view end : {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x7F"}) {
            check_text(with(end, size, ""), long_enough);
            check_text(with("", size, end), long_enough);
            check_text(with(end, size, end), long_enough);
        }
        for (const std::string_view end :
             {"\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xED\xA0\x80", "\xFF"}) {
            for (const auto policy :
                 {inkjet::invalid_utf8_policy::error, inkjet::invalid_utf8_policy::replace}) {
                const options chosen{.invalid_utf8 = policy};
                check_text(with(end, size, ""), false, chosen);
                check_text(with("", size, end), false, chosen);
                check_text(with(end, size, "\""), false, chosen);
                check_text(with("\n", size, end), false, chosen);
            }
            const options pass{.invalid_utf8 = inkjet::invalid_utf8_policy::pass};
            check_text(with(end, size, ""), long_enough, pass);
            check_text(with("", size, end), long_enough, pass);
            check_text(with(end, size, "\""), false, pass);
        }
    }
}

TEST_CASE("options that escape more make less of a text clean") {
    const options ascii{.ascii = true}, html{.html_safe = true}, slash{.escape_slash = true};
    for (const std::size_t size : {1000U, 1100U}) {
        for (const options& chosen : {options{}, ascii, html, slash}) {
            const auto check = [&](std::string_view end, bool clean) {
                check_text(with(end, size, ""), clean, chosen);
                check_text(with("", size, end), clean, chosen);
            };
            check("y", true);
            check("\n", false);
            check("\xC3\xA9", !chosen.ascii);
            check("\xE2\x80\xA8", !chosen.ascii && !chosen.html_safe);
            check("<", !chosen.html_safe);
            check("'", !chosen.html_safe);
            check("/", !chosen.escape_slash);
            check("\xFF", false);
        }
        const options pass_html{.html_safe = true, .invalid_utf8 = inkjet::invalid_utf8_policy::pass};
        check_text(with("\xFF", size, ""), true, pass_html);
        check_text(with("\xFF", size, "&"), false, pass_html);
        check_text(with("/", size, ""), true, {.ascii = true, .html_safe = true});
        check_text(with("/", size, ""), false, {.ascii = true, .html_safe = true, .escape_slash = true});
    }
}

TEST_CASE("up to its first escape a text is referred to, if that is far enough") {
    const std::string text = std::string(1500, 'x') + "\n" + std::string(2000, 'y') + "\xC3\xA9\"z";
    gather out(1000);
    std::string expected = written(text);
    REQUIRE(inkjet::write(text, out).size == expected.size());
    CHECK(joined(out) == expected);
    CHECK(count_of(out, std::string_view(text).substr(0, 1500)) == 1);
    CHECK(out.size() == 3);
    check_text(std::string(1500, 'x') + "\n", false);
    // What is wrong behind it is found, and where.
    check_text(std::string(1500, 'x') + "\n" + std::string(200, 'y') + "\xFFz", false);
    const std::string wrong = std::string(1500, 'x') + "\n" + std::string(200, 'y') + "\xFFz";
    CHECK(inkjet::write(wrong, out).note() == "byte 0xff at offset 1701");
    check_text(wrong, false, {.invalid_utf8 = inkjet::invalid_utf8_policy::replace});
    check_text(wrong, false, {.invalid_utf8 = inkjet::invalid_utf8_policy::pass});
    check_text(std::string(1500, '<') + "\n", false, {.html_safe = true});
}

TEST_CASE("keys are copied") {
    const std::map<std::string, std::string> map{{std::string(5000, 'k'), std::string(5000, 'v')}};
    for (const options& chosen : {options{}, options{.sort_keys = true}, options{.html_safe = true}}) {
        gather out;
        REQUIRE(inkjet::write(map, out, chosen));
        CHECK(count_of(out, map.begin()->first) == 0);
        CHECK(count_of(out, map.begin()->second) == 1);
        CHECK(joined(out) == written(map, chosen));
    }
}

TEST_CASE("writes append") {
    const std::vector<std::string> texts{std::string(5000, 'a'), "b", std::string(6000, 'c')};
    gather out;
    std::string expected;
    for (int i = 0; i < 100; ++i) {
        const inkjet::result r = inkjet::write(texts, out);
        expected += written(texts);
        REQUIRE(r.size == written(texts).size());
        REQUIRE(out.bytes() == expected.size());
        REQUIRE(out.size() == 4 * static_cast<std::size_t>(i + 1) + 1);
        if (i % 10 == 0) REQUIRE((joined(out) == expected));
        REQUIRE(inkjet::write(i, out));
        expected += std::to_string(i);
    }
    CHECK((joined(out) == expected));
}

TEST_CASE("memory is kept by clear, and everything is moved along") {
    const std::vector<std::string> texts(50, std::string(5000, 'a'));
    failing_gather out;
    REQUIRE(inkjet::write(texts, out));
    failing_memory::allowed = 0;
    for (int i = 0; i < 3; ++i) {
        out.clear();
        CHECK(out.empty());
        CHECK(out.bytes() == 0);
        REQUIRE(inkjet::write(texts, out));
        CHECK((joined(out) == written(texts)));
    }
    failing_memory::allowed = -1;
    const std::vector<place> before = places(out);
    failing_gather moved(std::move(out));
    CHECK(places(moved) == before);
    failing_gather assigned(100);
    assigned = std::move(moved);
    CHECK(places(assigned) == before);
    CHECK(assigned.threshold() == 4096);
    REQUIRE(inkjet::write(1, assigned));
    CHECK((joined(assigned) == written(texts) + "1"));
}

TEST_CASE("a failure leaves the pieces as they were, and names the place") {
    const std::string good(5000, 'g'), bad = std::string(5000, 'b') + "\xFF";
    const double nan = std::numeric_limits<double>::quiet_NaN();
    gather out;
    REQUIRE(inkjet::write(good, out));
    const auto check = [&](const auto& value, errc code, std::string_view where) {
        const std::string before = joined(out);
        const std::vector<place> former = places(out);
        for (const options& chosen : {options{}, options{.indent = 2, .sort_keys = true}}) {
            const inkjet::result r = inkjet::write(value, out, chosen);
            CHECK(r.code == code);
            CHECK(r.where() == where);
            CHECK(r.size == 0);
            CHECK(joined(out) == before);
            CHECK(out.bytes() == before.size());
        }
        CHECK(inkjet::write(value, out).where() == where);
        CHECK(places(out).size() == former.size());
        REQUIRE(inkjet::write(good, out));
        CHECK(joined(out) == before + '"' + good + '"');
    };
    check(bad, errc::invalid_utf8, "$");
    check(std::vector{good, good, bad}, errc::invalid_utf8, "$[2]");
    check(std::vector(3000, std::vector{good, bad}), errc::invalid_utf8, "$[0][1]");
    const std::string fragment = "{\"a\":[\"" + good + "\"]}";
    const inkjet::raw raw{fragment};
    check(inkjet::array(raw, good, raw, raw, nan), errc::not_finite, "$[4]");
    check(inkjet::object("a", raw, "b", good, "c",
                         inkjet::array(raw, raw, inkjet::object("d", good, "e", nan))),
          errc::not_finite, "$.c[2].e");
    check(std::map<std::string, std::string>{{"first", good}, {"second", bad}}, errc::invalid_utf8,
          "$.second");
    const std::string key(5000, 'k');
    check(std::map<std::string, std::vector<std::string>>{{key, {good, bad}}}, errc::invalid_utf8,
          "$." + key + "[1]");
    std::vector<std::string> many(2000, good);
    many.push_back(bad);
    check(many, errc::invalid_utf8, "$[2000]");
}

#if INKJET_EXCEPTIONS
namespace {
struct throws_as {};
} // namespace
template <>
struct inkjet::encoder<throws_as> {
    static int as(const throws_as&) { throw 1; }
};

TEST_CASE("an exception leaves the pieces as they were") {
    const std::string good(5000, 'g');
    gather out;
    REQUIRE(inkjet::write(good, out));
    const inkjet::result r = inkjet::write(inkjet::array(std::vector(1000, 1), good, throws_as()), out);
    CHECK(r.code == errc::bad_value);
    CHECK(joined(out) == '"' + good + '"');
    REQUIRE(inkjet::write(good, out));
    CHECK(out.size() == 5);
}
#endif

TEST_CASE("of lines, those before a failure stay") {
    const std::string good(5000, 'g'), bad = std::string(5000, 'b') + "\xFF";
    const std::string fragment = "[" + std::string(5000, '1') + "]";
    const inkjet::raw raw{fragment};
    for (const std::size_t kept : {0U, 1U, 2U, 40U}) {
        gather out;
        REQUIRE(inkjet::write(good, out));
        std::vector<std::pair<inkjet::raw, std::string>> lines(kept, {raw, good});
        std::string expected = '"' + good + '"';
        for (std::size_t i = 0; i < kept; ++i) expected += written(lines[0]) + "\n";
        lines.push_back({raw, bad});
        const inkjet::result r = inkjet::write_lines(lines, out);
        CHECK(r.code == errc::invalid_utf8);
        CHECK(r.where() == "$[" + std::to_string(kept) + "][1]");
        CHECK((joined(out) == expected));
        CHECK(r.size == expected.size() - good.size() - 2);
    }
    gather folded;
    const std::vector<std::string> texts{good, good};
    REQUIRE(inkjet::write_lines<options{.indent = 2, .ascii = true}>(texts, folded));
    CHECK(joined(folded) == '"' + good + "\"\n\"" + good + "\"\n");
    CHECK(folded.size() == 5);
    // A fragment is its line from the first byte on.
    gather out;
    const std::vector<inkjet::raw_checked> fragments{{fragment}, {fragment}, {"no"}};
    CHECK(inkjet::write_lines(fragments, out).where() == "$[2]");
    CHECK(joined(out) == fragment + "\n" + fragment + "\n");
    CHECK(out.size() == 4);
}

TEST_CASE("whichever allocation fails, the pieces are as before") {
    const std::string kept(5000, 'k');
    const auto items = testing::some_items(60000);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < 200; ++i) texts.push_back(std::string(4000 + i, i % 7 == 0 ? '\n' : 't'));
    const auto value = std::make_pair(items, texts);
    const std::string expected = written(value), former = '"' + kept + '"';
    for (const bool fresh : {true, false}) {
        int refused = 0;
        for (int allowed = 0;; ++allowed) {
            failing_gather out;
            if (!fresh) REQUIRE(inkjet::write(kept, out));
            const std::string before = fresh ? "" : former;
            failing_memory::allowed = allowed;
            const inkjet::result r = inkjet::write(value, out);
            failing_memory::allowed = -1;
            if (r) {
                CHECK((joined(out) == before + expected));
                break;
            }
            ++refused;
            CHECK(r.code == errc::out_of_memory);
            CHECK(r.size == 0);
            CHECK((joined(out) == before));
            REQUIRE(inkjet::write(value, out));
            CHECK((joined(out) == before + expected));
        }
        CHECK(refused > 5);
    }
    for (int allowed = 0; allowed < 30; ++allowed) { // lines, of which some stay
        failing_gather out;
        failing_memory::allowed = allowed;
        const inkjet::result r = inkjet::write_lines(texts, out);
        failing_memory::allowed = -1;
        const std::string text = joined(out);
        CHECK(r.size == text.size());
        CHECK((text.empty() || text.back() == '\n'));
    }
}

#if __has_include(<sys/uio.h>)
TEST_CASE("a pipe is given by writev what write makes") {
    const auto items = testing::some_items(100000);
    const std::vector<std::string> texts(3000, std::string(5000, 'w'));
    const auto value = inkjet::array(items, texts);
    const std::string expected = written(value);
    gather out;
    REQUIRE(inkjet::write(value, out).size == expected.size());

    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    std::string read;
    std::thread reader([&] {
        std::array<char, 65536> some;
        for (ssize_t n = 0; (n = ::read(ends[0], some.data(), some.size())) > 0;)
            read.append(some.data(), static_cast<std::size_t>(n));
    });
    std::vector<iovec> pieces(out.begin(), out.end());
    for (std::size_t at = 0; at != pieces.size();) {
        const std::size_t count = std::min<std::size_t>(pieces.size() - at, 1024);
        ssize_t done = ::writev(ends[1], &pieces[at], static_cast<int>(count));
        REQUIRE(done > 0);
        for (; at != pieces.size() && static_cast<std::size_t>(done) >= pieces[at].iov_len; ++at)
            done -= static_cast<ssize_t>(pieces[at].iov_len);
        if (at == pieces.size()) break;
        pieces[at].iov_base = static_cast<char*>(pieces[at].iov_base) + done;
        pieces[at].iov_len -= static_cast<std::size_t>(done);
    }
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    CHECK((read == expected));
}
#endif
