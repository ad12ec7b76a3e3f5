// Where an object's members must check the room, and for how much, decided at compile time.
#pragma once

#include <inkjet/core/form.hpp>
#include <inkjet/core/members.hpp>
#include <inkjet/core/object_keys.hpp>
#include <inkjet/core/omission.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// Member I of T as it is written: by itself, or in a style.
template <class T, std::size_t I>
struct member_writing {
    using rules = rules_of_member<T, I>;
    using value = member_value<T, I>;
    static constexpr bool in_style = std::is_base_of_v<float_style, rules>;
    static constexpr bool omittable = may_omit<rules>;
    using written = std::conditional_t<in_style, styled<value>, std::remove_cv_t<value>>;
};

// Whether nothing is to be known about T's members but their types.
template <class T>
concept has_plain_members = requires { typename members_of<T>::types; };

// The types that the members of T are written as, and whether a rule may leave one out.
template <class T, class Indices = std::make_index_sequence<members_of<T>::count>>
struct member_writings;
template <class T, std::size_t... I>
struct member_writings<T, std::index_sequence<I...>> {
    using types = type_list<typename member_writing<T, I>::written...>;
    static constexpr bool omittable = (member_writing<T, I>::omittable || ...);
};
template <has_plain_members T, std::size_t... I>
struct member_writings<T, std::index_sequence<I...>> { // without a look at each
    using types = typename members_of<T>::types;
    static constexpr bool omittable = false;
};

// The options' style of keys, where it is known.
template <class P>
inline constexpr key_style known_style = known_options<P>.keys;

// Facts about each member, and what follows from them.
template <class P, class T, class Types = typename member_writings<T>::types>
struct object_plan;

template <class P, class T, class... Written>
struct object_plan<P, T, type_list<Written...>> {
    static constexpr std::size_t count = sizeof...(Written);
    using key = object_keys<T, known_style<P>>;

    static constexpr std::size_t bounds[count + 1] = {bound_of<P, Written>..., 0};
    // What text that is short, as most is, takes behind its opening quote.
    static constexpr std::size_t usual_bounds[count + 1] = {usual_bound_of<P, Written>..., 0};
    static constexpr unsigned nestings[count + 1] = {form_of<Written>::nesting..., 0};

    // Whether members may be left out, or follow from a map, so that only the run of the program tells which
    // one is the first.
    static constexpr bool varies =
        member_writings<T>::omittable || !std::is_void_v<typename members_of<T>::mapped>;

    static constexpr std::size_t bound = [] {
        std::size_t sum = count == 0 ? 2 : 1; // the opening brace is a part of the first key
        for (std::size_t i = 0; i < count; ++i) {
            if (bounds[i] == unbounded) return unbounded;
            sum += key::size(i) + bounds[i];
        }
        return sum <= max_bound && !varies ? sum : unbounded;
    }();

    static constexpr unsigned nesting = [] {
        unsigned deepest = 0;
        for (unsigned each : nestings) deepest = each > deepest ? each : deepest;
        return deepest + 1;
    }();

    // Whether the member at i is text that needs no room of its own as a rule.
    static constexpr bool is_text(std::size_t i) {
        return bounds[i] == unbounded && usual_bounds[i] != unbounded;
    }
    static constexpr bool has_text = [] {
        for (std::size_t i = 0; i < count; ++i)
            if (is_text(i)) return true;
        return false;
    }();

    // The column of the texts at i, counted from a place that few classes share.
    static constexpr std::size_t column(std::size_t i) {
        std::size_t first = 0;
        for (std::size_t k = 0; k < count; ++k) first += key::size(k);
        return (first + i) % text_columns;
    }
    static constexpr bool is_in_run(std::size_t i) { return bounds[i] != unbounded || is_text(i); }

    // Whether members may ask how deeply they are nested.
    static constexpr bool nests = [] {
        if (varies || has_layout<P>) return true;
        for (std::size_t i = 0; i < count; ++i)
            if (nestings[i] != 0 || !is_in_run(i)) return true;
        return false;
    }();

    // The room that the member at i and its key must find, and the brace behind the last one. On a line of
    // its own, its key takes more.
    static constexpr std::size_t key_room(std::size_t i) {
        return key::size(i) + (has_layout<P> ? line_step + 1 : 0);
    }
    static constexpr std::size_t least(std::size_t i) {
        const std::size_t value = bounds[i] != unbounded ? bounds[i]
                                  : is_text(i)           ? 1 + usual_bounds[i]
                                                         : entry_room;
        return key_room(i) + value + (i + 1 == count);
    }

    struct room_checks {
        std::size_t before[count + 1]{}; // bytes to ask for before each member, 0 for no check
        std::size_t behind[count + 1]{}; // bytes that are counted on behind each
        bool at_end = false;             // whether exit_room must be asked for behind the last one
        bool keys_fit = true;            // whether all keys are short enough for a step
    };

    // Follows the room through the members. A check asks for the whole run of members that begins at it, with
    // the key of the member that ends the run. Among other elements of an array there is more room.
    template <bool InArray>
    static constexpr room_checks checks = [] {
        room_checks r;
        std::size_t room = InArray ? element_room : entry_room;
        for (std::size_t i = 0; i < count; ++i) {
            if (room < least(i)) {
                std::size_t want = 0, end = i;
                do want += least(end);
                while (is_in_run(end++) && end < count && want + least(end) + exit_room < max_step);
                if (end == count && is_in_run(count - 1)) want += exit_room;
                r.before[i] = room = want;
            }
            room = is_in_run(i) ? room - least(i) : exit_room - (i + 1 == count);
            r.behind[i] = room + (i + 1 == count);
            if (key_room(i) + max_bound + exit_room >= max_step) r.keys_fit = false;
        }
        r.at_end = room < (InArray ? element_room + 1 : exit_room) || has_layout<P>;
        return r;
    }();
};

} // namespace inkjet::detail
