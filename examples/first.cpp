// Plain structs need nothing: the compiler finds their members and names.
#include <inkjet/inkjet.hpp>

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

struct pet {
    std::string name;
    int age;
    std::vector<std::string> likes;
    std::optional<double> weight;
};

int main() {
    const std::vector<pet> pets = {{"Mimi", 3, {"tuna", "boxes"}, 4.2}, {"Zoë \"the paw\"", 7, {}, {}}};

    std::string out;
    const inkjet::result r = inkjet::write(pets, out);
    if (!r) {
        std::fprintf(stderr, "%s\n", r.message().c_str());
        return 1;
    }
    std::printf("%s\n", out.c_str());
}
