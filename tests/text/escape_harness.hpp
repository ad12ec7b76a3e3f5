// What the tests of the escape kernels share: the kernels, a
// reference, memory with guard pages, runs with canaries.
#pragma once

#include <inkjet/base/config.hpp>
#include <inkjet/text/block_portable.hpp>
#include <inkjet/text/escape.hpp>
#if !defined(INKJET_NO_SIMD) && (defined(__x86_64__) || defined(__aarch64__))
# include <inkjet/text/block_xsimd.hpp>
#endif
#if !defined(INKJET_NO_SIMD) && defined(__x86_64__)
# include <inkjet/text/block_avx2.hpp>
# include <inkjet/text/block_avx512.hpp>
# include <inkjet/text/block_sse2.hpp>
# include <inkjet/text/x86_cpu.hpp>
#endif

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace escape_test {

using inkjet::detail::window;

using escape_function = char*(window&, char*, const char*, std::size_t);

struct kernel {
    const char* name;
    escape_function* strict;
    escape_function* unchecked;
    bool (*put_plain)(char*, const char*, std::size_t);
    bool (*put_plain_by_length)(char*, const char*, std::size_t);
    char* (*put_short_texts)(window&, char*, const std::string_view*&, const std::string_view*);
};

// Every kernel that this machine can run, and the front that chooses one.
inline std::vector<kernel> kernels() {
    using namespace inkjet::detail;
    std::vector<kernel> list;
#if !defined(INKJET_NO_SIMD) && defined(__x86_64__)
    if (machine_has_avx512()) {
        list.push_back({"avx512", avx512_kernel::escape_text<true>, avx512_kernel::escape_text<false>,
                        avx512_kernel::put_plain, avx512_kernel::put_plain_by_length,
                        avx512_kernel::put_short_texts<std::string_view>});
    }
    if (machine_has_avx2()) {
        list.push_back({"avx2", avx2_kernel::escape_text<true>, avx2_kernel::escape_text<false>,
                        avx2_kernel::put_plain, avx2_kernel::put_plain_by_length,
                        avx2_kernel::put_short_texts<std::string_view>});
    }
#endif
#if !defined(INKJET_NO_SIMD) && defined(__x86_64__)
    list.push_back({"sse2", sse2_kernel::escape_text<true>, sse2_kernel::escape_text<false>,
                    sse2_kernel::put_plain, sse2_kernel::put_plain_by_length,
                    sse2_kernel::put_short_texts<std::string_view>});
#endif
#if !defined(INKJET_NO_SIMD) && (defined(__x86_64__) || defined(__aarch64__))
    list.push_back({"xsimd", xsimd_kernel::escape_text<true>, xsimd_kernel::escape_text<false>,
                    xsimd_kernel::put_plain, xsimd_kernel::put_plain_by_length,
                    xsimd_kernel::put_short_texts<std::string_view>});
#endif
    list.push_back({"portable", portable_kernel::escape_text<true>, portable_kernel::escape_text<false>,
                    portable_kernel::put_plain, portable_kernel::put_plain_by_length,
                    portable_kernel::put_short_texts<std::string_view>});
    list.push_back({"front", escape_text<true>, escape_text<false>, put_plain, put_plain_by_length,
                    own_kernel::put_short_texts<std::string_view>});
#if defined(INKJET_DISPATCH)
    list.back().put_short_texts = [](window& w, char* out, const std::string_view*& at,
                                     const std::string_view* last) {
        return put_short_texts(w, out, at, last);
    };
#endif
    return list;
}

// The reference: reads code points by value, and spells what RFC 8259 wants spelled.
struct reference_result {
    std::string escaped;
    bool well_formed;
};

inline bool read_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [text](std::size_t i) -> std::uint32_t { return static_cast<unsigned char>(text[i]); };
    const std::uint32_t lead = byte(at);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xC0 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF8 ? 4
                                             : 0;
    if (length == 0 || text.size() - at < length) return false;
    std::uint32_t value = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (byte(at + i) < 0x80 || byte(at + i) > 0xBF) return false;
        value = value * 64 + byte(at + i) % 64;
    }
    constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    at += length;
    return value >= smallest[length] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

