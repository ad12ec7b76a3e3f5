#include <inkjet/text/escape.hpp>

#include "escape_harness.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace inkjet::detail;
using namespace escape_test;

namespace {

constexpr bool escapes_to(std::string_view text, std::string_view expected) {
    char out[64] = {};
    const char* end = escape_portable(out, text.data(), text.size());
    return std::string_view(out, static_cast<std::size_t>(end - out)) == expected;
}

std::deque<placed_text> make_texts(std::size_t length) {
    std::deque<placed_text> texts;
    for (const placement& where : placements(length)) texts.emplace_back(where, length);
    return texts;
}

void run_everywhere(verifier& v, const std::vector<kernel>& list, std::deque<placed_text>& texts,
                    std::initializer_list<char> sequence) {
    const reference_result expected = reference({sequence.begin(), sequence.size()});
    for (placed_text& here : texts) {
        here.place(sequence.begin(), expected);
        for (const kernel& k : list) v.run(k, here.text(), here.escaped(), here.well_formed());
    }
}

// The bytes at which any rule begins or ends to hold, and those at which the rules for continuations do.
constexpr char edges[] = {'\x00', '\x0A', '\x1F', '\x20', '\x22', '\x5C', '\x7F', '\x80', '\x8F', '\x90',
                          '\x9F', '\xA0', '\xBF', '\xC0', '\xC1', '\xC2', '\xDF', '\xE0', '\xE1', '\xEC',
                          '\xED', '\xEE', '\xEF', '\xF0', '\xF1', '\xF4', '\xF5', '\xFF'};
constexpr char continuation_edges[] = {'\x0A', '\x7F', '\x80', '\x8F', '\x90',
                                       '\x9F', '\xA0', '\xBF', '\xC0', '\xFF'};

// A text in pages with guards: at their front, at their back, and
// between bytes that would matter if they were read.
class text_in_pages {
  public:
    void verify(verifier& v, const std::vector<kernel>& list, std::string_view text) {
        const reference_result expected = reference(text);
        for (const kernel& k : list) {
            v.run(k, copied(pages_.begin(), text), expected.escaped, expected.well_formed);
            v.run(k, copied(pages_.end() - text.size(), text), expected.escaped, expected.well_formed);
            for (const char neighbour : {'"', '\x01', '\x80', '\xE3'}) {
                char* middle = pages_.begin() + pages_.size() / 2 - text.size() / 2;
                std::memset(middle - block_size, neighbour, text.size() + 2 * block_size);
                v.run(k, copied(middle, text), expected.escaped, expected.well_formed);
            }
        }
    }

  private:
    static std::string_view copied(char* to, std::string_view text) {
        std::memcpy(to, text.data(), text.size());
        return {to, text.size()};
    }

    guarded_pages pages_{1 << 16};
};

void append_code_point(std::string& text, char32_t c) {
    char bytes[utf8_max_length];
    text.append(bytes, encode_utf8(bytes, is_scalar_value(c) ? c : replacement_character));
}

// A text of one of several kinds: ASCII, with escapes, of all
// scripts, of one script, mostly escapes, with rare symbols.
std::string random_text(std::mt19937_64& random, std::size_t size) {
    const auto below = [&random](std::uint64_t n) { return static_cast<char32_t>(random() % n); };
    const char32_t kind = below(6);
    std::string text;
    while (text.size() < size) {
        const char32_t percent = below(100);
        switch (kind) {
        case 0:
            append_code_point(text, 0x20 + below(0x5F));
            break;
        case 1:
            append_code_point(text, percent < 5 ? below(0x20) : percent < 10 ? U'"' : 0x23 + below(0x39));
            break;
        case 2:
            append_code_point(text, below(percent < 30   ? 0x80
                                          : percent < 60 ? 0x800
                                          : percent < 90 ? 0x10000
                                                         : 0x110000));
            break;
        case 3:
            append_code_point(text, 0x3000 + below(0x5000));
            break;
        case 4:
            append_code_point(text, U"\n\"\\\tab\x01\u20ac"[below(8)]);
            break;
        default:
            append_code_point(text, percent < 3 ? 0x1F600 : U'q');
        }
    }
    return text;
}

} // namespace

TEST_CASE("the portable form spells each escape as RFC 8259 says, at compile time") {
    static_assert(escapes_to("", ""));
    static_assert(escapes_to("plain /\x7F", "plain /\x7F"));
    static_assert(escapes_to("\"\\\b\f\n\r\t", R"(\"\\\b\f\n\r\t)"));
    static_assert(escapes_to(std::string_view("\0\x01\x0B\x1F", 4), R"(\u0000\u0001\u000b\u001f)"));
    static_assert(escapes_to("\xC3\xA4\xE2\x80\xA8", "\xC3\xA4\xE2\x80\xA8"));
    std::string all(256, '\0');
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<char>(i);
    std::string out(escape_max_length * all.size(), '\0');
    out.resize(static_cast<std::size_t>(escape_portable(out.data(), all.data(), all.size()) - out.data()));
    CHECK(out == reference(all).escaped);
}

