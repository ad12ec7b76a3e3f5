#include "../../examples/documents/rows.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <string>

void write_row(const documents::row& row, std::string& out) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    const auto text = [&](const std::string& s) {
        writer.String(s.data(), static_cast<rapidjson::SizeType>(s.size()));
    };
    writer.StartObject();
    writer.Key("id");
    writer.Int64(row.id);
    writer.Key("name");
    text(row.name);
    writer.Key("email");
    text(row.email);
    writer.Key("city");
    text(row.city);
    writer.Key("score");
    writer.Double(row.score);
    writer.Key("active");
    writer.Bool(row.active);
    writer.Key("tags");
    writer.StartArray();
    for (const std::string& tag : row.tags) text(tag);
    writer.EndArray();
    writer.Key("note");
    if (row.note) {
        text(*row.note);
    } else {
        writer.Null();
    }
    writer.EndObject();
    out.append(buffer.GetString(), buffer.GetSize());
}
