#include <youju/store/pg_connection.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace youju::store {
namespace {

constexpr Oid bool_oid = 16;

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// Copies one row to the end of `rows`.
void append_row(PGresult* rows, const PGresult* row) {
  const int at = PQntuples(rows);
  for (int column = 0; column < PQnfields(row); ++column) {
    const bool null = PQgetisnull(row, 0, column) != 0;
    if (PQsetvalue(rows, at, column, null ? nullptr : PQgetvalue(row, 0, column),
                   null ? -1 : PQgetlength(row, 0, column)) == 0) {
      throw MachineFailure(Error{ErrorKind::unavailable, "store.no_memory", {}, {}});
    }
  }
}

}  // namespace

PgStatement::Parameter& PgStatement::parameter(int index) {
  CHECK(index >= 0);
  const auto at = static_cast<std::size_t>(index);
  if (at >= parameters_.size()) parameters_.resize(at + 1);
  return parameters_[at];
}

Statement& PgStatement::bind(int index, std::string_view text) {
  if (!text.empty() && std::memchr(text.data(), 0, text.size()) != nullptr) nul_in_text_ = true;
  Parameter& value = parameter(index);
  value.bytes.assign(text);
  value.is_null = false;
  value.is_binary = false;
  return *this;
}

Statement& PgStatement::bind(int index, std::int64_t number) {
  Parameter& value = parameter(index);
  value.bytes.clear();
  fmt::format_to(std::back_inserter(value.bytes), "{}", number);
  value.is_null = false;
  value.is_binary = false;
  return *this;
}

Statement& PgStatement::bind_blob(int index, std::string_view bytes) {
  Parameter& value = parameter(index);
  value.bytes.assign(bytes);
  value.is_null = false;
  value.is_binary = true;
  return *this;
}

Statement& PgStatement::bind_null(int index) {
  parameter(index).is_null = true;
  return *this;
}

PgStatement::Arguments PgStatement::arguments() const {
  Arguments list;
  for (const Parameter& each : parameters_) {
    list.values.push_back(each.is_null ? nullptr : each.bytes.c_str());
    list.lengths.push_back(static_cast<int>(each.bytes.size()));
    list.formats.push_back(each.is_binary ? 1 : 0);
  }
  return list;
}

Result<void> PgStatement::ready() {
  connection_.finish_streaming();
  if (connection_.failure()) return fail(*connection_.failure());
  if (nul_in_text_) {
    nul_in_text_ = false;
    return connection_.spoiled(Error{ErrorKind::bad_input, "store.nul_in_text", {}, {}});
  }
  if (prepared_) return {};
  const PgResult result(PQprepare(connection_.handle(), name_.c_str(), sql_.c_str(), 0, nullptr));
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) {
    return connection_.failed(result.get(), sql_);
  }
  prepared_ = true;
  return {};
}

Result<std::int64_t> PgStatement::run() {
  reset();
  TRY(ready());
  const Arguments list = arguments();
  const PgResult result(PQexecPrepared(connection_.handle(), name_.c_str(),
                                       static_cast<int>(list.values.size()), list.values.data(),
                                       list.lengths.data(), list.formats.data(), 0));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    return connection_.failed(result.get(), sql_);
  }
  const std::string_view rows = PQcmdTuples(result.get());
  std::int64_t changed = 0;
  std::from_chars(rows.data(), rows.data() + rows.size(), changed);
  return changed;
}

Result<bool> PgStatement::step() {
  if (streaming_) return next_streamed();
  if (rest_) {
    rows_ = std::move(rest_);
    row_ = -1;
  }
  if (rows_) {
    if (connection_.failure()) return fail(*connection_.failure());
    if (++row_ < PQntuples(rows_.get())) return true;
    rows_.reset();
    return false;
  }
  TRY(ready());
  const Arguments list = arguments();
  if (PQsendQueryPrepared(connection_.handle(), name_.c_str(), static_cast<int>(list.values.size()),
                          list.values.data(), list.lengths.data(), list.formats.data(), 0) == 0) {
    return connection_.failed(nullptr, sql_);
  }
  CHECK(PQsetSingleRowMode(connection_.handle()) == 1);
  streaming_ = true;
  connection_.streams(this);
  return next_streamed();
}

Result<bool> PgStatement::next_streamed() {
  rows_.reset(PQgetResult(connection_.handle()));
  row_ = 0;
  const ExecStatusType status = PQresultStatus(rows_.get());
  if (status == PGRES_SINGLE_TUPLE) return true;
  const PgResult last = std::move(rows_);
  drain(false);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) return false;
  return connection_.failed(last.get(), sql_);
}

void PgStatement::drain(bool keep) {
  if (!streaming_) return;
  while (const PgResult result{PQgetResult(connection_.handle())}) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_SINGLE_TUPLE) {
      if (!keep) continue;
      if (!rest_) rest_.reset(PQcopyResult(result.get(), PG_COPYRES_ATTRS));
      append_row(rest_.get(), result.get());
    } else if (status == PGRES_TUPLES_OK && keep && !rest_) {
      // No row is left: the empty rest tells step() that the end is near.
      rest_.reset(PQcopyResult(result.get(), PG_COPYRES_ATTRS));
    } else if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      connection_.note(result.get(), sql_);
    }
  }
  streaming_ = false;
  connection_.streams(nullptr);
}

void PgStatement::reset() {
  drain(false);
  rows_.reset();
  rest_.reset();
}

void PgStatement::clear() {
  reset();
  for (Parameter& each : parameters_) each.is_null = true;
  nul_in_text_ = false;
}

bool PgStatement::is_null(int column) const { return PQgetisnull(rows_.get(), row_, column) != 0; }

std::string_view PgStatement::raw(int column) const {
  return {PQgetvalue(rows_.get(), row_, column),
          static_cast<std::size_t>(PQgetlength(rows_.get(), row_, column))};
}

std::int64_t PgStatement::integer(int column) const {
  const std::string_view digits = raw(column);
  if (PQftype(rows_.get(), column) == bool_oid) return digits == "t" ? 1 : 0;
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string_view PgStatement::text(int column) const { return raw(column); }

std::string PgStatement::blob(int column) const {
  // bytea_output=hex: "\x" and two digits a byte.
  const std::string_view hex = raw(column);
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 2; i + 1 < hex.size(); i += 2) {
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  }
  return bytes;
}

}  // namespace youju::store