TEST_CASE("every kernel: every sequence of one and two bytes, everywhere") {
    verifier v;
    const auto list = kernels();
    auto ones = make_texts(1);
    auto twos = make_texts(2);
    for (unsigned a = 0; a < 256; ++a) {
        run_everywhere(v, list, ones, {static_cast<char>(a)});
        for (unsigned b = 0; b < 256; ++b)
            run_everywhere(v, list, twos, {static_cast<char>(a), static_cast<char>(b)});
    }
    CHECK(v.failure() == "");
}

// Where a sanitizer watches, each step is slow: a part must do.
#if defined(INKJET_TEST_THINNED)
constexpr unsigned stride = 97;
#else
constexpr unsigned stride = INKJET_OVERREAD ? 1 : 11;
#endif

// All of them everywhere are the business of the exhaustive program; here each kernel meets each
// sequence at one of the places in turn, and each place has every pair of first bytes.
TEST_CASE("every kernel: every sequence of three bytes") {
    verifier v;
    auto list = kernels();
    list.pop_back(); // the front is one of the others
    auto texts = make_texts(3);
    CHECK(texts.size() <= 256);
    for (unsigned i = 0; i < 1u << 24; i += stride) {
        const char three[] = {static_cast<char>(i >> 16), static_cast<char>(i >> 8), static_cast<char>(i)};
        placed_text& here = texts[i % texts.size()];
        here.place(three, reference({three, 3}));
        for (const kernel& k : list) v.run_strict(k, here.text(), here.escaped(), here.well_formed());
    }
    CHECK(v.failure() == "");
}

TEST_CASE("every kernel: sequences of three bytes at the edges of every rule, everywhere") {
    verifier v;
    const auto list = kernels();
    auto texts = make_texts(3);
    for (const char a : edges) {
        for (const char b : edges) {
            for (const char c : edges) run_everywhere(v, list, texts, {a, b, c});
        }
    }
    CHECK(v.failure() == "");
}

TEST_CASE(
    "every kernel: sequences of four bytes, every lead byte and the edges of continuations, everywhere") {
    verifier v;
    auto list = kernels();
    list.pop_back();
    auto texts = make_texts(4);
    for (unsigned a = 0; a < 256; a += stride) {
        for (const char b : continuation_edges) {
            for (const char c : continuation_edges) {
                for (const char d : continuation_edges) {
                    const char four[] = {static_cast<char>(a), b, c, d};
                    const reference_result expected = reference({four, 4});
                    for (placed_text& here : texts) {
                        here.place(four, expected);
                        for (const kernel& k : list)
                            v.run_strict(k, here.text(), here.escaped(), here.well_formed());
                    }
                }
            }
        }
    }
    CHECK(v.failure() == "");
}

TEST_CASE("every kernel: every length, with one escape at every place") {
    verifier v;
    const auto list = kernels();
    text_in_pages pages;
    for (std::size_t n = 0; n <= 200; ++n) {
        std::string text(n, 'a');
        pages.verify(v, list, text);
        for (std::size_t i = 0; i < n; ++i) {
            text[i] = "\"\\\n\x01\x1F"[(n + i) % 5];
            pages.verify(v, list, text);
            text[i] = 'a';
        }
    }
    CHECK(v.failure() == "");
}

TEST_CASE("every kernel: texts of every kind, then changed, cut and lengthened by a byte") {
    verifier v;
    const auto list = kernels();
    text_in_pages pages;
    std::mt19937_64 random(20260801);
    for (int round = 0; round < 4000; ++round) {
        const std::string text = random_text(random, random() % (round % 4 == 0 ? 1500 : 200));
        pages.verify(v, list, text);
        if (text.empty()) continue;
        std::string changed = text;
        changed[random() % text.size()] = static_cast<char>(random());
        pages.verify(v, list, changed);
        pages.verify(v, list, text.substr(0, random() % text.size()));
        changed = text;
        changed.insert(random() % text.size(), 1, static_cast<char>(0x80 + random() % 0x80));
        pages.verify(v, list, changed);
    }
    CHECK(v.failure() == "");
}

TEST_CASE("every kernel: dense escapes make the window grow, and nothing is lost") {
    verifier v;
    std::mt19937_64 random(7);
    for (const kernel& k : kernels()) {
        for (int round = 0; round < 60; ++round) {
            std::string text(1000 + random() % 20000, '\0');
            for (char& c : text) c = static_cast<char>(random() % (round % 2 == 0 ? 0x20 : 0x60));
            const reference_result expected = reference(text);
            v.run(k, text, expected.escaped, expected.well_formed);
            CHECK(v.out().grown() > 0);
        }
    }
    CHECK(v.failure() == "");
}

