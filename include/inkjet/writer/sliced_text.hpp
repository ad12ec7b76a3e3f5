// Long text and fragments for destinations that refer to them where they lie.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/clean_prefix.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/escaped_text.hpp>
#include <inkjet/writer/text.hpp>

#include <cstddef>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// Whether bytes are to be handed over where they lie. Not after a failure, when the cursor stands elsewhere;
// and not what is written aside, for comparison.
INKJET_INLINE bool may_slice(const context& c, std::size_t n) {
    return c.slices != nullptr && n >= c.slices->least && !c.failed;
}

INKJET_INLINE char* put_slice(context& c, char* p, const char* s, std::size_t n) {
    if (!c.slices->take(*c.slices, p, s, n)) [[unlikely]]
        return c.fail(errc::out_of_memory, p, {});
    return p;
}

// How many bytes of a text, from its beginning, the options leave as they are. Where they want more escapes
// than JSON does, all or none.
template <class P>
std::size_t find_clean(const context& c, const char* s, std::size_t n) {
    [[maybe_unused]] const options& o = chosen<P>(c);
    if constexpr (may_escape_more<P>) {
        if (escapes_more<P>(c)) {
            const bool clean = o.ascii ? clean_prefix<text_demand::ascii>(s, n) == n
                               : o.invalid_utf8 == invalid_utf8_policy::pass
                                   ? clean_prefix<text_demand::nothing>(s, n) == n
                                   : clean_prefix<text_demand::utf8>(s, n) == n;
            return clean && extra_finder(o, s, n).next(s) == s + n ? n : 0;
        }
    }
    if constexpr (may_differ<P>(&options::invalid_utf8)) {
        if (o.invalid_utf8 == invalid_utf8_policy::pass) return clean_prefix<text_demand::nothing>(s, n);
    }
    return clean_prefix<text_demand::utf8>(s, n);
}

// Refers to the text up to what must be escaped, if that is long, and copies the rest.
template <class P>
INKJET_NOINLINE char* put_text_or_slice(context& c, char* p, const char* s, std::size_t n) {
    const std::size_t clean = may_slice(c, n) ? find_clean<P>(c, s, n) : 0;
    if (!may_slice(c, clean)) return put_text_general<P>(c, p, s, n);
    p = ensure(c, p, entry_room);
    *p++ = '"';
    if (c.failed) return p;
    p = put_slice(c, p, s, clean);
    if (clean != n) p = put_valid<P>(c, p, s + clean, n - clean, clean);
    *p++ = '"';
    return ensure(c, p, exit_room);
}

template <class P>
INKJET_NOINLINE char* put_bytes_or_slice(context& c, char* p, const char* s, std::size_t n) {
    return may_slice(c, n) ? put_slice(c, p, s, n) : put_bytes(c, p, s, n);
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
