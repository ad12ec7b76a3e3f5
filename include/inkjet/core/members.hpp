// The members of an object, found by reflection or listed by describe: their number, keys, types and values.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoder.hpp>
#include <inkjet/reflect/member_names.hpp>
#include <inkjet/reflect/members.hpp>
#include <inkjet/text/escape.hpp>
#include <inkjet/text/utf8.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// What a source of members offers: count, name(i), type<I>, and visit(object, f), which calls f with all
// members.

template <class T>
struct reflected_members {
    static constexpr std::size_t count = member_count<T>;

    static constexpr std::string_view name(std::size_t i) noexcept { return member_names<T>[i]; }

    template <std::size_t I>
    using type = member_type<T, I>;
    template <std::size_t I>
    using value = const type<I>;

    template <class F>
    INKJET_INLINE static decltype(auto) visit(const T& object, F&& f) {
        return visit_members(object, static_cast<F&&>(f));
    }
};

template <class T>
struct listed_members {
    static constexpr auto& list = describe<T>::members;
    static constexpr std::size_t count = std::remove_cvref_t<decltype(list)>::size;

    static constexpr std::string_view name(std::size_t i) noexcept {
        return [i]<std::size_t... I>(std::index_sequence<I...>) {
            const std::string_view names[] = {member_at<I>(list).name..., {}};
            return names[i];
        }(std::make_index_sequence<count>{});
    }

    template <std::size_t I>
    using value =
        std::remove_reference_t<decltype(get_member(member_at<I>(list).get, std::declval<const T&>()))>;
    template <std::size_t I>
    using type = std::remove_cv_t<value<I>>;

    template <class F>
    INKJET_INLINE static decltype(auto) visit(const T& object, F&& f) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) INKJET_LAMBDA_INLINE -> decltype(auto) {
            return f(get_member(member_at<I>(list).get, object)...);
        }(std::make_index_sequence<count>{});
    }
};

template <class T>
using members_of = std::conditional_t<has_member_list<T>, listed_members<T>, reflected_members<T>>;

// The key of member I, as `describe` wants it.
template <class T, std::size_t I>
constexpr std::string_view key_of() noexcept {
    if constexpr (renames_members<T>)
        return describe<T>::key(members_of<T>::name(I));
    else
        return members_of<T>::name(I);
}

// What stands before a member's value, made at compile time: `{` or `,`, then the escaped key in quotes, and
// a colon.
template <class T, std::size_t I>
struct key_text {
    static constexpr std::string_view key = key_of<T, I>();
    static_assert(first_invalid_utf8(key.data(), key.size()) == key.size(), "inkjet: a key must be UTF-8");

    static constexpr std::size_t capacity = 6 * key.size() + 4;
    struct built {
        std::array<char, capacity> text;
        std::size_t size;
    };
    static constexpr built make() noexcept {
        built b{};
        char* p = b.text.data();
        *p++ = I == 0 ? '{' : ',';
        *p++ = '"';
        p = escape_portable(p, key.data(), key.size());
        *p++ = '"';
        *p++ = ':';
        b.size = static_cast<std::size_t>(p - b.text.data());
        return b;
    }
    static constexpr std::size_t size = make().size;
    static constexpr std::array<char, size> text = [] {
        const built b = make();
        std::array<char, size> exact{};
        for (std::size_t i = 0; i < size; ++i) exact[i] = b.text[i];
        return exact;
    }();
};

} // namespace inkjet::detail
