#include <youju/base/text.h>
#include <youju/indicator/lexer.h>

#include <algorithm>
#include <array>
#include <utility>

namespace youju::indicator {
namespace {

constexpr std::string_view opening_quote = "\u201c";
constexpr std::string_view closing_quote = "\u201d";

bool is_name_start(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_part(char c) { return is_name_start(c) || is_digit(c) || c == '_'; }

std::size_t end_of_run(std::string_view text, std::size_t byte, bool (*belongs)(char)) {
  while (byte < text.size() && belongs(text[byte])) ++byte;
  return byte;
}

// The end of a number that starts at `byte`: digits, and a point if digits follow it.
std::size_t end_of_number(std::string_view text, std::size_t byte) {
  byte = end_of_run(text, byte, is_digit);
  if (byte + 1 < text.size() && text[byte] == '.' && is_digit(text[byte + 1])) {
    byte = end_of_run(text, byte + 1, is_digit);
  }
  return byte;
}

std::size_t length_of_symbol(std::string_view text, std::size_t byte) {
  for (std::string_view two : {"!=", "<=", ">="}) {
    if (text.substr(byte, 2) == two) return 2;
  }
  return std::string_view("(),+-*/=<>").find(text[byte]) == std::string_view::npos ? 0 : 1;
}

}  // namespace

Result<Tokens> Tokens::read(std::string_view text, int line, int column) {
  Tokens tokens;
  tokens.text_ = std::string(text);
  tokens.line_ = line;
  tokens.column_ = column;
  std::size_t byte = 0;
  while (byte < text.size()) {
    const char c = text[byte];
    if (c == ' ' || c == '\t' || c == '\n') {
      ++byte;
      continue;
    }
    Token token;
    token.byte = byte;
    const bool curly = text.substr(byte, opening_quote.size()) == opening_quote;
    if (is_name_start(c)) {
      token.kind = TokenKind::name;
      token.after_byte = end_of_run(text, byte, is_name_part);
      token.text = std::string(text.substr(byte, token.after_byte - byte));
    } else if (is_digit(c)) {
      token.kind = TokenKind::number;
      token.after_byte = end_of_number(text, byte);
      token.text = std::string(text.substr(byte, token.after_byte - byte));
    } else if (c == '"' || curly) {
      const std::string_view closing = curly ? closing_quote : std::string_view("\"");
      const std::size_t first = byte + (curly ? opening_quote.size() : 1);
      const std::size_t last = text.find(closing, first);
      if (last == std::string_view::npos) {
        return tokens.error_at(byte, "indicator.open_quote");
      }
      token.kind = TokenKind::text;
      token.text = std::string(text.substr(first, last - first));
      token.after_byte = last + closing.size();
    } else if (const std::size_t length = length_of_symbol(text, byte); length > 0) {
      token.kind = TokenKind::symbol;
      token.after_byte = byte + length;
      token.text = std::string(text.substr(byte, length));
    } else {
      std::size_t after = byte;
      text::next(text, after);
      return tokens.error_at(byte, "indicator.strange_character",
                             {{"found", std::string(text.substr(byte, after - byte))}});
    }
    byte = token.after_byte;
    tokens.tokens_.push_back(std::move(token));
  }
  Token end;
  end.byte = end.after_byte = text.size();
  tokens.tokens_.push_back(end);
  return tokens;
}

const Token& Tokens::peek(std::size_t ahead) const {
  return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
}

Token Tokens::take() {
  Token token = peek();
  if (next_ + 1 < tokens_.size()) ++next_;
  return token;
}

bool Tokens::at(std::string_view symbol_or_name) const {
  const Token& token = peek();
  return (token.kind == TokenKind::name || token.kind == TokenKind::symbol) &&
         token.text == symbol_or_name;
}

bool Tokens::accept(std::string_view symbol_or_name) {
  if (!at(symbol_or_name)) return false;
  take();
  return true;
}

Result<void> Tokens::expect(std::string_view symbol_or_name) {
  if (!accept(symbol_or_name)) return unexpected(symbol_or_name);
  return {};
}

Result<std::string> Tokens::name(std::string_view otherwise) {
  if (peek().kind != TokenKind::name) return error_here(otherwise);
  return take().text;
}

tl::unexpected<Error> Tokens::error_here(std::string_view what) const {
  const Token& token = peek();
  return error_at(token.byte, what,
                  {{"found", text_.substr(token.byte, token.after_byte - token.byte)}});
}

tl::unexpected<Error> Tokens::unexpected(std::string_view expected) const {
  const Token& token = peek();
  if (token.kind == TokenKind::end) {
    return error_at(token.byte, "indicator.unexpected_end", {{"expected", std::string(expected)}});
  }
  return error_at(token.byte, "indicator.syntax",
                  {{"found", text_.substr(token.byte, token.after_byte - token.byte)},
                   {"expected", std::string(expected)}});
}

std::string Tokens::place() const { return fmt::format("{}:{}", line_, column_at(peek().byte)); }

int Tokens::column_at(std::size_t byte) const {
  return column_ + static_cast<int>(text::length(std::string_view(text_).substr(0, byte)));
}

tl::unexpected<Error> Tokens::error_at(std::size_t byte, std::string_view what,
                                       std::vector<ErrorField> fields) const {
  // A wide character fills two columns of a terminal, so the caret moves by two below it.
  std::string caret;
  for (std::size_t at = 0; at < byte && at < text_.size();) {
    caret += text::next(text_, at) > 0x2e7f ? "  " : " ";
  }
  fields.push_back({"caret", text_ + "\n" + caret + "^"});
  return fail(ErrorKind::bad_input, what, std::move(fields),
              fmt::format("{}:{}", line_, column_at(byte)));
}

std::optional<Compare> accept_comparison(Tokens& tokens) {
  constexpr std::array<std::pair<std::string_view, Compare>, 6> signs = {{
      {"=", Compare::equal},
      {"!=", Compare::not_equal},
      {"<=", Compare::less_equal},
      {">=", Compare::greater_equal},
      {"<", Compare::less},
      {">", Compare::greater},
  }};
  for (const auto& [sign, op] : signs) {
    if (tokens.accept(sign)) return op;
  }
  return std::nullopt;
}

}  // namespace youju::indicator
