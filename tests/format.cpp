#include <inkjet/format.hpp>

#include "formatting.hpp"

#include <doctest/doctest.h>

#include <format>
#include <string>

namespace {

struct calls {
    static std::string plain(const auto& view) { return std::format("<{}>", view); }
    static std::string pretty(const auto& view) { return std::format("{:#}", view); }
    static std::string by_four(const auto& view) { return std::format("{:4}", view); }
    static std::string by_none(const auto& view) { return std::format("{:0}", view); }
    static void append(auto out, const auto& view) { std::format_to(out, "{}", view); }
    static std::string any(const char* format, const auto& view) {
        return std::vformat(format, std::make_format_args(view));
    }
};

} // namespace

TEST_CASE("std::format prints JSON") { testing::check_formatting<calls, std::format_error>(calls()); }
