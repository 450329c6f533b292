// Writes JSON text in the order it is told, so that the same calls give the same bytes: event
// payloads are hashed. Numbers are written from their exact text; there are no doubles.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace youju {

class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  // Text that is JSON already.
  JsonWriter& raw(std::string_view json);
  // key(name) and string(value) in one.
  JsonWriter& member(std::string_view name, std::string_view value);

  const std::string& text() const { return out_; }
  std::string take();  // the text; the writer is empty and usable again
  // The same into a string whose storage the writer takes over: no allocation from the second time.
  void take_into(std::string& out);

 private:
  void separate();
  std::string out_;
  std::vector<bool> first_;
  bool after_key_ = false;
};

}  // namespace youju
