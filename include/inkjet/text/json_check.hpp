// Whether text is exactly one JSON value, without making anything of it.
#pragma once

#include <inkjet/text/utf8.hpp>

#include <cstddef>
#include <cstdint>

namespace inkjet::detail {

struct json_check {
    bool valid;
    std::size_t offset; // where it stops being JSON, if it does

    constexpr explicit operator bool() const noexcept { return valid; }
};

// Follows the grammar of RFC 8259 over one text: white space, one value, white space. Strict: UTF-8, no
// duplicate signs, no leading zeros, no trailing commas. Without recursion; the kinds of the open containers
// are kept as bits.
class json_checker {
  public:
    static constexpr unsigned max_nesting = 1024;

    constexpr json_checker(const char* text, std::size_t size, std::size_t depth) noexcept
        : text_(text), size_(size), depth_(depth < max_nesting ? static_cast<unsigned>(depth) : max_nesting) {
    }

    constexpr json_check run() noexcept {
        bool well_formed = one_value();
        while (well_formed && nested_ != 0) well_formed = next_in_container();
        if (well_formed) skip_space();
        return {well_formed && at_ == size_, at_};
    }

  private:
    constexpr char peek() const noexcept { return at_ < size_ ? text_[at_] : '\0'; }
    constexpr bool take(char unit) noexcept {
        if (at_ == size_ || text_[at_] != unit) return false;
        ++at_;
        return true;
    }
    constexpr void skip_space() noexcept {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') ++at_;
    }
    static constexpr bool is_digit(char unit) noexcept { return unit >= '0' && unit <= '9'; }
    static constexpr bool is_hex(char unit) noexcept {
        return is_digit(unit) || (unit >= 'a' && unit <= 'f') || (unit >= 'A' && unit <= 'F');
    }

    constexpr bool is_object() const noexcept {
        return (kinds_[(nested_ - 1) / 64] >> ((nested_ - 1) % 64) & 1) != 0;
    }

    constexpr bool open(bool object) noexcept {
        if (nested_ == depth_) return false;
        std::uint64_t& word = kinds_[nested_ / 64];
        const std::uint64_t bit = std::uint64_t{1} << (nested_ % 64);
        word = object ? word | bit : word & ~bit;
        ++nested_;
        ++at_;
        empty_ = true;
        return true;
    }

    // A scalar as a whole, or the opening bracket of an array or object.
    constexpr bool one_value() noexcept {
        skip_space();
        switch (peek()) {
        case '{':
            return open(true);
        case '[':
            return open(false);
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return number();
        }
    }

    // Inside a container: the closing bracket, or the next element or member with the comma before it.
    constexpr bool next_in_container() noexcept {
        skip_space();
        const bool first = empty_;
        empty_ = false;
        if (take(is_object() ? '}' : ']')) return --nested_, true;
        if (!first && !take(',')) return false;
        if (!is_object()) return one_value();
        skip_space();
        if (peek() != '"' || !string()) return false;
        skip_space();
        return take(':') && one_value();
    }

    constexpr bool word(const char* letters) noexcept {
        while (*letters != '\0')
            if (!take(*letters++)) return false;
        return true;
    }

    constexpr bool digits() noexcept {
        if (!is_digit(peek())) return false;
        while (is_digit(peek())) ++at_;
        return true;
    }

    constexpr bool number() noexcept {
        take('-');
        if (!take('0') && !digits()) return false;
        if (take('.') && !digits()) return false;
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            return digits();
        }
        return true;
    }

    constexpr bool string() noexcept {
        const std::size_t first = ++at_;
        for (;; ++at_) {
            if (at_ == size_ || static_cast<unsigned char>(text_[at_]) < 0x20) return false;
            if (text_[at_] == '"') break;
            if (text_[at_] == '\\' && !escape()) return false;
        }
        const std::size_t length = at_ - first, valid = first_invalid_utf8(text_ + first, length);
        at_ = first + valid;
        return valid == length && take('"');
    }

    // Stops at the last unit of the escape.
    constexpr bool escape() noexcept {
        ++at_;
        switch (peek()) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            return true;
        case 'u':
            for (int i = 0; i < 4; ++i) {
                ++at_;
                if (!is_hex(peek())) return false;
            }
            return true;
        default:
            return false;
        }
    }

    const char* text_;
    std::size_t size_;
    std::size_t at_ = 0;
    unsigned depth_;
    unsigned nested_ = 0;
    bool empty_ = false; // the innermost container was just opened
    std::uint64_t kinds_[max_nesting / 64] = {};
};

/// Tells whether `text` is exactly one JSON value (RFC 8259), nested at most `depth` deep (1024 at the most),
/// and where it stops being one if it is not. Linear in `size`; allocates nothing.
constexpr json_check check_json(const char* text, std::size_t size, std::size_t depth) noexcept {
    return json_checker(text, size, depth).run();
}

} // namespace inkjet::detail
