// Any text as a template, and as the body of one whose head is sound: what is refused has an id and
// a place, what is accepted has a name and a title.
#include <youju/narrative/template_body.h>

#include <cstdint>
#include <string>

namespace youju::narrative {
namespace {

constexpr const char* ledger_yaml = R"(ledger: talk
title: {zh-CN: t, en: t}
dates: day
fields:
  - {name: topic, title: {zh-CN: t, en: t}, type: text}
  - {name: kind, title: {zh-CN: t, en: t}, type: choice, choices: {crop: {zh-CN: t, en: t}}}
  - {name: heads, title: {zh-CN: t, en: t}, type: integer, unit: p}
name_field: topic
)";
constexpr const char* indicators_yaml = R"(indicators:
  - {id: talks, title: {zh-CN: t, en: t}, unit: n, value: count of talk, by: [kind]}
  - {id: heads, title: {zh-CN: t, en: t}, unit: p, value: sum heads of talk}
  - {id: opened, title: {zh-CN: t, en: t}, value: first day of talk}
  - {id: members, title: {zh-CN: t, en: t}, unit: p, value: declared}
)";

struct Packs {
  std::shared_ptr<const ledger::SchemaSet> schemas;
  std::shared_ptr<const indicator::IndicatorSet> indicators;

  static Packs read() {
    const std::vector<ledger::PackFiles> packs{
        {"fuzz",
         {{"indicators/a.yaml", indicators_yaml},
          {"ledgers/talk.yaml", ledger_yaml},
          {"pack.yaml", "pack: fuzz\ntitle: {zh-CN: t, en: t}\nversion: 1\n"}}}};
    Packs read;
    read.schemas = ledger::SchemaSet::parse(packs).value();
    read.indicators = indicator::IndicatorSet::parse(packs, *read.schemas).value();
    return read;
  }
};

void parse(std::string_view text) {
  static const Packs packs = Packs::read();
  const Result<Template> read = Template::parse(text, *packs.indicators, *packs.schemas);
  if (!read) {
    CHECK(!read.error().what.empty());
    CHECK(!read.error().where.empty() || read.error().what == "template.too_large");
    return;
  }
  CHECK(!read->name().empty() && !read->body().heading.empty());
}

}  // namespace
}  // namespace youju::narrative

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  youju::narrative::parse(text);
  youju::narrative::parse("---\ntemplate: t\ntitle: {zh-CN: t, en: t}\n---\n# t\n\n" +
                          std::string(text));
  return 0;
}
