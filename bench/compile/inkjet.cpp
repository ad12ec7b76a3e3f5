#include <inkjet/inkjet.hpp>

#include "../../examples/documents/rows.hpp"

#include <string>

void write_row(const documents::row& row, std::string& out) {
    if (!inkjet::write(row, out)) out.clear();
}
