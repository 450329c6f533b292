#include <youju/indicator/definition_check.h>

namespace youju::indicator {
namespace {

using ledger::FieldType;

std::string place(const Condition& condition) {
  return fmt::format("{}:{}", condition.line, condition.column);
}

bool orders(Compare op) { return op != Compare::equal && op != Compare::not_equal; }

Result<void> check_value(const Condition& condition, const std::string& value, FieldType type,
                         const ledger::Field* field) {
  const auto bad = [&](std::string_view what) {
    return fail(ErrorKind::bad_input, what, {{"field", condition.field}, {"value", value}},
                place(condition));
  };
  switch (type) {
    case FieldType::integer:
    case FieldType::decimal:
      if (!Decimal::parse(value)) return bad("indicator.value_not_a_number");
      return {};
    case FieldType::date:
      if (!Day::parse(value)) return bad("indicator.value_not_a_day");
      return {};
    case FieldType::choice:
      if (field != nullptr && field->choice(value) == nullptr) {
        return bad("indicator.unknown_choice");
      }
      return {};
    default:
      return {};
  }
}

Result<void> check_comparison(const Condition& condition, const ledger::Schema& schema) {
  FieldType type = FieldType::text;
  const ledger::Field* field = nullptr;
  if (condition.field == "on") {
    type = FieldType::date;
  } else if (condition.field == "unit") {
    type = FieldType::unit;
  } else {
    const int index = schema.field_index(condition.field);
    if (index < 0) {
      return fail(ErrorKind::bad_input, "indicator.unknown_field",
                  {{"field", condition.field}, {"ledger", schema.name}}, place(condition));
    }
    field = &schema.fields[static_cast<std::size_t>(index)];
    type = field->type;
  }
  const bool ordered =
      type == FieldType::integer || type == FieldType::decimal || type == FieldType::date;
  if (condition.kind == Condition::Kind::compare && orders(condition.op) && !ordered) {
    return fail(ErrorKind::bad_input, "indicator.no_order", {{"field", condition.field}},
                place(condition));
  }
  for (const std::string& value : condition.values) {
    TRY(check_value(condition, value, type, field));
  }
  return {};
}

}  // namespace

Result<void> check_condition(const Condition& condition, const ledger::Schema& schema,
                             const ledger::SchemaSet& schemas) {
  switch (condition.kind) {
    case Condition::Kind::all:
    case Condition::Kind::any:
    case Condition::Kind::none:
      for (const Condition& part : condition.parts) {
        TRY(check_condition(part, schema, schemas));
      }
      return {};
    case Condition::Kind::tag:
      if (schemas.tag(condition.values.front()) == nullptr) {
        return fail(ErrorKind::bad_input, "indicator.unknown_tag",
                    {{"tag", condition.values.front()}}, place(condition));
      }
      return {};
    case Condition::Kind::compare:
    case Condition::Kind::in:
    case Condition::Kind::given:
    case Condition::Kind::missing:
      return check_comparison(condition, schema);
    default:
      return {};
  }
}

}  // namespace youju::indicator
