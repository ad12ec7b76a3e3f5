// Where a failed value stands, read off the JSON that was written before it.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/memory.hpp>
#include <inkjet/base/result.hpp>
#include <inkjet/base/view.hpp>
#include <inkjet/writer/path_name.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace inkjet::detail {

// Items that are never destroyed one by one, growing by doubling; without a heap, in 1 KB. When memory runs
// out it ignores what is added: it serves error messages.
template <class T>
class pile {
  public:
    pile() = default;
    pile(const pile&) = delete;
    pile& operator=(const pile&) = delete;
#if INKJET_HEAP
    ~pile() { release(items_); }
#endif

    std::size_t size() const noexcept { return size_; }
    const T* data() const noexcept { return items_; }
    T& operator[](std::size_t i) noexcept { return items_[i]; }
    T& top() noexcept { return items_[size_ - 1]; }
    void cut(std::size_t size) noexcept { size_ = size; }

    INKJET_COLD bool push(const T& item) noexcept {
        if (size_ == capacity_ && !enlarge(1)) return false;
        items_[size_++] = item;
        return true;
    }

    // All or none of them.
    INKJET_COLD bool push(std::string_view items) noexcept
        requires std::is_same_v<T, char>
    {
        if (items.size() > capacity_ - size_ && !enlarge(items.size())) return false;
        if (!items.empty()) std::memcpy(items_ + size_, items.data(), items.size());
        size_ += items.size();
        return true;
    }

  private:
#if INKJET_HEAP
    bool enlarge(std::size_t more) noexcept {
        std::size_t larger = capacity_ == 0 ? 64 : 2 * capacity_;
        if (larger < size_ + more) larger = size_ + more;
        auto* moved = static_cast<T*>(reallocate(items_, larger * sizeof(T)));
        if (moved == nullptr) return false;
        items_ = moved;
        capacity_ = larger;
        return true;
    }

    T* items_ = nullptr;
    std::size_t capacity_ = 0;
#else
    static bool enlarge(std::size_t) noexcept { return false; }

    static constexpr std::size_t capacity_ = 1024 / sizeof(T);
    T items_[capacity_];
#endif
    std::size_t size_ = 0;
};

// Follows JSON text, given in any number of pieces that end anywhere, and tells the JSONPath (RFC 9535) of
// the value that would come next. So a path costs nothing while all goes well: no traversal keeps one, and
// values that are made on the fly, by views or by hand, have one like all others. Linear in the text. The
// text is the writer's own and needs no checks, except that a trusted raw fragment may hold anything: then
// the path may be wrong, but no more. Where there is no room for all of a path, it is that of an array or
// object around the value.
class path_reader {
  public:
    INKJET_COLD void read(std::string_view text) noexcept { read_to_depth(text, SIZE_MAX); }

    // Reads until so many arrays and objects are open. Returns the text behind.
    INKJET_COLD std::string_view read_to_depth(std::string_view text, std::size_t depth) noexcept {
        const char* at = text.data();
        const char* const end = at + text.size();
        while (at != end && levels_.size() < depth)
            if (in_text_)
                at = read_in_text(at, end);
            else if (!is_structural(*at++))
                continue;
            else
                read_between(at[-1]);
        return between(at, end);
    }

    // How many arrays and objects are open.
    std::size_t depth() const noexcept { return levels_.size(); }

    // As if what is open were text up to an element of the array, or a member of the object, at this level,
    // `index` others before it. False, and nothing is changed, if so many levels are not open.
    INKJET_COLD bool go_to(std::size_t level_index, std::size_t index) noexcept {
        if (level_index >= levels_.size()) return false;
        levels_.cut(level_index + 1);
        beyond_ = 0;
        levels_.top().behind_colon = false;
        levels_.top().index = index;
        names_.cut(levels_.top().name);
        in_text_ = in_name_ = escaped_ = false;
        return true;
    }

    // As if what is open were text up to an array or object that just begins, at this level, as a member of
    // the object that is open around it: its name is read backwards from the end of `text`. False, and
    // nothing is changed, if it is not there.
    INKJET_COLD bool go_to_member(std::size_t level_index, std::string_view text) noexcept {
        if (level_index == 0 || levels_.size() < level_index || !levels_[level_index - 1].is_object)
            return false;
        std::size_t at = last_significant(text, text.size());
        if (at == 0) return false;
        const char bracket = text[at - 1];
        at = last_significant(text, at - 1);
        if (at < 3 || text[at - 1] != ':' || text[at - 2] != '"') return false;
        const std::size_t name_end = at - 2;
        std::size_t quote = text.rfind('"', name_end - 1);
        // One behind a backslash does not begin the name: what stands before a name is none.
        while (quote != text.npos && quote != 0 && text[quote - 1] == '\\')
            quote = text.rfind('"', quote - 1);
        if (quote == text.npos || quote == 0) return false; // or it may be one that is escaped
        levels_.cut(level_index);
        beyond_ = 0;
        names_.cut(levels_.top().name);
        levels_.top().name_cut = false;
        put_in_name({text.data() + quote + 1, name_end - quote - 1});
        levels_.top().behind_colon = true;
        open_level(bracket == '{');
        name_end_ = names_.size();
        in_text_ = in_name_ = escaped_ = false;
        return true;
    }

