// The point where a class says which members it has: their names, their order, which are left out, how they
// are written.
#pragma once

#include <inkjet/writer/options.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet {

/// Changes how the members of `T` are named or found; specialize it for your type.
///  - `static constexpr inkjet::key_style keys = inkjet::key_style::camel` makes keys of the members' names.
///  - `static constexpr std::string_view key(std::string_view member)` returns the key to write for a member.
///  What it returns must live for ever: a literal, or a part of `member`.
///  - `static constexpr auto members = inkjet::members(inkjet::member("name", &T::name), …)` lists what is
///  written, in order: see `member`, `flatten` and `inherited`.
template <class T>
struct describe {
    using not_specialized = void;
};

namespace detail {

struct skip_null_rule {};
struct skip_empty_rule {};
struct skip_default_rule {};
struct kept_rule {}; // no option leaves it out
template <class F>
struct skip_if_rule {
    F holds;
};

// What is said about one member besides its name. Each kind of rule at most once.
template <class... Rules>
struct member_rules : Rules... {};

template <class Getter, class... Rules>
struct described_member {
    std::string_view name;
    Getter get;
    member_rules<Rules...> rules;
};

// A value whose floating point numbers have a style of their own, as a member with such a rule has.
template <class T>
struct styled {
    T& value;
    float_style style;
};

template <class Getter>
struct flattened_member {
    Getter get;
};

template <class B>
struct to_base {
    template <class T>
    constexpr const B& operator()(const T& object) const noexcept {
        static_assert(std::is_base_of_v<B, T>,
                      "inkjet::inherited: this is no base class of the described one");
        return object;
    }
};

} // namespace detail

/// Leaves a member out where it would be `null`: an absent optional, a null pointer.
inline constexpr detail::skip_null_rule skip_null{};
/// Leaves a member out where it holds nothing: empty text, an empty array or map, or what would be `null`.
inline constexpr detail::skip_empty_rule skip_empty{};
/// Leaves a member out where it would be written as that of a default-constructed object.
inline constexpr detail::skip_default_rule skip_default{};
/// Leaves a member out where `holds(value)` is true.
template <class F>
constexpr detail::skip_if_rule<F> skip_if(F holds) noexcept {
    return {holds};
}

/// Names a data member (a private one where `describe<T>` is a friend), a member function without parameters,
/// or a function or lambda of `const T&`. `name` must live for ever. Rules may follow: `skip_null`,
/// `skip_empty`, `skip_default`, `skip_if(predicate)`, and a float style such as `fixed(2)` for the numbers
/// in it.
template <class Getter, class... Rules>
constexpr detail::described_member<Getter, Rules...> member(std::string_view name, Getter get,
                                                            Rules... rules) noexcept {
    return {name, get, {rules...}};
}

/// Puts the members of a member, or the entries of a map, in its place. A map's entries come last, whatever
/// its place, and there can be one only. Names are not checked against each other.
template <class Getter>
constexpr detail::flattened_member<Getter> flatten(Getter get) noexcept {
    return {get};
}

/// Puts the members of the base class `B` in this place.
template <class B>
constexpr detail::flattened_member<detail::to_base<B>> inherited() noexcept {
    return {};
}

namespace detail {

template <std::size_t I, class Entry>
struct indexed_entry {
    Entry value;
};

template <class Indices, class... Entries>
struct member_list;

template <std::size_t... I, class... Entries>
struct member_list<std::index_sequence<I...>, Entries...> : indexed_entry<I, Entries>... {
    static constexpr std::size_t size = sizeof...(Entries);
    constexpr explicit member_list(Entries... each) noexcept : indexed_entry<I, Entries>{each}... {}
};

template <std::size_t I, class Entry>
constexpr const Entry& entry_at(const indexed_entry<I, Entry>& entry) noexcept {
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
inline constexpr bool is_described = !requires { typename describe<T>::not_specialized; };
template <class T>
inline constexpr bool has_member_list = requires { describe<T>::members; };
template <class T>
inline constexpr bool renames_members = requires { describe<T>::key(std::string_view()); };

template <class T>
inline constexpr key_style style_of_members = key_style::as_declared;
template <class T>
    requires requires { describe<T>::keys; }
inline constexpr key_style style_of_members<T> = describe<T>::keys;

} // namespace detail

/// Lists members for `describe<T>::members`.
template <class... Entries>
constexpr auto members(Entries... each) noexcept {
    return detail::member_list<std::index_sequence_for<Entries...>, Entries...>(each...);
}

} // namespace inkjet
