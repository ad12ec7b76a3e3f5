// What nlohmann lacks for the documents: members that may be null (its version 3.11 knows no optional) or
// absent (its macros want every key).
#pragma once

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>

template <class T>
struct nlohmann::adl_serializer<std::optional<T>> {
    static void to_json(nlohmann::json& to, const std::optional<T>& from) {
        if (from) {
            to = *from;
        } else {
            to = nullptr;
        }
    }
    static void from_json(const nlohmann::json& from, std::optional<T>& to) {
        if (from.is_null()) {
            to.reset();
        } else {
            from.get_to(to.emplace());
        }
    }
};

template <class T>
struct nlohmann::adl_serializer<std::unique_ptr<T>> {
    static void to_json(nlohmann::json& to, const std::unique_ptr<T>& from) {
        if (from) {
            to = *from;
        } else {
            to = nullptr;
        }
    }
    static void from_json(const nlohmann::json& from, std::unique_ptr<T>& to) {
        if (from.is_null()) {
            to.reset();
        } else {
            to = std::make_unique<T>();
            from.get_to(*to);
        }
    }
};

namespace documents {

template <class T>
inline constexpr bool is_nullable = false;
template <class T>
inline constexpr bool is_nullable<std::optional<T>> = true;
template <class T>
inline constexpr bool is_nullable<std::unique_ptr<T>> = true;

// Takes the members of a struct into a JSON object, one call for each.
struct into_object {
    nlohmann::json& object;

    template <class Member>
    void operator()(const char* key, const Member& member) const {
        object[key] = member;
    }
};

// Takes the members of a struct out of a JSON object, one call for each. Only nullable ones may be absent.
struct out_of_object {
    const nlohmann::json& object;

    template <class Member>
    void operator()(const char* key, Member& member) const {
        if constexpr (is_nullable<Member>) {
            if (const auto found = object.find(key); found != object.end()) found->get_to(member);
        } else {
            object.at(key).get_to(member);
        }
    }
};

} // namespace documents
