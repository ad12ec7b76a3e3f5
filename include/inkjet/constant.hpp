// Values that are written while a program is compiled: `inkjet::constant<[] { return value; }>`.
#pragma once

#include <inkjet/inkjet.hpp>
#include <inkjet/types/constant_writer.hpp>
#include <inkjet/writer/constant_text.hpp>

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace inkjet {

namespace detail {

inline namespace INKJET_ISA {

// The value that `Make` returns as a whole text.
template <options Chosen, auto Make>
constexpr void write_made(constant_writer<Chosen>& writer) {
    const auto& value = Make();
    writer.write_whole(value);
}

} // namespace INKJET_ISA

// So much text clang shows as such where it is the argument of a template.
struct shown_text {
    char chars[16];
};

// Shows by its arguments what was refused: the place and the particulars.
template <errc Code, shown_text... Why>
consteval void refuse_constant() {
    static_assert(Code != errc::invalid_utf8, "inkjet: a constant with text that is not UTF-8");
    static_assert(Code != errc::not_finite, "inkjet: a constant with a number that is not finite");
    static_assert(Code != errc::integer_range, "inkjet: a constant with an integer past 53 bits");
    static_assert(Code != errc::bad_key, "inkjet: a constant with a map's key that is a null pointer");
    static_assert(Code != errc::depth, "inkjet: a constant that is nested too deeply");
    static_assert(Code != errc::bad_value, "inkjet: a constant with a value without a JSON form");
}

constexpr auto line_about(const constant_outcome& outcome) noexcept {
    constant_chars<384> line;
    line.put(outcome.where.view());
    line.put(": ");
    line.put(outcome.note.view());
    return line;
}

template <std::size_t Capacity>
consteval shown_text show(const constant_chars<Capacity>& line, std::size_t from) {
    constexpr std::size_t most = sizeof(shown_text) - 1;
    shown_text shown{};
    for (std::size_t i = 0; i < most; ++i) shown.chars[i] = from + i < line.size ? line.chars[from + i] : ' ';
    return shown;
}

template <constant_outcome Outcome, std::size_t... I>
consteval void refuse_in_pieces(std::index_sequence<I...>) {
    refuse_constant<Outcome.code, show(line_about(Outcome), I * (sizeof(shown_text) - 1))...>();
}

} // namespace detail

/// Holds JSON made at compile time: `N` bytes and a NUL behind them. What `constant` is.
template <std::size_t N>
struct constant_json {
    char chars[N + 1] = {}; ///< the text

    /// Returns the text; a C string.
    constexpr const char* data() const noexcept { return chars; }
    /// Returns the number of bytes, without the NUL.
    static constexpr std::size_t size() noexcept { return N; }
    /// Returns the text as a view that is valid as long as this object.
    constexpr std::string_view view() const noexcept { return {chars, N}; }
    constexpr operator std::string_view() const noexcept { return view(); }
};

namespace detail {

template <auto Make, options Chosen>
consteval auto make_constant() {
    constexpr constant_outcome outcome = [] {
        constant_writer<Chosen> writer;
        write_made<Chosen, Make>(writer);
        return writer.text().outcome();
    }();
    constant_json<outcome.size> json;
    if constexpr (outcome.code == errc::ok) {
        constant_writer<Chosen> writer;
        write_made<Chosen, Make>(writer);
        writer.text().view().copy(json.chars, outcome.size);
    } else {
        constexpr std::size_t pieces = line_about(outcome).size / (sizeof(shown_text) - 1) + 1;
        refuse_in_pieces<outcome>(std::make_index_sequence<pieces>());
    }
    return json;
}

} // namespace detail

/// Holds, as a `constant_json`, the bytes that `write<Chosen>(Make(), out)` would append, made at compile
/// time: `static constexpr auto text = inkjet::constant<[] { return config{"on", 3}; }>`. Nothing of it is
/// left to be done, allocated or freed at run time.
///
/// `Make` is a function or a lambda without captures that can be called in a constant expression. What it
/// returns consists of `null`, bools, numbers, enums, text, optionals, pointers, variants without a tag,
/// ranges, tuples, maps with keys of text (not sorted ones), aggregates and described classes, `in_style` and
/// `raw`, and what `encoder::as` makes into one of these. A refused value is an error of the compiler that
/// names reason and place. Compilers limit how much they evaluate: 15 KB of text need no flags, more needs
/// clang's `-fconstexpr-steps`.
template <auto Make, options Chosen = options{}>
inline constexpr auto constant = detail::make_constant<Make, Chosen>();

/// Tells how `write_constant` ended, as `inkjet::result` does, in a form that constant expressions can hold.
struct constant_result : private detail::constant_outcome {
    constexpr explicit constant_result(const detail::constant_outcome& outcome) noexcept
        : detail::constant_outcome(outcome) {}

    using detail::constant_outcome::code; ///< `errc::ok`, or why the value was not written
    using detail::constant_outcome::size; ///< bytes written; 0 after a failure

    /// Returns true when everything was written.
    constexpr explicit operator bool() const noexcept { return code == errc::ok; }
    /// Returns the place of the value that was refused, a JSONPath of 255 bytes at most.
    constexpr std::string_view where() const noexcept { return constant_outcome::where.view(); }
    /// Returns the particulars of the refusal.
    constexpr std::string_view note() const noexcept { return constant_outcome::note.view(); }
};

inline namespace INKJET_ISA {

/// Writes `value` to the beginning of `out`, an array of one's own choice, in a constant expression:
///
///     constexpr auto page = [] {
///         std::array<char, 100> chars{};
///         if (!inkjet::write_constant(config{"on", 3}, chars)) throw "refused";
///         return chars;
///     }();
///
/// Takes what `constant` does, and refuses what `write<Chosen>(value, out)` does, with `errc::buffer_full` if
/// `out` is too short; `out` is not touched then. At run time it works as well, but slowly and with
/// allocations that throw: `write` is meant for that.
template <options Chosen = options{}, class T>
constexpr constant_result write_constant(const T& value, std::span<char> out) {
    detail::constant_writer<Chosen> writer;
    writer.write_whole(value);
    detail::constant_outcome outcome = writer.text().outcome();
    if (outcome.size > out.size()) {
        outcome = {};
        outcome.code = errc::buffer_full;
        outcome.where.put("$");
    }
    writer.text().view().copy(out.data(), outcome.size);
    return constant_result(outcome);
}

} // namespace INKJET_ISA
} // namespace inkjet
