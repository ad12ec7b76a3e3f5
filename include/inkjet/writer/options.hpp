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

/// Says which integers are written as strings, for readers that keep all numbers as doubles.
enum class integer_strings : unsigned char {
    never,         ///< all are numbers
    above_53_bits, ///< those beyond +-(2^53 - 1), which a double can't hold, are strings
    always,        ///< all are strings
};

/// Says how floating point numbers are written. Made by `shortest`, `fixed`, `significant` or `ecmascript`.
struct float_style {
    /// Names the rule that picks the digits.
    enum class rule : unsigned char {
        shortest,    ///< the fewest that read back as the same number
        fixed,       ///< `digits` decimals, correctly rounded, ties to even
        significant, ///< at most `digits` significant ones, correctly rounded, ties to even
        ecmascript,  ///< the shortest, laid out as JavaScript does: `1e+21`, `1e-7`, `0` for `-0.0`
    };
    rule by = rule::shortest;
    unsigned char digits = 0;
    /// Whether a number without a fraction gets `.0`. (Not with `fixed` and `ecmascript`, which leave no
    /// choice.)
    bool point = true;

    friend constexpr bool operator==(const float_style&, const float_style&) = default;
};

/// Says how the names of reflected members become keys. Words are taken to end at underscores and before
/// capitals: `user_id`, `userId` and `UserId` are the same two. Names that `describe` gives stay as they are.
enum class key_style : unsigned char {
    as_declared,
    camel,           ///< `userId`
    pascal,          ///< `UserId`
    snake,           ///< `user_id`
    screaming_snake, ///< `USER_ID`
    kebab,           ///< `user-id`
};

/// Says how durations are written.
enum class duration_format : unsigned char {
    iso8601,      ///< `"PT1H30M0.5S"` (ISO 8601-1, section 5.5.2)
    seconds,      ///< a number, exact, with a fraction where there is one: `5400.5`
    milliseconds, ///< the same in thousandths
    microseconds, ///< the same in millionths
    nanoseconds,  ///< the same in thousand-millionths
};

class fallback_call;

/// Chooses how values are written. Every member has the strict, compact default; an aggregate for designated
/// initializers: `inkjet::options{.indent = 2, .sort_keys = true}`. Structural, so that it can be a template
/// argument: `inkjet::write<inkjet::options{.append_newline = true}>(value, out)` folds the choice at compile
/// time.
struct options {
    /// Spaces per level of nesting; 0 writes everything on one line; `'\t'` (9) stands for one tab per level.
    /// Larger numbers cost output bytes only.
    unsigned char indent = 0;
    /// Where there is an indentation: arrays of at most so many numbers or bools stay on one line, `[1, 2]`.
    unsigned char inline_numbers = 0;
    /// Ends the output with a line feed.
    bool append_newline = false;
    /// Writes members ordered by the bytes of their UTF-8 names; stable. Maps are sorted as well, which
    /// allocates.
    bool sort_keys = false;
    /// Where keys are sorted: by UTF-16 code units instead (RFC 8785, section 3.2.3). The order is another
    /// only where one name has characters beyond U+FFFF and the other some from U+E000 on.
    bool utf16_order = false;

    /// Writes only ASCII: everything else as `\uXXXX`, beyond U+FFFF as a pair of surrogates.
    bool ascii = false;
    /// Escapes `<`, `>`, `&`, `'`, U+2028 and U+2029 as `\uXXXX`, so that the output may stand in HTML, in a
    /// script element and in an attribute in single quotes.
    bool html_safe = false;
    /// Writes `/` as `\/`.
    bool escape_slash = false;
    /// Says what becomes of ill-formed text.
    invalid_utf8_policy invalid_utf8 = invalid_utf8_policy::error;

    /// Says what becomes of NaN and the infinities.
    non_finite_policy non_finite = non_finite_policy::error;
    /// Refuses integers that a double can't hold exactly, beyond +-(2^53 - 1), with `errc::integer_range`.
    /// Those that are written as strings are not refused.
    bool strict_integers = false;
    /// Writes integers as strings, all of them or those that a double can't hold.
    integer_strings integers_as_strings = integer_strings::never;
    /// Says how floating point numbers are written.
    float_style floats = {};

    /// Allows integers, floats, bools, null, enums, times and UUIDs as map keys, written as their values
    /// would be, in quotes. Other keys that are not text are refused by the compiler, these with
    /// `errc::bad_key`.
    bool non_string_keys = false;
    /// Writes enums by the name of the enumerator (those from -128 to 255); a value without one as its
    /// number.
    bool enums_as_names = false;
    /// Makes keys of the names of reflected members.
    key_style keys = key_style::as_declared;

