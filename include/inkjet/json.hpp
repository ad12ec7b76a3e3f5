// Values that print themselves into streams: `stream << inkjet::json(value)`.
#pragma once

#include <inkjet/buffer/ostream_sink.hpp>
#include <inkjet/json_view.hpp>
#include <inkjet/write.hpp>

#include <ios>
#include <ostream>

namespace inkjet {

inline namespace INKJET_ISA {

/// Writes the value into the stream, in chunks, as `write(value, stream, options)`; width and fill have no
/// effect. A failure sets `failbit` (the stream's own set `badbit`), which throws `std::ios_base::failure` if
/// the stream's mask says so; what was written before a refused value stays.
template <class T>
std::ostream& operator<<(std::ostream& out, const json_view<T>& view) {
    if (!write(view.value, out, view.chosen)) out.setstate(std::ios_base::failbit);
    return out;
}

} // namespace INKJET_ISA
} // namespace inkjet
