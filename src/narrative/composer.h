// Fills templates. Inside this room; compose.h is its face.
#pragma once

#include <youju/narrative/compose.h>
#include <youju/narrative/template_body.h>
#include <youju/narrative/written.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace youju::narrative {

class Composer {
 public:
  Composer(const ComposeRequest& request, indicator::FigureView& figures,
           const ledger::Ledgers& ledgers, const org::Access& access)
      : request_(request), figures_(figures), ledgers_(ledgers), access_(access) {}

  Result<Document> compose(const Clock& clock);
  // composer_written.cpp
  Result<Filled> fill(const Written& written, const Clock& clock);

 private:
  // ---- composer.cpp: blocks
  Result<void> add(const TemplateBlock& block);
  Result<void> heading(const HeadingBlock& block);
  Result<void> points(const PointsBlock& block);
  Result<void> annex(const AnnexBlock& block);
  void gap_list();
  void sign();
  void begin(const Clock& clock);
  void drop_empty_headings();
  void number_headings();
  Result<bool> holds(const TemplateCondition& condition);

  // ---- composer_written.cpp: what people wrote
  Result<void> fill(const Written& written, Filled& filled);
  Result<Line> filled(const Line& written);
  Result<FigureMark> filled(const FigureMark& written);

  // ---- composer_line.cpp: running text
  Result<Line> line(const Spans& spans);
  Result<std::string> plain(const Spans& spans);
  std::string word(WordPart::Word word) const;
  Result<void> figure(Line& line, const FigurePart& part);
  Result<void> list(Line& line, const ListPart& part);
  Result<void> split(Line& line, const SplitPart& part);
  Result<indicator::Figure> ask(const FigureExpression& expression);
  Result<indicator::FigureName> name_of(const FigureExpression& expression) const;
  Result<FigureMark> mark(const indicator::Figure& figure, const indicator::Wording& wording);
  std::string title_of(const indicator::Figure& figure) const;

  // ---- composer_table.cpp: records and charts
  Result<std::vector<ledger::Record>> records(const FigureExpression& figure, const std::string& by,
                                              bool ascending);
  Result<void> table(const TableBlock& block);
  std::string show(const ledger::Schema& schema, const ledger::Record& record,
                   const std::string& column) const;
  Result<std::string> ground_of(const indicator::Figure& figure);
  Result<std::string> reason_of(const indicator::FromNothing& nothing);

  // ---- composer_targets.cpp
  Result<void> targets(const TargetsBlock& block);
  Result<Line> cell_of(const indicator::FigureName& name);

  // ---- composer_chart.cpp
  Result<void> chart(const ChartBlock& block);
  Result<void> chart_of_indicators(const ChartBlock& block, Chart& chart);
  Result<void> chart_of_parts(const ChartBlock& block, Chart& chart);
  void fill_months(Chart& chart, int first, int last) const;
  std::string month_name(int month) const;
  std::string category(const indicator::Figure& part, const std::string& by) const;

  std::string say(std::string_view id, const std::vector<ErrorField>& fields = {}) const {
    return sentence(id, request_.language, fields);
  }

  const ComposeRequest& request_;
  indicator::FigureView& figures_;
  const ledger::Ledgers& ledgers_;
  const org::Access& access_;
  Document document_;
  int skip_below_ = 0;  // a dropped section: blocks are left out down to a heading of this level
  std::vector<indicator::Figure> used_;  // each figure once, in order of first printing
  std::set<std::string> used_names_;
  bool balanced_ = false;
};

}  // namespace youju::narrative
