#include <inkjet/writer/options.hpp>

#include <doctest/doctest.h>

#include <type_traits>

using inkjet::invalid_utf8_policy;
using inkjet::non_finite_policy;
using inkjet::options;
using namespace inkjet::detail;

namespace {

template <options Chosen>
constexpr options from_argument = Chosen;

constexpr options every_other{.indent = 2,
                              .append_newline = true,
                              .sort_keys = true,
                              .invalid_utf8 = invalid_utf8_policy::replace,
                              .non_finite = non_finite_policy::null,
                              .strict_integers = true,
                              .non_string_keys = true,
                              .enums_as_names = true,
                              .depth_limit = 7};

// Whether each option, alone, is seen by may_differ for itself and for no other.
template <options Chosen>
consteval int options_that_may_differ() {
    using p = folded_policy<Chosen>;
    return may_differ<p>(&options::indent) + may_differ<p>(&options::append_newline) +
           may_differ<p>(&options::sort_keys) + may_differ<p>(&options::invalid_utf8) +
           may_differ<p>(&options::non_finite) + may_differ<p>(&options::strict_integers) +
           may_differ<p>(&options::non_string_keys) + may_differ<p>(&options::enums_as_names) +
           may_differ<p>(&options::depth_limit);
}

} // namespace

TEST_CASE("the defaults are strict and compact") {
    constexpr options o{};
    static_assert(o.indent == 0 && !o.append_newline && !o.sort_keys);
    static_assert(o.invalid_utf8 == invalid_utf8_policy::error && o.non_finite == non_finite_policy::error);
    static_assert(!o.strict_integers && !o.non_string_keys && !o.enums_as_names);
    static_assert(o.depth_limit == 512);
    static_assert(default_policy::value == options{});
    CHECK(o == options{});
}

TEST_CASE("options are an aggregate, and a template argument") {
    static_assert(std::is_aggregate_v<options> && std::is_trivially_copyable_v<options>);
    static_assert(from_argument<every_other> == every_other);
    static_assert(every_other != options{});
    static_assert(folded_policy<every_other>::value.indent == 2);
    CHECK(options{.indent = 2} != options{.indent = 3});
}

TEST_CASE("code for an option is there where the option may differ") {
    static_assert(options_that_may_differ<options{}>() == 0);
    static_assert(options_that_may_differ<options{.indent = 1}>() == 1);
    static_assert(options_that_may_differ<options{.sort_keys = true}>() == 1);
    static_assert(options_that_may_differ<every_other>() == 9);
    static_assert(may_differ<folded_policy<options{.indent = 1}>>(&options::indent));
    static_assert(!may_differ<folded_policy<options{.indent = 1}>>(&options::sort_keys));
    static_assert(!may_differ<default_policy>(&options::indent));
    static_assert(may_differ<run_time_policy>(&options::indent));
    static_assert(may_differ<run_time_policy>(&options::depth_limit));
    static_assert(default_policy::fixed && folded_policy<every_other>::fixed && !run_time_policy::fixed);
}
