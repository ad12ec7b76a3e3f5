#include "../../examples/documents/rows.hpp"

#include <simdjson.h>

#include <string>
#include <string_view>

void write_row(const documents::row& row, std::string& out) {
    simdjson::builder::string_builder builder;
    builder.start_object();
    builder.append_key_value<"id">(row.id);
    builder.append_comma();
    builder.append_key_value<"name">(std::string_view(row.name));
    builder.append_comma();
    builder.append_key_value<"email">(std::string_view(row.email));
    builder.append_comma();
    builder.append_key_value<"city">(std::string_view(row.city));
    builder.append_comma();
    builder.append_key_value<"score">(row.score);
    builder.append_comma();
    builder.append_key_value<"active">(row.active);
    builder.append_comma();
    builder.escape_and_append_with_quotes<"tags">();
    builder.append_colon();
    builder.append(row.tags);
    builder.append_comma();
    builder.escape_and_append_with_quotes<"note">();
    builder.append_colon();
    builder.append(row.note);
    builder.end_object();
    std::string_view written;
    if (builder.view().get(written) == simdjson::SUCCESS) out += written;
}
