#include <inkjet/text/utf8.hpp>
#include <inkjet/writer/escaped_text.hpp>

#include "../folding.hpp"
#include "../rooms.hpp"
#include "../text/escape_harness.hpp"

#include <cstddef>
#include <cstdio>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using escape_test::guarded_pages;
using inkjet::invalid_utf8_policy;
using inkjet::options;
using testing::check_every_room;
using testing::written;
using testing::written_with;

namespace {

constexpr options ascii{.ascii = true};
constexpr options html{.html_safe = true};
constexpr options slashes{.escape_slash = true};

std::string unit(unsigned value) {
    char text[16];
    std::snprintf(text, sizeof text, "\\u%04x", value);
    return text;
}

std::string escaped_byte(unsigned char byte, const options& o) {
    constexpr std::string_view named = "\"\\\b\f\n\r\t", names = "\"\\bfnrt";
    const char c = static_cast<char>(byte);
    if (const std::size_t at = named.find(c); at != named.npos) return {'\\', names[at]};
    if (byte < 0x20) return unit(byte);
    if (o.escape_slash && c == '/') return "\\/";
    if (o.html_safe && std::string_view("<>&'").find(c) != std::string_view::npos) return unit(byte);
    return {c};
}

std::string escaped_code_point(char32_t c, std::string_view bytes, const options& o) {
    if (!o.ascii && !(o.html_safe && (c == 0x2028 || c == 0x2029))) return std::string(bytes);
    if (c < 0x10000) return unit(c);
    return unit(0xD800 + ((c - 0x10000) >> 10)) + unit(0xDC00 + ((c - 0x10000) & 0x3FF));
}

// What is written for a text, in quotes; or the message that it is refused with.
std::string reference(std::string_view text, const options& o) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const inkjet::detail::utf8_prefix prefix =
            inkjet::detail::utf8_prefix_of(text.data() + at, text.size() - at);
        if (byte < 0x80) {
            out += escaped_byte(byte, o);
            ++at;
        } else if (prefix.well_formed) {
            const char32_t c = inkjet::detail::decode_utf8(text.data() + at).code_point;
            out += escaped_code_point(c, text.substr(at, prefix.length), o);
            at += prefix.length;
        } else if (o.invalid_utf8 == invalid_utf8_policy::replace) {
            out += escaped_code_point(0xFFFD, "\xEF\xBF\xBD", o);
            at += prefix.length;
        } else if (o.invalid_utf8 == invalid_utf8_policy::pass) {
            out += text[at++];
        } else {
            char message[64];
            std::snprintf(message, sizeof message, "invalid UTF-8 at $: byte 0x%02x at offset %u",
                          unsigned{byte}, static_cast<unsigned>(at));
            return message;
        }
    }
    return out + '"';
}

// All that escape more than JSON demands, with each policy.
std::vector<options> all_options() {
    std::vector<options> list;
    for (unsigned bits = 1; bits < 8; ++bits)
        for (const auto policy :
             {invalid_utf8_policy::error, invalid_utf8_policy::replace, invalid_utf8_policy::pass})
            list.push_back({.ascii = (bits & 1) != 0,
                            .html_safe = (bits & 2) != 0,
                            .escape_slash = (bits & 4) != 0,
                            .invalid_utf8 = policy});
    return list;
}

const std::vector<std::string> sequences{
    "",
    "<",
    ">",
    "&",
    "'",
    "/",
    "=",
    "%",
    "\"",
    "\\",
    "\n",
    std::string(1, '\0'),
    "\x1f",
    "\x7f",
    "</script>",
    "\xC3\xA9",
    "\xE2\x80\xA7",     // U+2027
    "\xE2\x80\xA8",     // U+2028, a line separator
    "\xE2\x80\xA9",     // U+2029
    "\xE2\x80\xAA",     // U+202A
    "\xEF\xBF\xBF",     // U+FFFF
    "\xF0\x90\x80\x80", // U+10000
    "\xF4\x8F\xBF\xBF", // U+10FFFF
    "'\xC3\xA9\"<\xE2\x80\xA8/\xF0\x9F\x98\x80\x01",
    "\x80",             // a continuation alone
    "\xC3",             // cut off
    "\xE2\x80",         // cut off
    "\xF0\x9F\x98",     // cut off
    "\xF0\x9F\x98<",    // cut off by something to escape
    "\xE2\x80\xC3\xA9", // cut off by another
    "\xED\xA0\x80",     // a surrogate
    "\xC0\xAF",         // a slash, too long
    "\xF4\x90\x80\x80", // past U+10FFFF
    "\xFF\xFE",
};

} // namespace

