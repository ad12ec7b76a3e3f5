// Writing a document by hand: the same writer that encoders are given, over a buffer of the caller's.
#pragma once

#include <inkjet/write.hpp>

namespace inkjet {

namespace detail {

// In front of the session, which refers to it: what was made in the call that makes a writer is gone then.
struct writer_options {
    options copy;
};

} // namespace detail

inline namespace INKJET_ISA {

/// Writes one JSON value by hand into any buffer that `inkjet::write` takes: `begin_object`, `key`, `value`,
/// `end_object`, `begin_array`, `end_array`, `member`, `null`. Ends with `finish`, which returns the result.
/// Without it, or after a refusal, the buffer is as before, and a destination that takes chunks gets no more
/// of them. Refers to the buffer, which nobody else may touch meanwhile. Options come as a second argument;
/// they apply to values, keys and white space, but what is written by hand is neither sorted nor left out.
template <class Out, class P = detail::default_policy>
class writer : detail::writer_options,
               detail::session<Out>,
               public detail::value_writer<detail::policy_for<Out, P>> {
    using session = detail::session<Out>;
    using by_hand = detail::value_writer<detail::policy_for<Out, P>>;

  public:
    explicit writer(Out& out) noexcept
        requires P::fixed
        : detail::writer_options{P::value}, session(out, this->copy),
          by_hand(this->state(), session::open()) {}
    writer(Out& out, const options& chosen) noexcept
        requires(!P::fixed)
        : detail::writer_options{chosen}, session(out, this->copy), by_hand(this->state(), session::open()) {}
    ~writer() {
        if (!finished_) static_cast<void>(session::roll_back());
    }

    /// Ends the document. Returns the bytes appended, or the first refusal; when called again, the same. All
    /// other calls after it are ignored.
    result finish() noexcept {
        if (!finished_) {
            finished_ = true;
            outcome_ = session::finish(by_hand::finish(), this->copy.append_newline);
            this->state().end_all(); // so that nothing looks at the buffer any more
        }
        return outcome_;
    }

    /// Returns false once anything was refused.
    bool ok() const noexcept { return finished_ ? static_cast<bool>(outcome_) : by_hand::ok(); }

  private:
    bool finished_ = false;
    result outcome_;
};

template <class Out>
writer(Out&, const options&) -> writer<Out, detail::run_time_policy>;

} // namespace INKJET_ISA
} // namespace inkjet
