#include <inkjet/inkjet.hpp>

#include "../writing.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using inkjet::errc;
using inkjet::invalid_utf8_policy;
using inkjet::options;
using testing::written;

namespace {

// What a string must come out as: byte by byte, by the tables of RFC 8259.
std::string quoted(std::string_view text) {
    std::string out(6 * text.size(), '\0');
    out.resize(static_cast<std::size_t>(
        inkjet::detail::escape_portable(out.data(), text.data(), text.size()) - out.data()));
    return '"' + out + '"';
}

// A text of n bytes that repeats `pattern`, filled up with 'x' where it would be cut.
std::string repeated(std::string_view pattern, std::size_t n) {
    std::string text;
    while (text.size() + pattern.size() <= n) text += pattern;
    text.resize(n, 'x');
    return text;
}

constexpr std::string_view patterns[] = {"plain text of ASCII, ",
                                         "\x01",
                                         "\"",
                                         "\\\n\x1F",
                                         "\xC3\xA9",
                                         "\xE2\x82\xAC",
                                         "\xF0\x9F\x98\x80",
                                         "a\xC3\xA9\"\xE2\x82\xAC\x02\xF0\x9F\x98\x80\x7F",
                                         "seldom an escape: there are many bytes before the next one\t"};

void check_quoted(std::string_view text) {
    const std::string expected = quoted(text);
    std::string out("kept");
    REQUIRE(inkjet::write(text, out).size == expected.size());
    REQUIRE(out.compare(4, std::string::npos, expected) == 0);

    inkjet::buffer buffer;
    REQUIRE(inkjet::write(text, buffer));
    REQUIRE(buffer.view() == expected);

    std::vector<char> place(expected.size());
    REQUIRE(inkjet::write(text, std::span(place)));
    REQUIRE(std::string_view(place.data(), place.size()) == expected);
    REQUIRE(inkjet::write(text, std::span(place).first(place.size() - 1)).code == errc::buffer_full);
}

// Checks that the text is refused, at the byte at `offset`, in room that grows and in room that doesn't.
void check_ill_formed(std::string_view text, std::size_t offset) {
    inkjet::detail::note expected("byte ");
    expected.put_hex(static_cast<unsigned char>(text[offset]));
    expected.put(" at offset ");
    expected.put_number(offset);

    std::string out("kept");
    const inkjet::result r = inkjet::write(text, out);
    REQUIRE(r.code == errc::invalid_utf8);
    REQUIRE(r.where() == "$");
    REQUIRE(r.note() == expected.view());
    REQUIRE(out == "kept");

    std::vector<char> place(6 * text.size() + 2);
    const inkjet::result in_span = inkjet::write(text, std::span(place));
    REQUIRE(in_span.code == errc::invalid_utf8);
    REQUIRE(in_span.note() == expected.view());
}

} // namespace

TEST_CASE("strings of every length up to several blocks, and around the steps of the sinks") {
    for (const std::string_view pattern : patterns) {
        for (std::size_t n = 0; n < 400; ++n) check_quoted(repeated(pattern, n));
        for (const std::size_t n : {1020U, 1024U, 2048U, 3580U, 3584U, 4030U, 4032U, 4096U, 16384U, 70000U})
            for (std::size_t more = 0; more < 5; ++more) check_quoted(repeated(pattern, n + more));
    }
}

