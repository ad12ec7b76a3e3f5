#include "../../examples/documents/rows_nlohmann.hpp"

#include <string>

void write_row(const documents::row& row, std::string& out) { out += nlohmann::json(row).dump(); }
