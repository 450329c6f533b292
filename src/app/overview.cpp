#include <youju/app/overview.h>

#include <map>
#include <set>
#include <string>

namespace youju::app {
namespace {

void count(OverviewRow& row, indicator::FigureKind kind) {
  switch (kind) {
    case indicator::FigureKind::proven:
      ++row.proven;
      return;
    case indicator::FigureKind::declared:
      ++row.declared;
      return;
    case indicator::FigureKind::derived:
      ++row.derived;
      return;
    case indicator::FigureKind::missing:
      ++row.missing;
      return;
  }
}

}  // namespace

Result<std::vector<OverviewRow>> overview(const Workspace& workspace, const org::Access& access) {
  std::vector<OverviewRow> rows;
  for (Association& association : workspace.associations()) {
    OverviewRow row;
    row.association = std::move(association);
    Result<narrative::Document> composed =
        workspace.summarize(access, row.association.unit, row.association.period,
                            row.association.template_name, Language::zh_cn);
    // One that the person may not read is not told of; the others are.
    if (!composed && composed.error().what == "org.forbidden") continue;
    const narrative::Document document = TRY(std::move(composed));
    std::set<std::string> seen;
    for (const narrative::FigureMark* mark : narrative::figures_of(document)) {
      if (seen.insert(mark->name.to_string()).second) count(row, mark->kind);
    }
    rows.push_back(std::move(row));
  }
  const ledger::Ledgers& ledgers = workspace.ledgers();
  const auto tree = ledgers.directory()->tree(workspace.clock().today());
  const auto schemas = ledgers.schemas();
  for (const ledger::Schema& schema : schemas->all()) {
    std::map<std::int32_t, std::int64_t> by_unit;
    TRY(ledgers.scan(schema, [&](const ledger::Record& record) -> Result<void> {
      ++by_unit[record.unit.value];
      return {};
    }));
    for (OverviewRow& row : rows) {
      const auto subtree = tree->subtree(TRY(ledgers.directory()->find(row.association.unit)));
      for (const auto& [unit, records] : by_unit) {
        const org::UnitId id{unit};
        if (tree->has(id) && subtree.contains(tree->position(id))) row.records += records;
      }
    }
  }
  return rows;
}

}  // namespace youju::app
