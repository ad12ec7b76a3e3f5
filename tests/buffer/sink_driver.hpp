// Drives a sink as a writer does: asks for room, fills it, and ends the write.
#pragma once

#include <inkjet/base/errc.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/buffer/sink.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>

namespace sink_test {

struct outcome {
    inkjet::errc code;
    std::size_t appended;
};

// Writes `text` in steps of `step` bytes, each after asking for `ask` bytes, as many as it then may touch.
template <class Out>
outcome drive(Out& out, std::string_view text, std::size_t step, std::size_t ask) {
    inkjet::detail::window w;
    inkjet::detail::sink<Out> sink(w, out);
    char* p = sink.open(w);
    while (!text.empty()) {
        const std::size_t piece = step < text.size() ? step : text.size();
        if (w.room(p) < ask) p = w.grow(w, p, ask);
        if (p == nullptr) {
            sink.roll_back(w);
            return {w.reason(), 0};
        }
        std::memset(p, '!', ask + inkjet::detail::overrun); // room, and what may be overrun
        std::memcpy(p, text.data(), piece);
        p += piece;
        text.remove_prefix(piece);
    }
    if (sink.commit(w, p)) return {inkjet::errc::ok, sink.appended(w)};
    sink.roll_back(w);
    return {w.reason(), 0};
}

// Writes, and takes it back.
template <class Out>
void drive_and_roll_back(Out& out, std::string_view text) {
    inkjet::detail::window w;
    inkjet::detail::sink<Out> sink(w, out);
    char* p = sink.open(w);
    if (w.room(p) < text.size()) p = w.grow(w, p, text.size());
    if (p != nullptr) std::memcpy(p, text.data(), text.size());
    sink.roll_back(w);
}

} // namespace sink_test
