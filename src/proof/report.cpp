#include <youju/base/text.h>
#include <youju/office/docx_comments.h>
#include <youju/proof/report.h>

#include <algorithm>
#include <array>
#include <map>

namespace youju::proof {
namespace {

// Of several findings at one place the gravest is shown first.
std::vector<const Finding*> in_order(const Proof& proof) {
  std::vector<const Finding*> all;
  all.reserve(proof.findings.size());
  for (const Finding& finding : proof.findings) all.push_back(&finding);
  std::stable_sort(all.begin(), all.end(), [](const Finding* a, const Finding* b) {
    if (a->begin != b->begin) return a->begin < b->begin;
    return severity_of(a->kind) > severity_of(b->kind);
  });
  return all;
}

// How loud a finding is: what was settled by a person speaks no more.
std::string_view loudness(const Finding& finding) {
  if (finding.kind != FindingKind::proven && finding.is_settled()) return "settled";
  return severity_name(severity_of(finding.kind));
}

// A colour and a mark besides, for those who see none and for print.
constexpr std::string_view style = R"(
body{margin:0 auto;max-width:64rem;padding:1.5rem;font:16px/1.8 "PingFang SC","Microsoft YaHei",
"Noto Sans CJK SC",sans-serif;color:#18222e;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}
p{margin:.3rem 0;text-indent:2em;overflow-wrap:anywhere}
p.heading{font-weight:600;text-indent:0;margin-top:1rem}
p.cell{text-indent:0;padding-left:1rem;border-left:3px solid #dce1e8}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #dce1e8}
mark{padding:0 .15em;border-radius:.2em;color:inherit;background:#e2f3e8}
mark.error{background:#fce9e7;box-shadow:inset 0 -2px #b0231b}
mark.warning{background:#fdf0d5;box-shadow:inset 0 -2px #7d4f00}
mark.hint{background:#e4eefa;box-shadow:inset 0 -2px #0b57a4}
mark.settled{background:none;box-shadow:inset 0 -1px #6b7785}
mark.empty::before{content:"□"}
a{color:#0b57a4}ul.counts{display:flex;flex-wrap:wrap;gap:.4rem 1.2rem;padding:0;list-style:none}
@media(prefers-color-scheme:dark){body{color:#e7ecf2;background:#191f27}
mark{background:#17311f}mark.error{background:#431c1a;box-shadow:inset 0 -2px #ff9d94}
mark.warning{background:#392b10;box-shadow:inset 0 -2px #e9bd6a}
mark.hint{background:#1d3048;box-shadow:inset 0 -2px #82b8f3}a{color:#82b8f3}
th,td,p.cell{border-color:#313b48}}
@media print{mark{print-color-adjust:exact}}
)";

class Page {
 public:
  Page(const Draft& draft, const Proof& proof, Language language)
      : draft_(draft), findings_(in_order(proof)), language_(language) {}

  std::string make(const std::string& title) {
    out_ += "<!doctype html>\n<html lang=\"";
    out_ += language_ == Language::en ? "en" : "zh-CN";
    out_ +=
        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>";
    text::append_xml(out_, title);
    out_ += "</title><style>";
    out_ += style;
    out_ += "</style></head><body><h1>";
    text::append_xml(out_, title);
    out_ += "</h1>";
    counts();
    wanting();
    text_of_draft();
    out_ += "</body></html>\n";
    return std::move(out_);
  }

 private:
  void say(std::string_view id) { text::append_xml(out_, sentence(id, language_)); }

  void counts() {
    std::map<FindingKind, int> all;
    for (const Finding* finding : findings_) ++all[finding->kind];
    out_ += "<ul class=\"counts\">";
    for (const auto& [kind, count] : all) {
      out_ += "<li><mark class=\"";
      out_ += severity_name(severity_of(kind));
      out_ += "\">";
      text::append_xml(out_, kind_title(kind, language_));
      out_ += "</mark> " + std::to_string(count) + "</li>";
    }
    out_ += "</ul>";
  }

  void wanting() {
    const bool none = std::all_of(findings_.begin(), findings_.end(), [](const Finding* each) {
      return each->kind == FindingKind::proven;
    });
    out_ += "<h2>";
    say("proof.report_wanting");
    out_ += "</h2>";
    if (none) {
      out_ += "<p>";
      say("proof.report_nothing");
      out_ += "</p>";
      return;
    }
    out_ += "<table><thead><tr>";
    for (const char* id : {"proof.report_kind", "proof.report_said", "proof.report_reason",
                           "proof.report_suggestion"}) {
      out_ += "<th>";
      say(id);
      out_ += "</th>";
    }
    out_ += "</tr></thead><tbody>";
    for (const Severity severity : {Severity::error, Severity::warning, Severity::hint}) {
      for (std::size_t index = 0; index < findings_.size(); ++index) {
        if (findings_[index]->is_settled()) continue;
        if (severity_of(findings_[index]->kind) == severity) wanting_row(index);
      }
    }
    for (std::size_t index = 0; index < findings_.size(); ++index) {
      if (loudness(*findings_[index]) == "settled") wanting_row(index);
    }
    out_ += "</tbody></table>";
  }

  void wanting_row(std::size_t index) {
    const Finding& finding = *findings_[index];
    out_ += "<tr><td><mark class=\"";
    out_ += loudness(finding);
    out_ += "\">";
    text::append_xml(out_, kind_title(finding.kind, language_));
    out_ += "</mark></td><td><a href=\"#f" + std::to_string(index) + "\">";
    const std::string said =
        finding.said.empty() ? sentence("proof.report_hole", language_) : finding.said;
    text::append_xml(out_, said);
    out_ += "</a> ";
    text::append_xml(out_, finding.subject);
    out_ += "</td><td>";
    text::append_xml(out_, reason_of(finding, language_) + decision_note(finding, language_));
    out_ += "</td><td>";
    text::append_xml(out_, finding.suggestion);
    out_ += "</td></tr>";
  }

  void text_of_draft() {
    out_ += "<h2>";
    say("proof.report_text");
    out_ += "</h2>";
    std::size_t next = 0;
    for (const DraftParagraph& paragraph : draft_.paragraphs) {
      if (paragraph.begin == paragraph.end) continue;
      out_ += paragraph.outline > 0  ? "<p class=\"heading\">"
              : paragraph.table >= 0 ? "<p class=\"cell\">"
                                     : "<p>";
      std::size_t at = paragraph.begin;
      for (; next < findings_.size() && findings_[next]->begin <= paragraph.end; ++next) {
        const Finding& finding = *findings_[next];
        if (finding.begin < at) {  // at the place of the one before: its sentence is in the list
          out_ += "<a id=\"f" + std::to_string(next) + "\"></a>";
          continue;
        }
        append(at, finding.begin);
        const std::size_t end = std::min(finding.end, paragraph.end);
        out_ += "<mark id=\"f" + std::to_string(next) + "\" class=\"";
        out_ += loudness(finding);
        if (end == finding.begin) out_ += " empty";
        out_ += "\" title=\"";
        text::append_xml(out_, reason_of(finding, language_) + decision_note(finding, language_));
        out_ += "\">";
        append(finding.begin, end);
        out_ += "</mark>";
        at = end;
      }
      append(at, paragraph.end);
      out_ += "</p>\n";
    }
  }

  void append(std::size_t begin, std::size_t end) {
    text::append_xml(out_, std::string_view(draft_.text).substr(begin, end - begin));
  }

  const Draft& draft_;
  std::vector<const Finding*> findings_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string decision_note(const Finding& finding, Language language) {
  if (!finding.decision) return "";
  const Decision& decision = *finding.decision;
  const std::string& words =
      decision.verdict == Verdict::declare ? decision.source : decision.reason;
  const char* id = finding.outdated ? "proof.note_outdated"
                   : words.empty()  ? "proof.note"
                                    : "proof.note_with_words";
  return sentence(id, language,
                  {{"verdict", verdict_title(decision.verdict, language)}, {"words", words}});
}

std::string html_report(const Draft& draft, const Proof& proof, const std::string& title,
                        Language language) {
  return Page(draft, proof, language).make(title);
}

Result<std::string> docx_report(const Draft& draft, const Proof& proof, const ReportBy& by,
                                Language language) {
  if (draft.docx.empty()) return fail(ErrorKind::bad_usage, "proof.not_a_docx");
  std::vector<office::DocxComment> comments;
  auto paragraph = draft.paragraphs.begin();
  for (const Finding* finding : in_order(proof)) {
    if (finding->is_settled()) continue;
    while (paragraph != draft.paragraphs.end() && paragraph->end < finding->begin) ++paragraph;
    if (paragraph == draft.paragraphs.end()) break;
    office::DocxComment comment;
    comment.paragraph = paragraph->source;
    comment.begin = comment.end = paragraph->source_begin;
    if (!paragraph->note) {
      comment.begin = finding->begin - paragraph->begin;
      comment.end = std::min(finding->end, paragraph->end) - paragraph->begin;
    }
    comment.text = kind_title(finding->kind, language) + "\n" + reason_of(*finding, language) +
                   decision_note(*finding, language);
    if (!finding->suggestion.empty()) {
      comment.text += "\n" + sentence("proof.comment_suggestion", language,
                                      {{"suggestion", finding->suggestion}});
    }
    comments.push_back(std::move(comment));
  }
  return office::add_docx_comments(draft.docx, comments,
                                   {by.name, sentence("proof.comment_initials", language), by.at});
}

}  // namespace youju::proof
