#include <expat.h>
#include <youju/office/sax.h>

#include <limits>
#include <new>

namespace youju::office {
namespace {

constexpr char separator = '|';

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

std::string_view local_name(std::string_view name) {
  std::size_t at = name.size();
  while (at > 0 && name[at - 1] != separator && name[at - 1] != ':') --at;
  return name.substr(at);
}

std::optional<std::string_view> XmlAttributes::find(std::string_view local) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(*pair) == local) return pair[1];
  }
  return std::nullopt;
}

struct XmlParser::State {
  XmlHandler& handler;
  Source source;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter> parser;
  std::optional<Error> error;

  static void XMLCALL start(void* self, const XML_Char* name, const XML_Char** attributes) {
    auto& state = *static_cast<State*>(self);
    // Expat may still report the end of an empty element after a stop.
    if (!state.error) state.handler.start(name, XmlAttributes(attributes));
  }
  static void XMLCALL end(void* self, const XML_Char* name) {
    auto& state = *static_cast<State*>(self);
    if (!state.error) state.handler.end(name);
  }
  static void XMLCALL text(void* self, const XML_Char* piece, int length) {
    auto& state = *static_cast<State*>(self);
    if (!state.error) {
      state.handler.text(std::string_view(piece, static_cast<std::size_t>(length)));
    }
  }
  static void XMLCALL document_type(void* self, const XML_Char*, const XML_Char*, const XML_Char*,
                                    int) {
    auto& state = *static_cast<State*>(self);
    state.stop(state.malformed());
  }

  Error malformed() const {
    return Error{ErrorKind::bad_input,
                 source.malformed,
                 "",
                 {{"part", source.part},
                  {"line", std::to_string(XML_GetCurrentLineNumber(parser.get()))},
                  {"column", std::to_string(XML_GetCurrentColumnNumber(parser.get()) + 1)}}};
  }

  void stop(Error reason) {
    if (error) return;
    error = std::move(reason);
    XML_StopParser(parser.get(), XML_FALSE);
  }

  Result<void> parse(std::string_view bytes, bool last) {
    CHECK(bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
    const XML_Status status =
        XML_Parse(parser.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
    if (error) return fail(*error);
    if (status == XML_STATUS_OK) return {};
    if (XML_GetErrorCode(parser.get()) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    return fail(malformed());
  }
};

XmlParser::XmlParser(XmlHandler& handler, Source source)
    : state_(new State{handler, std::move(source), nullptr, std::nullopt}) {
  State& state = *state_;
  state.parser.reset(state.source.namespaces ? XML_ParserCreateNS(nullptr, separator)
                                             : XML_ParserCreate(nullptr));
  if (!state.parser) throw std::bad_alloc();
  XML_Parser parser = state.parser.get();
  XML_SetUserData(parser, state_.get());
  XML_SetElementHandler(parser, &State::start, &State::end);
  XML_SetCharacterDataHandler(parser, &State::text);
  XML_SetStartDoctypeDeclHandler(parser, &State::document_type);
}

XmlParser::~XmlParser() = default;

Result<void> XmlParser::feed(std::string_view bytes) { return state_->parse(bytes, false); }
Result<void> XmlParser::finish() { return state_->parse("", true); }
void XmlParser::stop(Error error) { state_->stop(std::move(error)); }
void XmlParser::refuse() { state_->stop(state_->malformed()); }

}  // namespace youju::office
