// Text as the inside of a JSON string, checked and escaped: the kernel for the flags of
// this translation unit, or a wider one that the machine turns out to have.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/text/escape_blocks.hpp>
#include <inkjet/text/escape_sequences.hpp>

#if defined(INKJET_ISA_AVX512)
# include <inkjet/text/block_avx512.hpp>
#elif defined(INKJET_ISA_AVX2)
# include <inkjet/text/block_avx2.hpp>
#elif defined(INKJET_ISA_PORTABLE)
# include <inkjet/text/block_portable.hpp>
#elif defined(INKJET_ISA_SSE2)
# include <inkjet/text/block_sse2.hpp>
#else
# include <inkjet/text/block_xsimd.hpp>
#endif

#if defined(INKJET_DISPATCH)
# include <inkjet/text/block_avx2.hpp>
# include <inkjet/text/block_avx512.hpp>
# include <inkjet/text/x86_cpu.hpp>
#endif

#include <cstddef>

namespace inkjet::detail {
inline namespace INKJET_ISA {

#if defined(INKJET_ISA_AVX512)
namespace own_kernel = avx512_kernel;
#elif defined(INKJET_ISA_AVX2)
namespace own_kernel = avx2_kernel;
#elif defined(INKJET_ISA_PORTABLE)
namespace own_kernel = portable_kernel;
#elif defined(INKJET_ISA_SSE2)
namespace own_kernel = sse2_kernel;
#else
namespace own_kernel = xsimd_kernel;
#endif

// The longest text that put_plain takes.
inline constexpr std::size_t escape_plain_max = block_size - 1;

/// Writes s[0, n) `"`, n + 1 bytes, if the text is at most `escape_plain_max` bytes of ASCII that needs no
/// escape, in one step without a branch. Otherwise returns false, and what was written counts for nothing.
/// Stores up to `block_size` bytes whatever n is. `s` may be null if n is 0.
using own_kernel::put_plain; // (char* out, const char* s, std::size_t n)

/// The same by a branch on n: where lengths are foreseen, as those of one member
/// of a class mostly are.
using own_kernel::put_plain_by_length;

#if defined(INKJET_DISPATCH)
using escape_function = char*(window&, char*, const char*, std::size_t);

template <bool Validate>
char* choose_and_escape_text(window& w, char* out, const char* s, std::size_t n);

// The first call finds the kernel. Initialised as a constant, so that strings can be written before main;
// read and written as a relaxed atomic, since all that could be seen too early is the function that chooses,
// and it may choose twice. (By the compiler's own means, as <atomic> takes longer to read than all of this.)
template <bool Validate>
inline constinit escape_function* chosen_escape_text = &choose_and_escape_text<Validate>;

template <bool Validate>
INKJET_COLD char* choose_and_escape_text(window& w, char* out, const char* s, std::size_t n) {
    escape_function* const kernel = widest_kernel<escape_function>(&own_kernel::escape_text<Validate>,
                                                                   &avx2_kernel::escape_text<Validate>,
                                                                   &avx512_kernel::escape_text<Validate>);
    __atomic_store_n(&chosen_escape_text<Validate>, kernel, __ATOMIC_RELAXED);
    return kernel(w, out, s, n);
}
#endif

/// Writes s[0, n) as the inside of a JSON string: quote, backslash and controls escaped, everything else as
/// it is; if `Validate`, the text must be UTF-8. Returns the end of what was written, or null if it isn't
/// (first_invalid_utf8 tells where it stops being so) or if there was no more room to be had.
///
/// On entry the window has n + `escape_slack` bytes of room at `out`. It is made to grow, and the cursor
/// with it, when escapes have used the slack up; on return it has at least `escape_exit_room`. No store
/// reaches past what was there or asked for. `s` may be null if n is 0.
template <bool Validate>
INKJET_INLINE char* escape_text(window& w, char* out, const char* s, std::size_t n) {
#if defined(INKJET_DISPATCH)
    return __atomic_load_n(&chosen_escape_text<Validate>, __ATOMIC_RELAXED)(w, out, s, n);
#else
    return own_kernel::escape_text<Validate>(w, out, s, n);
#endif
}

/// Does the same for text of at most `escape_plain_max` bytes, which never makes the window grow.
template <bool Validate>
INKJET_INLINE char* escape_short_text(window& w, char* out, const char* s, std::size_t n) {
#if defined(INKJET_DISPATCH)
    return escape_text<Validate>(w, out, s, n);
#else
    return own_kernel::escape_short_text<Validate>(w, out, s, n);
#endif
}

#if defined(INKJET_DISPATCH)
template <class Text>
using short_texts_function = char*(window&, char*, const Text*&, const Text*);

template <class Text>
char* choose_and_put_short_texts(window& w, char* out, const Text*& at, const Text* last);

template <class Text>
inline constinit short_texts_function<Text>* chosen_put_short_texts = &choose_and_put_short_texts<Text>;

template <class Text>
INKJET_COLD char* choose_and_put_short_texts(window& w, char* out, const Text*& at, const Text* last) {
    using function = short_texts_function<Text>;
    function* const kernel =
        widest_kernel<function>(&own_kernel::put_short_texts<Text>, &avx2_kernel::put_short_texts<Text>,
                                &avx512_kernel::put_short_texts<Text>);
    __atomic_store_n(&chosen_put_short_texts<Text>, kernel, __ATOMIC_RELAXED);
    return kernel(w, out, at, last);
}

#endif

/// Writes texts as JSON strings with a comma behind each, from `at` on, by the widest kernel of this machine:
/// up to `last`, or the first that is longer than `longest_in_array` or not UTF-8, or up to where less than
/// `short_text_room` is left. Moves `at` past what it wrote and returns the cursor; the window does not grow.
/// The byte before `out` is written to meanwhile, and is what it was in the end.
template <class Text>
INKJET_INLINE char* put_short_texts(window& w, char* out, const Text*& at, const Text* last) {
#if defined(INKJET_DISPATCH)
    return __atomic_load_n(&chosen_put_short_texts<Text>, __ATOMIC_RELAXED)(w, out, at, last);
#else
    return own_kernel::put_short_texts<Text>(w, out, at, last);
#endif
}

} // namespace INKJET_ISA
} // namespace inkjet::detail
