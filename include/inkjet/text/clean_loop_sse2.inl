// The same search as in clean_loop.inl, in the short form that the escape loop of SSE2 has.

template <text_demand Demand>
INKJET_NOINLINE inline std::size_t clean_prefix(const char* s, std::size_t n) {
    lanes_of_text<Demand == text_demand::utf8> lanes(s, n);
    while (lanes.next()) {
        const std::uint32_t found = Demand == text_demand::ascii ? lanes.specials : lanes.escapes;
        if (found == 0) continue;
        if (lanes.failed()) return 0;
        return static_cast<std::size_t>(lanes.at() - s) + static_cast<std::size_t>(__builtin_ctz(found));
    }
    return lanes.failed() || lanes.breaks_off() ? 0 : n;
}
