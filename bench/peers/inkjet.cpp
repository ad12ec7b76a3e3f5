// inkjet into the two buffers that are used most, and in two ways that have their price or their gain.
#include <inkjet/inkjet.hpp>

#include "../../examples/documents/twitter_inkjet.hpp"
#include "../peer.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace bench {
namespace {

template <class Buffer, inkjet::options Chosen = {}>
auto into(const auto& document) {
    return [&document, out = Buffer()]() mutable -> std::string_view {
        out.clear();
        if (!inkjet::write<Chosen>(document, out)) return {};
        return {out.data(), out.size()};
    };
}

template <class Buffer>
std::unique_ptr<task> prepare(const value& v) {
    return task_for(v, [](const auto& document) { return into<Buffer>(document); });
}

constexpr inkjet::options chosen(style written) {
    switch (written) {
    case style::plain:
        return {};
    case style::indented:
        return {.indent = 2};
    case style::sorted:
        return {.sort_keys = true};
    case style::ascii:
        return {.ascii = true};
    case style::html_safe:
        return {.html_safe = true};
    case style::slashes:
        return {.escape_slash = true};
    }
    return {};
}

// Options that only the run of the program tells.
std::unique_ptr<task> prepare_in(const value& v, style written) {
    return task_for(v, [written](const auto& document) {
        return [&document, o = chosen(written), out = inkjet::buffer()]() mutable -> std::string_view {
            out.clear();
            if (!inkjet::write(document, out, o)) return {};
            return {out.data(), out.size()};
        };
    });
}

// Makes the task if the value is a T.
template <class T>
std::unique_ptr<task> only_for(const value& v, auto make) {
    const auto* const held = std::get_if<std::unique_ptr<const T>>(&v);
    return held == nullptr ? nullptr : repeat(make(**held));
}

constexpr inkjet::options unchecked{.invalid_utf8 = inkjet::invalid_utf8_policy::pass};

std::unique_ptr<task> without_checks(const value& v) {
    return only_for<std::string>(v, [](const auto& text) { return into<inkjet::buffer, unchecked>(text); });
}

// The same options at compile time, for the two documents that they are tried on.
template <style Written>
std::unique_ptr<task> folded(const value& v) {
    const auto make = [](const auto& document) { return into<inkjet::buffer, chosen(Written)>(document); };
    if (auto t = only_for<documents::twitter>(v, make)) return t;
    if constexpr (Written == style::sorted) return only_for<documents::citm_catalog>(v, make);
    return nullptr;
}

std::unique_ptr<task> prepare_folded(const value& v, style written) {
    switch (written) {
    case style::plain:
        break;
    case style::indented:
        return folded<style::indented>(v);
    case style::sorted:
        return folded<style::sorted>(v);
    case style::ascii:
        return folded<style::ascii>(v);
    case style::html_safe:
        return folded<style::html_safe>(v);
    case style::slashes:
        return folded<style::slashes>(v);
    }
    return nullptr;
}

// A string that has to grow from nothing.
std::unique_ptr<task> from_empty(const value& v) {
    return only_for<documents::twitter>(v, [](const auto& document) {
        return [&document, out = std::string()]() mutable -> std::string_view {
            out = std::string();
            if (!inkjet::write(document, out)) return {};
            return out;
        };
    });
}

const registration buffer{
    {"inkjet", INKJET_BENCH_VERSION, "into inkjet::buffer", prepare<inkjet::buffer>, prepare_in}};
const registration string{{"inkjet, string", INKJET_BENCH_VERSION, "into std::string", prepare<std::string>}};
const registration trusting{
    {"inkjet, unchecked", INKJET_BENCH_VERSION, "with invalid_utf8_policy::pass", without_checks}};
const registration at_compile_time{
    {"inkjet, folded", INKJET_BENCH_VERSION, "options at compile time", nullptr, prepare_folded}};
const registration growing{{"inkjet, growing", INKJET_BENCH_VERSION, "into a new std::string", from_empty}};

} // namespace
} // namespace bench
