// simdjson's string_builder, called by hand for every member, with keys that the compiler knows.
#include "../members.hpp"
#include "../peer.hpp"

#include <simdjson.h>

#include <string_view>
#include <type_traits>

namespace bench {
namespace {

using builder = simdjson::builder::string_builder;

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
        out.start_object();
        bool first = true;
        visit_members(v, [&]<key_text Text>(key_constant<Text>, const auto& member) {
            if (!first) out.append_comma();
            first = false;
            out.escape_and_append_with_quotes<simdjson::constevalutil::fixed_string(Text.characters)>();
            out.append_colon();
            put(out, member);
        });
        out.end_object();
    } else {
        out.start_array();
        put_between_commas(out, v, [&](const auto& element) { put(out, element); });
        out.end_array();
    }
}

std::unique_ptr<task> prepare(const value& v) {
    return task_for(v, [](const auto& document) {
        return [&document, out = std::make_unique<builder>()]() -> std::string_view {
            out->clear();
            put(*out, document);
            std::string_view written;
            if (out->view().get(written) != simdjson::SUCCESS) return {};
            return written;
        };
    });
}

const registration here{{"simdjson", SIMDJSON_VERSION, "string_builder, called for every member", prepare}};

} // namespace
} // namespace bench
