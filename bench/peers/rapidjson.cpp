// RapidJSON's Writer, called by hand for every member, with its SIMD turned on where the flags allow it.
#if defined(__SSE4_2__)
# define RAPIDJSON_SSE42
#elif defined(__SSE2__)
# define RAPIDJSON_SSE2
#endif
#include "../members.hpp"
#include "../peer.hpp"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <concepts>
#include <string_view>

namespace bench {
namespace {

using writer = rapidjson::Writer<rapidjson::StringBuffer>;
using pretty_writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;
using ascii_writer = rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::ASCII<>>;

template <class Writer>
void put_key(Writer& out, std::string_view text) {
    out.Key(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

// Returns whether all was accepted.
template <class Writer, class T>
bool put(Writer& out, const T& v) {
    if constexpr (std::same_as<T, bool>) {
        return out.Bool(v);
    } else if constexpr (std::floating_point<T>) {
        return out.Double(static_cast<double>(v));
    } else if constexpr (std::signed_integral<T>) {
        return out.Int64(v);
    } else if constexpr (sizeof(T) <= sizeof(unsigned) && std::unsigned_integral<T>) {
        return out.Uint(v);
    } else if constexpr (is_text<T>) {
        const std::string_view text = v;
        return out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    } else if constexpr (is_pointer_like<T>) {
        return v ? put(out, *v) : out.Null();
    } else if constexpr (is_map<T>) {
        out.StartObject();
        for (const auto& [key, mapped] : v) {
            put_key(out, key);
            if (!put(out, mapped)) return false;
        }
        return out.EndObject();
    } else if constexpr (has_members<T>) {
        out.StartObject();
        bool accepted = true;
        visit_members(v, [&]<class Key>(Key, const auto& member) {
            put_key(out, Key::text);
            accepted = put(out, member) && accepted;
        });
        return out.EndObject() && accepted;
    } else {
        out.StartArray();
        for (const auto& element : v) {
            if (!put(out, element)) return false;
        }
        return out.EndArray();
    }
}

template <class Writer>
std::unique_ptr<task> prepare(const value& v) {
    return task_for(v, [](const auto& document) {
        return [&document, buffer = rapidjson::StringBuffer()]() mutable -> std::string_view {
            buffer.Clear();
            Writer out(buffer);
            if constexpr (std::same_as<Writer, pretty_writer>) out.SetIndent(' ', 2);
            if (!put(out, document)) return {};
            return {buffer.GetString(), buffer.GetSize()};
        };
    });
}

std::unique_ptr<task> prepare_in(const value& v, style written) {
    if (written == style::indented) return prepare<pretty_writer>(v);
    if (written == style::ascii) return prepare<ascii_writer>(v);
    return nullptr;
}

const registration here{
    {"RapidJSON", RAPIDJSON_VERSION_STRING, "Writer, called for every member", prepare<writer>, prepare_in}};

} // namespace
} // namespace bench
