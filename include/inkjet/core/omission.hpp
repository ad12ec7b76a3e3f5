// Which members of objects are left out: what there is to a value, and whether it is the default.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/buffer/buffer.hpp>
#include <inkjet/core/describe.hpp>
#include <inkjet/core/encoded.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/kind.hpp>
#include <inkjet/core/members.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

template <class T>
inline constexpr bool is_looked_at = [] {
    if constexpr (kind_of<T> == kind::own)
        return requires(const T& value) { form<T>::look(value); };
    else
        return false;
}();

// Looks no deeper than the value itself, or what stands for it by an encoder.
template <class T>
constexpr content content_of(const T& value) {
    constexpr kind k = kind_of<T>;
    const auto empty_if = [](bool empty) { return empty ? content::nothing : content::something; };
    const auto absent_if = [](bool absent) { return absent ? content::absent : content::something; };
    const auto look_at_stand_in = [](const auto& stand_in) { return content_of(stand_in); };
    if constexpr (k == kind::null)
        return content::absent;
    else if constexpr (encoded_as<T>)
        return look_at_stand_in(encoder<T>::as(value));
    else if constexpr (is_looked_at<T>)
        return form<T>::look(value);
    else if constexpr (k == kind::optional)
        return absent_if(!value.has_value());
    else if constexpr (k == kind::pointer)
        return absent_if(!value);
    else if constexpr (k == kind::text && std::is_pointer_v<T>)
        return value == nullptr ? content::absent : empty_if(*value == 0);
    else if constexpr (k == kind::text && std::is_array_v<T>)
        return empty_if(*value == 0);
    else if constexpr (k == kind::text && contiguous_text<T>)
        return empty_if(value.size() == 0);
    else if constexpr (k == kind::text)
        return empty_if(std::string_view(value).empty());
    else if constexpr ((k == kind::range || k == kind::map) && iterable<const T>)
        return empty_if(first_of(value) == end_of(value));
    else
        return content::something;
}

// Whether content_of may say anything but `something`.
template <class T>
inline constexpr bool may_be_hollow = [] {
    constexpr kind k = kind_of<T>;
    return k == kind::encoded || is_looked_at<T> || k == kind::null || k == kind::optional ||
           k == kind::pointer || k == kind::text || k == kind::range || k == kind::map;
}();

inline namespace INKJET_ISA {

// A value of some type, and how it is written and looked at.
struct erased_type {
    char* (*put)(context&, char*, const void*); // needs no room, leaves `exit_room`
    content (*look)(const void*);               // nullptr: always something
    std::size_t scalar_size;                    // of a type whose values are equal if their bytes are; else 0

    content of(const void* value) const { return look != nullptr ? look(value) : content::something; }
};

template <class P, class M>
char* put_erased(context& c, char* p, const void* value) {
    return write_in_any_room<P>(c, p, *static_cast<M*>(const_cast<void*>(value)));
}

template <class P, class M>
constexpr erased_type make_erased_type() noexcept {
    using type = std::remove_const_t<M>;
    constexpr kind k = kind_of<type>;
    erased_type made{&put_erased<typename plain_policy<P>::type, M>, nullptr, 0};
    if constexpr (may_be_hollow<type>)
        made.look = [](const void* value) { return content_of(*static_cast<const type*>(value)); };
    if constexpr (k == kind::boolean || k == kind::character || k == kind::integer || k == kind::enumeration)
        made.scalar_size = sizeof(type);
    return made;
}

// Writes a value into a buffer of its own. Returns false if it is refused.
inline bool write_aside(const context& outer, const erased_type& type, const void* value, buffer& out) {
    context c;
    c.chosen = outer.chosen;
    c.depth = outer.depth;
    c.fallback_calls = outer.fallback_calls;
    sink<buffer> target(c, out);
    char* const p = type.put(c, target.open(c), value);
    return !c.failed && target.commit(c, p);
}

// Whether two values would be written alike. So there is no need for operator==, which most containers offer
// whether or not what they hold can be compared. Allocates where both hold something and are no scalars.
INKJET_NOINLINE inline bool are_written_alike(const context& c, const erased_type& type, const void* a,
                                              const void* b) {
    if (type.scalar_size != 0) return std::memcmp(a, b, type.scalar_size) == 0;
    const content left = type.of(a), right = type.of(b);
    if (left != right || left != content::something) return left == right;
    buffer written_a, written_b;
    return write_aside(c, type, a, written_a) && write_aside(c, type, b, written_b) &&
           written_a.view() == written_b.view();
}

// Whether an option may say so.
constexpr bool omits_members(const options& o) noexcept {
    return o.skip_null || o.skip_empty || o.skip_default;
}

// Whether a member with this value is left out by an option. `standard` is its value by default, or nullptr.
INKJET_NOINLINE inline bool omits_by_option(const context& c, const options& o, const erased_type& type,
                                            const void* value, const void* standard) {
    if (o.skip_null || o.skip_empty) {
        const content found = type.of(value);
        if (found == content::absent || (o.skip_empty && found == content::nothing)) return true;
    }
    return o.skip_default && standard != nullptr && are_written_alike(c, type, value, standard);
}
template <class P>
inline constexpr bool may_omit_by_option =
    may_differ<P>(&options::skip_null, &options::skip_empty, &options::skip_default);

// A default-constructed T, where there is one.
template <class T>
inline constexpr bool has_default = std::is_default_constructible_v<T>;
template <class T>
struct default_object {
    T value{};
};

// The members of a default-constructed T, which lives as long as the program: nullptr where there is none,
// and for members whose values are made for the moment.
template <class T>
const void* const* default_members() {
    if constexpr (!has_default<T> || members_of<T>::count == 0) {
        return nullptr;
    } else {
        using members = members_of<T>;
        struct standard {
            default_object<T> object;
            const void* values[members::count];

            standard() {
                members::visit(object.value, [this](const auto&... each) {
                    const void* const all[] = {static_cast<const void*>(std::addressof(each))...};
                    [&]<std::size_t... I>(std::index_sequence<I...>) {
                        ((values[I] = std::is_lvalue_reference_v<typename members::template reference<I>>
                                          ? all[I]
                                          : nullptr),
                         ...);
                    }(std::make_index_sequence<members::count>{});
                });
            }
        };
        static const standard made;
        return made.values;
    }
}

template <class Rules>
concept has_skip_if = requires(const Rules& rules) { rules.holds; };

template <class Rules>
inline constexpr bool may_omit =
    std::is_base_of_v<skip_null_rule, Rules> || std::is_base_of_v<skip_empty_rule, Rules> ||
    std::is_base_of_v<skip_default_rule, Rules> || has_skip_if<Rules>;

} // namespace INKJET_ISA
} // namespace inkjet::detail
