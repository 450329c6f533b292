// Inside the room: XML read event by event, in constant memory, through expat. A document type
// declaration is refused (no office file has one), so there are no entities to expand.
#pragma once

#include <youju/base/result.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace youju::office {

// The attributes of one element, valid during the event.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
  // The value of the first attribute of this name, whatever its namespace.
  std::optional<std::string_view> find(std::string_view local) const;
  std::string_view get(std::string_view local) const { return find(local).value_or(""); }

 private:
  const char* const* pairs_;
};

// Names come as "uri|local" from a parser that knows namespaces and as "prefix:local" else.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;  // a text may come in several pieces
};

std::string_view local_name(std::string_view name);

// Feeds one part to a handler, which must outlive it. Errors carry the id given as `malformed`, the
// part's name, line and column.
class XmlParser {
 public:
  struct Source {
    std::string malformed;    // "docx.malformed"
    std::string part;         // "word/document.xml"
    bool namespaces = false;  // resolves them, for a third of the speed
  };
  XmlParser(XmlHandler& handler, Source source);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  Result<void> feed(std::string_view bytes);
  Result<void> finish();  // the part is complete

  // From inside an event: ends the parsing with an error; feed() returns it. refuse() is for XML
  // that is well-formed and still wrong.
  void stop(Error error);
  void refuse();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace youju::office
