// The entries of a map in the order of their keys.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/memory.hpp>
#include <inkjet/buffer/buffer.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/key.hpp>
#include <inkjet/types/key_order.hpp>

#include <cstddef>
#include <cstring>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// Whether a structured binding of a map's entry names a part of it, not what some function returns.
template <class Entry>
inline constexpr bool binds_to_part = !tuple_like<Entry>;
template <class Key, class Value>
inline constexpr bool binds_to_part<std::pair<Key, Value>> = true;

// What a structured binding says about the key; entries may be pairs, or classes with two members.
template <class It>
auto type_of_key(It& it) {
    auto&& [key, value] = *it;
    return std::type_identity<decltype(key)>();
}

// Sorts places of the entries, whatever iterators they are; O(n log n) comparisons. Narrow text is compared
// where it lies; other keys are noted down first.
template <class P, class It>
class sorted_entries {
    struct entry : noted_key {
        It it;

        decltype(auto) get() { return *it; }
    };

  public:
    // A key that can't be written fails the write at `cursor`, where the map is.
    template <class End>
    sorted_entries(context& outer, char* cursor, It first, End last) : sorted_entries(outer, cursor) {
        for (It it = first; it != last; ++it) ++count_;
        const std::size_t orders = count_ > few_keys ? 2 : 1; // the second one to sort in
        entries_ = static_cast<entry*>(allocate(count_ * (sizeof(entry) + orders * sizeof(ordered_key))));
        if (entries_ == nullptr) return;
        order_ = reinterpret_cast<ordered_key*>(entries_ + count_);
        for (It it = first; it != last; ++it) {
            ::new (order_ + made_) ordered_key{::new (entries_ + made_) entry{{key_text(it)}, it}};
            ++made_;
            if (outer_.failed) return;
        }
        if (!in_place) find_written_keys();
        if (chosen<P>(outer).utf16_order)
            sort_keys<true>(order_, count_, order_ + count_);
        else
            sort_keys<false>(order_, count_, order_ + count_);
    }
    sorted_entries(const sorted_entries&) = delete;
    sorted_entries& operator=(const sorted_entries&) = delete;
    ~sorted_entries() {
        for (std::size_t i = 0; i < made_; ++i) entries_[i].~entry();
        release(entries_);
    }

    bool failed_to_allocate() const noexcept { return entries_ == nullptr; }

    using iterator = ordered_iterator<entry>;
    iterator begin() const noexcept { return iterator(order_); }
    iterator end() const noexcept { return iterator(order_ + made_); }

  private:
    // Complete from here on, so that what the constructor above has made is freed when a key's code throws.
    sorted_entries(context& outer, char* cursor) noexcept : outer_(outer), cursor_(cursor) {}

    using reference = decltype(*std::declval<It&>());
    using key_type = typename decltype(type_of_key(std::declval<It&>()))::type;
    using bare_key = std::remove_cvref_t<key_type>;

    // Whether the key outlives the reference that names it, and is UTF-8 already.
    static constexpr bool in_place = [] {
        if constexpr (kind_of<bare_key> == kind::text)
            return sizeof(*units_of(std::declval<const bare_key&>()).data) == 1 &&
                   ((std::is_lvalue_reference_v<reference> &&
                     binds_to_part<std::remove_cvref_t<reference>>) ||
                    std::is_lvalue_reference_v<key_type>);
        else
            return false;
    }();

    // What the encoder of a key chooses with, while keys are noted down.
    struct noting_chooser : chosen_place {
        sorted_entries& to;

        explicit noting_chooser(sorted_entries& entries) noexcept
            : chosen_place(entries.outer_, entries.cursor_), to(entries) {}

        template <class Key>
        written operator()(const Key& key) const {
            to.note_down(key);
            return written(nullptr);
        }
    };

    std::string_view key_text(It& it) {
        auto&& [key, value] = *it;
        if constexpr (in_place) {
            return narrow_key(key);
        } else {
            const std::size_t former = written_.size();
            note_down(key);
            return {nullptr, written_.size() - former};
        }
    }

    // Appends the key as it will come out, but without quotes and escapes: these would disturb the order.
    template <class Key>
    void note_down(const Key& key) {
        if constexpr (kind_of<Key> == kind::encoded) {
            if constexpr (encoded_as<Key>) {
                auto&& stand_in = encoder<Key>::as(key);
                note_down(stand_in);
            } else {
                static_cast<void>(encoder<Key>::choose(key, noting_chooser(*this)));
            }
        } else if constexpr (kind_of<Key> == kind::character) {
            note_down_units(unit_view<Key>{&key, 1});
        } else if constexpr (kind_of<Key> == kind::text) {
            note_down_text(key);
        } else {
            note_down_scalar(key);
        }
    }

    template <class Key>
    void note_down_text(const Key& key) {
        if constexpr (std::is_pointer_v<Key>) {
            if (key == nullptr) return append("null");
        }
        note_down_units(units_of(key));
    }

    // What is ill-formed is found when the key is written.
    template <class Unit>
    void note_down_units(unit_view<Unit> text) {
        if constexpr (sizeof(Unit) == 1) {
            append({reinterpret_cast<const char*>(text.data), text.size});
        } else {
            char stretch[256];
            for (std::size_t done = 0; done < text.size;) {
                const transcoded t = transcode(text.data + done, text.size - done, stretch, sizeof stretch);
                append({stretch, t.written});
                done += t.read + (t.invalid ? 1 : 0);
            }
        }
    }

    template <class Key>
    void note_down_scalar(const Key& key) {
        context c;
        c.chosen = outer_.chosen;
        sink<buffer> target(c, written_);
        char* p = ensure(c, target.open(c), entry_room);
        p = put_key<P>(c, p, key);
        if (c.failed) {
            outer_.fail(c.failure.code, cursor_, c.failure.note());
            return;
        }
        // Without its quotes, as text is: keys that are chosen among several types are compared with one
        // another.
        char* const first = const_cast<char*>(c.begin);
        const auto size = static_cast<std::size_t>(p - first) - 2;
        std::memmove(first, first + 1, size);
        target.commit(c, first + size);
    }

    void append(std::string_view bytes) {
        if (!written_.append(bytes)) outer_.fail(errc::out_of_memory, cursor_, "while sorting a map's keys");
    }

    // The keys' lengths are known; where they lie is, once the buffer has stopped growing.
    void find_written_keys() noexcept {
        const char* at = written_.data();
        for (std::size_t i = 0; i < made_; ++i) {
            entries_[i].key = {at, entries_[i].key.size()};
            at += entries_[i].key.size();
        }
    }

    context& outer_;
    char* cursor_;
    buffer written_;
    std::size_t count_ = 0, made_ = 0;
    entry* entries_ = nullptr;
    ordered_key* order_ = nullptr;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
