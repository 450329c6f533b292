#include <youju/app/summary_plan.h>
#include <youju/base/json_writer.h>
#include <youju/store/database.h>

namespace youju::app {
namespace {

constexpr std::string_view create_plan = R"(
CREATE TABLE summary_plan (
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  template TEXT NOT NULL,
  title_zh_cn TEXT NOT NULL,
  title_en TEXT NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (unit, period)
) {strict}
)";

constexpr std::string_view select_plan =
    "SELECT unit, period, template, title_zh_cn, title_en, source FROM summary_plan "
    "ORDER BY unit, period";

constexpr std::string_view upsert_plan =
    "INSERT INTO summary_plan (unit, period, template, title_zh_cn, title_en, source) "
    "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (unit, period) DO UPDATE SET "
    "template = excluded.template, title_zh_cn = excluded.title_zh_cn, "
    "title_en = excluded.title_en, source = excluded.source";

bool same(const Association& a, const Association& b) {
  return a.unit == b.unit && a.period == b.period && a.template_name == b.template_name &&
         a.title.zh_cn == b.title.zh_cn && a.title.en == b.title.en && a.source == b.source;
}

std::string payload(const Association& association) {
  JsonWriter json;
  json.begin_object();
  json.member("period", association.period.to_string());
  json.member("template", association.template_name);
  json.member("title_zh_cn", association.title.zh_cn);
  json.member("title_en", association.title.en);
  json.member("source", association.source);
  json.end_object();
  return json.take();
}

}  // namespace

std::vector<store::Migration> summary_plan_migrations() { return {{"app", 1, create_plan}}; }

Result<std::vector<Association>> read_summary_plan(store::Database& database,
                                                   const ledger::Ledgers& ledgers) {
  const std::unique_ptr<store::Transaction> transaction = database.read();
  const std::shared_ptr<const org::Directory> directory = ledgers.directory();
  std::vector<Association> plan;
  store::Statement& rows = transaction->prepare(select_plan);
  while (TRY(rows.step())) {
    Association association;
    association.unit = std::string(rows.text(0));
    association.period = TRY(Period::parse(rows.text(1)));
    association.template_name = std::string(rows.text(2));
    association.title = {std::string(rows.text(3)), std::string(rows.text(4))};
    association.source = std::string(rows.text(5));
    association.name = directory->unit(TRY(directory->find(association.unit))).name;
    plan.push_back(std::move(association));
  }
  return plan;
}

Result<void> write_summary_plan(ledger::Ledgers& ledgers, const org::Access& access,
                                const Clock& clock, const Association& association) {
  for (const Association& planned : TRY(read_summary_plan(ledgers.database(), ledgers))) {
    if (same(planned, association)) return {};
  }
  return ledgers.write(
      [&](store::Transaction& transaction, ledger::EventWriter& events) -> Result<void> {
        ledger::Event event;
        event.at_ms = clock.now_ms();
        event.actor = access.login();
        event.kind = "summary.plan";
        event.subject = association.unit;
        event.payload = payload(association);
        TRY(events.append(event));
        TRY(transaction.run(upsert_plan, association.unit, association.period.to_string(),
                            association.template_name, association.title.zh_cn,
                            association.title.en, association.source));
        return {};
      });
}

}  // namespace youju::app
