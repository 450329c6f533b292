#include <youju/base/catalogue.h>
#include <youju/base/embedded.h>
#include <youju/base/text.h>

#include <unordered_map>

namespace youju {

std::span<const EmbeddedFile> youju_catalogue_files();

namespace {

struct Sentences {
  std::string_view zh_cn;
  std::string_view en;
};

using Catalogue = std::unordered_map<std::string_view, Sentences>;

Catalogue read_all() {
  Catalogue catalogue;
  for (const EmbeddedFile& file : youju_catalogue_files()) {
    for (const std::string_view line : text::split(file.bytes, '\n')) {
      if (line.empty()) continue;
      const std::vector<std::string_view> columns = text::split(line, '\t');
      CHECK(columns.size() == 3);  // the files are part of the program
      catalogue.emplace(columns[0], Sentences{columns[1], columns[2]});
    }
  }
  return catalogue;
}

// Read on first use and immutable from then on; it only refers to bytes of the binary.
const Catalogue& all_sentences() {
  static const Catalogue catalogue = read_all();
  return catalogue;
}

// Values are put in as they are: a brace in one does not start another placeholder.
std::string filled(std::string_view sentence, const std::vector<ErrorField>& fields) {
  std::size_t bytes = sentence.size();
  for (const ErrorField& field : fields) bytes += field.value.size();
  std::string out;
  out.reserve(bytes);
  for (std::size_t byte = 0; byte < sentence.size();) {
    const std::size_t open = std::min(sentence.find('{', byte), sentence.size());
    const std::size_t close = sentence.find('}', open);
    out += sentence.substr(byte, open - byte);
    if (close == std::string_view::npos) return out.append(sentence.substr(open));
    const std::string_view name = sentence.substr(open + 1, close - open - 1);
    byte = close + 1;
    bool found = false;
    for (const ErrorField& field : fields) {
      if (field.name != name) continue;
      out += field.value;
      found = true;
      break;
    }
    if (!found) out += sentence.substr(open, byte - open);
  }
  return out;
}

}  // namespace

Result<Language> parse_language(std::string_view text) {
  if (text == "zh-CN") return Language::zh_cn;
  if (text == "en") return Language::en;
  return fail(ErrorKind::bad_usage, "language.unknown", {{"text", std::string(text)}});
}

std::string sentence(std::string_view id, Language language,
                     const std::vector<ErrorField>& fields) {
  const auto found = all_sentences().find(id);
  if (found == all_sentences().end()) return std::string(id);
  return filled(language == Language::zh_cn ? found->second.zh_cn : found->second.en, fields);
}

bool has_sentence(std::string_view id) { return all_sentences().contains(id); }

std::string describe(const Error& error, Language language) {
  const std::string said = sentence(error.what, language, error.fields);
  return error.where.empty() ? said : fmt::format("{}: {}", error.where, said);
}

}  // namespace youju