    // Whether the text so far ends within a member's name.
    bool in_name() const noexcept { return in_name_; }

    // Back to the beginning, before any text.
    void reset() noexcept {
        levels_.cut(0);
        names_.cut(0);
        name_end_ = beyond_ = 0;
        in_text_ = in_name_ = escaped_ = false;
    }

    // The path; valid until the next call.
    INKJET_COLD std::string_view where() noexcept {
        path_.cut(0);
        path_.push('$');
        for (std::size_t i = 0; i < levels_.size(); ++i) {
            const level& at = levels_[i];
            const std::size_t whole = path_.size();
            path_cut_ = at.name_cut;
            if (!at.is_object)
                put_index(at.index);
            else if (at.behind_colon)
                put_name({names_.data() + at.name,
                          (i + 1 < levels_.size() ? levels_[i + 1].name : name_end_) - at.name});
            if (path_cut_ || path_.size() > most_where) {
                path_.cut(whole);
                break;
            }
        }
        return path_.size() == 0 ? std::string_view("$") : std::string_view(path_.data(), path_.size());
    }

  private:
    struct level {
        bool is_object;
        bool behind_colon;
        bool name_cut;     // whether there was no room for the name
        std::size_t index; // of an array's element
        std::size_t name;  // where the current member's name, still escaped, begins among the names
    };

    // Whether a character outside of texts may mean anything: not digits, letters, signs and white space.
    static bool is_structural(char unit) noexcept {
        return unit == ',' || unit == '"' || unit == ':' || (static_cast<unsigned char>(unit) & 0xd9) == 0x59;
    }

    // Where the text before `end` ends, but for white space.
    static std::size_t last_significant(std::string_view text, std::size_t end) noexcept {
        while (end != 0 && static_cast<unsigned char>(text[end - 1]) <= ' ') --end;
        return end;
    }

    // Reads up to the quote that ends a text, or as far as there is text. Returns where it stopped.
    const char* read_in_text(const char* at, const char* end) noexcept {
        for (;;) {
            const void* const found = std::memchr(at, '"', static_cast<std::size_t>(end - at));
            const char* const quote = found != nullptr ? static_cast<const char*>(found) : end;
            bool escapes = false; // whether an odd number of backslashes stands before it
            const char* back = quote;
            while (back != at && back[-1] == '\\') --back, escapes = !escapes;
            if (back == at) escapes = escapes != escaped_;
            if (in_name_) put_in_name(between(at, quote));
            escaped_ = escapes;
            if (quote == end) return end;
            at = quote + 1;
            escaped_ = false;
            if (!escapes) {
                in_text_ = false;
                if (in_name_) name_end_ = names_.size();
                in_name_ = false;
                return at;
            }
            if (in_name_) put_in_name("\"");
        }
    }

    INKJET_COLD void put_in_name(std::string_view text) noexcept {
        if (!names_.push(text)) levels_.top().name_cut = true;
    }

    void open_level(bool is_object) noexcept {
        if (!levels_.push({is_object, false, false, 0, names_.size()})) ++beyond_;
    }

    // Inside of what there was no room for.
    void read_beyond(char unit) noexcept {
        if (unit == '"') in_text_ = true;
        if (unit == '[' || unit == '{') ++beyond_;
        if (unit == ']' || unit == '}') --beyond_;
    }

    void read_between(char unit) noexcept {
        if (beyond_ != 0) return read_beyond(unit);
        const bool in_object = levels_.size() != 0 && levels_.top().is_object;
        switch (unit) {
        case '"':
            in_text_ = true;
            in_name_ = in_object && !levels_.top().behind_colon;
            if (in_name_) {
                names_.cut(levels_.top().name);
                levels_.top().name_cut = false;
            }
            break;
        case '[':
        case '{':
            open_level(unit == '{');
            break;
        case ']':
        case '}':
            if (levels_.size() == 0) break;
            names_.cut(levels_.top().name);
            levels_.cut(levels_.size() - 1);
            name_end_ = names_.size();
            break;
        case ':':
            if (in_object) levels_.top().behind_colon = true;
            break;
        case ',':
            if (levels_.size() == 0) break;
            levels_.top().behind_colon = false;
            ++levels_.top().index;
            break;
        default:
            break;
        }
    }

    INKJET_COLD void put(std::string_view text) noexcept {
        if (!path_.push(text)) path_cut_ = true;
    }

    void put_index(std::size_t index) noexcept {
        char digits[20];
        std::size_t at = sizeof digits;
        do digits[--at] = static_cast<char>('0' + index % 10);
        while ((index /= 10) != 0);
        put("[");
        put(between(digits + at, digits + sizeof digits));
        put("]");
    }

    void put_name(std::string_view name) noexcept {
        put_path_name(name, [this](std::string_view text) { put(text); });
    }

    pile<level> levels_;
    pile<char> names_; // the names of all open objects' current members, one behind the other
    pile<char> path_;
    std::size_t name_end_ = 0;
    std::size_t beyond_ = 0; // how many are open that levels_ had no room for
    bool path_cut_ = false;
    bool in_text_ = false;
    bool in_name_ = false;
    bool escaped_ = false;
};

} // namespace inkjet::detail