TEST_CASE("text handed over in pieces is not cut inside a code point") {
    for (const std::string_view pattern : {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"})
        for (std::size_t before = 0; before < 5; ++before) {
            const std::string text = std::string(before, 'x') + repeated(pattern, 12000);
            check_quoted(text);
        }
}

TEST_CASE("an ill-formed byte is found where it is, however the text was cut") {
    const std::string text = repeated("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", 10000);
    for (std::size_t at = 0; at < text.size(); at += at < 200 || (at > 3500 && at < 3650) ? 10 : 130) {
        std::string wrong = text;
        wrong[at / 10 * 10] = '\xFF'; // in the place of an 'a'
        check_ill_formed(wrong, at / 10 * 10);
    }
}

TEST_CASE("ill-formed sequences across the place where a text is cut") {
    for (std::size_t at = 3570; at < 3600; ++at) {
        const auto with = [at](std::string_view sequence) {
            return std::string(at, 'x').append(sequence).append(9000, 'x');
        };
        check_ill_formed(with("\xE2\x82"), at);
        check_ill_formed(with("\xF0\x9F\x98"), at);
        check_ill_formed(with("\xF4\x90\x80\x80"), at);
        check_ill_formed(with("\xED\xA0\x80"), at);
        check_ill_formed(with("\x80\x80\x80\x80\x80\x80"), at);
        check_ill_formed(with("\xF0\x9F\x98\x80\x80\x80\x80\x80"), at + 4);
        check_ill_formed(with("\xC3\xA9\x80"), at + 2);
    }
}

TEST_CASE("a text that breaks off at its end") {
    for (const std::size_t n : {0U, 1U, 60U, 61U, 62U, 63U, 64U, 127U, 128U, 5000U})
        for (const std::string_view broken : {"\xC3", "\xE2\x82", "\xE2", "\xF0\x9F\x98", "\xF0"})
            check_ill_formed(std::string(n, 'x').append(broken), n);
}

TEST_CASE("ill-formed text can be replaced: U+FFFD for each maximal subpart (Unicode 15, section 3.9)") {
    const options o{.invalid_utf8 = invalid_utf8_policy::replace};
    const std::string_view mark = "\xEF\xBF\xBD";
    struct example {
        std::string_view text;
        int marks;
    };
    constexpr example examples[] = {
        {"\xFF", 1},         {"\x80\x80", 2},         {"\xC0\xAF", 2},
        {"\xE2\x82", 1},     {"\xF0\x9F\x98", 1},     {"\xE0\x80\x80", 3},
        {"\xED\xA0\x80", 3}, {"\xF4\x90\x80\x80", 4}, {"\xF0\x9F\x98\xF0\x9F\x98\xC3", 3}};
    for (const example& e : examples) {
        std::string marks;
        for (int i = 0; i < e.marks; ++i) marks += mark;
        CHECK(written(e.text, o) == '"' + marks + '"');
        for (const std::size_t n : {1U, 63U, 64U, 200U, 5000U}) {
            const std::string around(n, '"');
            std::string escaped = quoted(around);
            escaped = escaped.substr(1, escaped.size() - 2);
            CHECK(written(around + std::string(e.text) + around, o) == '"' + escaped + marks + escaped + '"');
        }
    }
    std::string all_wrong, all_marks = "\"";
    for (int i = 0; i < 3000; ++i) all_wrong += '\xFE', all_marks += mark;
    CHECK(written(all_wrong, o) == all_marks + '"');
    for (const std::string_view pattern : patterns)
        CHECK(written(repeated(pattern, 5000), o) == quoted(repeated(pattern, 5000)));
    CHECK(written(std::string_view(), o) == "\"\"");

    std::string folded;
    CHECK(inkjet::write<options{.invalid_utf8 = invalid_utf8_policy::replace}>("a\xFF", folded));
    CHECK(folded == "\"a\xEF\xBF\xBD\"");
}

TEST_CASE("ill-formed text can pass, escaped all the same") {
    const options o{.invalid_utf8 = invalid_utf8_policy::pass};
    for (const std::string_view sequence : {"\xFF\"", "\xC3\n", "\xE2\x82\\", "\x80\x80\x01"})
        for (const std::size_t n : {1U, 30U, 64U, 100U, 5000U}) {
            const std::string text = repeated(sequence, n);
            CHECK(written(text, o) == quoted(text));
        }
}

TEST_CASE("an empty text needs no address") {
    CHECK(written(std::string_view()) == "\"\"");
    CHECK(written(std::string_view(), options{}) == "\"\"");
    CHECK(written(std::u16string_view()) == "\"\"");
    CHECK(written(std::vector<std::string_view>(2)) == "[\"\",\"\"]");
}

TEST_CASE("bytes are copied as they are, into spans of every size") {
    for (const std::size_t n : {0U, 1U, 500U, 4000U, 9000U}) {
        const std::string bytes = repeated("\xFF\"\\ not JSON \x01", n);
        const inkjet::raw value{bytes};
        CHECK(written(value) == bytes);
        std::string place;
        for (std::size_t size = 0; size < n + 70; size += size + 300 < n ? 29U : 1U) {
            place.assign(size + 64, '#');
            const inkjet::result r = inkjet::write(value, std::span(place.data(), size));
            REQUIRE(r.code == (size < n ? errc::buffer_full : errc::ok));
            if (r) REQUIRE(std::string_view(place).substr(0, n) == bytes);
            REQUIRE(place.find_first_not_of('#', size) == std::string::npos);
        }
    }
}

namespace {

struct two_texts {
    std::string first, second;
};

// The value is refused wherever the room ends, for its text or for want of room, and nothing else is touched.
template <class T>
void check_refused_in_every_room(const T& value, std::string_view where) {
    constexpr std::size_t most = 1500, guard = 300;
    std::string place;
    for (std::size_t size = 0; size < most; ++size) {
        place.assign(size + guard, '#');
        const inkjet::result r = inkjet::write(value, std::span(place.data(), size));
        CAPTURE(size);
        REQUIRE(r.code == (r.code == errc::buffer_full ? errc::buffer_full : errc::invalid_utf8));
        if (r.code == errc::invalid_utf8) REQUIRE(r.where() == where);
        REQUIRE(place.find_first_not_of('#', size) == std::string::npos);

        std::string grown(size, '#'); // of which the window moves when it grows
        grown.reserve(most);
        REQUIRE(inkjet::write(value, grown).code == errc::invalid_utf8);
        REQUIRE(grown == std::string(size, '#'));
    }
}

} // namespace

TEST_CASE("text is refused wherever the room ends, though escapes before used it up") {
    for (const std::string text : {"line one\nline two is \xff",
                                   "\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\xff",
                                   "\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01 and a "
                                   "text\n that goes on\x02 for a while \xC3"}) {
        check_refused_in_every_room(two_texts{"first", text}, "$.second");
        check_refused_in_every_room(std::vector<std::string>(10, text), "$[0]");
        check_refused_in_every_room(
            std::vector<std::string>{"a", "b", "c", "d", "e", "f", "g", "h", "i", text}, "$[9]");
        check_refused_in_every_room(std::vector<two_texts>{{"a", "b"}, {text, "c"}}, "$[1].first");
    }
}
