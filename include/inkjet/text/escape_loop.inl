// The escape loop. It has no include guard: each block_*.hpp but that of SSE2 includes it once, inside its
// own namespace and its own target region, so that it is compiled for that instruction set. There it finds
// two classes.
//
// clang-format off
// block: 64 bytes of text in registers. Masks have bit i for byte i.
// half_block: 32 bytes, with load_partial (n <= 32), store, fills, and any_special or specials, or the same as block.
//   load(s), store(out)       whole blocks, at any address
//   load_partial(s, n)        n < 64 bytes, without touching a page that s[0, n) doesn't; the others are arbitrary
//   blanked_from(n)           the same block with bytes that are ASCII and need no escape, or zeros, from n on
//   fills                     whether load_partial does that already, with bytes that need no escape; then also
//     load_between(frame, s, n, at)  s[0, n) from byte `at` on, n + at < 64, and around it what is in operands().quotes
//                                    or, for at = 2, operands().comma_and_quotes
//     any_special(n, at)             whether there is one in that text
//   specials()                mask of the bytes that need an escape or are not ASCII; any_special(): is there one
//   escapes(), non_ascii()    the two parts of it
//   any_escape(a, b), any_non_ascii(a, b)  whether there is one in either of two blocks
//   equal_to(byte, ignored)   mask of the bytes that are `byte` once the bits of `ignored` are set in them
//   expands                   whether there is an expand()
//   expand(out, mask, n)      writes n bytes, those in the mask as two-byte escapes, moves `out` and returns true;
//                             or returns false where one of them has none
//
// leave_kernel(): what is to be done before other code runs.
//
// utf8_checker: takes the blocks that are not ASCII, and the one that follows each of them, in order.
//   next(block, s)            a whole block that was loaded from s, at least 64 bytes of text before it
//   single(block, behind, n)  n bytes, blanked from there on; those before them end at `behind`, which may be
//                             behind_nothing(), wherever the block is from
//   cheap                     whether a check costs less than a branch that could avoid it
//   failed()                  whether any of it is ill-formed; a sequence that breaks off where the text ends is
//                             not seen if the text ends with its block
// clang-format on

// Escape by escape: after each, the rest of the block is stored again behind it, so that only the loop's end
// is a branch that depends on the text. `s` is where the block is from if 64 bytes past it can be read, else
// null.
INKJET_INLINE char* expand_one_by_one(char* out, const char* s, const block& bytes, std::uint64_t escapes,
                                      std::size_t n) {
    alignas(block_size) char copy[2 * block_size];
    if (s == nullptr) {
        bytes.store(copy);
        bytes.store(copy + block_size);
        s = copy;
    }
    bytes.store(out);
    std::size_t done = 0;
    do {
        const auto at = static_cast<std::size_t>(__builtin_ctzll(escapes));
        out = put_escape(out + (at - done), s[at]);
        done = at + 1;
        block::load(s + done).store(out);
        escapes &= escapes - 1;
    } while (escapes != 0);
    return out + (n - done);
}

// The same where it is the exception, kept away from the loops.
INKJET_COLD inline char* expand_rarely(char* out, const char* s, block bytes, std::uint64_t escapes,
                                       std::size_t n) {
    return expand_one_by_one(out, s, bytes, escapes, n);
}

template <class Block>
INKJET_INLINE char* expand(char* out, const char* s, const Block& bytes, std::uint64_t escapes,
                           std::size_t n) {
    if constexpr (Block::expands) {
        if (bytes.expand(out, escapes, n)) [[likely]]
            return out;
        return expand_rarely(out, s, bytes, escapes, n);
    } else {
        return expand_one_by_one(out, s, bytes, escapes, n);
    }
}

// The same for the end of a text, where it would take registers from the loop.
INKJET_NOINLINE inline char* expand_aside(char* out, block bytes, std::uint64_t escapes, std::size_t n) {
    return expand(out, nullptr, bytes, escapes, n);
}

