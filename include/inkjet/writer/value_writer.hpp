// Writing by hand: begin_object, key, value, end_object, with the commas, the nesting and the checks made
// here.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/writer/context.hpp>
#include <inkjet/writer/layout.hpp>
#include <inkjet/writer/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace inkjet::detail {
inline namespace INKJET_ISA {

// The traversal of values, of a layer above: needs no room and leaves `exit_room`.
template <class P, class T>
char* write_anywhere(context& c, char* p, T& value);

/// Writes JSON piece by piece: what `encoder<T>::write` is given, and what `inkjet::writer` is. Calls that
/// would not make JSON (a value where a key must stand, an `end_array` for an object) fail with
/// `errc::bad_value`; after any failure all calls are ignored. Not thread-safe. Not to be kept beyond the
/// call that it was given to.
template <class P>
class value_writer {
  public:
    value_writer(context& c, char* cursor) noexcept : c_(c), p_(cursor) {}
    value_writer(const value_writer&) = delete;
    value_writer& operator=(const value_writer&) = delete;

    /// Opens an object; `key` and `value` alternate inside it.
    void begin_object() { open('{', true); }
    /// Closes the innermost object.
    void end_object() { close('}', true); }
    /// Opens an array.
    void begin_array() { open('[', false); }
    /// Closes the innermost array.
    void end_array() { close(']', false); }

    /// Writes a member's name. UTF-8; complexity linear in its length.
    void key(std::string_view name) {
        if (nested_ == 0 || !is_object() || has_key_)
            return misused("a key outside an object, or behind a key");
        separate();
        p_ = put_text<P>(c_, p_, name.data(), name.size());
        p_ = put_colon<P>(c_, p_);
        p_ = ensure(c_, p_, exit_room);
        has_key_ = true;
    }

    /// Writes any value that `inkjet::write` takes. An exception that comes out of it is a failure with
    /// `errc::bad_value`.
    template <class T>
    void value(T&& v) {
        if (!begin_value()) return;
        INKJET_TRY { p_ = write_anywhere<P>(c_, p_, v); }
        INKJET_CATCH_ALL { p_ = c_.thrown(); }
    }

    /// Writes a member: `key(name)` and `value(v)`.
    template <class T>
    void member(std::string_view name, T&& v) {
        key(name);
        value(v);
    }

    /// Writes `null`.
    void null() { value(nullptr); }

    /// Returns false once anything was refused.
    bool ok() const noexcept { return !c_.failed; }

    // Ends the hand-written value: refuses one that is missing or not closed. Returns the cursor.
    char* finish() {
        if (nested_ != 0 || !wrote_) misused("an array or object that is not closed, or no value at all");
        return p_ = ensure(c_, p_, exit_room);
    }

  private:
    // Which of the open containers are objects: a bit for each, the innermost of each word lowest.
    static constexpr unsigned max_nested = 512;

    bool is_object() const noexcept { return (kinds_[(nested_ - 1) / 64] >> ((nested_ - 1) % 64) & 1) != 0; }

    INKJET_COLD void misused(std::string_view note) { p_ = c_.fail(errc::bad_value, p_, note); }

    void separate() {
        p_ = ensure(c_, p_, exit_room);
        if (wrote_ && nested_ != 0) *p_++ = ',';
        p_ = new_line<P>(c_, p_);
        if constexpr (follows<P>) mark_element();
        wrote_ = true;
    }

    // As trail_mark does it in a loop.
    void mark_element() noexcept {
        if (nested_ == 0) return;
        trail::mark_type& mark = c_.followed_trail().mark(c_.chosen->depth_limit - c_.depth - 1);
        if (!wrote_) mark.opened = p_;
        mark.index = wrote_ ? mark.index + 1 : 0;
        mark.element = p_;
    }

    bool begin_value() {
        if (nested_ == 0 ? wrote_ : is_object() != has_key_) {
            misused("a value without a key, or behind the only value");
            return false;
        }
        if (nested_ != 0 && !is_object())
            separate();
        else
            wrote_ = true;
        has_key_ = false;
        return !c_.failed;
    }

    void open(char bracket, bool object) {
        if (!begin_value()) return;
        if (c_.depth == 0 || nested_ == max_nested) {
            p_ = too_deep(c_, p_);
            return;
        }
        --c_.depth;
        p_ = ensure(c_, p_, exit_room);
        *p_++ = bracket;
        std::uint64_t& word = kinds_[nested_ / 64];
        const std::uint64_t bit = std::uint64_t{1} << (nested_ % 64);
        word = object ? word | bit : word & ~bit;
        ++nested_;
        wrote_ = false;
    }

    void close(char bracket, bool object) {
        if (nested_ == 0 || is_object() != object || has_key_)
            return misused("a bracket that does not match, or a key without a value");
        if constexpr (follows<P>)
            c_.followed_trail().mark(c_.chosen->depth_limit - c_.depth - 1).element = nullptr;
        --nested_;
        ++c_.depth;
        if (wrote_) p_ = new_line<P>(c_, p_);
        p_ = ensure(c_, p_, exit_room);
        *p_++ = bracket;
        wrote_ = true;
    }

    context& c_;
    char* p_;
    unsigned nested_ = 0;
    bool has_key_ = false; // a key was written and waits for its value
    bool wrote_ =
        false; // the innermost container has a member or element; outside of all, the value is there
    std::uint64_t kinds_[max_nested / 64] = {};
};

} // namespace INKJET_ISA
} // namespace inkjet::detail