inline reference_result reference(std::string_view text) {
    reference_result result{{}, true};
    for (std::size_t at = 0; at < text.size() && result.well_formed;)
        result.well_formed = read_code_point(text, at);
    for (const char c : text) {
        switch (c) {
        case '"':
            result.escaped += "\\\"";
            break;
        case '\\':
            result.escaped += "\\\\";
            break;
        case '\b':
            result.escaped += "\\b";
            break;
        case '\t':
            result.escaped += "\\t";
            break;
        case '\n':
            result.escaped += "\\n";
            break;
        case '\f':
            result.escaped += "\\f";
            break;
        case '\r':
            result.escaped += "\\r";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                char spelled[8];
                std::snprintf(spelled, sizeof(spelled), "\\u%04x", static_cast<unsigned>(c));
                result.escaped += spelled;
            } else {
                result.escaped += c;
            }
        }
    }
    return result;
}

// Pages with one on either side that can't be touched.
class guarded_pages {
  public:
    explicit guarded_pages(std::size_t at_least) : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
        size_ = (at_least + page_ - 1) / page_ * page_;
        void* all = mmap(nullptr, size_ + 2 * page_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (all == MAP_FAILED) std::abort();
        begin_ = static_cast<char*>(all) + page_;
        if (mprotect(begin_, size_, PROT_READ | PROT_WRITE) != 0) std::abort();
    }
    ~guarded_pages() { munmap(begin_ - page_, size_ + 2 * page_); }
    guarded_pages(const guarded_pages&) = delete;
    guarded_pages& operator=(const guarded_pages&) = delete;

    char* begin() const { return begin_; }
    char* end() const { return begin_ + size_; }
    std::size_t size() const { return size_; }

  private:
    std::size_t page_;
    std::size_t size_;
    char* begin_;
};

// Where a kernel writes: exactly the room that is asked for, canaries around it, a new place at each growth.
class output {
  public:
    static constexpr std::size_t canary_size = 64;
    static constexpr char canary = '\x77';

    output() : places_{std::vector<char>(capacity), std::vector<char>(capacity)} {}

    // Opens a window with `room` bytes.
    window& open(std::size_t room) {
        place_ = 0;
        set_end(canary_size + room);
        std::memset(places_[0].data(), canary, canary_size);
        window_.self = this;
        window_.grow = &grow;
        grown_ = 0;
        intact_ = true;
        return window_;
    }

    char* begin() { return places_[place_].data() + canary_size; }
    std::size_t grown() const { return grown_; }
    void refuse_to_grow(bool refuse) { refuse_ = refuse; }

    // Whether nothing outside the room has been touched, now or at any growth before.
    bool intact() {
        static const std::string untouched(canary_size, canary);
        intact_ = intact_ && std::memcmp(places_[place_].data(), untouched.data(), canary_size) == 0 &&
                  std::memcmp(window_.end, untouched.data(), canary_size) == 0;
        return intact_;
    }

  private:
    static constexpr std::size_t capacity = std::size_t{1} << 20;

    struct window_with_owner : window {
        output* self = nullptr;
    };

    void set_end(std::size_t at) {
        if (at + canary_size > capacity) std::abort();
        window_.end = places_[place_].data() + at;
        std::memset(window_.end, canary, canary_size);
    }

    static char* grow(window& w, char* cursor, std::size_t need) {
        output& self = *static_cast<window_with_owner&>(w).self;
        self.intact();
        ++self.grown_;
        if (self.refuse_) return nullptr;
        const std::vector<char>& from = self.places_[self.place_];
        const auto used = static_cast<std::size_t>(cursor - from.data());
        self.place_ = 1 - self.place_;
        std::memcpy(self.places_[self.place_].data(), from.data(), used);
        self.set_end(used + need);
        return self.places_[self.place_].data() + used;
    }

    std::vector<char> places_[2];
    std::size_t place_ = 0;
    window_with_owner window_;
    std::size_t grown_ = 0;
    bool refuse_ = false;
    bool intact_ = true;
};

// Runs kernels and keeps what went wrong first.
class verifier {
  public:
    const std::string& failure() const { return failure_; }
    std::size_t runs() const { return runs_; }
    output& out() { return out_; }

    // Runs all of k on the text, where it lies, against what is expected of it.
    void run(const kernel& k, std::string_view text, std::string_view escaped, bool well_formed) {
        run_strict(k, text, escaped, well_formed);
        if (!well_formed) run_escape(k, k.unchecked, text, escaped, true);
        if (text.size() > inkjet::detail::escape_plain_max) return;
        run_plain(k, k.put_plain, text, escaped, well_formed);
        run_plain(k, k.put_plain_by_length, text, escaped, well_formed);
    }

    // Only what escapes and validates.
    void run_strict(const kernel& k, std::string_view text, std::string_view escaped, bool well_formed) {
        run_escape(k, k.strict, text, escaped, well_formed);
    }

