// The points where a type says how it is written: encoder and describe.
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet {

/// Tells how `T` is written; specialize it for your type. Either `static auto as(const T&)`, which returns
/// anything serializable, or `static void write(auto& writer, const T&)`, which writes one value by hand
/// (`writer.begin_object()`, `key`, `value`, `end_object`, …). It goes before everything else known about
/// `T`.
template <class T>
struct encoder {
    using not_specialized = void;
};

/// Changes how the members of `T` are named or found; specialize it for your type.
///  - `static constexpr std::string_view key(std::string_view member)` returns the key to write for a member.
///  What it
///    returns must live for ever: a literal, or a part of `member`.
///  - `static constexpr auto members = inkjet::members(inkjet::member("name", &T::name), …)` lists what is
///  written,
///    in order: data members (private ones where `describe<T>` is a friend), member functions without
///    parameters, and functions or lambdas that take a `const T&`.
template <class T>
struct describe {
    using not_specialized = void;
};

/// One entry of a `describe<T>::members` list, made by `inkjet::member`.
template <class Getter>
struct described_member {
    std::string_view name;
    Getter get;
};

/// Names a data member, a member function without parameters, or a function of `const T&`. `name` must live
/// for ever.
template <class Getter>
constexpr described_member<Getter> member(std::string_view name, Getter get) noexcept {
    return {name, get};
}

namespace detail {

template <std::size_t I, class Getter>
struct indexed_member {
    described_member<Getter> value;
};

template <class Indices, class... Getters>
struct member_list;

template <std::size_t... I, class... Getters>
struct member_list<std::index_sequence<I...>, Getters...> : indexed_member<I, Getters>... {
    static constexpr std::size_t size = sizeof...(Getters);
    constexpr explicit member_list(described_member<Getters>... each) noexcept
        : indexed_member<I, Getters>{each}... {}
};

template <std::size_t I, class Getter>
constexpr const described_member<Getter>& member_at(const indexed_member<I, Getter>& entry) noexcept {
    return entry.value;
}

template <class Getter, class T>
constexpr decltype(auto) get_member(const Getter& get, const T& object) {
    static_assert(std::is_invocable_v<const Getter&, const T&>,
                  "inkjet: an entry of describe<T>::members must be a data member or a const member function "
                  "of T, or a function of const T&");
    if constexpr (std::is_member_object_pointer_v<Getter>)
        return (object.*get);
    else if constexpr (std::is_member_function_pointer_v<Getter>)
        return (object.*get)();
    else
        return get(object);
}

template <class T>
inline constexpr bool has_encoder = !requires { typename encoder<T>::not_specialized; };
template <class T>
inline constexpr bool is_described = !requires { typename describe<T>::not_specialized; };
template <class T>
inline constexpr bool has_member_list = requires { describe<T>::members; };
template <class T>
inline constexpr bool renames_members = requires { describe<T>::key(std::string_view()); };

} // namespace detail

/// Lists members for `describe<T>::members`.
template <class... Getters>
constexpr auto members(described_member<Getters>... each) noexcept {
    return detail::member_list<std::index_sequence_for<Getters...>, Getters...>(each...);
}

} // namespace inkjet
