// Objects and arrays made on the spot from references: what jsonify(id=..., users=...) is in Flask.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/key_style.hpp>
#include <inkjet/core/omission.hpp>
#include <inkjet/core/sequence.hpp>
#include <inkjet/types/key.hpp>

#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace inkjet {

namespace detail {

// References, and nothing else: what a call's arguments name lives until its full expression ends.
template <class... KeysAndValues>
struct adhoc_object {
    std::tuple<KeysAndValues&&...> keys_and_values;
};

template <class... Values>
struct adhoc_array {
    std::tuple<Values&&...> values;
};

} // namespace detail

/// Makes an object from keys and values by turns: `object("id", id, "users", users)`. Keys are text. Holds
/// references, allocates nothing, and nests. Write it in the expression that makes it: temporaries among the
/// arguments end there.
template <class... KeysAndValues>
constexpr detail::adhoc_object<KeysAndValues...> object(KeysAndValues&&... each) noexcept {
    static_assert(sizeof...(KeysAndValues) % 2 == 0, "inkjet::object takes keys and values by turns");
    return {std::tuple<KeysAndValues&&...>(static_cast<KeysAndValues&&>(each)...)};
}

/// Makes an array from values of any types. Holds references, allocates nothing, and nests. Write it in the
/// expression that makes it: temporaries among the arguments end there.
template <class... Values>
constexpr detail::adhoc_array<Values...> array(Values&&... each) noexcept {
    return {std::tuple<Values&&...>(static_cast<Values&&>(each)...)};
}

namespace detail {

template <class... KeysAndValues>
inline constexpr bool owns_nothing<adhoc_object<KeysAndValues...>> = true;
template <class... Values>
inline constexpr bool owns_nothing<adhoc_array<Values...>> = true;

// An argument as what it is worth: an lvalue if it lasts.
template <class T>
using as_given = std::conditional_t<is_lasting<T>, std::remove_reference_t<T>&, T&&>;

template <class... Values>
inline constexpr bool has_own_form<adhoc_array<Values...>> = true;

template <class... Values>
struct form<adhoc_array<Values...>, kind::own> : unbounded_form {
    template <class P>
    static char* write(context& c, char* p, const adhoc_array<Values...>& array) {
        return std::apply(
            [&](auto&... each) { return put_mixed_array<P>(c, p, static_cast<as_given<Values>>(each)...); },
            array.values);
    }
};

template <class... KeysAndValues>
inline constexpr bool has_own_form<adhoc_object<KeysAndValues...>> = true;

template <class... KeysAndValues>
struct form<adhoc_object<KeysAndValues...>, kind::own> : unbounded_form {
    using object = adhoc_object<KeysAndValues...>;
    static constexpr std::size_t count = sizeof...(KeysAndValues) / 2;

    template <class P>
    static char* write(context& c, char* p, const object& value) {
        if (!may_nest<1>(c)) [[unlikely]]
            return too_deep(c, p);
        p = ensure(c, p, exit_room);
        *p++ = '{';
        if constexpr (count != 0) {
            bool empty = true;
            --c.depth;
            p = put_members<P>(c, p, value, empty, std::make_index_sequence<count>{});
            ++c.depth;
            if (!empty) p = new_line<P>(c, p);
        }
        *p++ = '}';
        return ensure(c, p, exit_room);
    }

  private:
    template <std::size_t I>
    static const auto& key(const object& value) {
        const auto& text = std::get<2 * I>(value.keys_and_values);
        using type = std::remove_cvref_t<decltype(text)>;
        static_assert(kind_of<type> == kind::text, "inkjet::object: each key must be text");
        static_assert(sizeof(*units_of(text).data) == 1, "inkjet::object: each key must be UTF-8 text");
        return text;
    }

    template <class P, std::size_t I>
    static char* put_member(context& c, char* p, const object& value, bool& empty) {
        auto& member = std::get<2 * I + 1>(value.keys_and_values);
        if constexpr (may_omit_by_option<P>) {
            static constexpr erased_type type =
                make_erased_type<P, std::remove_reference_t<decltype(member)>>();
            if (omits_by_option(c, chosen<P>(c), type, &member, nullptr)) return p;
        }
        if (!empty) *p++ = ',';
        empty = false;
        p = new_line<P>(c, p);
        p = put_key<P>(c, p, key<I>(value));
        p = put_colon<P>(c, p);
        using given = std::tuple_element_t<2 * I + 1, std::tuple<KeysAndValues...>>;
        p = write_in_any_room<copying_unless<is_lasting<given>, P>>(c, p, member);
        return ensure(c, p, exit_room);
    }

    template <class P, std::size_t... I>
    static char* put_members(context& c, char* p, const object& value, bool& empty,
                             std::index_sequence<I...>) {
        if constexpr (may_differ<P>(&options::sort_keys)) {
            const options& o = chosen<P>(c);
            if (o.sort_keys) {
                struct member {
                    std::string_view name;
                    char* (*put)(context&, char*, const object&, bool&);
                } members[] = {{narrow_key(key<I>(value)), &put_member<P, I>}...};
                for (std::size_t i = 1; i < count; ++i)
                    for (std::size_t at = i; at > 0 && key_less(o, members[at].name, members[at - 1].name);
                         --at)
                        std::swap(members[at], members[at - 1]);
                for (const member& each : members) p = each.put(c, p, value, empty);
                return p;
            }
        }
        ((p = put_member<P, I>(c, p, value, empty)), ...);
        return p;
    }
};

} // namespace detail
} // namespace inkjet
