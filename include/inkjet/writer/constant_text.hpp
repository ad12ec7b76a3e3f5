// JSON text that is made while a program is compiled: it grows, is escaped byte by byte, and knows why and
// where it failed.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/errc.hpp>
#include <inkjet/base/view.hpp>
#include <inkjet/text/escape_sequences.hpp>
#include <inkjet/text/utf8.hpp>
#include <inkjet/writer/escaped_text.hpp>
#include <inkjet/writer/note.hpp>
#include <inkjet/writer/options.hpp>
#include <inkjet/writer/path_name.hpp>

#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// The array or object around a value, the current member or element of it, and what is around that.
struct constant_step {
    const constant_step* outer = nullptr;
    bool in_object = false;
    std::string_view name; // of an object's member, escaped
    std::size_t index = 0; // of an array's element
};

// Text that is cut where its room ends. Structural, so that it can be shown by the name of a type.
template <std::size_t Capacity>
struct constant_chars {
    char chars[Capacity + 1] = {};
    std::size_t size = 0;

    constexpr void put(std::string_view text) noexcept {
        for (const char unit : text)
            if (size < Capacity) chars[size++] = unit;
    }
    constexpr std::string_view view() const noexcept { return {chars, size}; }
};

// What became of a value: the code, and where and why it was refused.
struct constant_outcome {
    errc code = errc::ok;
    std::size_t size = 0;
    constant_chars<255> where;
    constant_chars<127> note;
};

inline namespace INKJET_ISA {

class constant_text {
  public:
    constexpr explicit constant_text(const options& chosen) noexcept : options_(chosen) {}
    constant_text(const constant_text&) = delete;
    constant_text& operator=(const constant_text&) = delete;
    constexpr ~constant_text() { delete[] chars_; }

    constexpr std::string_view view() const noexcept { return {chars_, size_}; }
    constexpr bool failed() const noexcept { return outcome_.code != errc::ok; }
    constexpr constant_outcome outcome() const noexcept {
        constant_outcome result = outcome_;
        result.size = failed() ? 0 : size_;
        return result;
    }

    constexpr void put(char unit) {
        if (size_ == capacity_) enlarge();
        chars_[size_++] = unit;
    }
    constexpr void put(std::string_view text) {
        for (const char unit : text) put(unit);
    }

    // A line's beginning, at so many levels of nesting.
    constexpr void put_line(std::size_t level) {
        const bool tabs = options_.indent == '\t';
        put('\n');
        for (std::size_t i = tabs ? level : level * options_.indent; i != 0; --i) put(tabs ? '\t' : ' ');
    }

    // Text in quotes, checked and escaped as the options want.
    constexpr void put_string(std::string_view text, const constant_step* place) {
        put('"');
        for (std::size_t at = 0; at < text.size() && !failed();) at += put_sequence(text, at, place);
        put('"');
    }

    // Records the first failure.
    constexpr void fail(errc code, const constant_step* place, std::string_view particulars) {
        if (failed()) return;
        outcome_.code = code;
        put_place(place);
        outcome_.note.put(particulars);
    }

  private:
    constexpr void enlarge() {
        capacity_ = capacity_ == 0 ? 256 : 2 * capacity_;
        char* const larger = new char[capacity_];
        for (std::size_t i = 0; i < size_; ++i) larger[i] = chars_[i];
        delete[] chars_;
        chars_ = larger;
    }

    // Puts the sequence of bytes at text[at], and returns its length.
    constexpr std::size_t put_sequence(std::string_view text, std::size_t at, const constant_step* place) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            put_ascii(byte);
            return 1;
        }
        const utf8_prefix prefix = utf8_prefix_of(text.data() + at, text.size() - at);
        char32_t code_point = replacement_character;
        if (prefix.well_formed) {
            code_point = decode_utf8(text.data() + at).code_point;
        } else if (options_.invalid_utf8 == invalid_utf8_policy::error) {
            note particulars("byte ");
            particulars.put_hex(byte);
            particulars.put(" at offset ");
            particulars.put_number(at);
            fail(errc::invalid_utf8, place, particulars.view());
        } else if (options_.invalid_utf8 == invalid_utf8_policy::pass) {
            put(text[at]);
            return 1;
        }
        if (options_.ascii || (options_.html_safe && (code_point | 1) == 0x2029)) {
            put_code_point(code_point);
        } else {
            char bytes[utf8_max_length]{};
            put(between(bytes, encode_utf8(bytes, code_point)));
        }
        return prefix.length;
    }

    constexpr void put_ascii(unsigned char unit) {
        if (needs_escape(unit)) {
            const escape_sequence sequence = make_escape_sequence(unit);
            put({sequence.text, sequence.length});
        } else if (!is_extra(options_, unit)) {
            put(static_cast<char>(unit));
        } else if (unit == '/') {
            put("\\/");
        } else {
            put_unit(unit);
        }
    }

    constexpr void put_code_point(char32_t c) {
        if (c < 0x10000) return put_unit(c);
        put_unit(0xD800 + ((c - 0x10000) >> 10));
        put_unit(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
    constexpr void put_unit(char32_t unit) {
        put("\\u");
        for (unsigned shift = 16; shift != 0; shift -= 4) put("0123456789abcdef"[unit >> (shift - 4) & 15]);
    }

    constexpr void put_place(const constant_step* place) {
        if (place == nullptr) return outcome_.where.put("$");
        put_place(place->outer);
        if (place->in_object)
            return put_path_name(place->name, [this](std::string_view text) { outcome_.where.put(text); });
        outcome_.where.put(note("[", place->index).view());
        outcome_.where.put("]");
    }

    const options& options_;
    char* chars_ = nullptr;
    std::size_t size_ = 0, capacity_ = 0;
    constant_outcome outcome_;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
