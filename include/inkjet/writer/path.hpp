// Where a failed value stands, read off the JSON that was written before it.
#pragma once

#include <inkjet/base/config.hpp>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace inkjet::detail {

// Items that are never destroyed one by one, growing by doubling. When memory runs out it ignores what is
// added: it serves error messages.
template <class T>
class pile {
  public:
    pile() = default;
    pile(const pile&) = delete;
    pile& operator=(const pile&) = delete;
    ~pile() { std::free(items_); }

    std::size_t size() const noexcept { return size_; }
    T* data() noexcept { return items_; }
    T& operator[](std::size_t i) noexcept { return items_[i]; }
    T& top() noexcept { return items_[size_ - 1]; }
    void cut(std::size_t size) noexcept { size_ = size; }

    bool push(const T& item) noexcept {
        if (size_ == capacity_) {
            const std::size_t larger = capacity_ == 0 ? 64 : 2 * capacity_;
            auto* moved = static_cast<T*>(std::realloc(items_, larger * sizeof(T)));
            if (moved == nullptr) return false;
            items_ = moved;
            capacity_ = larger;
        }
        items_[size_++] = item;
        return true;
    }

  private:
    T* items_ = nullptr;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

// Follows JSON text, given in any number of pieces that end anywhere, and tells the JSONPath (RFC 9535) of
// the value that would come next. So a path costs nothing while all goes well: no traversal keeps one, and
// values that are made on the fly, by views or by hand, have one like all others. Linear in the text. The
// text is the writer's own and needs no checks, except that a trusted raw fragment may hold anything: then
// the path may be wrong, but no more.
class path_reader {
  public:
    INKJET_COLD void read(std::string_view text) noexcept {
        for (const char unit : text) in_text_ ? read_in_text(unit) : read_between(unit);
    }

    // The path; valid until the next call.
    INKJET_COLD std::string_view where() noexcept {
        path_.cut(0);
        path_.push('$');
        for (std::size_t i = 0; i < levels_.size(); ++i) {
            const level& at = levels_[i];
            if (!at.is_object)
                put_index(at.index);
            else if (at.behind_colon)
                put_name({names_.data() + at.name,
                          (i + 1 < levels_.size() ? levels_[i + 1].name : name_end_) - at.name});
        }
        return path_.data() == nullptr ? std::string_view("$") : std::string_view(path_.data(), path_.size());
    }

  private:
    struct level {
        bool is_object;
        bool behind_colon;
        std::size_t index; // of an array's element
        std::size_t name;  // where the current member's name, still escaped, begins among the names
    };

    void read_in_text(char unit) noexcept {
        if (!escaped_ && unit == '"') {
            in_text_ = false;
            if (in_name_) name_end_ = names_.size();
            in_name_ = false;
            return;
        }
        escaped_ = !escaped_ && unit == '\\';
        if (in_name_) names_.push(unit);
    }

    void read_between(char unit) noexcept {
        const bool in_object = levels_.size() != 0 && levels_.top().is_object;
        switch (unit) {
        case '"':
            in_text_ = true;
            in_name_ = in_object && !levels_.top().behind_colon;
            if (in_name_) names_.cut(levels_.top().name);
            break;
        case '[':
        case '{':
            levels_.push({unit == '{', false, 0, names_.size()});
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

    void put(std::string_view text) noexcept {
        for (const char unit : text) path_.push(unit);
    }

    void put_index(std::size_t index) noexcept {
        char digits[20];
        std::size_t at = sizeof digits;
        do digits[--at] = static_cast<char>('0' + index % 10);
        while ((index /= 10) != 0);
        put("[");
        put({digits + at, sizeof digits - at});
        put("]");
    }

    // RFC 9535, section 2.5.1: letters, digits, _ and everything beyond ASCII make a shorthand; any other
    // name is quoted with ', where the escapes of JSON mean the same.
    void put_name(std::string_view name) noexcept {
        bool shorthand = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
        for (const char unit : name)
            shorthand =
                shorthand && ((unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z') || unit == '_' ||
                              (unit >= '0' && unit <= '9') || static_cast<signed char>(unit) < 0);
        if (shorthand) {
            put(".");
            put(name);
            return;
        }
        put("['");
        for (std::size_t i = 0; i < name.size(); ++i) {
            if (name[i] == '\'')
                put("\\'");
            else if (name[i] == '\\' && i + 1 < name.size() && name[i + 1] != '"')
                put(name.substr(i++, 2));
            else if (name[i] != '\\')
                path_.push(name[i]);
        }
        put("']");
    }

    pile<level> levels_;
    pile<char> names_; // the names of all open objects' current members, one behind the other
    pile<char> path_;
    std::size_t name_end_ = 0;
    bool in_text_ = false;
    bool in_name_ = false;
    bool escaped_ = false;
};

} // namespace inkjet::detail
