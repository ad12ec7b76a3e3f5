#include <inkjet/base/window.hpp>
#include <inkjet/text/base64.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using inkjet::detail::base64_size;
using inkjet::detail::base64_standard;
using inkjet::detail::base64_url;

// Bit by bit, as RFC 4648 says it.
template <class Code>
std::string expected_of(const std::vector<unsigned char>& bytes) {
    std::string out;
    for (std::size_t bit = 0; bit < 8 * bytes.size(); bit += 6) {
        unsigned index = 0;
        for (std::size_t i = bit; i < bit + 6; ++i)
            index = 2 * index + (i / 8 < bytes.size() ? bytes[i / 8] >> (7 - i % 8) & 1 : 0);
        out += Code::letters[index];
    }
    while (Code::padded && out.size() % 4 != 0) out += '=';
    return out;
}

// What a kernel makes of bytes that end where their memory ends.
template <class Code, class Kernel>
std::string text_of(Kernel kernel, const std::vector<unsigned char>& bytes) {
    constexpr std::size_t guard = 64;
    const std::size_t size = base64_size<Code>(bytes.size());
    std::string out(size + inkjet::detail::overrun + guard, '#');
    char* const end = kernel(out.data(), bytes.data(), bytes.size());
    CHECK(end == out.data() + size);
    CHECK(out.substr(out.size() - guard) == std::string(guard, '#'));
    return out.substr(0, size);
}

template <class Code>
void check_all_kernels(const std::vector<unsigned char>& bytes) {
    using namespace inkjet::detail;
    const std::string expected = expected_of<Code>(bytes);
    CAPTURE(bytes.size());
    const auto chosen = [](char* out, const unsigned char* s, std::size_t n) {
        return write_base64<Code>(out, s, n);
    };
    const auto portable = [](char* out, const unsigned char* s, std::size_t n) {
        return portable_kernel::write_base64<Code>(out, s, n);
    };
    REQUIRE(text_of<Code>(chosen, bytes) == expected);
    REQUIRE(text_of<Code>(portable, bytes) == expected);
#if defined(INKJET_DISPATCH)
    if (machine_has_avx2()) REQUIRE(text_of<Code>(&avx2_kernel::write_base64<Code>, bytes) == expected);
    if (machine_has_avx512()) REQUIRE(text_of<Code>(&avx512_kernel::write_base64<Code>, bytes) == expected);
#endif
}

void check_all(const std::vector<unsigned char>& bytes) {
    check_all_kernels<base64_standard>(bytes);
    check_all_kernels<base64_url>(bytes);
}

template <class Code>
std::string text_of(std::string_view text) {
    return text_of<Code>([](char* out, const unsigned char* s,
                            std::size_t n) { return inkjet::detail::write_base64<Code>(out, s, n); },
                         std::vector<unsigned char>(text.begin(), text.end()));
}

} // namespace

TEST_CASE("the vectors of RFC 4648, section 10") {
    constexpr std::string_view vectors[][2] = {{"", ""},
                                               {"f", "Zg=="},
                                               {"fo", "Zm8="},
                                               {"foo", "Zm9v"},
                                               {"foob", "Zm9vYg=="},
                                               {"fooba", "Zm9vYmE="},
                                               {"foobar", "Zm9vYmFy"}};
    for (const auto& [text, encoded] : vectors) {
        CHECK(text_of<base64_standard>(text) == encoded);
        CHECK(text_of<base64_url>(text) == encoded.substr(0, encoded.find('=')));
    }
    CHECK(text_of<base64_standard>("\xfb\xff\xbf") == "+/+/");
    CHECK(text_of<base64_url>("\xfb\xff\xbf") == "-_-_");
}

TEST_CASE("every letter in every lane") {
    for (unsigned field = 0; field < 64; ++field)
        for (std::size_t lane = 0; lane < 64; ++lane) {
            std::vector<unsigned char> bytes(3 * 64 / 4 * 2);
            for (std::size_t bit = 0; bit < 6; ++bit) {
                const std::size_t at = 6 * lane + bit;
                bytes[at / 8] =
                    static_cast<unsigned char>(bytes[at / 8] | (field >> (5 - bit) & 1) << (7 - at % 8));
            }
            check_all(bytes);
        }
}

TEST_CASE("random bytes of every length") {
    std::mt19937 random(7);
    for (std::size_t n = 0; n < 5000; n += n < 400 ? 1 : 97) {
        std::vector<unsigned char> bytes(n);
        for (unsigned char& byte : bytes) byte = static_cast<unsigned char>(random());
        check_all(bytes);
    }
}

TEST_CASE("the size of huge inputs") {
    CHECK(base64_size<base64_standard>(std::size_t{1} << 40) == ((std::size_t{1} << 40) / 3 + 1) * 4);
    CHECK(base64_size<base64_url>(4) == 6);
    CHECK(base64_size<base64_url>(5) == 7);
    CHECK(base64_size<base64_standard>(5) == 8);
}