TEST_CASE("examples") {
    CHECK(written_with<ascii>("a\xC3\xA9z \xF0\x9F\x98\x80 \x7f") == "\"a\\u00e9z \\ud83d\\ude00 \x7f\"");
    CHECK(written_with<html>("<a href='x'>&amp;\"\xE2\x80\xA8\xC3\xA9") ==
          R"("\u003ca href=\u0027x\u0027\u003e\u0026amp;\"\u2028)"
          "\xC3\xA9\"");
    CHECK(written_with<slashes>("</b>") == R"("<\/b>")");
    CHECK(written_with<options{.ascii = true, .html_safe = true, .escape_slash = true}>("</\xC3\xA9>\n") ==
          R"("\u003c\/\u00e9\u003e\n")");
    CHECK(written_with<ascii>("ab\xC3") == "invalid UTF-8 at $: byte 0xc3 at offset 2");
    CHECK(written_with<options{.ascii = true, .invalid_utf8 = invalid_utf8_policy::replace}>("ab\xC3") ==
          R"("ab\ufffd")");
    CHECK(written_with<options{.ascii = true, .invalid_utf8 = invalid_utf8_policy::pass}>("\xC3.\xC3\xA9") ==
          "\"\xC3.\\u00e9\"");
    CHECK(written(std::string_view(), ascii) == "\"\"");
}

TEST_CASE("each sequence at each offset around the blocks, at both ends of its page") {
    const std::vector<options> all = all_options();
    constexpr std::size_t longest = 160;
    const guarded_pages pages(longest + 80);
    std::string out;
    out.reserve(4096);
    std::size_t round = 0;
    for (const std::string& sequence : sequences)
        for (std::size_t before = 0; before < 132; ++before)
            for (const std::size_t after : {0U, 1U, 64U}) {
                const std::size_t size = before + sequence.size() + after;
                char* const text = ++round % 2 == 0 ? pages.begin() : pages.end() - size;
                std::memset(text, 'x', size);
                std::memcpy(text + before, sequence.data(), sequence.size());
                const std::string_view view(text, size);
                for (const std::size_t turn : {0U, 7U, 14U}) { // one of each policy
                    const options& o = all[(round + turn) % all.size()];
                    out.clear();
                    const inkjet::result r = inkjet::write(view, out, o);
                    if ((r ? out : r.message()) != reference(view, o))
                        FAIL(reference(view, o) << " is " << out);
                }
            }
}

TEST_CASE("random texts, dense and sparse") {
    std::mt19937 random(20240703);
    const std::vector<options> all = all_options();
    for (int i = 0; i < 6000; ++i) {
        std::string text;
        const std::size_t parts = random() % 40, rarity = 1 + random() % 20;
        for (std::size_t part = 0; part < parts; ++part)
            text += random() % rarity == 0
                        ? sequences[random() % sequences.size()]
                        : std::string(random() % 30, static_cast<char>(' ' + random() % 95));
        const options& o = all[random() % all.size()];
        if (written(text, o) != reference(text, o)) FAIL(reference(text, o) << " is " << written(text, o));
    }
}

TEST_CASE("long texts grow the buffer as they need") {
    for (const options& o : all_options()) {
        for (const std::string& sequence : sequences) {
            std::string text;
            for (int i = 0; i < 700; ++i) text += sequence;
            text.append(5000, 'x');
            if (written(text, o) != reference(text, o)) FAIL(reference(sequence, o));
        }
    }
}

namespace {

struct point {
    int x, y;
};
struct odd_keys {
    int less, slash, accent, both;
    std::string text;
};

enum class mood { plain };

} // namespace

template <>
struct inkjet::describe<odd_keys> {
    static constexpr std::string_view key(std::string_view member) {
        return member == "less"     ? "<"
               : member == "slash"  ? "a/b"
               : member == "accent" ? "\xC3\xA9"
               : member == "both"   ? "\xF0\x9F\x98\x80\n'"
                                    : member;
    }
};

