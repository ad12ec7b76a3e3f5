#include <inkjet/inkjet.hpp>

#include <string>
#include <vector>

struct city {
    std::string name;
    std::vector<int> trams;
};

int main() {
    std::string out;
    const inkjet::result written = inkjet::write(city{.name = "Zürich", .trams = {2, 11}}, out);
    return written && out == R"({"name":"Zürich","trams":[2,11]})" ? 0 : 1;
}
