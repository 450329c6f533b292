#include <youju/base/csv.h>
#include <youju/base/json_writer.h>
#include <youju/base/text.h>
#include <youju/indicator/declared.h>

#include <algorithm>
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <utility>

namespace youju::indicator {

std::size_t DeclaredBook::place_of(std::string_view unit) {
  return std::hash<std::string_view>{}(unit) % std::tuple_size_v<decltype(shelves_)>;
}

const DeclaredBook::Rows& DeclaredBook::of_unit(std::string_view unit) const {
  static const Rows none;
  const std::shared_ptr<const Shelf>& shelf = shelves_[place_of(unit)];
  if (shelf == nullptr) return none;
  const auto at = shelf->find(unit);
  return at == shelf->end() ? none : at->second;
}

const DeclaredFigure* DeclaredBook::find(const FigureName& name) const {
  const Rows& rows = of_unit(name.unit);
  if (rows.empty()) return nullptr;
  const auto at = rows.find(name.to_string());
  return at == rows.end() ? nullptr : &at->second;
}

std::shared_ptr<DeclaredBook::Shelf>& DeclaredBook::open(OpenShelves& opened,
                                                         std::size_t place) const {
  std::shared_ptr<Shelf>& shelf = opened[place];
  if (shelf == nullptr) {
    const auto& before = shelves_[place];
    shelf = before == nullptr ? std::make_shared<Shelf>() : std::make_shared<Shelf>(*before);
  }
  return shelf;
}

std::shared_ptr<const DeclaredBook> DeclaredBook::with(std::vector<DeclaredFigure> changed) const {
  auto book = std::make_shared<DeclaredBook>(*this);
  OpenShelves opened;
  std::set<std::string, std::less<>> added;
  for (DeclaredFigure& figure : changed) {
    Rows& rows = (*open(opened, place_of(figure.name.unit)))[figure.name.unit];
    std::string name = figure.name.to_string();
    const auto at = rows.find(name);
    if (at != rows.end() && at->second.version >= figure.version) continue;
    if (!has(figure.name.indicator)) added.insert(figure.name.indicator);
    book->as_of_ = std::max(book->as_of_, figure.seq);
    rows.insert_or_assign(std::move(name), std::move(figure));
  }
  for (auto& [place, shelf] : opened) book->shelves_[place] = std::move(shelf);
  if (!added.empty()) {
    added.insert(indicators_->begin(), indicators_->end());
    book->indicators_ =
        std::make_shared<const std::set<std::string, std::less<>>>(std::move(added));
  }
  return book;
}

std::shared_ptr<const DeclaredBook> DeclaredBook::as_after(
    std::int64_t seq, const std::vector<Former>& changed) const {
  auto book = std::make_shared<DeclaredBook>(*this);
  book->as_of_ = seq;
  OpenShelves opened;
  for (const Former& former : changed) {
    Rows& rows = (*open(opened, place_of(former.name.unit)))[former.name.unit];
    if (former.then) {
      rows.insert_or_assign(former.name.to_string(), *former.then);
    } else {
      rows.erase(former.name.to_string());
    }
  }
  for (auto& [place, shelf] : opened) book->shelves_[place] = std::move(shelf);
  return book;
}

std::string declared_payload(const DeclaredFigure& figure) {
  JsonWriter json;
  json.begin_object();
  if (figure.value) json.member("value", figure.value->to_string());
  json.member("qualifier", qualifier_name(figure.qualifier));
  json.member("citation", figure.source.citation);
  json.member("note", figure.source.note);
  json.member("owner", figure.owner);
  json.end_object();
  return json.take();
}

Result<DeclaredFigure> parse_declared_payload(const std::string& name, std::string_view payload) {
  const auto corrupt = [&] {
    return fail(ErrorKind::corrupt, "figure.bad_declaration_event", {{"name", name}});
  };
  boost::system::error_code error;
  const boost::json::value value = boost::json::parse(payload, error);
  if (error || !value.is_object()) return corrupt();
  const auto text = [&](std::string_view key) -> std::string {
    const boost::json::value* member = value.get_object().if_contains(key);
    return member != nullptr && member->is_string() ? std::string(member->get_string()) : "";
  };
  DeclaredFigure figure;
  figure.name = TRY(FigureName::parse(name));
  if (!text("value").empty()) figure.value = TRY(Decimal::parse(text("value")));
  const Result<Qualifier> qualifier = parse_qualifier(text("qualifier"));
  if (!qualifier) return corrupt();
  figure.qualifier = *qualifier;
  figure.source.citation = text("citation");
  figure.source.note = text("note");
  figure.owner = text("owner");
  return figure;
}

namespace {

// The columns of declared.csv and targets.csv. `owner` belongs to targets, `note` to declared ones.
// The last five are terms of a target, which room plan reads.
constexpr std::string_view columns[] = {"indicator", "filter",  "unit", "period", "value",
                                        "qualifier", "source",  "note", "owner",  "direction",
                                        "each",      "counted", "due",  "shares"};
constexpr std::string_view required[] = {"indicator", "unit", "period", "value", "source"};

using Columns = std::map<std::string, std::size_t, std::less<>>;

Result<Columns> read_header(const std::vector<std::string>& header) {
  Columns at;
  for (std::size_t index = 0; index < header.size(); ++index) {
    const std::string name(text::trimmed(header[index]));
    const bool known = std::find(std::begin(columns), std::end(columns), name) != std::end(columns);
    if (!known || !at.emplace(name, index).second) {
      return fail(ErrorKind::bad_input, "figure.wrong_header", {{"column", name}});
    }
  }
  for (std::string_view name : required) {
    if (!at.contains(name)) {
      return fail(ErrorKind::bad_input, "figure.missing_column", {{"column", std::string(name)}});
    }
  }
  return at;
}

Result<Declaration> read_row(const Columns& at, const CsvRow& row, Aspect aspect) {
  const auto cell = [&](std::string_view name) -> std::string {
    const auto column = at.find(name);
    if (column == at.end() || column->second >= row.cells.size()) return "";
    return std::string(text::trimmed(row.cells[column->second]));
  };
  std::string name = aspect == Aspect::target ? "target." : "";
  name += cell("indicator") + "@" + cell("unit") + "@" + cell("period");
  if (!cell("filter").empty()) name += "?" + cell("filter");
  Declaration declaration;
  declaration.name = TRY(FigureName::parse(name));
  const std::string qualifier = cell("qualifier");
  declaration.qualifier = TRY(parse_qualifier(qualifier.empty() ? "exact" : qualifier));
  if (declaration.qualifier == Qualifier::missing) {
    return fail(ErrorKind::bad_input, "figure.unknown_qualifier", {{"text", qualifier}});
  }
  if (declaration.qualifier != Qualifier::not_applicable) {
    declaration.value = TRY(Decimal::parse(cell("value")));
  }
  declaration.citation = cell("source");
  declaration.note = cell("note");
  declaration.owner = cell("owner");
  return declaration;
}

}  // namespace

Result<std::vector<Declaration>> Figures::parse_declarations(std::string_view csv,
                                                             std::string_view file,
                                                             Aspect aspect) const {
  const auto parse = [&]() -> Result<std::vector<Declaration>> {
    const std::vector<CsvRow> rows = TRY(parse_csv(csv));
    std::vector<Declaration> declarations;
    if (rows.empty()) return declarations;
    Result<Columns> header = read_header(rows.front().cells);
    if (!header) return fail(std::move(header.error()).at("1"));
    const Columns at = *std::move(header);
    for (std::size_t index = 1; index < rows.size(); ++index) {
      Result<Declaration> declaration = read_row(at, rows[index], aspect);
      if (!declaration) {
        return fail(std::move(declaration.error()).at(std::to_string(rows[index].line)));
      }
      declaration->where = fmt::format("{}:{}", file, rows[index].line);
      declarations.push_back(std::move(*declaration));
    }
    return declarations;
  };
  Result<std::vector<Declaration>> declarations = parse();
  if (!declarations) return fail(std::move(declarations.error()).at(file));
  return declarations;
}

}  // namespace youju::indicator
