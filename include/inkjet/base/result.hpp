// What a write returns: how much was appended, or why and where it was refused.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/base/errc.hpp>
#include <inkjet/base/memory.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#if INKJET_EXCEPTIONS
# include <exception>
#endif

namespace inkjet {

namespace detail {

#if INKJET_HEAP
// A path has no more bytes.
inline constexpr std::size_t most_where = SIZE_MAX;

// The place and the particulars of a failure, in one allocation: this header, then the texts.
struct failure_details {
    std::size_t where_size;
    std::size_t note_size;

    const char* text() const noexcept { return reinterpret_cast<const char*>(this + 1); }
    std::string_view where() const noexcept { return {text(), where_size}; }
    std::string_view note() const noexcept { return {text() + where_size, note_size}; }

    // Returns nullptr when there is no memory: a failure without details is still a failure.
    static failure_details* make(std::string_view where, std::string_view note) noexcept {
        void* place = allocate(sizeof(failure_details) + where.size() + note.size());
        if (place == nullptr) return nullptr;
        auto* made = new (place) failure_details{where.size(), note.size()};
        char* text = reinterpret_cast<char*>(made + 1);
        if (!where.empty()) std::memcpy(text, where.data(), where.size());
        if (!note.empty()) std::memcpy(text + where.size(), note.data(), note.size());
        return made;
    }
};

// Owns them, if there was a failure.
class failure_texts {
  public:
    failure_texts() = default;
    failure_texts(std::string_view where, std::string_view note) noexcept
        : details_(failure_details::make(where, note)) {}
    failure_texts(const failure_texts& other) noexcept {
        if (other.details_ != nullptr) details_ = failure_details::make(other.where(), other.note());
    }
    failure_texts(failure_texts&& other) noexcept : details_(std::exchange(other.details_, nullptr)) {}
    failure_texts& operator=(failure_texts other) noexcept {
        std::swap(details_, other.details_);
        return *this;
    }
    ~failure_texts() {
        if (details_ != nullptr) [[unlikely]]
            release(details_);
    }

    std::string_view where() const noexcept { return details_ != nullptr ? details_->where() : "$"; }
    std::string_view note() const noexcept {
        return details_ != nullptr ? details_->note() : std::string_view();
    }

  private:
    failure_details* details_ = nullptr;
};
#else
inline constexpr std::size_t most_where = 128, most_note = 96;

// The same in room of its own; what does not fit is left out.
class failure_texts {
  public:
    failure_texts() noexcept {} // leaves the room alone
    failure_texts(std::string_view where, std::string_view note) noexcept
        : there_(true), where_size_(keep(where_, where)), note_size_(keep(note_, note)) {}

    std::string_view where() const noexcept { return there_ ? std::string_view(where_, where_size_) : "$"; }
    std::string_view note() const noexcept { return {note_, note_size_}; }

  private:
    template <std::size_t Room>
    static unsigned char keep(char (&room)[Room], std::string_view text) noexcept {
        const std::size_t size = text.size() < Room ? text.size() : Room;
        if (size != 0) std::memcpy(room, text.data(), size);
        return static_cast<unsigned char>(size);
    }

    bool there_ = false;
    unsigned char where_size_ = 0, note_size_ = 0;
    char where_[most_where], note_[most_note];
};
#endif

} // namespace detail

/// Tells how a write ended. Cheap to return; only a failure allocates, for its path and message.
class [[nodiscard]] result {
  public:
    errc code = errc::ok; ///< `errc::ok`, or why the value was not written
    std::size_t size = 0; ///< bytes appended. After a failure 0, as buffers are brought back to what they
                          ///< were; where that can't be (streams, files, callbacks, lines of
                          ///< `write_lines`) the bytes that went out before it

    result() = default;
    explicit result(std::size_t appended) noexcept : size(appended) {}

    /// Makes a failure: `where` is a JSONPath, `note` the particulars ("byte 0xff at offset 3").
    result(errc why, std::string_view where, std::string_view note) noexcept
        : code(why), texts_(where, note) {}

    /// Returns true when everything was written.
    explicit operator bool() const noexcept { return code == errc::ok; }

    /// Returns the place of the value that was refused, a JSONPath (RFC 9535): `$`,
    /// `$.users[3].name`, `$['first name']`. Valid as long as this object.
    std::string_view where() const noexcept { return texts_.where(); }

    /// Returns the particulars alone: the offending byte and its offset, the number, the limit. May be empty.
    std::string_view note() const noexcept { return texts_.note(); }

    /// Returns one readable line: reason, place, particulars. "ok" after a success.
    std::string message() const {
        std::string line(describe_code(code));
        if (code == errc::ok) return line;
        line.append(" at ").append(where());
        if (!note().empty()) line.append(": ").append(note());
        return line;
    }

  private:
    detail::failure_texts texts_;
};

#if INKJET_EXCEPTIONS
/// Carries a failed result out of the functions that return a value instead of a result.
class error : public std::exception {
  public:
    explicit error(inkjet::result failed) : result_(std::move(failed)), message_(result_.message()) {}

    /// Returns the result, with its code and path.
    const inkjet::result& result() const noexcept { return result_; }

    /// Returns the result's message.
    const char* what() const noexcept override { return message_.c_str(); }

  private:
    inkjet::result result_;
    std::string message_;
};
#endif

} // namespace inkjet
