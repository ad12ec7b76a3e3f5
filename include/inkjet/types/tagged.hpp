// Variants that say which alternative they hold: by a member of it, a member around it, or a member beside
// it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/object.hpp>
#include <inkjet/reflect/type_name.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace inkjet {

namespace detail {

enum class tag_place : unsigned char { inside, around, beside };

template <std::size_t Names>
struct variant_tag {
    tag_place place;
    std::string_view key;     // of the tag, inside or beside
    std::string_view content; // of the value, beside
    std::array<std::string_view, Names> names;
};

} // namespace detail

/// Tags a variant's alternatives by a member of theirs: `{"type":"circle","radius":1}`. All are classes with
/// members, or `std::monostate`. Named in the order of the alternatives; without names, as their classes are.
/// For `describe<std::variant<…>>`: `static constexpr auto tag = inkjet::internal_tag("type", "circle", …)`.
template <class... Names>
constexpr detail::variant_tag<sizeof...(Names)> internal_tag(std::string_view key, Names... names) noexcept {
    return {detail::tag_place::inside, key, {}, {names...}};
}

/// Tags a variant's alternatives by an object around them: `{"circle":{"radius":1}}`.
template <class... Names>
constexpr detail::variant_tag<sizeof...(Names)> external_tag(Names... names) noexcept {
    return {detail::tag_place::around, {}, {}, {names...}};
}

/// Tags a variant's alternatives by a member beside them: `{"type":"circle","value":{"radius":1}}`.
template <class... Names>
constexpr detail::variant_tag<sizeof...(Names)> adjacent_tag(std::string_view key, std::string_view content,
                                                             Names... names) noexcept {
    return {detail::tag_place::beside, key, content, {names...}};
}

namespace detail {

// Alternative I of a tagged variant as the object that it is written as.
template <class Variant, std::size_t I>
struct tagged_alternative {
    const std::variant_alternative_t<I, Variant>& held;
};

template <class Variant, std::size_t I>
struct tagged_members {
    using held_type = std::variant_alternative_t<I, Variant>;
    using object = tagged_alternative<Variant, I>;
    static constexpr auto& tag = describe<Variant>::tag;
    static_assert(tag.names.size() == 0 || tag.names.size() == std::variant_size_v<Variant>,
                  "inkjet: a tagged variant needs a name for each alternative, or none at all");

    static constexpr bool empty = std::is_same_v<held_type, std::monostate>;
    static constexpr bool inside = tag.place == tag_place::inside;
    static_assert(!inside || empty || kind_of<held_type> == kind::aggregate ||
                      kind_of<held_type> == kind::described,
                  "inkjet::internal_tag: the alternatives must be classes with members");
    using inner = typename std::conditional_t<inside && !empty, members_source<held_type>, no_members>::type;

    static constexpr std::string_view tag_name() noexcept {
        if constexpr (tag.names.size() != 0)
            return tag.names[I];
        else
            return type_name<held_type>;
    }

    // The tag, or the name around; then what the alternative has, or is.
    static constexpr bool has_tag = tag.place != tag_place::around;
    static constexpr bool has_value = !inside && !(tag.place == tag_place::beside && empty);
    static constexpr std::size_t own = std::size_t{has_tag} + std::size_t{has_value};
    static constexpr std::size_t count = own + inner::count;
    using mapped = typename inner::mapped;

    static constexpr std::string_view name(std::size_t i) noexcept {
        if (has_tag && i == 0) return tag.key;
        if (i < own) return has_tag ? tag.content : tag_name();
        if constexpr (inner::count != 0) return inner::name(i - own);
        return {};
    }
    static constexpr key_style style(std::size_t i) noexcept {
        if constexpr (inner::count != 0)
            if (i >= own) return inner::style(i - own);
        return key_style::as_declared;
    }
    static constexpr bool given(std::size_t i) noexcept {
        if constexpr (inner::count != 0)
            if (i >= own) return inner::given(i - own);
        return true;
    }

    template <std::size_t J>
    static consteval auto find_reference() {
        if constexpr (has_tag && J == 0)
            return std::type_identity<std::string_view>();
        else if constexpr (J < own)
            return std::type_identity<const held_type&>();
        else
            return std::type_identity<typename inner::template reference<J - own>>();
    }
    template <std::size_t J>
    using reference = typename decltype(find_reference<J>())::type;

    template <std::size_t J>
    static constexpr bool is_part() noexcept {
        if constexpr (J < own)
            return true;
        else
            return inner::template is_part<J - own>();
    }
    static constexpr bool map_is_part() noexcept { return inner::map_is_part(); }

    template <std::size_t J>
    static constexpr auto rules() noexcept {
        if constexpr (J == 0)
            return member_rules<kept_rule>(); // what tells the alternatives apart
        else if constexpr (J < own)
            return member_rules<>();
        else
            return inner::template rules<J - own>();
    }

    template <class F>
    INKJET_INLINE static decltype(auto) visit(const object& o, F&& f) {
        static constexpr std::string_view text = tag_name();
        if constexpr (inner::count != 0)
            return inner::visit(o.held, [&](auto&&... each) INKJET_LAMBDA_INLINE -> decltype(auto) {
                return f(text, each...);
            });
        else if constexpr (has_tag && has_value)
            return f(text, o.held);
        else if constexpr (has_tag)
            return f(text);
        else
            return f(o.held);
    }

    template <class F>
    static decltype(auto) visit_map(const object& o, F&& f)
        requires(!std::is_void_v<mapped>)
    {
        return inner::visit_map(o.held, static_cast<F&&>(f));
    }
};

// The members of an alternative have their defaults; what stands around it has none.
template <class Variant, std::size_t I>
inline constexpr bool has_default<tagged_alternative<Variant, I>> =
    tagged_members<Variant, I>::inside &&
    std::is_default_constructible_v<std::variant_alternative_t<I, Variant>>;

template <class Variant, std::size_t I>
struct default_object<tagged_alternative<Variant, I>> {
    std::variant_alternative_t<I, Variant> held{};
    tagged_alternative<Variant, I> value{held};
};

template <class Variant, std::size_t I>
struct members_source<tagged_alternative<Variant, I>> {
    using type = tagged_members<Variant, I>;
};

template <class Variant, std::size_t I>
inline constexpr bool has_own_form<tagged_alternative<Variant, I>> = true;

template <class Variant, std::size_t I>
struct form<tagged_alternative<Variant, I>, kind::own> : object_form<tagged_alternative<Variant, I>> {};

} // namespace detail
} // namespace inkjet
