#include <inkjet/fmt.hpp>

#include "formatting.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

struct calls {
    static std::string plain(const auto& view) { return fmt::format("<{}>", view); }
    static std::string pretty(const auto& view) { return fmt::format("{:#}", view); }
    static std::string by_four(const auto& view) { return fmt::format("{:4}", view); }
    static std::string by_none(const auto& view) { return fmt::format("{:0}", view); }
    static void append(auto out, const auto& view) { fmt::format_to(out, "{}", view); }
    static std::string any(const char* format, const auto& view) {
        return fmt::format(fmt::runtime(format), view);
    }
};

} // namespace

TEST_CASE("fmt prints JSON") { testing::check_formatting<calls, fmt::format_error>(calls()); }
