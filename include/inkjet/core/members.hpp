// The members of an object, found by reflection or listed by describe: their number, names, rules, types and
// values.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/describe.hpp>
#include <inkjet/core/kind.hpp>
#include <inkjet/reflect/member_names.hpp>
#include <inkjet/reflect/members.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// What a source of members offers:
//   count                  how many there are
//   name(i)                what each is called
//   style(i), given(i)     the style that its class wants for the name; whether an option has no say in it
//   reference<I>           what its value is got as: a reference, or a value that is made for the moment
//   is_part<I>()           whether it is a part of the object, not what a function returns
//   rules<I>()             what else is said about it (member_rules)
//   visit(object, f)       calls f with all of them
//   mapped                 the type of a map whose entries stand behind the members, or void
//   visit_map(object, f)   calls f with that map
//   map_is_part()          whether it is a part of the object
//   types                  the types of all, if there is nothing else to know about any

// Bindings visit; a function of its own that called theirs would be one more to be inlined for each class.
template <class T>
struct reflected_members : member_bindings<member_count<T>> {
    static constexpr std::size_t count = member_count<T>;
    using mapped = void;
    using types = member_types<T>;
    static constexpr std::string_view name(std::size_t i) noexcept {
        if constexpr (renames_members<T>)
            return describe<T>::key(member_names<T>[i]);
        else
            return member_names<T>[i];
    }
    static constexpr key_style style(std::size_t) noexcept {
        return renames_members<T> ? key_style::as_declared : style_of_members<T>;
    }
    static constexpr bool given(std::size_t) noexcept {
        return renames_members<T> || style_of_members<T> != key_style::as_declared;
    }

    template <std::size_t I>
    using reference = const member_type<T, I>&;
    template <std::size_t>
    static constexpr bool is_part() noexcept {
        return true;
    }
    template <std::size_t>
    static constexpr member_rules<> rules() noexcept {
        return {};
    }
};

template <class T>
struct members_source;
template <class T>
using members_of = typename members_source<T>::type;

// What a map has in place of members.
struct no_members {
    using type = no_members;
    static constexpr std::size_t count = 0;
    using mapped = void;
    template <std::size_t>
    using reference = void;
};

template <class Getter>
inline constexpr bool leads_to_base = false;
template <class B>
inline constexpr bool leads_to_base<to_base<B>> = true;

// What one entry of a describe<T>::members list stands for.
template <class T, class Entry>
struct listed_entry;

template <class T, class Getter, class... Rules>
struct listed_entry<T, described_member<Getter, Rules...>> {
    static constexpr std::size_t count = 1;
    static constexpr bool flattened = false;
    template <std::size_t>
    static constexpr bool is_part() noexcept {
        return std::is_member_object_pointer_v<Getter>;
    }
    template <std::size_t>
    using reference = decltype(get_member(std::declval<const Getter&>(), std::declval<const T&>()));
};

template <class T, class Getter>
struct listed_entry<T, flattened_member<Getter>> {
    using got = decltype(get_member(std::declval<const Getter&>(), std::declval<const T&>()));
    using inner = std::remove_cvref_t<got>;
    static constexpr bool flattened = true;
    static constexpr bool is_map = kind_of<inner> == kind::map;
    static_assert(is_map || kind_of<inner> == kind::aggregate || kind_of<inner> == kind::described,
                  "inkjet::flatten and inkjet::inherited take a class with members, or flatten a map");
    using source = typename std::conditional_t<is_map, no_members, members_source<inner>>::type;
    static constexpr std::size_t count = source::count;
    // The members of an object that is made for the moment are so, too.
    template <std::size_t I>
    using reference = std::conditional_t<std::is_reference_v<got>, typename source::template reference<I>,
                                         std::remove_reference_t<typename source::template reference<I>>>;
    static constexpr bool holder_is_part = std::is_member_object_pointer_v<Getter> || leads_to_base<Getter>;
    template <std::size_t I>
    static constexpr bool is_part() noexcept {
        return holder_is_part && source::template is_part<I>();
    }
    static constexpr bool map_is_part() noexcept {
        if constexpr (is_map)
            return holder_is_part;
        else
            return holder_is_part && source::map_is_part();
    }
};

template <class T,
          class Indices = std::make_index_sequence<std::remove_cvref_t<decltype(describe<T>::members)>::size>>
struct listed_members;

template <class T, std::size_t... E>
struct listed_members<T, std::index_sequence<E...>> {
    static constexpr auto& list = describe<T>::members;
    template <std::size_t Entry>
    using entry = listed_entry<T, std::remove_cvref_t<decltype(entry_at<Entry>(list))>>;

    static constexpr std::size_t count = (entry<E>::count + ... + 0);
    // Whether each entry is one member, none flattened.
    static constexpr bool plain = ((entry<E>::count == 1 && !entry<E>::flattened) && ...);

    // The entry that a member belongs to, and which of its members it is.
    struct position {
        std::size_t entry, member;
    };
    static constexpr position locate(std::size_t i) noexcept {
        const std::size_t counts[] = {entry<E>::count..., 0};
        std::size_t at = 0;
        for (; i >= counts[at]; ++at) i -= counts[at];
        return {at, i};
    }

