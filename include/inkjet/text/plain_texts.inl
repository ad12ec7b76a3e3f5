// Short texts that mostly need nothing: stored first, looked at afterwards. It has no include guard: each set
// of kernels includes it once, behind its `block`, `half_block` and `escape_text`.

template <class Block>
INKJET_INLINE bool put_plain_by(char* out, const char* s, std::size_t n) {
    const Block bytes = Block::load_partial(s, n);
    bytes.store(out);
    out[n] = '"';
    if constexpr (Block::fills)
        return !bytes.any_special();
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

// Writes texts as `"..."`, each with a comma behind it, from `at` on, as long as they are shorter than a
// block and UTF-8, and `short_text_room` is there for each. Moves `at` past them.
template <class Text>
INKJET_NOINLINE char* put_short_texts(window& w, char* out, const Text*& at, const Text* last) {
    const Text* text = at;
    for (; text != last && w.room(out) >= short_text_room; ++text) {
        const char* const s = reinterpret_cast<const char*>(text->data());
        const auto n = static_cast<std::size_t>(text->size());
        if (n >= block_size) break;
        *out = '"';
        if (put_plain(out + 1, s, n)) [[likely]] {
            out += n + 2;
        } else {
            char* const quote = (escape_text<true>)(w, out + 1, s, n); // this kernel's, not the front
            if (quote == nullptr) break;
            *quote = '"';
            out = quote + 1;
        }
        *out++ = ',';
    }
    at = text;
    return out;
}
