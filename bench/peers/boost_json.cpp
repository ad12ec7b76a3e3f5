// Boost.JSON: value_from with its fastest memory resource, then its serializer. Compiled here with our flags.
#include "../members.hpp"
#include "../peer.hpp"

#include <boost/json.hpp>
#include <boost/json/src.hpp>
#include <boost/version.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace boost::json {

template <bench::has_members T>
void tag_invoke(value_from_tag, value& to, const T& from) {
    object& members = to.emplace_object();
    std::size_t count = 0;
    bench::visit_members(from, [&](auto, const auto&) { ++count; });
    members.reserve(count);
    bench::visit_members(from, [&]<class Key>(Key, const auto& member) {
        members.emplace(Key::text, value_from(member, members.storage()));
    });
}

template <bench::is_pointer_like T>
void tag_invoke(value_from_tag, value& to, const T& from) {
    if (from) {
        value_from(*from, to);
    } else {
        to.emplace_null();
    }
}

} // namespace boost::json

namespace bench {
namespace {

class writer {
  public:
    template <class T>
    std::string_view operator()(const T& document) {
        const std::size_t written = write(document);
        fit_arena(written); // the tree is gone by now
        return std::string_view(out_).substr(0, written);
    }

  private:
    template <class T>
    std::size_t write(const T& document) {
        boost::json::monotonic_resource memory(arena_.get(), arena_size_);
        const boost::json::value tree = boost::json::value_from(document, &memory);
        serializer_.reset(&tree); // hands the text out in pieces of the size that it is asked for
        std::size_t written = 0;
        while (true) {
            written += serializer_.read(out_.data() + written, out_.size() - written).size();
            if (serializer_.done()) return written;
            out_.resize(2 * out_.size());
        }
    }

    // A tree needs up to 24 bytes for each that is written (a digit and a comma); pages that are not touched
    // are free.
    void fit_arena(std::size_t written) {
        if (const std::size_t wanted = 24 * written + 4096; wanted > arena_size_) {
            arena_ = std::make_unique_for_overwrite<unsigned char[]>(wanted);
            arena_size_ = wanted;
        }
    }

    static constexpr std::size_t start = 4096;
    std::unique_ptr<unsigned char[]> arena_ = std::make_unique_for_overwrite<unsigned char[]>(start);
    std::size_t arena_size_ = start;
    boost::json::serializer serializer_;
    std::string out_ = std::string(start, '\0');
};

std::unique_ptr<task> prepare(const value& v) {
    return task_for(v, [](const auto& document) {
        return [&document, write = std::make_unique<writer>()]() -> std::string_view {
            return (*write)(document);
        };
    });
}

const std::string version = std::to_string(BOOST_VERSION / 100'000) + "." +
                            std::to_string(BOOST_VERSION / 100 % 1000) + "." +
                            std::to_string(BOOST_VERSION % 100);
const registration here{{"Boost.JSON", version, "value_from into a monotonic_resource, serializer", prepare}};

} // namespace
} // namespace bench
