// Values of all families, put byte by byte while a program is compiled: what they are and contain.
#pragma once

#include <inkjet/core/encoded.hpp>
#include <inkjet/core/object.hpp>
#include <inkjet/types/constant_tokens.hpp>
#include <inkjet/types/map.hpp>
#include <inkjet/types/optional.hpp>
#include <inkjet/types/range.hpp>
#include <inkjet/types/raw.hpp>
#include <inkjet/types/styled.hpp>
#include <inkjet/types/text.hpp>
#include <inkjet/types/tuple.hpp>
#include <inkjet/types/variant.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

template <class T>
inline constexpr bool is_styled = false;
template <class T>
inline constexpr bool is_styled<styled<T>> = true;

inline namespace INKJET_ISA {

// The traversal of `write` can't be had in a constant expression: its stores reach past the text, its rows of
// members are pointers without a type. This one puts the same bytes one by one, out of the same facts about
// types.
template <options Chosen>
class constant_writer : public constant_tokens<Chosen> {
    using tokens = constant_tokens<Chosen>;
    using tokens::close;
    using tokens::colon;
    using tokens::depth;
    using tokens::floats;
    using tokens::open;
    using tokens::output;
    using tokens::put_enum;
    using tokens::put_number;
    using tokens::put_real;
    using tokens::put_text;
    using tokens::put_text_of;
    using tokens::separate;
    using step = constant_step;

  public:
    using tokens::tokens;

    template <class T>
    constexpr void write(const T& v, const step* at = nullptr) {
        constexpr kind k = kind_of<T>;
        if (output.failed()) return;
        if constexpr (k == kind::null)
            output.put("null");
        else if constexpr (k == kind::boolean)
            output.put(v ? "true" : "false");
        else if constexpr (k == kind::integer)
            put_number(v, at);
        else if constexpr (k == kind::floating)
            put_real(static_cast<typename form<T>::printed>(v), at);
        else if constexpr (k == kind::enumeration)
            put_enum(v, at);
        else if constexpr (k == kind::character)
            put_text(unit_view<T>{&v, 1}, at);
        else if constexpr (k == kind::text)
            put_text_of(v, at);
        else if constexpr (k == kind::optional || k == kind::pointer)
            write_optional(v, at);
        else if constexpr (k == kind::variant)
            write_variant(v, at, std::make_index_sequence<std::variant_size_v<T>>());
        else if constexpr (k == kind::map)
            write_map(v, at);
        else if constexpr (k == kind::range)
            write_range(v, at);
        else if constexpr (k == kind::tuple)
            write_tuple(v, at, std::make_index_sequence<std::tuple_size<T>::value>());
        else if constexpr (k == kind::aggregate || k == kind::described)
            write_object(v, at);
        else if constexpr (std::is_same_v<T, raw>)
            output.put(v.json);
        else if constexpr (is_styled<T>)
            write_in_style(v.value, v.style, at);
        else if constexpr (encoded_as<T>)
            write_stand_in(encoder<T>::as(v), at);
        else
            static_assert(sizeof(T) == 0, "inkjet: values of this type can't be written at compile time");
    }

    template <class T>
    constexpr void write_whole(const T& v) {
        write(v);
        if (Chosen.append_newline) output.put('\n');
    }

  private:
    template <class T>
    constexpr void write_stand_in(const T& v, const step* at) {
        write(v, at);
    }

    template <class T>
    constexpr void write_optional(const T& v, const step* at) {
        if (content_of(v) == content::absent) return output.put("null");
        write_stand_in(*v, at);
    }

    template <class T, std::size_t... I>
    constexpr void write_variant(const T& v, const step* at, std::index_sequence<I...>) {
        static_assert(
            !requires { describe<T>::tag; }, "inkjet: a tagged variant can't be written at compile time");
        if (v.valueless_by_exception()) return output.fail(errc::bad_value, at, "a variant without a value");
        static_cast<void>(((v.index() == I && (write(*get_if<I>(&v), at), true)) || ...));
    }

    template <class T>
    constexpr void write_in_style(const T& v, float_style style, const step* at) {
        const float_style former = std::exchange(floats, style);
        write(v, at);
        floats = former;
    }

    template <class T>
    constexpr void write_range(const T& v, const step* at) {
        static_assert(iterable<const T>, "inkjet: a range that is const can't be iterated");
        using element = typename form<T>::element;
        if (!open('[', at)) return;
        bool on_one_line = false;
        if constexpr (is_number_like<element> && Chosen.indent != 0)
            on_one_line = are_at_most(first_of(v), end_of(v), Chosen.inline_numbers);
        step here{at, false, {}, 0};
        for (auto&& each : v) {
            separate(here.index == 0, on_one_line);
            if constexpr (std::is_same_v<element, bool>)
                write(static_cast<bool>(each), &here);
            else
                write(each, &here);
            ++here.index;
        }
        close(']', here.index == 0, on_one_line);
    }

    template <class T, std::size_t... I>
    constexpr void write_tuple(const T& v, const step* at, std::index_sequence<I...>) {
        using std::get;
        if (!open('[', at)) return;
        constexpr bool on_one_line =
            (is_number_like<std::remove_cvref_t<std::tuple_element_t<I, T>>> && ...) &&
            sizeof...(I) <= Chosen.inline_numbers;
        step here{at, false, {}, 0};
        ((separate(I == 0, on_one_line), here.index = I, write(get<I>(v), &here)), ...);
        close(']', sizeof...(I) == 0, on_one_line);
    }

    template <class T>
    constexpr void write_map(const T& v, const step* at) {
        static_assert(!Chosen.sort_keys, "inkjet: maps can't be sorted at compile time");
        if (!open('{', at)) return;
        bool empty = true;
        for (auto&& [key, value] : v) {
            static_assert(kind_of<std::remove_cvref_t<decltype(key)>> == kind::text,
                          "inkjet: at compile time a map's key must be text");
            separate(empty);
            empty = false;
            write_key(key, at);
            if (output.failed()) return;
            constant_writer name;
            name.write_key(key, nullptr);
            const std::string_view quoted = name.text().view();
            const step here{at, true, quoted.substr(1, quoted.size() - 2), 0};
            colon();
            write(value, &here);
        }
        close('}', empty);
    }

    // A null pointer is no text.
    template <class Key>
    constexpr void write_key(const Key& key, const step* at) {
        if constexpr (std::is_pointer_v<Key>) {
            if (key == nullptr) {
                if (Chosen.non_string_keys) return output.put("\"null\"");
                return output.fail(errc::bad_key, at, "set .non_string_keys to write it as text");
            }
        }
        write(key, at);
    }

    template <class T>
    using keys_of = object_keys<T, Chosen.keys>;

    // Which member comes when.
    template <class T, std::size_t... I>
    static consteval auto order_of(std::index_sequence<I...>) {
        std::array<std::size_t, sizeof...(I) + 1> order{I..., 0};
        if (!Chosen.sort_keys) return order;
        const std::array<std::string_view, sizeof...(I) + 1> keys{keys_of<T>::key(I)..., {}};
        for (std::size_t i = 1; i < sizeof...(I); ++i)
            for (std::size_t k = i; k > 0 && key_less(Chosen, keys[order[k]], keys[order[k - 1]]); --k)
                std::swap(order[k], order[k - 1]);
        return order;
    }

    template <class T>
    constexpr void write_object(const T& v, const step* at) {
        using members = members_of<T>;
        static_assert(std::is_void_v<typename members::mapped>,
                      "inkjet: a flattened map can't be written at compile time");
        using indices = std::make_index_sequence<members::count>;
        constexpr auto order = order_of<T>(indices());
        if (!open('{', at)) return;
        bool empty = true;
        members::visit(v, [&](const auto&... each) {
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                for (std::size_t rank = 0; rank < members::count; ++rank)
                    static_cast<void>(
                        ((order[rank] == I && (write_member<T, I>(each, at, empty), true)) || ...));
            }(indices());
        });
        close('}', empty);
    }

    template <class T, std::size_t I, class M>
    constexpr void write_member(const M& value, const step* at, bool& empty) {
        if (output.failed() || omits<T, I>(value)) return;
        separate(empty);
        empty = false;
        output.put_string(keys_of<T>::key(I), at);
        colon();
        const step here{at, true, {keys_of<T>::text(I) + 2, keys_of<T>::size(I) - around_key}, 0};
        write_member_value<T, I>(value, &here);
    }

    template <class T, std::size_t I, class M>
    constexpr void write_member_value(const M& value, const step* at) {
        if constexpr (member_writing<T, I>::in_style)
            write_in_style(value, members_of<T>::template rules<I>(), at);
        else
            write(value, at);
    }

    template <class T, std::size_t I, class M>
    constexpr bool omits(const M& value) const {
        using rules = rules_of_member<T, I>;
        constexpr bool kept = std::is_base_of_v<kept_rule, rules>;
        constexpr bool empty = std::is_base_of_v<skip_empty_rule, rules> || (Chosen.skip_empty && !kept);
        constexpr bool null =
            empty || std::is_base_of_v<skip_null_rule, rules> || (Chosen.skip_null && !kept);
        if constexpr (null) {
            const content found = content_of(value);
            if (found == content::absent || (empty && found == content::nothing)) return true;
        }
        if constexpr (has_skip_if<rules>) {
            if (members_of<T>::template rules<I>().holds(value)) return true;
        }
        if constexpr (std::is_base_of_v<skip_default_rule, rules> || Chosen.skip_default) {
            static_assert(has_default<T> || !std::is_base_of_v<skip_default_rule, rules>,
                          "inkjet::skip_default needs a default constructor");
            if constexpr (has_default<T> &&
                          std::is_lvalue_reference_v<typename members_of<T>::template reference<I>>)
                return is_default<T, I>(value);
        }
        return false;
    }

    template <class T, std::size_t I, class M>
    constexpr bool is_default(const M& value) const {
        const default_object<T> standard{};
        bool alike = false;
        members_of<T>::visit(standard.value, [&](const auto&... each) {
            [&]<std::size_t... K>(std::index_sequence<K...>) {
                const auto compare = [&](const auto& other, auto is_it) {
                    if constexpr (decltype(is_it)::value) {
                        const content found = content_of(value);
                        if (found != content_of(other)) return;
                        constant_writer a(this->depth, this->floats), b(this->depth, this->floats);
                        a.template write_member_value<T, I>(value, nullptr);
                        b.template write_member_value<T, I>(other, nullptr);
                        alike = found != content::something || (!a.output.failed() && !b.output.failed() &&
                                                                a.output.view() == b.output.view());
                    }
                };
                (compare(each, std::bool_constant<K == I>()), ...);
            }(std::make_index_sequence<members_of<T>::count>());
        });
        return alike;
    }
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