// The last n < 64 bytes of a text; those before them end at `behind`, if `owes` perhaps inside a sequence.
template <bool Validate, bool Inlined>
INKJET_INLINE char* escape_tail(char* out, const char* s, std::size_t n, const char* behind, bool owes,
                                utf8_checker& checker) {
    const block bytes = block::load_partial(s, n);
    bytes.store(out);
    const std::uint64_t specials = (Validate ? bytes.specials() : bytes.escapes()) & low_bits(n);
    if (specials == 0 && !owes) return out + n;
    const std::uint64_t escapes = Validate ? specials & ~bytes.non_ascii() : specials;
    if constexpr (Validate) {
        if (utf8_checker::cheap || specials != escapes || owes)
            checker.single(bytes.blanked_from(n), behind, n);
    }
    if (escapes == 0) return out + n;
    if constexpr (Inlined)
        return expand(out, nullptr, bytes, escapes, n);
    else
        return expand_aside(out, bytes, escapes, n);
}

// After so many blocks without an escape, and with so many left, it pays to bring what is written into line
// with the cache.
inline constexpr std::size_t few_blocks = 8, many_blocks = 16;

template <bool Validate>
INKJET_INLINE bool needs_work(const block& bytes) {
    return Validate ? bytes.any_special() : bytes.escapes() != 0;
}

struct copied {
    const char* from; // the block at which copying stopped, and where it goes
    char* to;
};

// Copies a long stretch of plain text to whole cache lines, four at a time, which is as fast as memcpy; until
// a block needs work, or fewer than four are left.
template <bool Validate>
INKJET_NOINLINE inline copied copy_plain_lines(char* out, const char* p, const char* last_block) {
    const block first = block::load(p);
    first.store(out);
    if (needs_work<Validate>(first)) return {p, out};
    const std::size_t to_line = (0 - reinterpret_cast<std::uintptr_t>(out)) % block_size;
    p += to_line, out += to_line;
    while (last_block - p >= static_cast<std::ptrdiff_t>(3 * block_size)) {
        const block a = block::load(p), b = block::load(p + block_size);
        const block c = block::load(p + 2 * block_size), d = block::load(p + 3 * block_size);
        a.store(out);
        b.store(out + block_size);
        c.store(out + 2 * block_size);
        d.store(out + 3 * block_size);
        // Not ||, which would make four branches of it.
        if ((unsigned{needs_work<Validate>(a)} | unsigned{needs_work<Validate>(b)} |
             unsigned{needs_work<Validate>(c)} | unsigned{needs_work<Validate>(d)}) != 0) [[unlikely]]
            break;
        p += 4 * block_size, out += 4 * block_size;
    }
    return {p, out};
}

// Copies whole blocks, from p to the last one, up to the first that needs work, and returns where that is.
template <bool Validate>
INKJET_INLINE const char* copy_plain_blocks(char*& out, const char* p, const char* last_block) {
    for (std::size_t plain = 0; p <= last_block; ++plain) {
        if (plain == few_blocks && last_block - p >= static_cast<std::ptrdiff_t>(many_blocks * block_size)) {
            const copied lines = copy_plain_lines<Validate>(out, p, last_block);
            p = lines.from;
            out = lines.to;
            if (p > last_block) break;
        }
        const block bytes = block::load(p);
        bytes.store(out);
        if (needs_work<Validate>(bytes)) [[unlikely]]
            break;
        p += block_size;
        out += block_size;
    }
    return p;
}

// Whether the byte before p, of which there is one, is not ASCII: it may be inside a sequence.
INKJET_INLINE bool owes_at(const char* p) { return (p[-1] & 0x80) != 0; }

// Checks two blocks that were loaded from p, behind others and `pairs` of their like, unless there is
// something to escape in them or nothing to check. The latter is looked at each fourth time where a check is
// cheap, as the look takes a tenth of it.
INKJET_INLINE bool check_pair(const block& a, const block& b, const char* p, std::size_t pairs,
                              utf8_checker& checker) {
    if (block::any_escape(a, b)) return false;
    if ((!utf8_checker::cheap || pairs % 4 == 0) && !block::any_non_ascii(a, b) && !owes_at(p)) return false;
    // Reading several times what lies around each byte, the loop does not look far enough ahead by itself.
    constexpr std::size_t ahead = 1536; // perhaps behind the text, which does no harm
    __builtin_prefetch(p + ahead);
    __builtin_prefetch(p + ahead + block_size);
    checker.next(a, p);
    checker.next(b, p + block_size);
    return true;
}

