#include <inkjet/types/constant_tokens.hpp>

#include <doctest/doctest.h>

#include <string>

using inkjet::options;

namespace {

template <options Chosen = options{}>
struct tokens : inkjet::detail::constant_tokens<Chosen> {
    using base = inkjet::detail::constant_tokens<Chosen>;
    using base::base;
    using base::close;
    using base::colon;
    using base::open;
    using base::put_number;
    using base::put_real;
    using base::put_text_of;
    using base::separate;

    std::string made() const { return std::string(this->text().view()); }
};

template <options Chosen>
std::string array_of_two() {
    tokens<Chosen> to;
    CHECK(to.open('[', nullptr));
    to.separate(true);
    to.put_number(-7, nullptr);
    to.separate(false);
    to.put_text_of(u"\u00e9", nullptr);
    to.close(']', false);
    return to.made();
}

} // namespace

TEST_CASE("numbers and text") {
    tokens<> to(0, inkjet::fixed(2));
    to.put_real(1.5, nullptr);
    to.colon();
    to.put_text_of("a\"b", nullptr);
    CHECK(to.made() == R"(1.50:"a\"b")");
    const char* const none = nullptr;
    to.put_text_of(none, nullptr);
    CHECK(to.made() == R"(1.50:"a\"b"null)");
}

TEST_CASE("brackets, and what separates") {
    CHECK(array_of_two<options{}>() == "[-7,\"\u00e9\"]");
    CHECK(array_of_two<options{.indent = 2}>() == "[\n  -7,\n  \"\u00e9\"\n]");
}

TEST_CASE("so many levels may be open") {
    tokens<options{.depth_limit = 3}> to(2);
    CHECK(to.open('{', nullptr));
    CHECK_FALSE(to.open('[', nullptr));
    CHECK(to.text().failed());
}