    /// Takes times without a zone for UTC and writes them with `+00:00`.
    bool naive_as_utc = false;
    /// Writes `Z` for an offset of zero instead of `+00:00`.
    bool utc_as_z = false;
    /// Leaves fractions of seconds out of times, without rounding.
    bool omit_subseconds = false;
    /// Says how durations are written.
    duration_format durations = duration_format::iso8601;

    /// Leaves out members of objects that would be `null`: absent optionals, null pointers, `nullptr`. (The
    /// entries of maps stay.)
    bool skip_null = false;
    /// Leaves out members that hold nothing: empty text, arrays and maps, and those that would be `null`.
    bool skip_empty = false;
    /// Leaves out members that would be written as those of a default-constructed object, where there is one.
    bool skip_default = false;

    /// The deepest nesting of arrays and objects; one more fails with `errc::depth`. Each level costs some
    /// hundred bytes of stack where types are recursive. By hand at most 512 levels can be opened, whatever
    /// is said here.
    unsigned short depth_limit = 512;

    /// Is called for values whose type is only known at run time, `std::any` for one, and writes them: see
    /// `inkjet::fallback_call`. Without it they are refused with `errc::bad_value`. For run time: g++ 12
    /// takes no pointer to a function in a template argument.
    void (*fallback)(fallback_call&) = nullptr;
    /// Is handed to `fallback`. Belongs to the caller.
    void* fallback_data = nullptr;

    friend constexpr bool operator==(const options&, const options&) = default;
};

/// Writes the fewest digits that read back as the same number. With `point` false, numbers without a fraction
/// have no `.0`.
constexpr float_style shortest(bool point = true) noexcept { return {.point = point}; }

/// Writes so many decimals, 0 to 17, correctly rounded, ties to even: `fixed(2)` makes `12.50`.
constexpr float_style fixed(unsigned char decimals) noexcept {
    return {float_style::rule::fixed, decimals, true};
}

/// Writes at most so many significant digits, 1 to 17, correctly rounded, ties to even, without trailing
/// zeros. With `point` false, numbers without a fraction have no `.0`.
constexpr float_style significant(unsigned char digits, bool point = true) noexcept {
    return {float_style::rule::significant, digits, point};
}

/// Writes numbers as `JSON.stringify` of ECMAScript does (ECMA-262, Number::toString).
constexpr float_style ecmascript() noexcept { return {float_style::rule::ecmascript, 0, false}; }

/// Chooses the canonical form of RFC 8785 (JCS): no white space, keys sorted by UTF-16 code units, numbers as
/// ECMAScript writes them, and no integer that a double can't hold.
inline constexpr options canonical{
    .sort_keys = true, .utf16_order = true, .strict_integers = true, .floats = ecmascript()};

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

// The same for a destination that forgets what was delivered to it: the path is followed while one writes.
template <class P>
struct following_policy : P {
    static constexpr bool follows = true;
};
template <class P>
inline constexpr bool follows = requires { requires P::follows; };

// The policy for text that is read again, wherever the rest goes.
template <class P>
struct plain_policy {
    using type = P;
};
template <class P>
struct plain_policy<following_policy<P>> {
    using type = P;
};

// The same for a destination that refers to long text where it lies: for values that outlive the write.
template <class P>
struct gathering_policy : P {
    static constexpr bool gathers = true;
};
template <class P>
inline constexpr bool gathers = requires { P::gathers; };

// The policy for a part of a value: one that is made for the moment, unless it `lasts`, is copied with all
// that is in it.
template <bool Lasts, class P>
struct part_policy {
    using type = P;
};
template <class P>
struct part_policy<false, gathering_policy<P>> {
    using type = P;
};
template <bool Lasts, class P>
using copying_unless = typename part_policy<Lasts, P>::type;
template <class P>
using copying = copying_unless<false, P>;

// The options where the policy has them, else the defaults.
template <class P>
inline constexpr options known_options{};
template <class P>
    requires P::fixed
inline constexpr options known_options<P> = P::value;

// Whether the code for an option must be there at all: `may_differ<P>(&options::sort_keys)`.
template <class P, class... M>
constexpr bool may_differ(M options::*... members) {
    return !P::fixed || ((known_options<P>.*members != options{}.*members) || ...);
}

} // namespace detail
} // namespace inkjet
