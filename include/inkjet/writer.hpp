// Writing a document by hand: the same writer that encoders are given, over a buffer of the caller's.
#pragma once

#include <inkjet/write.hpp>

namespace inkjet {
inline namespace INKJET_ISA {

/// Writes one JSON value by hand into any buffer that `inkjet::write` takes: `begin_object`, `key`, `value`,
/// `end_object`, `begin_array`, `end_array`, `member`, `null`. Ends with `finish`, which returns the result.
/// Without it, or after a refusal, the buffer is as before. Refers to the buffer, which nobody else may touch
/// meanwhile.
template <class Out>
class writer : detail::session<Out>, public detail::value_writer<detail::default_policy> {
    using session = detail::session<Out>;
    using by_hand = detail::value_writer<detail::default_policy>;

  public:
    explicit writer(Out& out) noexcept
        : session(out, detail::default_policy::value), by_hand(this->state(), this->cursor()) {}
    ~writer() {
        if (!finished_) static_cast<void>(session::roll_back());
    }

    /// Ends the document. Returns the bytes appended, or the first refusal; when called again, the same. All
    /// other calls after it are ignored.
    result finish() noexcept {
        if (!finished_) {
            finished_ = true;
            this->cursor() = by_hand::finish();
            outcome_ = session::finish();
            this->state().failed = true; // so that nothing looks at the buffer any more
        }
        return outcome_;
    }

    /// Returns false once anything was refused.
    bool ok() const noexcept { return finished_ ? static_cast<bool>(outcome_) : by_hand::ok(); }

  private:
    bool finished_ = false;
    result outcome_;
};

} // namespace INKJET_ISA
} // namespace inkjet
