// The tokens of expressions and conditions, each with its place. Shared by the parsers of this room
// and by templates, which write figures in the same language.
#pragma once

#include <youju/base/result.h>
#include <youju/indicator/expression.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace youju::indicator {

enum class TokenKind { name, number, text, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string text;  // of a text literal: without its quotes
  std::size_t byte = 0;
  std::size_t after_byte = 0;
};

// A run through the tokens of one expression. Names are [a-z][a-z0-9_]*; numbers are decimals;
// text stands in "…" or “…”; symbols are ( ) , + - * / = != < <= > >= .
// Errors: "indicator.syntax" with fields "found", "expected", "caret" and `where` = line:column.
class Tokens {
 public:
  // `line` and `column` (1-based, in code points) say where `text` begins in its file.
  static Result<Tokens> read(std::string_view text, int line, int column);

  const Token& peek(std::size_t ahead = 0) const;
  Token take();
  bool at(std::string_view symbol_or_name) const;
  // Takes it if it is next.
  bool accept(std::string_view symbol_or_name);
  Result<void> expect(std::string_view symbol_or_name);
  // Takes a name; if none is next, the error has this id, with field "found".
  Result<std::string> name(std::string_view otherwise);
  bool done() const { return peek().kind == TokenKind::end; }
  // An error at the next token: "indicator.syntax", which of these symbols or words was expected.
  tl::unexpected<Error> unexpected(std::string_view expected) const;
  // An error of this id at the next token, which stands in field "found".
  tl::unexpected<Error> error_here(std::string_view what) const;
  // An error of this id at a given byte.
  tl::unexpected<Error> error_at(std::size_t byte, std::string_view what,
                                 std::vector<ErrorField> fields = {}) const;
  // "line:column" of the next token.
  std::string place() const;
  int line() const { return line_; }
  int column_at(std::size_t byte) const;

 private:
  std::string text_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  int line_ = 1, column_ = 1;
};

// Takes = != < <= > or >= if one is next.
std::optional<Compare> accept_comparison(Tokens& tokens);

}  // namespace youju::indicator
