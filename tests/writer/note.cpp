#include <inkjet/writer/note.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

using inkjet::detail::note;

TEST_CASE("text and numbers stand behind one another") {
    note n("byte ");
    n.put_hex(0xff);
    n.put(" at offset ");
    n.put_number(42);
    CHECK(n.view() == "byte 0xff at offset 42");
    CHECK(note("line ", 0).view() == "line 0");
    CHECK(note("line ", 10).view() == "line 10");
    CHECK(note("", SIZE_MAX).view() == std::to_string(SIZE_MAX));
    CHECK(note("").view().empty());
}

TEST_CASE("a byte has two digits always") {
    for (int byte = 0; byte < 256; ++byte) {
        note n("");
        n.put_hex(static_cast<unsigned char>(byte));
        REQUIRE(n.view().size() == 4);
        CHECK(std::stoi(std::string(n.view()), nullptr, 16) == byte);
    }
}

TEST_CASE("what does not fit is left out") {
    const std::string line(500, 'x');
    note n(line);
    const std::string_view kept = n.view();
    CHECK(kept.size() >= 100);
    CHECK(kept.size() < line.size());
    CHECK(kept == std::string_view(line).substr(0, kept.size()));
    n.put_number(7);
    CHECK(n.view() == kept);

    note nearly(line.substr(0, kept.size() - 2));
    nearly.put_number(123);
    CHECK(nearly.view().size() == kept.size());
    CHECK(nearly.view().substr(kept.size() - 2) == "12");
}
