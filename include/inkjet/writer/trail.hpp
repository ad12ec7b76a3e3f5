// The path of a failure behind text that is gone: followed chunk by chunk, as cheaply as can be.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/view.hpp>
#include <inkjet/base/window.hpp>
#include <inkjet/writer/path.hpp>

#include <cstddef>
#include <string_view>

namespace inkjet::detail {

// Text that is delivered can't be read when something fails later, so it is read before it is forgotten: not
// all of it, as that would take longer than to write it. Arrays and maps mark where they and their current
// elements begin, and how many went before. What lies between those two places does not matter then, and what
// follows the innermost of the marks is kept unread until it is outdated by the marks of the next chunk or is
// asked for. Of a long text only its beginning matters. Only chunks without any of this are read in full.
// Memory: the names of what is open, and `most_kept` bytes.
class trail : public follower {
  public:
    trail() noexcept
        : follower{[](follower& self, const char* first, const char* last, bool at_root) {
                       static_cast<trail&>(self).forget(first, last, at_root);
                   },
                   [](follower& self, const char* from, const char* to) {
                       static_cast<trail&>(self).move(from, to);
                   }} {}
    trail(const trail&) = delete;
    trail& operator=(const trail&) = delete;

    // So much text is kept unread.
    static constexpr std::size_t most_kept = 16 * 1024;

    struct mark_type {
        const char* opened = nullptr;  // where the first element began
        const char* element = nullptr; // where the current one begins; null: no such array is being written
        std::size_t index = 0;
    };

    // The mark of an array or object that so many others are around. Deeper ones than are looked at share
    // one.
    mark_type& mark(std::size_t level) noexcept { return marks_[level < levels ? level : levels]; }

    // A text that is longer than a chunk begins at the cursor, behind its quote, or ends there.
    void open_text(const char* cursor) noexcept { text_ = cursor; }
    void close_text() noexcept { text_ = nullptr; }

    // [first, last) will be gone. If `at_root`, all values begun in it or before have ended there.
    INKJET_COLD void forget(const char* first, const char* last, bool at_root) noexcept {
        if (at_root) {
            kept_.cut(0);
            path_.reset();
            return;
        }
        if (text_ == nullptr) {
            forget_marked(first, last);
            return;
        }
        if (text_ != &forgotten) {
            forget_marked(first, text_);
            read_kept();
            first = text_;
            text_ = &forgotten;
        }
        if (path_.in_name()) path_.read(between(first, last));
    }

    // Text was moved.
    INKJET_COLD void move(const char* from, const char* to) noexcept {
        if (text_ != nullptr && text_ != &forgotten) text_ = to + (text_ - from);
        for (mark_type& m : marks_)
            if (m.element != nullptr) {
                if (m.opened != &forgotten) m.opened = to + (m.opened - from);
                if (m.element != &forgotten) m.element = to + (m.element - from);
            }
    }

    // The path behind all that was forgotten and `last`. Not to be used any more after it but for what is
    // returned.
    INKJET_COLD std::string_view where_behind(std::string_view last) noexcept {
        read_kept();
        path_.read(last);
        return path_.where();
    }

  private:
    static constexpr std::size_t levels = 32;
    static constexpr char forgotten = 0; // its address stands for all places that are gone

    void forget_marked(const char* first, const char* last) noexcept {
        bool marked = false;
        std::size_t same = 1; // so many levels are those that were open, if they are: the root is
        for (std::size_t level = 0; level < levels; ++level) {
            const mark_type& m = marks_[level];
            if (m.element == nullptr) continue;
            const std::size_t beneath = same;
            same = level + 2; // and what the element is
            if (m.element == &forgotten) continue;
            if (m.opened != &forgotten) {
                read_kept();
                std::string_view before(first, static_cast<std::size_t>(m.opened - first));
                if (level <= beneath) before = path_.read_to_depth(before, level);
                if (level > beneath || !path_.go_to_member(level, before)) path_.read(before);
            } else if (level >= path_.depth()) {
                read_kept();
            }
            if (!path_.go_to(level, m.index)) break; // never, unless a raw fragment was no JSON
            kept_.cut(0);
            first = m.element;
            marked = true;
        }
        const std::string_view rest(first, static_cast<std::size_t>(last - first));
        if (!marked || rest.size() > most_kept || !kept_.push(rest)) {
            read_kept();
            path_.read(rest);
        }
        for (mark_type& m : marks_)
            if (m.element != nullptr) m.opened = m.element = &forgotten;
    }

    void read_kept() noexcept {
        path_.read({kept_.data(), kept_.size()});
        kept_.cut(0);
    }

    mark_type marks_[levels + 1];
    const char* text_ = nullptr;
    path_reader path_; // behind all that was forgotten, but for
    pile<char> kept_;  // what may have to be read
};

} // namespace inkjet::detail
