// A struct of integers and strings alone: the tables that print doubles are not linked in.
#include <inkjet/inkjet.hpp>

#include <cstdint>
#include <string>

struct person {
    std::int64_t id = 0;
    std::string name;
    std::uint32_t visits = 0;
    std::string city;
};

void write_person(const person& p, std::string& out) {
    if (!inkjet::write(p, out)) out.clear();
}
