// Views of text by its ends.
#pragma once

#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// The characters from `first` to before `last`. Made by this function, a view costs a compiler nothing: from
// pointers or sizes of a type that no view was made from before, <string_view> asks seven milliseconds' worth
// of concepts whether they are a range.
constexpr std::string_view between(const char* first, const char* last) noexcept {
    return {first, static_cast<std::size_t>(last - first)};
}

} // namespace inkjet::detail
