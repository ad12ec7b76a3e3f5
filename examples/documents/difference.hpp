// Whether what was written is the document that was read.
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace documents {

// Compares two documents and returns the JSON Pointer (RFC 6901) of the first place where they differ, or
// nothing when they are the same. An absent member equals null, in this direction alone: a struct has all of
// its members, so those that the source leaves out are written as null. Everything else is compared exactly,
// doubles by value.
inline std::optional<std::string>
difference(const nlohmann::json& source, const nlohmann::json& written,
           const nlohmann::json::json_pointer& at = nlohmann::json::json_pointer()) {
    if (source.is_object() && written.is_object()) {
        for (const auto& [key, value] : source.items()) {
            const auto found = written.find(key);
            if (found == written.end()) return (at / key).to_string();
            if (auto inside = difference(value, *found, at / key)) return inside;
        }
        for (const auto& [key, value] : written.items()) {
            if (!value.is_null() && !source.contains(key)) return (at / key).to_string();
        }
        return std::nullopt;
    }
    if (source.is_array() && written.is_array() && source.size() == written.size()) {
        for (std::size_t i = 0; i < source.size(); ++i) {
            if (auto inside = difference(source[i], written[i], at / i)) return inside;
        }
        return std::nullopt;
    }
    if (source == written) return std::nullopt;
    return at.to_string();
}

} // namespace documents
