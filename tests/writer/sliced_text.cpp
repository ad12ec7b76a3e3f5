#include <inkjet/writer/sliced_text.hpp>

#include "../chunks.hpp"
#include "../gather.hpp"
#include "../writing.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace inkjet::detail;

namespace {

// Takes slices of a text that is written into a stage, or refuses them.
struct taker : slice_taker {
    bool refuses = false;
    std::vector<std::string_view> taken = {};
    std::vector<const char*> cursors = {};

    explicit taker(std::size_t threshold) : slice_taker{threshold, &take_one} {}
    static bool take_one(slice_taker& self, const char* cursor, const char* s, std::size_t n) {
        auto& all = static_cast<taker&>(self);
        if (all.refuses) return false;
        all.taken.emplace_back(s, n);
        all.cursors.push_back(cursor);
        return true;
    }
};

struct stage {
    inkjet::options chosen;
    context c;
    std::vector<char> room = std::vector<char>(8192 + overrun);

    explicit stage(const inkjet::options& o = {}) : chosen(o) {
        c.chosen = &chosen;
        c.depth = 512;
        c.begin = room.data();
        c.end = room.data() + 8192;
        c.grow = [](window& w, char*, std::size_t) -> char* { return w.refuse(inkjet::errc::buffer_full); };
    }
    std::string_view text(const char* end) const {
        return {room.data(), static_cast<std::size_t>(end - room.data())};
    }
};

using run_time = gathering_policy<run_time_policy>;

} // namespace

TEST_CASE("the policies for what lasts and what does not") {
    using gathering = gathering_policy<default_policy>;
    CHECK(gathers<gathering>);
    CHECK(!gathers<default_policy>);
    CHECK(!gathers<following_policy<default_policy>>);
    CHECK(std::is_same_v<copying<gathering>, default_policy>);
    CHECK(std::is_same_v<copying_unless<true, gathering>, gathering>);
    CHECK(std::is_same_v<copying<run_time_policy>, run_time_policy>);
    CHECK(std::is_same_v<copying<following_policy<run_time_policy>>, following_policy<run_time_policy>>);
}

TEST_CASE("text is handed over at the cursor, between its quotes") {
    const std::string text(100, 'x');
    stage s;
    taker all(100);
    s.c.slices = &all;
    char* const p = put_text<run_time>(s.c, s.room.data(), text.data(), text.size());
    CHECK(s.text(p) == "\"\"");
    REQUIRE(all.taken.size() == 1);
    CHECK(all.taken[0].data() == text.data());
    CHECK(all.cursors[0] == s.room.data() + 1);
    char* const q = put_text<run_time>(s.c, p, text.data(), text.size() - 1);
    CHECK(all.taken.size() == 1);
    CHECK(s.text(q) == "\"\"\"" + text.substr(1) + "\"");
    CHECK(put_bytes_or_slice<run_time>(s.c, q, text.data(), text.size()) == q);
    CHECK(all.taken.size() == 2);
}

TEST_CASE("without a taker, and after a failure, text is copied") {
    const std::string text(100, 'x');
    stage s;
    char* p = put_text<run_time>(s.c, s.room.data(), text.data(), text.size());
    CHECK(s.text(p) == '"' + text + '"');
    taker all(64);
    s.c.slices = &all;
    p = s.c.fail(inkjet::errc::bad_value, p, {});
    p = put_text<run_time>(s.c, p, text.data(), text.size());
    p = put_bytes_or_slice<run_time>(s.c, p, text.data(), text.size());
    CHECK(all.taken.empty());
    CHECK(s.c.failure.code == inkjet::errc::bad_value);
}

TEST_CASE("a taker without memory fails the write, and one without room takes nothing") {
    const std::string text(100, 'x');
    stage s;
    taker all(64);
    all.refuses = true;
    s.c.slices = &all;
    char* const p = s.room.data();
    p[0] = '[';
    put_text<run_time>(s.c, p + 1, text.data(), text.size());
    CHECK(s.c.failure.code == inkjet::errc::out_of_memory);
    CHECK(s.c.failure.where() == "$[0]");

    stage full;
    taker none(64);
    full.c.slices = &none;
    full.c.end = full.room.data() + 4;
    put_text<run_time>(full.c, full.room.data(), text.data(), text.size());
    CHECK(full.c.failure.code == inkjet::errc::buffer_full);
    CHECK(none.taken.empty());
}

TEST_CASE("everything there is, at several thresholds") {
    const testing::everything all = testing::make_everything();
    for (const std::size_t threshold : {64U, 65U, 100U, 300U, 1000U, 10000U}) {
        inkjet::gather out(threshold);
        REQUIRE(inkjet::write(all, out));
        CHECK((testing::joined(out) == testing::written(all)));
        for (const inkjet::options& chosen :
             {inkjet::options{.indent = 2, .ascii = true},
              inkjet::options{.sort_keys = true, .html_safe = true},
              inkjet::options{.escape_slash = true, .invalid_utf8 = inkjet::invalid_utf8_policy::pass}}) {
            out.clear();
            REQUIRE(inkjet::write(all, out, chosen));
            CHECK((testing::joined(out) == testing::written(all, chosen)));
        }
    }
}
