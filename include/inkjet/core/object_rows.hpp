// Objects whose members are sorted, renamed or left out by options: a row for
// each member, and one loop over the rows of all classes.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/view.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/core/key_style.hpp>
#include <inkjet/core/object_keys.hpp>
#include <inkjet/core/object_member.hpp>
#include <inkjet/core/object_plan.hpp>
#include <inkjet/core/omission.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

// Whether the members of a T can't just be written one behind the other.
template <class P, class T>
constexpr bool needs_rows(const options& o) noexcept {
    return o.sort_keys || omits_members(o) || o.keys != key_style::as_declared ||
           (!object_keys<T, known_style<P>>::plain && (o.ascii || o.html_safe || o.escape_slash));
}
template <class P, class T>
inline constexpr bool may_need_rows = !P::fixed || needs_rows<P, T>(known_options<P>);

struct member_row {
    std::string_view name; // as its class wants it
    std::size_t at, size;  // where the class's `row_keys` have it, with the colon, without the space behind
    bool given;            // whether no option has a say in the name
    erased_type type;
    bool (*omits)(const context&, const void* value); // by a rule of its own; or nullptr
};

// Keys are copied in steps of so many bytes, of which the last may reach past a key.
inline constexpr std::size_t key_step = 32;
static_assert(key_step <= overrun);

// The escaped keys of a class in quotes, each with a colon and a space.
template <class P, class T>
struct row_keys {
    using key = object_keys<T, known_style<P>>;
    static constexpr std::size_t count = members_of<T>::count;
    // The comma in front of them makes place for the space behind.
    static constexpr std::size_t size = [] {
        std::size_t sum = 0;
        for (std::size_t i = 0; i < count; ++i) sum += key::size(i);
        return sum;
    }();
    static constexpr auto text = [] {
        std::array<char, size + key_step> chars{};
        std::size_t n = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const char* const text = key::text(i);
            for (std::size_t k = 1; k < key::size(i); ++k) chars[n++] = text[k];
            chars[n++] = ' ';
        }
        return chars;
    }();
};

