// Inside the room: what everything that reads a .docx begins with: the package, its main part, and
// which of its elements hold text of the document.
#pragma once

#include <youju/office/sax.h>
#include <youju/office/zip.h>

#include <string>
#include <string_view>

namespace youju::office {

// Errors: those of read_docx. `bytes` must outlive the reader.
Result<ZipReader> open_docx(std::string_view bytes);
// The name of the main part by the package's relationships, which may call it what they like.
Result<std::string> main_part(const ZipReader& zip);
// Feeds the part, of at most limits::document_bytes_max, and finishes the parser.
Result<void> stream_docx_part(const ZipReader& zip, const std::string& part, XmlParser& parser);

// Whether this is a namespace of WordprocessingML, transitional or strict.
bool is_word_namespace(std::string_view uri);
// The local name of a WordprocessingML element ("uri|local"), "" for all others.
std::string_view word_name(std::string_view name);
// Elements ("uri|local") whose whole content is no text of the document: properties, what tracked
// changes took away, phonetic guides; and a fallback, which repeats its choice for older programs.
bool holds_no_text(std::string_view name);
bool is_textless_word(std::string_view word);  // the same by word_name, without the fallback
// Programs write w:id as a signed or an unsigned number of 32 bits; both are the same bits.
int to_id(std::string_view text);

}  // namespace youju::office
