// What the number writers are compared with: the standard library's digits, put into the documented form.
#pragma once

#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>

namespace inkjet::test {

template <class Float>
std::string reference_number(Float v) {
    char scientific[64];
    char* const end = std::to_chars(scientific, scientific + 64, v, std::chars_format::scientific).ptr;
    std::string_view text(scientific, static_cast<std::size_t>(end - scientific));
    std::string result;
    if (text.front() == '-') {
        result += '-';
        text.remove_prefix(1);
    }
    const std::size_t mark = text.find('e');
    std::string digits;
    for (const char c : text.substr(0, mark)) {
        if (c != '.') digits += c;
    }
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    *end = '\0';
    const int exponent = std::atoi(text.data() + mark + 1);

    if (exponent < -5 || exponent >= 16) {
        result += digits[0];
        if (digits.size() > 1) result += '.' + digits.substr(1);
        return result + 'e' + std::to_string(exponent);
    }
    if (exponent < 0)
        return result + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const auto before_point = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= before_point) digits.resize(before_point + 1, '0');
    return result + digits.substr(0, before_point) + '.' + digits.substr(before_point);
}

template <class Int>
std::string reference_integer(Int v) {
    char text[64];
    return {text, std::to_chars(text, text + 64, v).ptr};
}

} // namespace inkjet::test
