#include "chunk_state.hpp"

#include <inkjet/writer/note.hpp>
#include <inkjet/writer/path_name.hpp>

#include <cstring>

namespace inkjet_python {

using inkjet::detail::overrun;

// Memory is not kept for the sake of text that was much longer than a chunk.
char* pending_text::open(inkjet::detail::window& w, std::size_t usual) noexcept {
    static constexpr std::size_t ample = 64 * 1024;
    const std::size_t kept = size();
    if (capacity_ > 2 * (usual + ample)) {
        char* const former = memory_;
        const std::size_t former_capacity = capacity_;
        memory_ = nullptr, capacity_ = 0;
        if (reserve(kept + overrun)) {
            std::memcpy(memory_, former + begin_, kept);
            PyMem_Free(former);
            begin_ = 0;
        } else {
            memory_ = former, capacity_ = former_capacity;
        }
    }
    if (begin_ != 0) std::memmove(memory_, memory_ + begin_, kept);
    begin_ = 0, end_ = kept;
    w.sink = this;
    w.grow = &grow;
    if (memory_ == nullptr) { // the first request for room comes here
        w.begin = w.end = nullptr;
        return nullptr;
    }
    w.begin = memory_ + kept;
    w.end = memory_ + capacity_ - overrun;
    return memory_ + kept;
}

PyObject* pending_text::deliver(std::size_t size) noexcept {
    PyObject* const made = PyBytes_FromStringAndSize(memory_ + begin_, static_cast<Py_ssize_t>(size));
    if (made != nullptr) begin_ += size;
    return made;
}

char* pending_text::grow(inkjet::detail::window& w, char* cursor, std::size_t need) noexcept {
    auto& self = *static_cast<pending_text*>(w.sink);
    const bool is_new = self.memory_ == nullptr;
    const std::size_t used = is_new ? 0 : self.offset_of(cursor),
                      begin = is_new ? 0 : self.offset_of(w.begin);
    if (need > static_cast<std::size_t>(PY_SSIZE_T_MAX) / 4 - used || !self.reserve(used + need + overrun)) {
        return w.refuse(inkjet::errc::out_of_memory);
    }
    w.begin = self.memory_ + begin;
    w.end = self.memory_ + self.capacity_ - overrun;
    return self.memory_ + used;
}

bool pending_text::reserve(std::size_t least) noexcept {
    static constexpr std::size_t first = 4 * 1024;
    const std::size_t ample = capacity_ == 0 ? first : 2 * capacity_;
    const std::size_t capacity = least > ample ? least : ample;
    auto* const moved = static_cast<char*>(PyMem_Realloc(memory_, capacity));
    if (moved == nullptr) return false;
    memory_ = moved;
    capacity_ = capacity;
    return true;
}

void chunk_state::raise_inside(const inkjet::result& failure, bool in_key) noexcept {
    inkjet::detail::pile<char> where;
    where.push("$");
    const std::size_t count = containers.size();
    for (std::size_t i = 0; i != count; ++i) {
        const open_container& around = containers[i];
        const bool innermost = i + 1 == count;
        if (!around.is_object()) {
            where.push(inkjet::detail::note("[", static_cast<std::size_t>(around.at - 1)).view());
            where.push("]");
            continue;
        }
        if (innermost && in_key) continue;
        std::string_view name;
        if (innermost) {
            name = {text.at(name_at), name_size};
        } else {
            const std::size_t end = i + 2 == count ? names.size() : containers[i + 1].name_at;
            name = {names.data() + around.name_at, end - around.name_at};
        }
        inkjet::detail::put_path_name(name, [&](std::string_view part) { where.push(part); });
    }
    where.push(failure.where().substr(1));
    raise(failure.code, {where.data(), where.size()}, failure.note());
}

int chunk_state::traverse(visitproc visit, void* arg) noexcept {
    Py_VISIT(first.get());
    Py_VISIT(fallback_.get());
    for (std::size_t i = 0; i != containers.size(); ++i) Py_VISIT(containers[i].held);
    return 0;
}

} // namespace inkjet_python
