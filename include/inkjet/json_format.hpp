// What the formatters of fmt and of the standard library have in common: the format, and how it prints.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/inkjet.hpp>
#include <inkjet/json_view.hpp>

#include <cstddef>
#include <cstdlib>
#include <span>
#include <string_view>

namespace inkjet::detail {

inline namespace INKJET_ISA {

// `{}` prints as the view says, `{:4}` with four spaces for a level, `{:#}` with two. Each library has an
// error of its own.
template <class Error>
class json_formatter {
  public:
    template <class Context>
    constexpr auto parse(Context& context) {
        auto at = context.begin();
        const auto end = context.end();
        unsigned indent = 0;
        if (at != end && *at == '#') {
            indented_ = true;
            indent = 2;
            ++at;
        }
        if (at != end && *at >= '0' && *at <= '9') {
            indented_ = true;
            indent = 0;
            for (; at != end && *at >= '0' && *at <= '9' && indent <= most; ++at)
                indent = indent * 10 + static_cast<unsigned>(*at - '0');
        }
        if ((at != end && *at != '}') || indent > most)
            refuse("inkjet: the format of JSON is {}, {:#} or {:4}, for so many spaces, at most 255");
        indent_ = static_cast<unsigned char>(indent);
        return at;
    }

  protected:
    // Calls put(chunk) with text up to 4 KB, one chunk behind the other, and allocates nothing by itself.
    template <class T, class Put>
    void print(const json_view<T>& view, Put put) const {
        options chosen = view.chosen;
        if (indented_) chosen.indent = indent_;
        const auto take = [&](std::span<const char> chunk) {
            put(std::string_view(chunk.data(), chunk.size()));
            return true;
        };
        constexpr std::size_t chunk_size = 2048;
        const result printed = inkjet::write(view.value, in_chunks(take, chunk_size), chosen);
        if (!printed) refuse_result(printed);
    }

  private:
    static constexpr unsigned most = 255;

    static constexpr void refuse(const char* why) {
#if INKJET_EXCEPTIONS
        throw Error(why);
#else
        static_cast<void>(why);
        std::abort(); // as these libraries do it
#endif
    }
    INKJET_COLD static void refuse_result(const result& failed) { refuse(failed.message().c_str()); }

    bool indented_ = false;
    unsigned char indent_ = 0;
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
