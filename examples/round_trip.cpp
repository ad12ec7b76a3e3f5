// The main job on real input: reads a JSON document into plain structs, writes it with inkjet into a reused
// buffer, checks that what was written is the same document, and sets speed and allocations beside
// nlohmann's.
#include <inkjet/inkjet.hpp>

#include "allocations.hpp"
#include "documents/canada_nlohmann.hpp"
#include "documents/citm_catalog_nlohmann.hpp"
#include "documents/difference.hpp"
#include "documents/twitter_inkjet.hpp"
#include "documents/twitter_nlohmann.hpp"
#include "documents/twitter_random.hpp"

#include <nlohmann/json.hpp>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

namespace {

using nlohmann::json;

struct measurement {
    std::size_t bytes = 0;
    double seconds = 0;            // of the fastest pass
    std::uint64_t allocations = 0; // of one pass, after the first
};

// Runs `write`, which returns how many bytes it wrote, until the fastest pass is known well enough.
template <class Write>
measurement measure(Write write) {
    using clock = std::chrono::steady_clock;
    constexpr int least_passes = 5;
    constexpr std::chrono::milliseconds least_time(400);

    measurement best;
    best.bytes = write();
    const std::uint64_t before = examples::allocations();
    write();
    best.allocations = examples::allocations() - before;

    const clock::time_point begin = clock::now();
    for (int pass = 0; pass < least_passes || clock::now() - begin < least_time; ++pass) {
        const clock::time_point start = clock::now();
        write();
        const double seconds = std::chrono::duration<double>(clock::now() - start).count();
        if (pass == 0 || seconds < best.seconds) best.seconds = seconds;
    }
    return best;
}

// Returns the number with its digits in groups of three.
std::string grouped(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    std::string made;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) made += ',';
        made += digits[i];
    }
    return made;
}

void print(const char* library, const measurement& measured) {
    const double rate = static_cast<double>(measured.bytes) / measured.seconds / 1e6;
    std::printf("%-10s %12s bytes %10s MB/s %10s allocations\n", library, grouped(measured.bytes).c_str(),
                grouped(static_cast<std::uint64_t>(rate)).c_str(), grouped(measured.allocations).c_str());
}

void check(const json& source, std::string_view written, const char* library) {
    if (const auto place = documents::difference(source, json::parse(written))) {
        throw std::runtime_error(std::string("what ") + library + " wrote differs at \"" + *place + '"');
    }
}

// Writes the document, which reads as `source`, with both libraries.
template <class Document>
void round_trip(const Document& document, const json& source) {
    inkjet::buffer out;
    const auto with_inkjet = [&] {
        out.clear();
        const inkjet::result r = inkjet::write(document, out);
        if (!r) throw std::runtime_error("inkjet refused the document: " + r.message());
        return r.size;
    };
    std::string text;
    const auto with_nlohmann = [&] {
        text = json(document).dump();
        return text.size();
    };

    with_inkjet();
    check(source, out.view(), "inkjet");
    with_nlohmann();
    check(source, text, "nlohmann");
    std::puts("read back: the same document");

    const measurement ours = measure(with_inkjet);
    const measurement theirs = measure(with_nlohmann);
    print("inkjet", ours);
    print("nlohmann", theirs);
    std::printf("inkjet is %.1f times as fast\n", theirs.seconds / ours.seconds);
}

std::string read_file(const std::string& path) {
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::system_error(errno, std::generic_category(), "can't open " + path);
    if (std::filesystem::is_directory(path)) throw std::runtime_error(path + " is a directory");
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// Reads the file into the structs that its shape asks for.
void run(const std::string& path) {
    json source;
    try {
        source = json::parse(read_file(path));
    } catch (const json::exception& e) {
        throw std::runtime_error(path + " is not a JSON document: " + e.what());
    }
    const auto as = [&]<class Document>(const char* name, Document document) {
        try {
            source.get_to(document);
        } catch (const json::exception& e) {
            throw std::runtime_error(path + " begins like " + name + " but does not fit it: " + e.what());
        }
        std::printf("%s: %s\n", path.c_str(), name);
        round_trip(document, source);
    };
    const auto holds = [&](const char* key) { return source.is_object() && source.contains(key); };
    if (holds("statuses")) {
        as("a page of tweets", documents::twitter());
    } else if (holds("performances")) {
        as("a catalog of events", documents::citm_catalog());
    } else if (holds("features")) {
        as("a collection of GeoJSON features", documents::canada());
    } else {
        throw std::runtime_error(
            path + ": no structs for this document; known are those of twitter.json (\"statuses\")"
                   ", citm_catalog.json (\"performances\") and canada.json (\"features\")");
    }
}

void run_without_file() {
    constexpr std::uint64_t seed = 1;
    constexpr std::size_t count = 150;
    const documents::twitter page = documents::make_tweets(seed, count);
    std::printf("%zu tweets made from seed %d\n", count, static_cast<int>(seed));
    round_trip(page, json(page));
}

} // namespace

int main(int argc, char** argv) {
    if (argc > 2 || (argc == 2 && std::string_view(argv[1]).starts_with("--"))) {
        std::fputs("usage: round_trip [FILE]\n", stderr);
        return 2;
    }
    try {
        if (argc == 2) {
            run(argv[1]);
        } else {
            run_without_file();
        }
    } catch (const std::exception& e) {
        std::fprintf(stderr, "round_trip: %s\n", e.what());
        return 1;
    }
}
