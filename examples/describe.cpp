// When what the compiler finds is not what the reader of the JSON expects: other keys, listed members,
// stand-ins, writing by hand, and objects put together on the spot.
#include <inkjet/inkjet.hpp>

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace garden {

struct reading {
    int sensor_id;
    double degrees;
    std::string class_;
};

// Keeps its members to itself, but for the description.
class bed {
  public:
    bed(std::string name, double length, double width)
        : name_(std::move(name)), length_(length), width_(width) {}
    double area() const { return length_ * width_; }

  private:
    friend struct inkjet::describe<bed>;
    std::string name_;
    double length_;
    double width_;
};

struct color {
    std::uint8_t red, green, blue;
};

// How much grows where: most places are empty.
struct harvest {
    std::vector<std::pair<std::string, int>> crops;
};

} // namespace garden

// Other keys than the members' names.
template <>
struct inkjet::describe<garden::reading> {
    static constexpr std::string_view key(std::string_view member) {
        if (member == "sensor_id") return "sensorId";
        if (member == "class_") return "class";
        return member;
    }
};

// A list of members: private and computed ones.
template <>
struct inkjet::describe<garden::bed> {
    static constexpr auto members = inkjet::members(inkjet::member("name", &garden::bed::name_), //
                                                    inkjet::member("area", &garden::bed::area));
};

// A stand-in: whatever `as` returns is written in place of the value.
template <>
struct inkjet::encoder<garden::color> {
    static std::string as(const garden::color& c) {
        constexpr char digits[] = "0123456789abcdef";
        std::string text = "#";
        for (const unsigned part : {c.red, c.green, c.blue}) {
            text += digits[part / 16];
            text += digits[part % 16];
        }
        return text;
    }
};

// By hand: pairs become the members of an object, and a sum that is stored nowhere comes last.
template <>
struct inkjet::encoder<garden::harvest> {
    static void write(auto& writer, const garden::harvest& h) {
        int sum = 0;
        writer.begin_object();
        for (const auto& [crop, count] : h.crops) {
            writer.member(crop, count);
            sum += count;
        }
        writer.member("sum", sum);
        writer.end_object();
    }
};

namespace {

template <class T>
void print(const T& value) {
    std::string out;
    const inkjet::result r = inkjet::write(value, out);
    std::printf("%s\n", r ? out.c_str() : r.message().c_str());
}

} // namespace

int main() {
    const std::vector<garden::reading> readings = {{17, 21.5, "air"}, {18, 14.25, "soil"}};
    const garden::bed bed("roses", 4, 2.5);
    const garden::color color = {255, 136, 0};
    const garden::harvest harvest = {{{"leek", 12}, {"kale", 30}}};

    print(readings);
    print(bed);
    print(color);
    print(harvest);

    // An answer put together on the spot: references to the values, no copies, no memory.
    print(inkjet::object("bed", bed, "colors", inkjet::array(color, "green", nullptr), "harvest", harvest));

    // The same writer without a value to begin with.
    std::string out;
    inkjet::writer writer(out);
    writer.begin_array();
    for (int i = 1; i <= 3; ++i) writer.value(i * i);
    writer.value(readings.front());
    writer.end_array();
    const inkjet::result r = writer.finish();
    std::printf("%s\n", r ? out.c_str() : r.message().c_str());
}