  private:
    void run_escape(const kernel& k, escape_function* escape, std::string_view text, std::string_view escaped,
                    bool accepted) {
        ++runs_;
        window& w = out_.open(text.size() + inkjet::detail::escape_slack);
        const char* end = escape(w, out_.begin(), text.data(), text.size());
        if (!out_.intact()) return fail(k, text, "stored outside its room");
        if ((end != nullptr) != accepted) return fail(k, text, accepted ? "rejected" : "accepted");
        // Callers of short text go on from where they were after a refusal.
        if (text.size() < inkjet::detail::block_size && out_.grown() != 0)
            return fail(k, text, "asked for more room");
        if (end == nullptr) return;
        if (std::string_view(out_.begin(), static_cast<std::size_t>(end - out_.begin())) != escaped)
            return fail(k, text, "wrote something else");
        if (w.room(end) < inkjet::detail::escape_exit_room) fail(k, text, "left too little room");
    }

    void run_plain(const kernel& k, bool (*put_plain)(char*, const char*, std::size_t), std::string_view text,
                   std::string_view escaped, bool well_formed) {
        ++runs_;
        out_.open(inkjet::detail::block_size);
        bool plain = well_formed && text == escaped;
        for (const char c : text) plain = plain && static_cast<unsigned char>(c) < 0x80;
        const bool put = put_plain(out_.begin(), text.data(), text.size());
        if (!out_.intact()) return fail(k, text, "put_plain stored outside its room");
        if (put != plain) return fail(k, text, "put_plain misjudged");
        if (!put) return;
        const std::string_view written(out_.begin(), text.size() + 1);
        if (written.back() != '"' || written.substr(0, text.size()) != text)
            fail(k, text, "put_plain wrote something else");
    }

    void fail(const kernel& k, std::string_view text, const char* what) {
        if (!failure_.empty()) return;
        failure_ = std::string(k.name) + " " + what + ": " + std::to_string(text.size()) + " bytes";
        char hex[4];
        for (const char c : text) {
            std::snprintf(hex, sizeof(hex), " %02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
            failure_ += hex;
        }
    }

    output out_;
    std::string failure_;
    std::size_t runs_ = 0;
};

// Where a sequence lies: in a text of `size` plain bytes, from `at`
// on; the text at the front or the back of its pages.
struct placement {
    std::size_t before;
    std::size_t after;
    bool at_front;
};

// The start, the end, both; split by each boundary of a register of 16 or 32 bytes and of a block, in every
// way that a sequence of `length` bytes can be; with a whole block, a part of one, or nothing behind it.
inline std::vector<placement> placements(std::size_t length) {
    std::vector<placement> list;
    for (const bool front : {false, true}) {
        list.push_back({0, 0, front});
        list.push_back({0, 70, front});
    }
    for (const std::size_t boundary : {16u, 32u, 48u, 64u, 80u, 128u}) {
        for (std::size_t inside = boundary == 64 || boundary == 128 ? 0 : 1; inside <= length; ++inside) {
            list.push_back({boundary - inside, 0, false});
            if (boundary >= 64) list.push_back({boundary - inside, boundary == 64 ? 1u : 66u, false});
        }
    }
    return list;
}

// A text with a hole for a sequence, lying where a placement says, with its own guard pages.
class placed_text {
  public:
    placed_text(placement where, std::size_t length)
        : pages_(where.before + length + where.after), length_(length), where_(where) {
        const std::size_t size = where.before + length + where.after;
        text_ = where.at_front ? pages_.begin() : pages_.end() - size;
        std::memset(text_, 'x', size);
        escaped_.assign(where.before, 'x');
    }

    // Puts a sequence into the hole. `expected` is what the reference says of the
    // sequence alone: what surrounds it is ASCII and changes nothing.
    void place(const char* sequence, const reference_result& expected) {
        std::memcpy(text_ + where_.before, sequence, length_);
        escaped_.resize(where_.before);
        escaped_ += expected.escaped;
        escaped_.append(where_.after, 'x');
        well_formed_ = expected.well_formed;
    }

    std::string_view text() const { return {text_, where_.before + length_ + where_.after}; }
    std::string_view escaped() const { return escaped_; }
    bool well_formed() const { return well_formed_; }

  private:
    guarded_pages pages_;
    std::size_t length_;
    placement where_;
    char* text_;
    std::string escaped_;
    bool well_formed_ = true;
};

} // namespace escape_test
