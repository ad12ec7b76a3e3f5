// The search for what can't stand in JSON text as it is. Like the escape loop it has no include guard:
// clean_prefix.hpp includes it once for each instruction set but SSE2, with that set's `block` and
// `utf8_checker`, which are described there.

template <text_demand Demand>
INKJET_INLINE std::uint64_t unclean_in(const block& bytes) {
    return Demand == text_demand::ascii ? bytes.specials() : bytes.escapes();
}

// Skips whole blocks, four at a time, in which there is nothing to look at.
template <text_demand Demand>
INKJET_INLINE const char* skip_plain_blocks(const char* p, const char* end) {
    constexpr bool all = Demand != text_demand::nothing;
    while (end - p >= static_cast<std::ptrdiff_t>(4 * block_size)) {
        const block a = block::load(p), b = block::load(p + block_size);
        const block c = block::load(p + 2 * block_size), d = block::load(p + 3 * block_size);
        if ((unsigned{needs_work<all>(a)} | unsigned{needs_work<all>(b)} | unsigned{needs_work<all>(c)} |
             unsigned{needs_work<all>(d)}) != 0)
            break;
        p += 4 * block_size;
    }
    return p;
}

// Checks blocks two at a time, as long as there is something to check and nothing to escape in them.
INKJET_INLINE const char* check_pairs(const char* p, const char* end, utf8_checker& checker) {
    for (std::size_t pairs = 0; end - p >= static_cast<std::ptrdiff_t>(2 * block_size); ++pairs) {
        const block a = block::load(p), b = block::load(p + block_size);
        if (!check_pair(a, b, p, pairs, checker)) break;
        p += 2 * block_size;
    }
    return p;
}

template <text_demand Demand>
INKJET_NOINLINE inline std::size_t clean_prefix(const char* s, std::size_t n) {
    constexpr bool validates = Demand == text_demand::utf8, all = Demand != text_demand::nothing;
    const char* const end = s + n;
    const char* p = s;
    utf8_checker checker;
    std::uint64_t owes = 0; // whether the block before ends in a byte that is not ASCII
    while (static_cast<std::size_t>(end - p) >= block_size) {
        const block bytes = block::load(p);
        if (owes == 0 && !needs_work<all>(bytes)) {
            p = skip_plain_blocks<Demand>(p + block_size, end);
            continue;
        }
        if constexpr (validates) {
            const std::uint64_t foreign = bytes.non_ascii();
            if ((foreign | owes) != 0) {
                checker.single(bytes, p == s ? behind_nothing() : p, block_size);
                owes = foreign >> (block_size - 1);
            }
        }
        if (const std::uint64_t found = unclean_in<Demand>(bytes); found != 0) {
            if (validates && checker.failed()) return 0;
            return static_cast<std::size_t>(p - s) + static_cast<std::size_t>(__builtin_ctzll(found));
        }
        p += block_size;
        if constexpr (validates) {
            p = check_pairs(p, end, checker);
            owes = owes_at(p);
        }
    }
    const auto left = static_cast<std::size_t>(end - p);
    std::uint64_t found = 0;
    if (left != 0) {
        const block bytes = block::load_partial(p, left);
        found = unclean_in<Demand>(bytes) & low_bits(left);
        if constexpr (validates) {
            if (((bytes.non_ascii() & low_bits(left)) | owes) != 0)
                checker.single(bytes.blanked_from(left), p == s ? behind_nothing() : p, left);
        }
    } else if (validates && owes != 0 && ends_inside_sequence(s, n)) {
        return 0;
    }
    if (validates && checker.failed()) return 0;
    return found != 0 ? static_cast<std::size_t>(p - s) + static_cast<std::size_t>(__builtin_ctzll(found))
                      : n;
}
