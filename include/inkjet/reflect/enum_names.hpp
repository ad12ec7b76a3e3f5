// The names of enumerators, found by value.
#pragma once

#include <inkjet/reflect/printed_names.hpp>

#include <array>
#include <cstddef>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// The values whose names are looked for: all that fit in a signed or an unsigned byte.
inline constexpr int enum_first = std::numeric_limits<signed char>::min();
inline constexpr int enum_last = std::numeric_limits<unsigned char>::max();

// An unscoped enum without an underlying type of its own has only the values that the bits of its enumerators
// can form. A conversion to any other value is undefined: newer compilers refuse it in a constant expression,
// which is used here to find the range. Older ones only warn, in different words, and print such a value as
// one that has no name.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#if defined(__clang__)
# pragma GCC diagnostic ignored "-Wunknown-warning-option"
# pragma GCC diagnostic ignored "-Wenum-constexpr-conversion"
#endif

template <class E, int Value>
concept enum_has_value = requires { typename std::integral_constant<E, static_cast<E>(Value)>; };

// The end of the range: Limit is halved, like 255, 127, 63 or -128, -64, -32, until E has that value.
template <class E, int Limit>
consteval int enum_limit() {
    if constexpr (Limit == 0 || enum_has_value<E, Limit>)
        return Limit;
    else
        return enum_limit<E, Limit / 2>();
}

// Only an enum with an underlying type of its own can be initialised by braces around an integer.
template <class E>
concept enum_has_fixed_type = requires { E{0}; };

// The enumerators of an enum that is a member of a class template are there only after a name has been looked
// up in it.
template <class E>
concept enum_looked_up = requires { E::any_name; };

struct enum_range {
    int first;
    int last;
};

template <class E>
consteval enum_range range_of_enum() {
    using limits = std::numeric_limits<std::underlying_type_t<E>>;
    constexpr int first = !limits::is_signed ? 0 : enum_first;
    constexpr int last = limits::digits < 8 ? static_cast<int>(limits::max()) : enum_last;
    static_cast<void>(enum_looked_up<E>);
    if constexpr (enum_has_fixed_type<E>)
        return {first, last};
    else
        return {enum_limit<E, first>(), enum_limit<E, last>()};
}

// Prints all values at once: that is one instantiation for an enum, not one for a value. An enumerator is
// printed with its scope, `scope::name`, and any other value as a cast, `(scope)7`. The return type is auto
// because g++ prints what other names stand for behind the arguments.
template <class E, E... Values>
constexpr auto print_enumerators() noexcept {
    return std::string_view(__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1);
}

template <class E, int First, int... I>
constexpr std::string_view print_enum(std::integer_sequence<int, I...>) noexcept {
    return print_enumerators<E, static_cast<E>(First + I)...>();
}

#pragma GCC diagnostic pop

// Finds the names in the printed values of a range, from the last back to the first, calls found(value, span)
// for each and returns how many there are. Most values have none and are passed over in one step: their
// digits are known, and the casts before them all have the same length. So have the scopes of enumerators.
template <class Found>
constexpr std::size_t find_enumerators(std::string_view printed, enum_range range, Found found) noexcept {
    constexpr std::size_t separator = 2; // a comma and a space
    const char* const text = printed.data();
    std::size_t count = 0;
    std::size_t cast = 0;
    std::size_t scope = 0;
    std::size_t end = name_end(printed, printed.size());
    for (int value = range.last;; --value) {
        const int size = value < 0 ? -value : value;
        const std::size_t digits = size < 10 ? 1 : size < 100 ? 2 : 3;
        std::size_t begin = end - digits - (value < 0 ? 1 : 0);
        if (text[begin - 1] == ')') {
            if (cast == 0) cast = begin - find_before(printed, begin - 1, '(') + 1;
            begin -= cast;
        } else {
            begin = name_begin(printed, end);
            found(value, name_span{begin, end - begin});
            if (++count == 1) scope = begin - find_before(printed, begin, ' ');
            begin -= scope;
        }
        if (value == range.first) return count;
        end = begin - separator;
    }
}

template <std::size_t Count>
struct enumerator_list {
    std::array<int, Count> values{};
    std::array<name_span, Count> names{};

    constexpr enumerator_list(std::string_view printed, enum_range range) noexcept {
        find_enumerators(printed, range, [this, at = Count](int value, name_span name) mutable {
            --at;
            values[at] = value;
            names[at] = name;
        });
    }
};

/// An enumerator.
template <class E>
struct enum_entry {
    E value;
    std::string_view name;
};

template <class E>
struct enum_name_storage {
    static constexpr enum_range range = range_of_enum<E>();
    static constexpr std::string_view printed =
        print_enum<E, range.first>(std::make_integer_sequence<int, range.last - range.first + 1>{});
    static constexpr std::size_t count = find_enumerators(printed, range, [](int, name_span) {});
    static constexpr enumerator_list<count> list{printed, range};
    static constexpr name_chars<size_of_names(list.names)> stored{printed, list.names};

    static constexpr std::array<enum_entry<E>, count> entries() noexcept {
        std::array<enum_entry<E>, count> result{};
        const std::array<std::string_view, count> names = views_of_names(stored.chars, list.names);
        for (std::size_t i = 0; i < count; ++i) result[i] = {static_cast<E>(list.values[i]), names[i]};
        return result;
    }
};

/// Holds the enumerators of `E` whose values lie in -128 to 255, as `std::array` of `enum_entry<E>` sorted by
/// value. Of several with the same value it holds the first one that was declared.
template <class E>
inline constexpr auto enum_names = enum_name_storage<E>::entries();

/// Returns the name of the enumerator of `E` that has this value, empty when there is none or when the value
/// is not in -128 to 255. Takes constant time when the values have no gaps, and logarithmic time otherwise.
template <class E>
constexpr std::string_view enum_name(E value) noexcept {
    using integer = std::underlying_type_t<E>;
    constexpr auto& entries = enum_names<E>;
    constexpr std::size_t count = entries.size();
    if constexpr (count == 0) {
        return {};
    } else {
        constexpr auto first = static_cast<integer>(entries[0].value);
        constexpr auto last = static_cast<integer>(entries[count - 1].value);
        const auto key = static_cast<integer>(value);
        if (key < first || key > last) return {};
        if constexpr (static_cast<long long>(last) - static_cast<long long>(first) + 1 ==
                      static_cast<long long>(count)) {
            return entries[static_cast<std::size_t>(static_cast<long long>(key) -
                                                    static_cast<long long>(first))]
                .name;
        } else {
            std::size_t low = 0;
            for (std::size_t size = count; size > 1;) {
                const std::size_t half = size / 2;
                if (static_cast<integer>(entries[low + half].value) <= key) low += half;
                size -= half;
            }
            return static_cast<integer>(entries[low].value) == key ? entries[low].name : std::string_view{};
        }
    }
}

} // namespace inkjet::detail
