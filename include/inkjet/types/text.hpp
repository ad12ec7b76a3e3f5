// Text: strings, views, arrays and pointers of code units of any width, and single code units.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/text/transcode.hpp>
#include <inkjet/writer/text.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

template <class Unit>
struct unit_view {
    const Unit* data;
    std::size_t size;
};

// What a text value consists of. A pointer or an array of code units ends at its first NUL, as literals and C
// strings do; strings, views and std::array have a size of their own and may hold NULs.
template <class T>
constexpr auto units_of(const T& value) noexcept {
    if constexpr (std::is_pointer_v<T>) {
        using unit = std::remove_cv_t<std::remove_pointer_t<T>>;
        return unit_view<unit>{value, std::char_traits<unit>::length(value)};
    } else if constexpr (std::is_array_v<T>) {
        using unit = std::remove_cv_t<std::remove_extent_t<T>>;
        const unit* end = std::char_traits<unit>::find(value, std::extent_v<T>, unit());
        return unit_view<unit>{value,
                               end != nullptr ? static_cast<std::size_t>(end - value) : std::extent_v<T>};
    } else if constexpr (contiguous_text<T>) {
        using unit = std::remove_cvref_t<decltype(*value.data())>;
        return unit_view<unit>{value.data(), static_cast<std::size_t>(value.size())};
    } else {
        const std::string_view view = value;
        return unit_view<char>{view.data(), view.size()};
    }
}

template <class T>
using code_unit_of = std::remove_cvref_t<decltype(*units_of(std::declval<const T&>()).data)>;

inline namespace INKJET_ISA {

// UTF-16 and UTF-32 become UTF-8 in stretches on the stack, which are then escaped like any other text.
template <class P, class Unit>
INKJET_NOINLINE char* put_wide_text(context& c, char* p, const Unit* s, std::size_t n) {
    p = ensure(c, p, entry_room);
    *p++ = '"';
    char stretch[1024];
    for (std::size_t done = 0; done < n && !c.failed;) {
        const transcoded t = transcode(s + done, n - done, stretch, sizeof stretch);
        p = put_escaped_as_chosen<P>(c, p, stretch, t.written);
        done += t.read;
        if (!t.invalid) continue;
        if (chosen<P>(c).invalid_utf8 == invalid_utf8_policy::error)
            return c.fail(errc::invalid_utf8, p, "a lone surrogate, or past U+10FFFF, in wide text");
        p = put_escaped_as_chosen<P>(c, p, "\xEF\xBF\xBD", 3);
        ++done;
    }
    *p++ = '"';
    return ensure(c, p, exit_room);
}

template <class P, class Unit>
INKJET_INLINE char* put_units(context& c, char* p, unit_view<Unit> text) {
    if constexpr (sizeof(Unit) == 1)
        return put_text<P>(c, p, reinterpret_cast<const char*>(text.data), text.size);
    else
        return put_wide_text<P>(c, p, text.data, text.size);
}

} // namespace INKJET_ISA

template <class T>
struct form<T, kind::text> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        if constexpr (std::is_pointer_v<T>) {
            if (value == nullptr) return ensure(c, put_literal(p, "null"), exit_room);
        }
        // What a conversion returns may be a view of anything.
        constexpr bool is_converted = std::is_class_v<T> && !contiguous_text<T>;
        return put_units<copying_unless<!is_converted, P>>(c, p, units_of(value));
    }

    // Where text may be referred to instead of being copied, or consists of wider units, it goes its own way.
    template <class P>
    static constexpr std::size_t usual_bound =
        !gathers<P> && sizeof(code_unit_of<T>) == 1 ? usual_text_size : unbounded;

    template <class P, std::size_t Leave, std::size_t Column = no_text_column>
    INKJET_INLINE static char* write_in_run(context& c, char* p, const T& value) {
        if constexpr (std::is_pointer_v<T>) {
            if (value == nullptr) return put_literal(p - 1, "null");
        }
        const auto text = units_of(value);
        return put_text_in_run<P, Leave, Column>(c, p, reinterpret_cast<const char*>(text.data), text.size);
    }

    template <class P>
    INKJET_INLINE static char* write_elements(context& c, char* p, const T* it, const T* end) {
        constexpr std::size_t block = 16, room = block * (usual_bound<P> + 2) + exit_room;
        static_assert(short_text_room <= room && room <= max_step);
        do {
            p = ensure(c, p, room);
            if constexpr (contiguous_text<T> && P::fixed && !may_escape_more<P>) {
                // Where room was found at the beginning of other memory, no byte is before the cursor.
                if (end - it >= many_texts && p != c.begin) {
                    p = put_short_texts(c, p, it, end);
                    if (it == end) break;
                    p = ensure(c, p, room);
                }
            }
            std::size_t left = block;
            do {
                *p++ = '"';
                p = write_in_run<P, room>(c, p, *it);
                *p++ = ',';
            } while (++it != end && --left != 0);
        } while (it != end && !c.failed);
        return p;
    }

  private:
    static constexpr std::ptrdiff_t many_texts = 8; // to be worth a call
};

// A single code unit is text of that one.
template <class T>
struct form<T, kind::character> : unbounded_form {
    template <class P>
    INKJET_INLINE static char* write(context& c, char* p, const T& value) {
        return put_units<P>(c, p, unit_view<T>{&value, 1});
    }
};

} // namespace inkjet::detail
