#include <inkjet/text/escape_sequences.hpp>
#include <inkjet/writer/text_column.hpp>

#include "folding.hpp"
#include "rooms.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

using inkjet::detail::text_column;
using testing::check_every_room;
using testing::check_refused;
using testing::check_written;
using testing::written;

namespace {

struct person {
    std::string name;
    int id;
    std::string_view remark;
};

// Enough names that are not ASCII for the columns to stop trying, `remark` beside them.
std::vector<person> people(std::string_view remark, int count = 24) {
    std::vector<person> all;
    for (int i = 0; i < count; ++i) all.push_back({i % 3 == 1 ? "Ada" : "Zoë", i, remark});
    return all;
}

std::string escaped(std::string_view text) {
    std::string out(inkjet::detail::escape_max_length * text.size(), '\0');
    char* const end = inkjet::detail::escape_portable(out.data(), text.data(), text.size());
    out.resize(static_cast<std::size_t>(end - out.data()));
    return out;
}

std::string expected(const std::vector<person>& all) {
    std::string out = "[";
    for (const person& each : all) {
        if (out.size() > 1) out += ',';
        out += "{\"name\":\"" + escaped(each.name) + "\",\"id\":" + std::to_string(each.id) +
               ",\"remark\":\"" + escaped(each.remark) + "\"}";
    }
    return out + "]";
}

} // namespace

TEST_CASE("a column stops trying after some texts that are not ASCII, and begins again when they are rare") {
    text_column column;
    column.begin();
    CHECK(column.most_tried() == 63);
    int failures = 0;
    for (; column.tries() && failures < 100; ++failures) column.failed();
    CHECK(failures == 8);
    CHECK(column.most_tried() == 0);

    // It stays so while a third of the texts is not ASCII, however long that goes on, and for all of them.
    for (int i = 0; i < 10'000; ++i) column.add(i % 3 == 0);
    CHECK_FALSE(column.tries());
    for (int i = 0; i < 10'000; ++i) column.add(true);
    CHECK_FALSE(column.tries());

    int rest = 0;
    for (; !column.tries() && rest < 100; ++rest) column.add(false);
    CHECK(rest > 8);
    CHECK(rest < 40);
    CHECK(column.most_tried() == 63);
}

TEST_CASE("a column with one text in ten that is not ASCII is tried for the most part") {
    text_column column;
    column.begin();
    int tried = 0;
    for (int i = 0; i < 10'000; ++i) {
        const bool foreign = i % 10 == 0;
        tried += column.tries();
        if (!column.tries())
            column.add(foreign);
        else if (foreign)
            column.failed();
    }
    CHECK(tried > 7'500);
}

TEST_CASE("texts of a column are written whatever they are and whatever went before") {
    constexpr std::array<std::string_view, 9> parts{"a", "é", "日", "😀", "\"", "\n", "\x01", "\x7F", "\\"};
    for (std::size_t length = 0; length <= 70; ++length) {
        for (const std::string_view part : parts) {
            // The part at the beginning, at the end, and everywhere.
            const std::string filling(length, 'x');
            std::string many;
            while (many.size() + part.size() <= length) many += part;
            for (const std::string& text : {std::string(part) + filling, filling + std::string(part), many}) {
                std::vector<person> all = people("Straße");
                for (int i = 0; i < 3; ++i) all.push_back({text, i, text});
                all.push_back({"Ada", 7, "ß"});
                CAPTURE(length);
                CAPTURE(part);
                REQUIRE(written(all) == expected(all));
            }
        }
    }
}

TEST_CASE("columns go back and forth") {
    std::vector<person> all;
    for (int i = 0; i < 2'000; ++i) {
        const int share = i / 100 % 11; // of ten
        all.push_back({(i * 7 + i / 10) % 10 < share ? "Zoë" : "Zoe", i,
                       (i * 3 + i / 7) % 10 < 10 - share ? "naïve \"quoted\"" : "plain"});
    }
    CHECK(written(all) == expected(all));
}

TEST_CASE("a text of a column that is not UTF-8 is refused") {
    constexpr std::array<std::string_view, 8> bad{"\xFF",
                                                  "\xC3",
                                                  "\x80",
                                                  "\xC0\x80",
                                                  "\xE0\x80\x80",
                                                  "\xED\xA0\x80",
                                                  "\xF0\x80\x80\x80",
                                                  "\xF4\x90\x80\x80"};
    for (const std::string_view part : bad) {
        for (std::size_t length = 0; length <= 65; ++length) {
            std::vector<person> all = people("Straße");
            const std::string text = std::string(length, 'x') + std::string(part);
            all.push_back({"Ada", 1, "ASCII"});
            all.push_back({"Zoë", 2, text});
            std::string note = "byte 0x";
            constexpr std::string_view digits = "0123456789abcdef";
            const auto byte = static_cast<unsigned char>(part[0]);
            note += digits[byte / 16u];
            note += digits[byte % 16u];
            note += " at offset " + std::to_string(length);
            CAPTURE(length);
            check_refused(all, inkjet::errc::invalid_utf8, "$[25].remark", note);
        }
    }
}

TEST_CASE("a text of a column that is not UTF-8 is replaced or passed where an option says so") {
    constexpr inkjet::options replacing{.invalid_utf8 = inkjet::invalid_utf8_policy::replace};
    constexpr inkjet::options passing{.invalid_utf8 = inkjet::invalid_utf8_policy::pass};
    for (std::size_t length = 0; length <= 65; ++length) {
        std::vector<person> all = people("Straße");
        const std::string text = std::string(length, 'x') + "\xE2\x82\"";
        all.push_back({"Zoë", 1, text});
        all.push_back({text, 2, "ASCII"});
        CHECK(testing::written_with<passing>(all) == expected(all));
        const std::string replaced = std::string(length, 'x') + "\uFFFD\"";
        const std::string out = testing::written_with<replacing>(all);
        all[24].remark = replaced;
        all[25].name = replaced;
        CHECK(out == expected(all));
    }
}

TEST_CASE("columns in every kind of buffer, and in spans of every size") {
    std::vector<person> all = people("naïve", 16);
    all.push_back({std::string(63, 'x'), -1, std::string_view("ü and \"quotes\"")});
    all.push_back({"é" + std::string(61, '"'), -1, "Größe"});
    all.push_back({"é" + std::string(80, 'y'), -1, "Größe"});
    check_written(all, expected(all));
    check_every_room(all);
}

TEST_CASE("columns of arrays in arrays, and of objects in objects") {
    struct group {
        std::string title;
        std::vector<person> members;
    };
    std::vector<group> groups;
    std::string text = "[";
    for (int i = 0; i < 30; ++i) {
        groups.push_back({i % 2 == 0 ? "Øst" : "Vest", people("ligeså", i % 4)});
        if (i != 0) text += ',';
        text +=
            "{\"title\":\"" + groups.back().title + "\",\"members\":" + expected(groups.back().members) + "}";
    }
    check_written(groups, text + "]");
}

TEST_CASE("texts at the end of a page") {
    constexpr std::size_t page = 4096;
    std::vector<char> memory(3 * page, 'x');
    char* const edge = memory.data() + 2 * page - reinterpret_cast<std::uintptr_t>(memory.data()) % page;
    std::memcpy(edge - 2, "ü", 2);
    for (std::size_t n = 2; n <= 70; ++n) {
        std::vector<person> all = people("Straße");
        for (int i = 0; i < 3; ++i) all.push_back({"Zoë", i, std::string_view(edge - n, n)});
        REQUIRE(written(all) == expected(all));
    }
}
