// Short texts that mostly need nothing: stored first, looked at afterwards. It has no include guard: each set
// of kernels includes it once, behind its `block`, `half_block` and `escape_text`.

// Stores s[0, n) and `"`, and returns what was stored.
template <class Block>
INKJET_INLINE Block put_with_quote(char* out, const char* s, std::size_t n) {
    if constexpr (Block::fills) {
        const Block bytes = Block::load_between(Block::operands().quotes, s, n);
        bytes.store(out);
        return bytes;
    } else {
        const Block bytes = Block::load_partial(s, n);
        bytes.store(out);
        out[n] = '"';
        return bytes;
    }
}

template <class Block>
INKJET_INLINE bool put_plain_by(char* out, const char* s, std::size_t n) {
    const Block bytes = put_with_quote<Block>(out, s, n);
    if constexpr (Block::fills)
        return !bytes.any_special(n);
    else
        return (bytes.specials() & low_bits(n)) == 0;
}

// Writes s[0, n) and `"` for n < 64, whatever is in it, and returns whether that was right: nothing in it to
// escape, nothing to check. Stores 64 bytes.
INKJET_INLINE bool put_plain(char* out, const char* s, std::size_t n) {
    return put_plain_by<block>(out, s, n);
}

// The same, for less usual lengths.
INKJET_INLINE_IF_WIDE bool put_plain_aside(char* out, const char* s, std::size_t n) {
    return put_plain_by<block>(out, s, n);
}

// The same with half the work where that suffices, told by a branch.
INKJET_INLINE bool put_plain_by_length(char* out, const char* s, std::size_t n) {
    if constexpr (sizeof(half_block) == sizeof(block)) {
        return put_plain_by<block>(out, s, n);
    } else {
        if (n <= block_size / 2) [[likely]]
            return put_plain_by<half_block>(out, s, n);
        return put_plain_aside(out, s, n);
    }
}

// Writes `"`, s[0, n) and `"` for n <= longest_in_array, whatever is in it, and returns whether that was
// right. Of the commas around it, either the one before is stored or the one behind.
template <class Block>
INKJET_INLINE bool put_in_array(char* out, const char* s, std::size_t n) {
    if constexpr (Block::fills) { // all at once
        const Block framed = Block::load_between(Block::operands().comma_and_quotes, s, n, 2);
        framed.store(out - 1);
        return !framed.any_special(n, 2);
    } else {
        *out = '"';
        const bool is_plain = put_plain(out + 1, s, n);
        out[n + 2] = ',';
        return is_plain;
    }
}

// Writes texts as `"..."`, each with a comma behind it, from `at` on, as long as they have at most
// `longest_in_array` bytes and are UTF-8, and `short_text_room` is there for each. Moves `at` past them.
// The byte before `out` is written to meanwhile, and is what it was in the end.
template <class Text>
INKJET_NOINLINE char* put_short_texts(window& w, char* out, const Text*& at, const Text* last) {
    char* const before = out - 1;
    const char kept = *before;
    const Text* text = at;
    for (; text != last && w.room(out) >= short_text_room; ++text) {
        const char* const s = reinterpret_cast<const char*>(text->data());
        const auto n = static_cast<std::size_t>(text->size());
        if (n > longest_in_array) break;
        if (put_in_array<block>(out, s, n)) [[likely]] {
            out += n + 3;
            continue;
        }
        char* const quote = (escape_text<true>)(w, out + 1, s, n); // this kernel's, not the front
        if (quote == nullptr) break;
        quote[0] = '"';
        quote[1] = ',';
        out = quote + 2;
    }
    out[-1] = ',';
    *before = kept;
    at = text;
    return out;
}