inline namespace INKJET_ISA {

// A name in the style of the options.
class styled_name {
  public:
    styled_name(const member_row& row, key_style style) noexcept : name_(row.name) {
        if (row.given || style == key_style::as_declared || name_.size() > longest_styled_key) return;
        name_ = between(chars_, style_key(chars_, name_, style));
    }
    styled_name(const styled_name&) = delete;
    styled_name& operator=(const styled_name&) = delete;
    std::string_view view() const noexcept { return name_; }

  private:
    std::string_view name_;
    char chars_[styled_size(longest_styled_key)];
};

using row_index = std::uint8_t;

// Sorts the rows by insertion; stable.
inline void sort_rows(const member_row* rows, row_index* order, std::size_t n, const options& o) noexcept {
    for (std::size_t i = 0; i < n; ++i) {
        const styled_name name(rows[i], o.keys);
        std::size_t at = i;
        for (; at > 0; --at) {
            const styled_name before(rows[order[at - 1]], o.keys);
            if (!key_less(o, name.view(), before.view())) break;
            order[at] = order[at - 1];
        }
        order[at] = static_cast<row_index>(i);
    }
}

// The orders of a class's rows for all ways of sorting.
template <std::size_t Count>
struct row_orders {
    static constexpr std::size_t styles = static_cast<std::size_t>(key_style::kebab) + 1;
    row_index order[2][styles][Count + 1];

    explicit row_orders(const member_row* rows) noexcept {
        for (std::size_t utf16 = 0; utf16 < 2; ++utf16)
            for (std::size_t style = 0; style < styles; ++style)
                sort_rows(rows, order[utf16][style], Count,
                          {.utf16_order = utf16 != 0, .keys = static_cast<key_style>(style)});
    }
    const row_index* of(const options& o) const noexcept {
        return order[o.utf16_order][static_cast<std::size_t>(o.keys)];
    }
};

// Writes the members whose rows it is given, those that no one omits, in the order it is given.
template <class P>
class row_writer {
  public:
    row_writer(context& c, const member_row* rows, const char* keys, const void* const* values,
               const void* const* standards, const row_index* order, std::size_t n) noexcept
        : c_(c), rows_(rows), keys_(keys), values_(values), standards_(standards), order_(order), count_(n),
          line_(c), has_choices_(omits_members(chosen<P>(c)) || escapes_more<P>(c) ||
                                 chosen<P>(c).keys != key_style::as_declared) {}

    // Writes all that are left. Inlined, as calls by pointers are foreseen better where each class has its
    // own.
    INKJET_INLINE char* write_all(char* p) {
        if (has_choices_) [[unlikely]] {
            row_writer copy = *this; // whose address is given away, so that this one may live in registers
            p = copy.write_all_as_chosen(p);
            next_ = count_, empty = copy.empty;
            return p;
        }
        for (; next_ != count_ && !c_.failed; ++next_) p = write_row<false>(p, index());
        return p;
    }

    // Writes those whose keys come before `key`.
    INKJET_NOINLINE char* write_before(char* p, std::string_view key) {
        for (; next_ != count_ && !c_.failed; ++next_) {
            const styled_name name(rows_[index()], chosen<P>(c_).keys);
            if (key_less(chosen<P>(c_), key, name.view())) break;
            p = write_row<true>(p, index());
        }
        return p;
    }

    bool empty = true; // whether nothing stands in the object yet

  private:
    std::size_t index() const noexcept { return order_ != nullptr ? order_[next_] : next_; }

    INKJET_NOINLINE char* write_all_as_chosen(char* p) {
        for (; next_ != count_ && !c_.failed; ++next_) p = write_row<true>(p, index());
        return p;
    }

    template <bool HasChoices>
    INKJET_INLINE char* write_row(char* p, std::size_t i) {
        const member_row& row = rows_[i];
        if (row.omits != nullptr && row.omits(c_, values_[i])) return p;
        if constexpr (HasChoices && may_omit_by_option<P>) {
            const void* const standard = standards_ != nullptr ? standards_[i] : nullptr;
            if (omits_by_option(c_, chosen<P>(c_), row.type, values_[i], standard)) return p;
        }
        *p = ',';
        p = line_.put(c_, p + !empty);
        empty = false;
        if constexpr (HasChoices)
            p = put_key_as_chosen(c_, p, row, keys_);
        else
            p = put_key(c_, p, row, keys_);
        return row.type.put(c_, p + line_.spaces(), values_[i]);
    }

    INKJET_INLINE static char* put_key(context& c, char* p, const member_row& row, const char* keys) {
        p = ensure(c, p, row.size + exit_room);
        const char* const key = keys + row.at;
        std::size_t done = 0;
        do std::memcpy(p + done, key + done, key_step);
        while ((done += key_step) < row.size);
        return p + row.size;
    }

    // The same, with the options that have a say in it.
    INKJET_NOINLINE static char* put_key_as_chosen(context& c, char* p, const member_row& row,
                                                   const char* keys) {
        const options& o = chosen<P>(c);
        if (!escapes_more<P>(c) && (row.given || o.keys == key_style::as_declared))
            return put_key(c, p, row, keys);
        const styled_name name(row, o.keys);
        p = put_text<copying<P>>(c, p, name.view().data(), name.view().size());
        p[0] = ':';
        p[1] = ' ';
        return p + 1;
    }

    context& c_;
    const member_row* const rows_;
    const char* const keys_;
    const void* const* const values_;
    const void* const* const standards_;
    const row_index* const order_;
    const std::size_t count_;
    std::size_t next_ = 0;
    const line_start<P> line_;
    const bool has_choices_; // whether options have a say in more than the order
};

template <class P, class T>
struct object_rows {
    using members = members_of<T>;
    static constexpr std::size_t count = members::count;
    static_assert(count <= 256, "rows are counted in bytes");

    template <std::size_t I>
    static bool omits(const context& c, const void* value) {
        return omits_by_rule<P, T, I>(c, *static_cast<const member_type_of<T, I>*>(value));
    }

    template <std::size_t I>
    static constexpr member_row make_row(std::size_t& at) noexcept {
        using keys = object_keys<T, known_style<P>>;
        member_row row{
            keys::key(I), at, keys::size(I) - 1, P::fixed || members::given(I), make_member_type<P, T, I>(),
            nullptr};
        if constexpr (member_writing<T, I>::omittable) row.omits = &omits<I>;
        if constexpr (std::is_base_of_v<kept_rule, rules_of_member<T, I>>) row.type.look = nullptr;
        at += keys::size(I);
        return row;
    }

    template <std::size_t... I>
    static constexpr auto make(std::index_sequence<I...>) noexcept {
        struct {
            member_row rows[count + 1];
        } made{};
        [[maybe_unused]] std::size_t at = 0;
        ((made.rows[I] = make_row<I>(at)), ...);
        return made;
    }
    static constexpr auto table = make(std::make_index_sequence<count>{});

    static const row_index* order(const options& o) {
        if constexpr (may_differ<P>(&options::sort_keys) && count != 0) {
            if (o.sort_keys) {
                static const row_orders<count> orders(table.rows);
                return orders.of(o);
            }
        }
        return nullptr;
    }

    static const void* const* standards(const options& o) {
        if constexpr (may_differ<P>(&options::skip_default)) {
            if (o.skip_default) return default_members<T>();
        }
        return nullptr;
    }

    INKJET_NOINLINE static char* write(context& c, char* p, const T& object) {
        const options& o = chosen<P>(c);
        p = ensure(c, p, exit_room);
        *p++ = '{';
        --c.depth;
        bool empty = true;
        p = members::visit(object, [&](auto&&... each) INKJET_LAMBDA_INLINE {
            const void* const values[] = {static_cast<const void*>(std::addressof(each))..., nullptr};
            row_writer<P> rows(c, table.rows, row_keys<P, T>::text.data(), values, standards(o), order(o),
                               count);
            char* q = p;
            if constexpr (!std::is_void_v<typename members::mapped>) {
                if (!o.sort_keys) q = rows.write_all(q);
                q = members::visit_map(object, [&](auto& map) {
                    return put_map_entries<P, T>(c, q, map, rows.empty, [&](char* r, std::string_view key) {
                        return o.sort_keys ? rows.write_before(r, key) : r;
                    });
                });
            }
            q = rows.write_all(q);
            empty = rows.empty;
            return q;
        });
        ++c.depth;
        if (!empty) p = new_line<P>(c, p);
        *p++ = '}';
        return ensure(c, p, exit_room);
    }
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