// Checks and copies blocks two at a time, as long as there is something to check and nothing to escape in
// them.
INKJET_INLINE const char* check_plain_pairs(char*& out, const char* p, const char* last_block,
                                            utf8_checker& checker) {
    for (std::size_t pairs = 0; last_block - p >= static_cast<std::ptrdiff_t>(block_size); ++pairs) {
        if (pairs == few_blocks / 2 &&
            last_block - p >= static_cast<std::ptrdiff_t>(many_blocks * block_size))
            [[unlikely]] { // or clang computes both at each pair
            // Back to the beginning of a cache line: bytes that were copied as they are.
            const std::size_t back = reinterpret_cast<std::uintptr_t>(out) % block_size;
            p -= back, out -= back;
        }
        const block a = block::load(p), b = block::load(p + block_size);
        if (!check_pair(a, b, p, pairs, checker)) break;
        a.store(out);
        b.store(out + block_size);
        p += 2 * block_size, out += 2 * block_size;
    }
    return p;
}

template <bool Validate>
INKJET_NOINLINE inline char* escape_blocks(window& w, char* out, const char* s, std::size_t n) {
    const char* const end = s + n;
    const char* const last_block = end - block_size;
    const char* p = s;
    utf8_checker checker;
    std::uint64_t owes =
        0; // whether the block before ends in a byte that is not ASCII, perhaps inside a sequence
    for (;;) {
        p = copy_plain_blocks<Validate>(out, p, last_block);
        if (p > last_block) break;
        // Where one block needs work, others do: they have a loop of their own, until one needs none and owes
        // nothing.
        std::uint64_t work;
        do {
            const block bytes = block::load(p);
            const std::uint64_t escapes = bytes.escapes();
            const std::uint64_t foreign = Validate ? bytes.non_ascii() | owes : 0;
            if (foreign != 0) {
                checker.single(bytes, p == s ? behind_nothing() : p, block_size);
                owes = bytes.non_ascii() >> (block_size - 1);
            }
            if (escapes != 0) {
                const bool far_from_end = static_cast<std::size_t>(end - p) >= 2 * block_size;
                out = expand(out, far_from_end ? p : nullptr, bytes, escapes, block_size);
                p += block_size;
                const std::size_t need = static_cast<std::size_t>(end - p) + escape_slack;
                if (w.room(out) < need) [[unlikely]] {
                    if (Validate && checker.failed()) return nullptr; // before it may be delivered
                    out = w.grow(w, out, need);
                    if (out == nullptr) return nullptr;
                }
            } else {
                bytes.store(out);
                p += block_size;
                out += block_size;
                if constexpr (Validate) {
                    if (foreign != 0) {
                        p = check_plain_pairs(out, p, last_block, checker);
                        owes = owes_at(p);
                    }
                }
            }
            work = escapes | foreign;
        } while (p <= last_block && work != 0);
    }
    const auto left = static_cast<std::size_t>(end - p);
    if (left != 0) {
        out = escape_tail<Validate, false>(out, p, left, p, owes != 0, checker);
    } else if (Validate && owes != 0 && ends_inside_sequence(s, n)) [[unlikely]] {
        return nullptr;
    }
    if (Validate && checker.failed()) [[unlikely]]
        return nullptr;
    return out;
}

template <bool Validate>
INKJET_INLINE char* escape_short_text(window&, char* out, const char* s, std::size_t n) {
    utf8_checker checker;
    out = escape_tail<Validate, INKJET_WIDE>(out, s, n, behind_nothing(), false, checker);
    if (Validate && checker.failed()) [[unlikely]]
        return nullptr;
    return out;
}

template <bool Validate>
INKJET_NOINLINE inline char* escape_text(window& w, char* out, const char* s, std::size_t n) {
    char* const end = n >= block_size
                          ? escape_blocks<Validate>(w, out, s, n)
                          : (escape_short_text<Validate>)(w, out, s, n); // this kernel's, not the front
    leave_kernel();
    return end;
}

#include <inkjet/text/plain_texts.inl>
