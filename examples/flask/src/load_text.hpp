// UTF-8 that is known to be well-formed, made into str.
#pragma once

#include <Python.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace inkjet_python {

template <class Word>
inline Word word_at(const char* s) noexcept {
    Word word;
    std::memcpy(&word, s, sizeof word);
    return word;
}

inline bool is_ascii(std::string_view text) noexcept {
    constexpr std::uint64_t tops = 0x8080808080808080;
    const char* const s = text.data();
    const std::size_t n = text.size();
    if (n >= 8) {
        std::uint64_t all = word_at<std::uint64_t>(s + n - 8); // the last one overlaps
        for (std::size_t i = 0; i < n - 8; i += 8) all |= word_at<std::uint64_t>(s + i);
        return (all & tops) == 0;
    }
    if (n >= 4) return ((word_at<std::uint32_t>(s) | word_at<std::uint32_t>(s + n - 4)) & tops) == 0;
    return n == 0 || ((s[0] | s[n / 2] | s[n - 1]) & 0x80) == 0;
}

// Short text by words that overlap, without a call.
inline void copy_text(char* to, const char* from, std::size_t n) noexcept {
    const auto copy_ends = [&]<class Word>(Word) {
        const Word first = word_at<Word>(from), last = word_at<Word>(from + n - sizeof(Word));
        std::memcpy(to, &first, sizeof first);
        std::memcpy(to + n - sizeof last, &last, sizeof last);
    };
    if (n > 32) {
        std::memcpy(to, from, n);
    } else if (n >= 16) {
        std::memcpy(to, from, 16);
        std::memcpy(to + n - 16, from + n - 16, 16);
    } else if (n >= 8) {
        copy_ends(std::uint64_t());
    } else if (n >= 4) {
        copy_ends(std::uint32_t());
    } else if (n != 0) {
        to[0] = from[0];
        to[n / 2] = from[n / 2];
        to[n - 1] = from[n - 1];
    }
}

template <class Unit>
void decode(Unit* to, const char* s, const char* end) noexcept {
    const auto follower = [&](int i) { return static_cast<std::uint32_t>(s[i]) & 0x3F; };
    while (s != end) {
        const auto lead = static_cast<unsigned char>(*s);
        if (lead < 0x80) {
            *to++ = lead;
            s += 1;
        } else if (lead < 0xE0) {
            *to++ = static_cast<Unit>((lead & 0x1Fu) << 6 | follower(1));
            s += 2;
        } else if (lead < 0xF0) {
            *to++ = static_cast<Unit>((lead & 0x0Fu) << 12 | follower(1) << 6 | follower(2));
            s += 3;
        } else {
            *to++ =
                static_cast<Unit>((lead & 0x07u) << 18 | follower(1) << 12 | follower(2) << 6 | follower(3));
            s += 4;
        }
    }
}

// A new str, in the narrowest of Python's three widths; null with an exception set.
inline PyObject* make_wide_text(std::string_view text) noexcept {
    std::size_t followers = 0;
    unsigned char highest = 0;
    for (const char unit : text) {
        const auto byte = static_cast<unsigned char>(unit);
        followers += (byte & 0xC0) == 0x80;
        highest = byte > highest ? byte : highest;
    }
    // The lead bytes of what is up to U+00FF, and up to U+FFFF.
    const Py_UCS4 most = highest < 0xC4 ? 0xFF : highest < 0xF0 ? 0xFFFF : 0x10FFFF;
    PyObject* const made = PyUnicode_New(static_cast<Py_ssize_t>(text.size() - followers), most);
    if (made == nullptr) return nullptr;
    const char* const end = text.data() + text.size();
    if (most == 0xFF)
        decode(PyUnicode_1BYTE_DATA(made), text.data(), end);
    else if (most == 0xFFFF)
        decode(PyUnicode_2BYTE_DATA(made), text.data(), end);
    else
        decode(PyUnicode_4BYTE_DATA(made), text.data(), end);
    return made;
}

inline PyObject* make_text(std::string_view text) noexcept {
    if (!is_ascii(text)) return make_wide_text(text);
    PyObject* const made = PyUnicode_New(static_cast<Py_ssize_t>(text.size()), 127);
    if (made != nullptr) copy_text(static_cast<char*>(PyUnicode_DATA(made)), text.data(), text.size());
    return made;
}

} // namespace inkjet_python
