// The entries of a map in the order of their keys' UTF-8 bytes.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/buffer/buffer.hpp>
#include <inkjet/core/form.hpp>
#include <inkjet/types/key.hpp>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace inkjet::detail {

struct key_order {
    std::string_view key;

    // For std::qsort over pointers. Equal keys keep their order, which is that of the pointers.
    static int compare(const void* a, const void* b) noexcept {
        const key_order *left = *static_cast<const key_order* const*>(a),
                        *right = *static_cast<const key_order* const*>(b);
        const int order = left->key.compare(right->key);
        return order != 0 ? order : left < right ? -1 : 1;
    }
};

inline namespace INKJET_ISA {

// Sorts pointers to the entries, whatever iterators they are; O(n log n) comparisons. Narrow text is compared
// where it lies; other keys are first written down as they will come out.
template <class P, class It>
class sorted_entries {
    struct entry : key_order {
        It it;
    };

  public:
    template <class End>
    sorted_entries(context& outer, It first, End last) : outer_(outer) {
        for (It it = first; it != last; ++it) ++count_;
        entries_ = static_cast<entry*>(std::malloc(count_ * (sizeof(entry) + sizeof(entry*))));
        if (entries_ == nullptr) return;
        order_ = reinterpret_cast<entry**>(entries_ + count_);
        for (It it = first; it != last; ++it, ++made_) {
            order_[made_] = ::new (entries_ + made_) entry{{key_text(it)}, it};
            if (outer_.failed) return;
        }
        if (!in_place) find_written_keys();
        std::qsort(order_, count_, sizeof(entry*), &key_order::compare);
    }
    sorted_entries(const sorted_entries&) = delete;
    sorted_entries& operator=(const sorted_entries&) = delete;
    ~sorted_entries() {
        for (std::size_t i = 0; i < made_; ++i) entries_[i].~entry();
        std::free(entries_);
    }

    bool failed_to_allocate() const noexcept { return entries_ == nullptr; }

    class iterator {
      public:
        explicit iterator(entry** at) noexcept : at_(at) {}
        decltype(auto) operator*() const { return *(*at_)->it; }
        iterator& operator++() noexcept {
            ++at_;
            return *this;
        }
        bool operator==(const iterator& other) const noexcept { return at_ == other.at_; }

      private:
        entry** at_;
    };
    iterator begin() const noexcept { return iterator(order_); }
    iterator end() const noexcept { return iterator(order_ + made_); }

  private:
    using reference = decltype(*std::declval<It&>());
    using key_type = std::tuple_element_t<0, std::remove_reference_t<reference>>;
    using bare_key = std::remove_cvref_t<key_type>;

    // Whether the key outlives the reference that names it, and is UTF-8 already.
    static constexpr bool in_place = [] {
        if constexpr (kind_of<bare_key> == kind::text)
            return sizeof(*units_of(std::declval<const bare_key&>()).data) == 1 &&
                   (std::is_lvalue_reference_v<reference> || std::is_lvalue_reference_v<key_type>);
        else
            return false;
    }();

    std::string_view key_text(It& it) {
        auto&& [key, value] = *it;
        if constexpr (in_place) {
            const auto units = units_of(key);
            return {reinterpret_cast<const char*>(units.data), units.size};
        } else {
            const std::size_t former = written_.size();
            write_key(key);
            return {nullptr, written_.size() - former};
        }
    }

    template <class Key>
    void write_key(const Key& key) {
        context c;
        c.chosen = outer_.chosen;
        sink<buffer> target(written_);
        char* p = ensure(c, target.open(c), entry_room);
        p = put_key<P>(c, p, key);
        if (c.failed)
            outer_.fail_at(c.failure.code, "$", c.failure.note());
        else
            target.commit(c, p);
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
    buffer written_;
    std::size_t count_ = 0, made_ = 0;
    entry* entries_ = nullptr;
    entry** order_ = nullptr;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
