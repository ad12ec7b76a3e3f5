// simdjson's string_builder, called by hand for every member, with keys that are quoted by the compiler: what
// its own reflection does where C++26 is to be had.
#include "../members.hpp"
#include "../peer.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace bench {
namespace {

using builder = simdjson::builder::string_builder;

// The key in quotes, and a colon.
template <key_text Text>
constexpr auto quoted = [] {
    std::array<char, key_constant<Text>::text.size() + 3> made{'"'};
    char* const end = std::copy_n(Text.characters, made.size() - 3, made.data() + 1);
    end[0] = '"';
    end[1] = ':';
    return made;
}();

template <class T>
void put(builder& out, const T& v);

// Writes `elements`, each by `put_one`, with commas between them.
template <class Elements, class PutOne>
void put_between_commas(builder& out, const Elements& elements, PutOne put_one) {
    bool first = true;
    for (const auto& element : elements) {
        if (!first) out.append_comma();
        first = false;
        put_one(element);
    }
}

template <class T>
void put(builder& out, const T& v) {
    if constexpr (std::is_arithmetic_v<T>) {
        out.append(v);
    } else if constexpr (is_text<T>) {
        out.escape_and_append_with_quotes(std::string_view(v));
    } else if constexpr (is_pointer_like<T>) {
        if (v) {
            put(out, *v);
        } else {
            out.append_null();
        }
    } else if constexpr (is_map<T>) {
        out.start_object();
        put_between_commas(out, v, [&](const auto& member) {
            out.escape_and_append_with_quotes(std::string_view(member.first));
            out.append_colon();
            put(out, member.second);
        });
        out.end_object();
    } else if constexpr (has_members<T>) {
        char before = '{';
        visit_members(v, [&]<key_text Text>(key_constant<Text>, const auto& member) {
            out.append(std::exchange(before, ','));
            out.append_raw(quoted<Text>.data(), quoted<Text>.size());
            put(out, member);
        });
        out.end_object();
    } else {
        out.start_array();
        put_between_commas(out, v, [&](const auto& element) { put(out, element); });
        out.end_array();
    }
}

#if defined(__GNUC__) && !defined(__clang__)
[[gnu::flatten]] // g++ inlines too little of it by itself, clang is faster without
#endif
void put_all(builder& out, const auto& v) {
    put(out, v);
}

std::unique_ptr<task> prepare(const value& v) {
    return task_for(v, [](const auto& document) {
        return [&document, out = std::make_unique<builder>()]() -> std::string_view {
            out->clear();
            put_all(*out, document);
            std::string_view written;
            if (out->view().get(written) != simdjson::SUCCESS) return {};
            return written;
        };
    });
}

const registration here{{"simdjson", SIMDJSON_VERSION, "string_builder, called for every member", prepare}};

} // namespace
} // namespace bench
