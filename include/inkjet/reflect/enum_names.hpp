// The names of enumerators, found by value.
#pragma once

#include <inkjet/reflect/printed_names.hpp>

#include <array>
#include <climits>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// The values whose names are looked for: all that fit in a signed or an unsigned byte.
inline constexpr int enum_first = SCHAR_MIN;
inline constexpr int enum_last = UCHAR_MAX;

// An unscoped enum without an underlying type of its own has only the values that the bits of its enumerators
// can form. A conversion to any other is undefined. Compilers that refuse it in a constant expression are
// asked for the range; others accept it, some with a warning, and print the value like any that has no name.
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
constexpr int enum_limit() {
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
constexpr enum_range range_of_enum() {
    using type = std::underlying_type_t<E>;
    constexpr int first = std::is_signed_v<type> ? enum_first : 0;
    constexpr int last = std::is_same_v<type, bool>                    ? 1
                         : std::is_signed_v<type> && sizeof(type) == 1 ? SCHAR_MAX
                                                                       : enum_last;
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
// digits are known, and the casts before them all have the same length. So have the scopes of enumerators,
// which may end in `)::` where they are local or without a name.
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
        const int digits = size < 10 ? 1 : size < 100 ? 2 : 3;
        std::size_t begin = end - static_cast<std::size_t>(digits + (value < 0));
        if (text[begin - 1] == ')' && text[begin] != ':') {
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

/// An enumerator: its value, and its name in static storage.
struct enum_entry {
    int value;
    std::string_view name;
};

template <std::size_t Count>
constexpr std::array<enum_entry, Count> make_enum_entries(const enumerator_list<Count>& list,
                                                          const char* chars) noexcept {
    std::array<enum_entry, Count> entries{};
    for (std::size_t i = 0; i < Count; ++i) {
        entries[i] = {list.values[i], std::string_view(chars, list.names[i].size)};
        chars += list.names[i].size;
    }
    return entries;
}

template <class E>
struct enum_name_storage {
    static_assert(sizeof(E) <= sizeof(long long));

    static constexpr enum_range range = range_of_enum<E>();
    static constexpr std::string_view printed =
        print_enum<E, range.first>(std::make_integer_sequence<int, range.last - range.first + 1>{});
    static constexpr std::size_t count = find_enumerators(printed, range, [](int, name_span) {});
    static constexpr enumerator_list<count> list{printed, range};
    static constexpr name_chars<size_of_names(list.names)> stored{printed, list.names};
};

/// Holds the enumerators of `E` whose values lie in -128 to 255, as `std::array` of `enum_entry` sorted by
/// value. Of several with the same value it holds the one that was declared first.
template <class E>
inline constexpr auto enum_names =
    make_enum_entries(enum_name_storage<E>::list, enum_name_storage<E>::stored.chars);

// Takes one step when the values have no gaps, and a binary search otherwise.
constexpr std::string_view find_enum_name(const enum_entry* entries, std::size_t count,
                                          long long value) noexcept {
    if (count == 0 || value < entries[0].value || value > entries[count - 1].value) return {};
    const auto offset = static_cast<std::size_t>(value - entries[0].value);
    if (static_cast<std::size_t>(entries[count - 1].value - entries[0].value) == count - 1)
        return entries[offset].name;
    std::size_t low = 0;
    for (std::size_t size = count; size > 1;) {
        const std::size_t half = size / 2;
        if (entries[low + half].value <= value) low += half;
        size -= half;
    }
    return entries[low].value == value ? entries[low].name : std::string_view{};
}

/// Returns the name of the enumerator of `E` that has this value, empty when there is none or when the value
/// is not in -128 to 255. Takes constant time when the values have no gaps, and logarithmic time otherwise.
template <class E>
constexpr std::string_view enum_name(E value) noexcept {
    // A value that wraps around becomes negative, and an unsigned type has no negative entries.
    return find_enum_name(enum_names<E>.data(), enum_names<E>.size(),
                          static_cast<long long>(static_cast<std::underlying_type_t<E>>(value)));
}

} // namespace inkjet::detail
