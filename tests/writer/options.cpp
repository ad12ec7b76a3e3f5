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

int data = 0;

// But for the fallback: g++ 12 takes no pointer to a function in a template argument.
constexpr options every_other{.indent = 2,
                              .inline_numbers = 4,
                              .append_newline = true,
                              .sort_keys = true,
                              .utf16_order = true,
                              .ascii = true,
                              .html_safe = true,
                              .escape_slash = true,
                              .invalid_utf8 = invalid_utf8_policy::replace,
                              .non_finite = non_finite_policy::null,
                              .strict_integers = true,
                              .integers_as_strings = inkjet::integer_strings::always,
                              .floats = inkjet::fixed(2),
                              .non_string_keys = true,
                              .enums_as_names = true,
                              .keys = inkjet::key_style::camel,
                              .naive_as_utc = true,
                              .utc_as_z = true,
                              .omit_subseconds = true,
                              .durations = inkjet::duration_format::seconds,
                              .skip_null = true,
                              .skip_empty = true,
                              .skip_default = true,
                              .depth_limit = 7,
                              .fallback_data = &data};

// Whether each option, alone, is seen by may_differ for itself and for no other.
template <options Chosen, class... M>
consteval int count_differing(M options::*... members) {
    return (may_differ<folded_policy<Chosen>>(members) + ...);
}
template <options Chosen>
consteval int options_that_may_differ() {
    return count_differing<Chosen>(
        &options::indent, &options::inline_numbers, &options::append_newline, &options::sort_keys,
        &options::utf16_order, &options::ascii, &options::html_safe, &options::escape_slash,
        &options::invalid_utf8, &options::non_finite, &options::strict_integers,
        &options::integers_as_strings, &options::floats, &options::non_string_keys, &options::enums_as_names,
        &options::keys, &options::naive_as_utc, &options::utc_as_z, &options::omit_subseconds,
        &options::durations, &options::skip_null, &options::skip_empty, &options::skip_default,
        &options::depth_limit, &options::fallback, &options::fallback_data);
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
    static_assert(options_that_may_differ<every_other>() == 25);
    static_assert(may_differ<folded_policy<options{.indent = 1}>>(&options::indent));
    static_assert(!may_differ<folded_policy<options{.indent = 1}>>(&options::sort_keys));
    static_assert(!may_differ<default_policy>(&options::indent));
    static_assert(may_differ<run_time_policy>(&options::indent));
    static_assert(may_differ<run_time_policy>(&options::depth_limit));
    static_assert(default_policy::fixed && folded_policy<every_other>::fixed && !run_time_policy::fixed);
}
