#include <inkjet/base/errc.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string_view>

using inkjet::describe_code;
using inkjet::errc;

namespace {

constexpr errc all_codes[] = {
    errc::ok,          errc::invalid_utf8,  errc::not_finite,  errc::integer_range,
    errc::time_range,  errc::bad_key,       errc::bad_value,   errc::depth,
    errc::buffer_full, errc::out_of_memory, errc::sink_failed, errc::cancelled,
};

constexpr bool descriptions_differ() {
    for (const errc a : all_codes)
        for (const errc b : all_codes)
            if ((a == b) != (describe_code(a) == describe_code(b))) return false;
    return true;
}

constexpr bool descriptions_are_short_and_open() {
    for (const errc code : all_codes) {
        const std::string_view text = describe_code(code);
        if (text.empty() || text.size() > 40 || text.back() == '.' || text.back() == ' ') return false;
        if (text == describe_code(static_cast<errc>(200))) return false;
    }
    return true;
}

} // namespace

TEST_CASE("success is zero, so that a code can be tested like a flag") {
    static_assert(static_cast<int>(errc::ok) == 0);
    static_assert(errc() == errc::ok);
}

TEST_CASE("each code has a description of its own, without a full stop") {
    static_assert(descriptions_differ());
    static_assert(descriptions_are_short_and_open());
    CHECK(describe_code(errc::ok) == "ok");
    CHECK(describe_code(errc::buffer_full) == "the buffer is full");
    CHECK(describe_code(static_cast<errc>(200)) == "unknown");
}