    // Asks the source of a flattened member, or answers with what a plain one has.
    template <class Answer, class Plain, class Inner>
    static constexpr Answer ask(std::size_t i, Plain plain_one, Inner flattened_one) noexcept {
        const position at = locate(i);
        Answer answer{};
        [[maybe_unused]] const auto one = [&]<std::size_t Entry>(std::integral_constant<std::size_t, Entry>) {
            if (at.entry != Entry) return;
            if constexpr (entry<Entry>::flattened) {
                if constexpr (entry<Entry>::count != 0)
                    answer = flattened_one(std::type_identity<typename entry<Entry>::source>(), at.member);
            } else {
                answer = plain_one(entry_at<Entry>(list));
            }
        };
        (one(std::integral_constant<std::size_t, E>()), ...);
        return answer;
    }
    static constexpr std::string_view name(std::size_t i) noexcept {
        return ask<std::string_view>(
            i,
            [](const auto& m) {
                if constexpr (renames_members<T>)
                    return describe<T>::key(m.name);
                else
                    return m.name;
            },
            []<class M>(std::type_identity<M>, std::size_t k) { return M::name(k); });
    }
    static constexpr key_style style(std::size_t i) noexcept {
        return ask<key_style>(
            i, [](const auto&) { return key_style::as_declared; },
            []<class M>(std::type_identity<M>, std::size_t k) { return M::style(k); });
    }
    static constexpr bool given(std::size_t i) noexcept {
        return ask<bool>(
            i, [](const auto&) { return true; },
            []<class M>(std::type_identity<M>, std::size_t k) { return M::given(k); });
    }

    template <std::size_t I>
    using reference = typename entry<locate(I).entry>::template reference<locate(I).member>;

    template <std::size_t I>
    static constexpr bool is_part() noexcept {
        return entry<locate(I).entry>::template is_part<locate(I).member>();
    }

    template <std::size_t I>
    static constexpr auto rules() noexcept {
        constexpr position at = locate(I);
        if constexpr (entry<at.entry>::flattened)
            return entry<at.entry>::source::template rules<at.member>();
        else
            return entry_at<at.entry>(list).rules;
    }

    template <class F>
    INKJET_INLINE static constexpr decltype(auto) visit(const T& object, F&& f) {
        if constexpr (plain)
            return f(get_member(entry_at<E>(list).get, object)...);
        else
            return splice<0>(object, f);
    }

    // The one entry that is a map, or that holds a class with such an entry.
    template <std::size_t Entry>
    static consteval bool leads_to_map() {
        if constexpr (!entry<Entry>::flattened)
            return false;
        else if constexpr (entry<Entry>::is_map)
            return true;
        else
            return !std::is_void_v<typename entry<Entry>::source::mapped>;
    }
    static constexpr std::size_t maps = (std::size_t{leads_to_map<E>()} + ... + 0);
    static_assert(maps <= 1, "inkjet: a class can have one flattened map at most");

    static constexpr std::size_t map_entry = [] {
        std::size_t found = 0;
        static_cast<void>(((leads_to_map<E>() ? (found = E, true) : false) || ...));
        return found;
    }();
    template <class F>
    static decltype(auto) visit_map(const T& object, F&& f)
        requires(maps == 1)
    {
        auto&& holder = get_member(entry_at<map_entry>(list).get, object);
        if constexpr (entry<map_entry>::is_map)
            return f(holder);
        else
            return entry<map_entry>::source::visit_map(holder, static_cast<F&&>(f));
    }
    static constexpr bool map_is_part() noexcept
        requires(maps == 1)
    {
        return entry<map_entry>::map_is_part();
    }
    static consteval auto find_mapped() {
        if constexpr (maps == 0)
            return std::type_identity<void>();
        else if constexpr (entry<map_entry>::is_map)
            return std::type_identity<typename entry<map_entry>::inner>();
        else
            return std::type_identity<typename entry<map_entry>::source::mapped>();
    }
    using mapped = typename decltype(find_mapped())::type;

  private:
    // Gathers the values entry by entry, those that are made for the moment in the frames of the calls.
    template <std::size_t Entry, class F, class... Done>
    INKJET_INLINE static constexpr decltype(auto) splice(const T& object, F& f, Done&... done) {
        if constexpr (Entry == sizeof...(E)) {
            return f(done...);
        } else if constexpr (entry<Entry>::count == 0) {
            return splice<Entry + 1>(object, f, done...);
        } else {
            auto&& value = get_member(entry_at<Entry>(list).get, object);
            if constexpr (!entry<Entry>::flattened) {
                return splice<Entry + 1>(object, f, done..., value);
            } else {
                return entry<Entry>::source::visit(
                    value, [&](auto&&... inner) INKJET_LAMBDA_INLINE -> decltype(auto) {
                        return splice<Entry + 1>(object, f, done..., inner...);
                    });
            }
        }
    }
};

template <class T>
struct members_source {
    using type = reflected_members<T>;
};
template <class T>
    requires has_member_list<T>
struct members_source<T> {
    using type = listed_members<T>;
};

// The value of a member, without the reference; and its type, without const.
template <class T, std::size_t I>
using member_value = std::remove_reference_t<typename members_of<T>::template reference<I>>;
template <class T, std::size_t I>
using member_type_of = std::remove_cv_t<member_value<T, I>>;
template <class T, std::size_t I>
using rules_of_member = decltype(members_of<T>::template rules<I>());

} // namespace inkjet::detail
