#include <inkjet/text/clean_prefix.hpp>
#include <inkjet/text/utf8.hpp>

#include "escape_harness.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using inkjet::detail::clean_prefix;
using inkjet::detail::first_invalid_utf8;
using inkjet::detail::needs_escape;
using inkjet::detail::text_demand;

// Those kernels that the flags do not bring along, but that the machine can run in any case.
namespace inkjet::detail {
inline namespace INKJET_ISA {
#if !defined(INKJET_ISA_PORTABLE)
namespace portable_kernel {
# include <inkjet/text/clean_loop.inl>
} // namespace portable_kernel
#endif
#if !defined(INKJET_NO_SIMD) && defined(__x86_64__)
namespace xsimd_kernel {
# include <inkjet/text/clean_loop.inl>
} // namespace xsimd_kernel
# if !defined(INKJET_ISA_SSE2)
namespace sse2_kernel {
#  include <inkjet/text/clean_loop_sse2.inl>
} // namespace sse2_kernel
# endif
#endif
} // namespace INKJET_ISA
} // namespace inkjet::detail

namespace {

struct finder {
    const char* name;
    std::size_t (*nothing)(const char*, std::size_t);
    std::size_t (*utf8)(const char*, std::size_t);
    std::size_t (*ascii)(const char*, std::size_t);
};

#define FINDER(kernel)                                                                                       \
    finder {                                                                                                 \
        #kernel, &inkjet::detail::kernel::clean_prefix<text_demand::nothing>,                                \
            &inkjet::detail::kernel::clean_prefix<text_demand::utf8>,                                        \
            &inkjet::detail::kernel::clean_prefix<text_demand::ascii>                                        \
    }

// Every kernel that this machine can run, and the front that chooses one.
std::vector<finder> finders() {
    std::vector<finder> all{FINDER(own_kernel), FINDER(portable_kernel)};
#if !defined(INKJET_NO_SIMD) && defined(__x86_64__)
    all.push_back(FINDER(sse2_kernel));
    all.push_back(FINDER(xsimd_kernel));
#endif
    all.push_back({"chosen",
                   [](const char* s, std::size_t n) { return clean_prefix<text_demand::nothing>(s, n); },
                   [](const char* s, std::size_t n) { return clean_prefix<text_demand::utf8>(s, n); },
                   [](const char* s, std::size_t n) { return clean_prefix<text_demand::ascii>(s, n); }});
#if defined(INKJET_DISPATCH)
    if (inkjet::detail::machine_has_avx2()) all.push_back(FINDER(avx2_kernel));
    if (inkjet::detail::machine_has_avx512()) all.push_back(FINDER(avx512_kernel));
#endif
    return all;
}

std::size_t first_where(std::string_view text, bool (*stops)(unsigned char)) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (stops(static_cast<unsigned char>(text[i]))) return i;
    return text.size();
}

void verify(const std::vector<finder>& all, std::string_view text) {
    const std::size_t escape = first_where(text, [](unsigned char c) { return needs_escape(c); });
    const std::size_t special =
        first_where(text, [](unsigned char c) { return c >= 0x80 || needs_escape(c); });
    const bool well_formed = first_invalid_utf8(text.data(), escape) == escape;
    const std::size_t block_end = std::min(text.size(), escape / 64 * 64 + 64);
    const bool well_formed_around = first_invalid_utf8(text.data(), text.size()) >= block_end;
    for (const finder& each : all) {
        CAPTURE(each.name);
        CAPTURE(escape);
        CAPTURE(text.size());
        REQUIRE(each.nothing(text.data(), text.size()) == escape);
        REQUIRE(each.ascii(text.data(), text.size()) == special);
        const std::size_t found = each.utf8(text.data(), text.size());
        if (!well_formed)
            REQUIRE(found == 0);
        else if (found != 0 || well_formed_around)
            REQUIRE(found == escape);
    }
}

} // namespace

TEST_CASE("texts of all lengths, with one byte of every kind at every place") {
    const std::vector<finder> all = finders();
    for (std::size_t n = 0; n < 400; n += n < 70 ? 1 : 13) {
        std::string text(n, 'a');
        verify(all, text);
        for (std::size_t at = 0; at < n; at += n < 70 ? 1 : 7)
            for (const char byte : {'\0', '\x1F', '"', '\\', '\x7F', '\x80', '\xC3', '\xFF'}) {
                text[at] = byte;
                verify(all, text);
                text[at] = 'a';
            }
    }
}

TEST_CASE("sequences, whole and broken, across the edges of blocks and at both ends") {
    const std::vector<finder> all = finders();
    for (const std::string_view sequence :
         {"\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
          "\xE2\x82", "\xF0\x9F\x98", "\xA9", "\xE2\x82\"", "\xC3\xA9\n"})
        for (const std::size_t n : {64U, 65U, 127U, 128U, 256U, 300U, 384U})
            for (std::size_t at = 0; at + sequence.size() <= n; ++at) {
                std::string text(n, 'a');
                text.replace(at, sequence.size(), sequence);
                verify(all, text);
                text.back() = '"';
                verify(all, text);
            }
}

TEST_CASE("text that is not ASCII throughout") {
    const std::vector<finder> all = finders();
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        const std::size_t size = random() % 1000;
        while (text.size() < size) switch (random() % 400) {
            case 0:
                text += '"';
                break;
            case 1:
                if (round % 2 == 0) text += '\x80';
                break;
            default:
                static constexpr std::string_view parts[] = {"a", "\xC3\xA9", "\xE2\x82\xAC",
                                                             "\xF0\x9F\x98\x80"};
                text += parts[random() % (round % 3 == 0 ? 1 : 4)];
            }
        verify(all, text);
    }
}

TEST_CASE("nothing is read beyond the text") {
    const std::vector<finder> all = finders();
    const escape_test::guarded_pages pages(2);
    for (std::size_t n = 0; n < 300; ++n) {
        std::memset(pages.begin(), 'a', pages.size());
        verify(all, {pages.begin(), n});
        verify(all, {pages.end() - n, n});
    }
    for (const finder& each : all) CHECK(each.utf8(nullptr, 0) == 0);
}
