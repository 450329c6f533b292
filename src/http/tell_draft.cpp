#include <youju/http/tell.h>
#include <youju/http/tell_draft.h>
#include <youju/narrative/pages.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace youju::http {
namespace {

namespace js = boost::json;
using writing::Block;
using writing::Printed;
using writing::Reading;

Result<void> head_members(JsonWriter& json, const Call& call, const writing::Draft& draft,
                          const TemplateTitles& titles) {
  const writing::Drafts& drafts = call.workspace.drafts();
  const auto directory = call.ledgers().directory();
  const auto title = titles.find(draft.template_name);
  json.member("id", draft.id.to_string()).member("unit", draft.unit);
  json.member("unit_name", directory->unit(TRY(directory->find(draft.unit))).name);
  json.member("period", draft.period.to_string());
  json.member("period_title", period_title(call, draft.period));
  json.member("template", draft.template_name);
  json.member("template_title", title == titles.end() ? draft.template_name : title->second);
  json.member("title", draft.title).member("state", writing::state_name(draft.state));
  json.key("version").number(draft.version).member("reason", draft.reason);
  json.member("created_by", draft.created_by);
  json.member("created", instant_to_string(draft.created_ms));
  json.member("updated_by", draft.updated_by);
  json.member("updated_name", call.name_of(draft.updated_by));
  json.member("updated", instant_to_string(draft.updated_ms));
  json.key("comments").number(draft.open_comments);
  json.key("sealed_version").number(draft.sealed_version);
  tell_texts(json, "may", drafts.may(call.access, draft));
  return {};
}

class Teller {
 public:
  Teller(JsonWriter& json, const Call& call, const Reading& reading)
      : json_(json), call_(call), reading_(reading) {}

  Result<void> tell() {
    json_.begin_object();
    TRY(head_members(json_, call_, reading_.draft, template_titles(call_)));
    const writing::Version& version = reading_.version;
    json_.key("shown_version").number(version.number).member("note", version.note);
    json_.member("saved_by", version.by).member("saved_name", call_.name_of(version.by));
    json_.member("saved", instant_to_string(version.at_ms));
    json_.key("as_of").number(reading_.seal ? reading_.seal->as_of
                                            : reading_.filled.document.as_of);
    json_.key("saved_as_of").number(version.as_of);
    json_.key("frozen").boolean(reading_.seal.has_value());
    tell_texts(json_, "title_lines", version.content.title);
    if (reading_.seal) TRY(read_sealed_tree());
    json_.key("blocks").begin_array();
    for (std::size_t index = 0; index < version.content.blocks.size(); ++index) {
      json_.begin_object();
      block(index);
      json_.end_object();
    }
    json_.end_array().key("generated").begin_array();
    for (const Reading::Offer& each : reading_.offers) {
      json_.begin_object().member("source", each.source).member("kind", sort_of(each.source));
      json_.member("title", each.title).key("used").boolean(each.used).end_object();
    }
    json_.end_array();
    if (reading_.seal) seal(*reading_.seal);
    json_.end_object();
    return {};
  }

 private:
  // "table:…" is a table.
  static std::string_view sort_of(std::string_view source) {
    return source.substr(0, source.find(':'));
  }

  Result<void> read_sealed_tree() {
    const std::string text = TRY(call_.workspace.drafts().sealed_file(*reading_.seal, "json"));
    boost::system::error_code error;
    const js::value tree = js::parse(text, error);
    const js::value* blocks =
        error || !tree.is_object() ? nullptr : tree.get_object().if_contains("blocks");
    if (blocks == nullptr || !blocks->is_array()) {
      return fail(ErrorKind::corrupt, "ledger.bad_payload", {{"member", "blocks"}});
    }
    sealed_blocks_ = blocks->get_array();
    return {};
  }

  void block(std::size_t index) {
    const Block& block = reading_.version.content.blocks[index];
    json_.member("id", block.id).member("type", writing::block_kind_name(block.kind));
    auto [first, after] = reading_.filled.places[index];
    if (reading_.seal && index < reading_.seal->places.size()) {
      std::tie(first, after) = reading_.seal->places[index];
    }
    if (block.kind == Block::Kind::generated) {
      generated(block, index, first, after);
      return;
    }
    const auto& filled = reading_.filled.document.blocks[reading_.filled.places[index].first];
    const narrative::Line* line = nullptr;
    if (const auto* heading = std::get_if<narrative::Heading>(&filled)) {
      json_.key("level").number(block.level).member("number", heading->number);
      line = &heading->line;
    } else {
      json_.member("kind", writing::paragraph_kind_name(block.paragraph));
      line = &std::get<narrative::Paragraph>(filled).line;
    }
    json_.key("line").begin_array();
    for (const narrative::Inline& part : *line) run(part);
    json_.end_array();
  }

  void generated(const Block& block, std::size_t index, std::size_t first, std::size_t after) {
    json_.member("source", block.source).member("kind", sort_of(block.source));
    json_.member("title", reading_.title_of_generated[index]);
    json_.key("present").boolean(first < after).key("preview");
    if (!reading_.seal) {
      const std::span<const narrative::Block> all = reading_.filled.document.blocks;
      json_.raw(narrative::json_blocks(all.subspan(first, after - first)));
      return;
    }
    json_.begin_array();
    for (std::size_t each = first; each < after && each < sealed_blocks_.size(); ++each) {
      json_.raw(js::serialize(sealed_blocks_[each]));
    }
    json_.end_array();
  }

