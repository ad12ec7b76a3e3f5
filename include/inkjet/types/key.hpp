// Keys of maps: text as it is, other scalars in quotes where an option allows them.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/encoded.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/number.hpp>
#include <inkjet/types/text.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace inkjet::detail {

template <class T>
constexpr bool is_scalar_key() {
    constexpr kind k = kind_of<T>;
    return k == kind::boolean || k == kind::integer || k == kind::floating || k == kind::enumeration ||
           k == kind::null || is_text_scalar<T>;
}

// The bytes of a key of narrow text. A null pointer is a scalar, but orders as it will come out.
template <class Key>
std::string_view narrow_key(const Key& key) noexcept {
    if constexpr (std::is_pointer_v<Key>) {
        if (key == nullptr) return "null";
    }
    const auto units = units_of(key);
    static_assert(sizeof(*units.data) == 1);
    return {reinterpret_cast<const char*>(units.data), units.size};
}

inline namespace INKJET_ISA {

// Writes a scalar in quotes, unless it comes out as text that has them already (a name, "NaN").
template <class P, class Key>
INKJET_NOINLINE char* put_scalar_key(context& c, char* p, const Key& key) {
    if constexpr (kind_of<Key> == kind::enumeration) {
        const std::string_view name = chosen<P>(c).enums_as_names ? enum_name(key) : std::string_view();
        if (!name.empty()) return put_text<P>(c, p, name.data(), name.size());
        const auto number = static_cast<typename form<Key>::integer>(key);
        return put_scalar_key<P>(c, p, number);
    } else {
        char* const first = p = ensure(c, p, bound_of<P, Key> + 2);
        p = write_value<P>(c, p, key);
        if (c.failed || *first == '"') return ensure(c, p, exit_room);
        std::memmove(first + 1, first, static_cast<std::size_t>(p - first));
        *first = p[1] = '"';
        return ensure(c, p + 2, exit_room);
    }
}

template <class P, class Key>
char* put_key(context& c, char* p, const Key& key);

// What the encoder of a key chooses with.
template <class P>
class key_chooser : public chosen_place {
  public:
    using chosen_place::chosen_place;

    template <class Key>
    INKJET_INLINE written operator()(const Key& key) const {
        return written(put_key<P>(c, p, key));
    }
};

// Needs no room, leaves `exit_room`. Keys are copied, always: the path of a failure is made of them.
template <class P, class Key>
INKJET_INLINE char* put_key(context& c, char* p, const Key& key) {
    if constexpr (kind_of<Key> == kind::text || kind_of<Key> == kind::character) {
        if constexpr (std::is_pointer_v<Key>) {
            if (key == nullptr) return put_key<P>(c, p, nullptr);
        }
        return write_value<copying<P>>(c, p, key);
    } else if constexpr (kind_of<Key> == kind::encoded) {
        static_assert(encoded_as<Key> || encoded_by_choice<Key>,
                      "inkjet: a key's encoder must have `as` or `choose`");
        if constexpr (encoded_as<Key>) {
            auto&& stand_in = encoder<Key>::as(key);
            return put_key<P>(c, p, stand_in);
        } else {
            return encoder<Key>::choose(key, key_chooser<P>(c, p)).cursor();
        }
    } else {
        static_assert(is_scalar_key<Key>(),
                      "inkjet: a map's key must be text, or a scalar with .non_string_keys");
        if (!chosen<P>(c).non_string_keys)
            return c.fail(errc::bad_key, p, "set .non_string_keys to write it as text");
        if constexpr (may_differ<P>(&options::non_string_keys)) p = put_scalar_key<copying<P>>(c, p, key);
        return p;
    }
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