TEST_CASE("every kernel: no more room ends it") {
    verifier v;
    const std::string text(1000, '\x01');
    for (const kernel& k : kernels()) {
        v.out().refuse_to_grow(true);
        window& w = v.out().open(text.size() + escape_slack);
        CHECK(k.strict(w, v.out().begin(), text.data(), text.size()) == nullptr);
        CHECK(v.out().grown() == 1);
        CHECK(v.out().intact());
    }
}

TEST_CASE("every kernel: an empty text may be a null pointer") {
    verifier v;
    for (const kernel& k : kernels()) {
        v.run(k, std::string_view(), "", true);
        const std::string_view null;
        window& w = v.out().open(escape_slack);
        CHECK(k.strict(w, v.out().begin(), null.data(), 0) == v.out().begin());
    }
    CHECK(v.failure() == "");
}

TEST_CASE("every kernel: an error is found wherever it lies in a long text") {
    verifier v;
    std::mt19937_64 random(11);
    std::string text = random_text(random, 3000);
    while (reference(text).escaped.size() == text.size()) text = random_text(random, 3000);
    for (std::size_t at = 0; at < text.size(); at += 7) {
        std::string broken = text;
        broken[at] = '\xFF';
        const std::size_t offset = first_invalid_utf8(broken.data(), broken.size());
        CHECK(offset <= at);
        for (const kernel& k : kernels()) v.run(k, broken, reference(broken).escaped, false);
    }
    CHECK(v.failure() == "");
}

// Where there are no escapes for long, kernels bring what they write into line with the cache: forwards in
// ASCII, back over what was checked before in other text. Quotes in front of it move the line.
TEST_CASE("every kernel: what follows a long text without escapes, at every distance from a cache line") {
    verifier v;
    const auto list = kernels();
    text_in_pages pages;
    std::mt19937_64 random(13);
    for (const std::string_view word : {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"}) {
        for (std::size_t quotes = 0; quotes < block_size; ++quotes) {
            std::string text(quotes, '"');
            const std::size_t length = 1600 + random() % 1200;
            while (text.size() < length) text.append(random() % 4 == 0 ? std::string_view("a") : word);
            pages.verify(v, list, text);
            for (const std::string_view behind :
                 {"\"", "\n", "\x01", "\xC3", "\x80", "\xE2\x82", "\xF0\x9F\x98"}) {
                const std::size_t at = text.size() - random() % 1400;
                pages.verify(v, list, std::string(text).insert(at, behind));
                pages.verify(v, list, text.substr(0, at).append(behind));
            }
        }
    }
    CHECK(v.failure() == "");
}

TEST_CASE(
    "every kernel: texts behind one another, up to the first that is none or for which there is no room") {
    std::mt19937_64 random(30);
    std::vector<char> place(100 * short_text_room);
    char* const begin = place.data() + 1;
    const std::string too_long(longest_in_array + 1, 'x');
    std::vector<std::string> short_ones; // of any length, a third of them with something to look at
    for (std::size_t i = 0; i < 3 * (longest_in_array + 1); ++i) {
        std::string& text = short_ones.emplace_back(i / 3, 'x');
        if (i % 3 == 0 && !text.empty()) text[random() % text.size()] = "\"\\\x1f"[random() % 3];
    }
    for (const kernel& k : kernels()) {
        for (int round = 0; round < 300; ++round) {
            std::vector<std::string_view> texts;
            std::string expected;
            const std::size_t count = random() % 60, stop = random() % 60;
            for (std::size_t i = 0; i < count; ++i) {
                static constexpr std::string_view given[] = {std::string_view(), "plain", "\xC3\xA9t\xC3\xA9",
                                                             "a\nb", "\x01\""};
                const std::size_t which = random() % 10;
                texts.push_back(i == stop   ? (round % 2 != 0 ? std::string_view("\xC3") : too_long)
                                : which < 5 ? given[which]
                                            : short_ones[random() % short_ones.size()]);
                if (i < stop) expected += '"' + reference(texts.back()).escaped + "\",";
            }
            // Room for all, or for some of them only.
            const std::size_t room = round % 3 == 0 ? random() % (2 * short_text_room) : place.size() - 65;
            const std::string_view* at = texts.data();
            window w;
            w.end = begin + room;
            place[0] = '[';
            const char* const end = k.put_short_texts(w, begin, at, texts.data() + count);
            const std::size_t done = static_cast<std::size_t>(at - texts.data());
            const std::string_view put(begin, static_cast<std::size_t>(end - begin));
            CAPTURE(k.name);
            CHECK(place[0] == '[');
            CHECK(expected.substr(0, put.size()) == put);
            if (done != count && done != stop)
                CHECK(room - put.size() < short_text_room);
            else
                CHECK(put == expected);
        }
    }
}
