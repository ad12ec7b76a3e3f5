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

const registration buffer{{"inkjet", INKJET_BENCH_VERSION, "into inkjet::buffer", prepare<inkjet::buffer>}};
const registration string{{"inkjet, string", INKJET_BENCH_VERSION, "into std::string", prepare<std::string>}};
const registration trusting{
    {"inkjet, unchecked", INKJET_BENCH_VERSION, "with invalid_utf8_policy::pass", without_checks}};
const registration growing{{"inkjet, growing", INKJET_BENCH_VERSION, "into a new std::string", from_empty}};

} // namespace
} // namespace bench