TEST_CASE("keys of all kinds of objects") {
    constexpr options all{.ascii = true, .html_safe = true, .escape_slash = true};
    const odd_keys value{1, 2, 3, 4, "</\xC3\xA9>"};
    CHECK(written_with<all>(value) ==
          R"({"\u003c":1,"a\/b":2,"\u00e9":3,"\ud83d\ude00\n\u0027":4,"text":"\u003c\/\u00e9\u003e"})");
    CHECK(written_with<ascii>(value) ==
          R"({"<":1,"a/b":2,"\u00e9":3,"\ud83d\ude00\n'":4,"text":"</\u00e9>"})");
    CHECK(written_with<html>(value) ==
          "{\"\\u003c\":1,\"a/b\":2,\"\xC3\xA9\":3,"
          "\"\xF0\x9F\x98\x80\\n\\u0027\":4,\"text\":\"\\u003c/\xC3\xA9\\u003e\"}");
    CHECK(written_with<slashes>(value) == "{\"<\":1,\"a\\/b\":2,\"\xC3\xA9\":3,"
                                          "\"\xF0\x9F\x98\x80\\n'\":4,\"text\":\"<\\/\xC3\xA9>\"}");
    CHECK(written_with<all>(point{1, 2}) == R"({"x":1,"y":2})");
    const std::map<std::string, int> map{{"<", 1}, {"\xC3\xA9", 2}};
    CHECK(written_with<all>(map) == R"({"\u003c":1,"\u00e9":2})");
    CHECK(written(inkjet::object("/", 1, "\xC3\xA9", 2), all) == R"({"\/":1,"\u00e9":2})");
    CHECK(written(std::map<std::string, int>{{"\xff", 1}}, ascii) ==
          "invalid UTF-8 at $: byte 0xff at offset 0");
}

TEST_CASE("keys are ordered by what they are, not by their escapes") {
    constexpr options sorted{.sort_keys = true, .ascii = true};
    CHECK(written_with<sorted>(odd_keys{}) == R"({"<":0,"a/b":0,"text":"","\u00e9":0,"\ud83d\ude00\n'":0})");
    CHECK(written_with<sorted>(std::map<std::string, int>{{"\xC3\xA9", 1}, {"z", 2}}) ==
          R"({"z":2,"\u00e9":1})");
}

TEST_CASE("wide text and single characters") {
    constexpr options all{.ascii = true, .html_safe = true, .escape_slash = true};
    CHECK(written_with<all>(std::u16string(u"</\u00e9\U0001F600\u2028>")) ==
          R"("\u003c\/\u00e9\ud83d\ude00\u2028\u003e")");
    CHECK(written_with<html>(std::u32string(U"<\u00e9\u2029")) == "\"\\u003c\xC3\xA9\\u2029\"");
    CHECK(written_with<all>('<') == R"("\u003c")");
    CHECK(written_with<ascii>(U'\U0001F600') == R"("\ud83d\ude00")");
    CHECK(written_with<ascii>(u8"\u00e9") == R"("\u00e9")");
    CHECK(written(std::map<std::u16string, int>{{u"\u00e9/", 1}}, all) == R"({"\u00e9\/":1})");
    const std::u16string lone{u'a', 0xD800, u'b'};
    CHECK(written(lone, ascii) == "invalid UTF-8 at $: a lone surrogate, or past U+10FFFF, in wide text");
    for (const auto policy : {invalid_utf8_policy::replace, invalid_utf8_policy::pass})
        CHECK(written(lone, {.ascii = true, .invalid_utf8 = policy}) == R"("a\ufffdb")");
    // Longer than a stretch, and split in the middle of pairs.
    for (std::size_t lead = 0; lead < 8; ++lead) {
        std::u16string text(lead, u'x');
        std::string expected(lead, 'x');
        for (int i = 0; i < 900; ++i) text += u"\U0001F600", expected += R"(\ud83d\ude00)";
        CHECK(written(text, ascii) == '"' + expected + '"');
    }
}

TEST_CASE("names of enumerators, raw text beside it") {
    CHECK(written_with<options{.html_safe = true, .enums_as_names = true}>(mood::plain) == R"("plain")");
    CHECK(written_with<options{.ascii = true}>(inkjet::raw_checked{"\"\xC3\xA9\""}) == "\"\xC3\xA9\"");
}

TEST_CASE("through every room") {
    std::string mixed;
    for (const std::string& sequence : sequences)
        if (!written(sequence).starts_with("invalid")) mixed += "plain " + sequence;
    const std::vector<std::string> texts{mixed, std::string(70, '<'), "", std::string(200, 'x') + "\xC3\xA9"};
    check_every_room(texts, {.ascii = true, .html_safe = true, .escape_slash = true});
    check_every_room(std::vector<odd_keys>(3, {1, 2, 3, 4, mixed}), {.ascii = true, .escape_slash = true});
    check_every_room(std::map<std::string, std::string>{{mixed, "\xFF"}, {"\xE2\x80", mixed}},
                     {.ascii = true, .invalid_utf8 = invalid_utf8_policy::replace});
    check_every_room(std::u16string(200, u'\u00e9'), ascii);
}
