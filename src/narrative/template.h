// Templates: text in which a paragraph reads like the sentence it becomes (doc/packs.md, "A
// template"). Parsed once, checked against the indicators and ledgers of the packs. Immutable.
#pragma once

#include <youju/indicator/definition.h>
#include <youju/ledger/schema.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace youju::narrative {

class Template {
 public:
  // Errors carry "line:column": "template.syntax", "template.unknown_indicator",
  // "template.unknown_field", "template.unknown_ledger", "template.bad_wording",
  // "template.unknown_directive", "template.too_large".
  static Result<Template> parse(std::string_view text, const indicator::IndicatorSet& indicators,
                                const ledger::SchemaSet& schemas);
  Template(const Template&) = delete;
  Template& operator=(const Template&) = delete;
  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;
  ~Template();
  const std::string& name() const;
  const ledger::Titles& title() const;
  struct Body;
  const Body& body() const;

 private:
  explicit Template(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace youju::narrative
