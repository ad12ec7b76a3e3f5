// Why something that an object exports can't be written, in one line.
#pragma once

#include <cstdarg>
#include <cstddef>
#include <cstdio>

namespace inkjet_python {

class problem {
  public:
    // Notes the reason, in the manner of printf; what is too long is cut off. Returns false.
    __attribute__((format(printf, 2, 3))) bool is(const char* format, ...) noexcept {
        std::va_list arguments;
        va_start(arguments, format);
        std::vsnprintf(text_, sizeof text_, format, arguments);
        va_end(arguments);
        return false;
    }
    const char* text() const noexcept { return text_; }

  private:
    char text_[256] = "";
};

} // namespace inkjet_python
