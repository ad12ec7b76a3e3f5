// What can be chosen about the JSON that is written, at run time or folded at compile time.
#pragma once

#include <cstddef>

namespace inkjet {

/// Says what becomes of text that is not well-formed UTF-8.
enum class invalid_utf8_policy : unsigned char {
    error,   ///< the write fails with `errc::invalid_utf8`
    replace, ///< each maximal ill-formed subpart becomes U+FFFD (Unicode 15, section 3.9)
    pass,    ///< bytes are copied as they are; the output is then not valid JSON (RFC 8259, section 8.1)
};

/// Says what becomes of NaN and the infinities.
enum class non_finite_policy : unsigned char {
    error,   ///< the write fails with `errc::not_finite`
    null,    ///< `null`
    string,  ///< `"NaN"`, `"Infinity"`, `"-Infinity"`
    literal, ///< `NaN`, `Infinity`, `-Infinity`: JSON5 and JavaScript, not JSON
};

/// Chooses how values are written. Every member has the strict, compact default; an aggregate for designated
/// initializers: `inkjet::options{.indent = 2, .sort_keys = true}`. Structural, so that it can be a template
/// argument: `inkjet::write<inkjet::options{.append_newline = true}>(value, out)` folds the choice at compile
/// time.
struct options {
    /// Spaces per level of nesting; 0 writes everything on one line. Larger numbers cost output bytes only.
    unsigned char indent = 0;
    /// Ends the output with a line feed.
    bool append_newline = false;
    /// Writes members ordered by the bytes of their UTF-8 names; stable. Maps are sorted as well, which
    /// allocates.
    bool sort_keys = false;
    /// Says what becomes of ill-formed text.
    invalid_utf8_policy invalid_utf8 = invalid_utf8_policy::error;
    /// Says what becomes of NaN and the infinities.
    non_finite_policy non_finite = non_finite_policy::error;
    /// Refuses integers that a double can't hold exactly, beyond +-(2^53 - 1), with `errc::integer_range`.
    bool strict_integers = false;
    /// Allows integers, floats, bools, null and enums as map keys, written as their values would be, in
    /// quotes.
    bool non_string_keys = false;
    /// Writes enums by the name of the enumerator (those from -128 to 255); a value without one as its
    /// number.
    bool enums_as_names = false;
    /// The deepest nesting of arrays and objects; one more fails with `errc::depth`. Each level costs some
    /// hundred bytes of stack where types are recursive. By hand at most 512 levels can be opened, whatever
    /// is said here.
    unsigned short depth_limit = 512;

    friend constexpr bool operator==(const options&, const options&) = default;
};

namespace detail {

// The traversal is instantiated per policy, not per combination of options: once for the defaults, once for
// options that are only known at run time, and once for each set folded at compile time.
struct default_policy {
    static constexpr bool fixed = true;
    static constexpr options value{};
};

template <options Chosen>
struct folded_policy {
    static constexpr bool fixed = true;
    static constexpr options value = Chosen;
};

struct run_time_policy {
    static constexpr bool fixed = false;
};

// Whether the code for an option must be there at all: `may_differ<P>(&options::sort_keys)`.
template <class P, class M>
consteval bool may_differ(M options::* member) {
    if constexpr (P::fixed)
        return P::value.*member != options{}.*member;
    else
        return true;
}

} // namespace detail
} // namespace inkjet