  void run(const narrative::Inline& part) {
    json_.begin_object();
    if (const auto* mark = std::get_if<narrative::FigureMark>(&part)) {
      figure(*mark);
    } else {
      const auto& words = std::get<narrative::Text>(part);
      json_.member("text", words.text).key("strong").boolean(words.strong);
    }
    json_.end_object();
  }

  void figure(const narrative::FigureMark& mark) {
    const Printed* sealed =
        reading_.seal ? writing::find_printed(reading_.seal->printed, mark) : nullptr;
    const Printed* then = writing::find_printed(reading_.version.printed, mark);
    const std::string& value = sealed != nullptr ? sealed->value : mark.value;
    const auto kind = sealed != nullptr ? sealed->kind : mark.kind;
    json_.member("figure", mark.name.to_string());
    json_.member("wording", indicator::to_string(mark.wording));
    json_.member("shown", sealed != nullptr ? sealed->text : mark.text);
    json_.member("then", then != nullptr ? then->text : mark.text);
    json_.member("value", value).member("value_then", then != nullptr ? then->value : value);
    json_.member("kind", indicator::figure_kind_name(kind)).member("title", mark.title);
    json_.member("unit", mark.unit);
    json_.key("moved").boolean(then != nullptr && (then->value != value || then->kind != kind));
  }

  void seal(const writing::Seal& seal) {
    json_.key("seal").begin_object().key("version").number(seal.version);
    json_.member("by", seal.by).member("name", call_.name_of(seal.by));
    json_.member("at", instant_to_string(seal.at_ms)).key("as_of").number(seal.as_of);
    json_.member("chain", seal.chain_hash).member("signed_by", seal.signed_by);
    json_.member("signed_name", call_.name_of(seal.signed_by));
    json_.member("signed", instant_to_string(seal.signed_ms)).key("files").begin_array();
    for (const writing::Seal::File& file : seal.files) {
      json_.begin_object().member("form", file.form).member("digest", file.digest);
      json_.key("bytes").number(file.bytes).end_object();
    }
    json_.end_array().end_object();
  }

  JsonWriter& json_;
  const Call& call_;
  const Reading& reading_;
  js::array sealed_blocks_;
};

}  // namespace

TemplateTitles template_titles(const Call& call) {
  TemplateTitles titles;
  for (const auto& each : call.workspace.templates()) {
    titles[each.name] = each.title.in(call.language);
  }
  return titles;
}

Result<void> tell_draft_head(JsonWriter& json, const Call& call, const writing::Draft& draft,
                             const TemplateTitles& titles) {
  json.begin_object();
  TRY(head_members(json, call, draft, titles));
  json.end_object();
  return {};
}

Result<void> tell_draft(JsonWriter& json, const Call& call, const Reading& reading) {
  return Teller(json, call, reading).tell();
}

void tell_draft_version(JsonWriter& json, const Call& call, const writing::Version& version,
                        bool sealed) {
  json.begin_object().key("version").number(version.number).member("by", version.by);
  json.member("name", call.name_of(version.by));
  json.member("at", instant_to_string(version.at_ms)).member("note", version.note);
  json.key("seq").number(version.seq).key("as_of").number(version.as_of);
  json.member("act", version.act).key("sealed").boolean(sealed).end_object();
}

void tell_draft_comment(JsonWriter& json, const Call& call, const writing::Comment& comment,
                        const writing::Content& content) {
  json.begin_object().member("id", std::to_string(comment.number));
  json.member("block", comment.block).member("quote", comment.quote);
  json.member("text", comment.text).key("version").number(comment.version);
  json.member("by", comment.by).member("name", call.name_of(comment.by));
  json.member("at", instant_to_string(comment.at_ms));
  json.key("resolved").boolean(comment.resolved).member("resolved_by", comment.resolved_by);
  json.member("resolved_at",
              comment.resolved_ms == 0 ? "" : instant_to_string(comment.resolved_ms));
  json.key("block_gone").boolean(writing::find_block(content, comment.block) == nullptr);
  json.end_object();
}

void tell_draft_tasks(JsonWriter& json, const Call& call, const writing::Tasks& tasks) {
  const auto schemas = call.ledgers().schemas();
  json.begin_object().key("as_of").number(tasks.as_of).key("gaps").begin_array();
  for (const writing::Gap& gap : tasks.gaps) {
    const ledger::Schema* schema = schemas->find(gap.ledger);
    json.begin_object().member("figure", gap.figure).member("title", gap.title);
    json.member("reason", gap.reason).member("ledger", gap.ledger);
    json.member("ledger_title", schema == nullptr ? "" : schema->title.in(call.language));
    json.member("block", gap.blocks.empty() ? "" : gap.blocks.front());
    tell_texts(json, "blocks", gap.blocks);
    json.end_object();
  }
  json.end_array().key("moved").begin_array();
  for (const writing::Moved& each : tasks.moved) {
    json.begin_object().member("figure", each.figure).member("wording", each.wording);
    json.member("title", each.title).member("then", each.text_then).member("now", each.text_now);
    json.member("value_then", each.value_then).member("value_now", each.value_now);
    json.member("block", each.blocks.empty() ? "" : each.blocks.front());
    tell_texts(json, "blocks", each.blocks);
    json.end_object();
  }
  json.end_array().end_object();
}

}  // namespace youju::http
