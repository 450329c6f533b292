// One request on its way through a handler: its parts, already matched; its person, already signed
// in; typed access to what it asks. Inside this room.
#pragma once

#include <youju/app/workspace.h>
#include <youju/base/catalogue.h>
#include <youju/base/json_writer.h>
#include <youju/http/request.h>
#include <youju/org/account.h>

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace youju::http {

// What a person is called, or the command line.
std::string name_of(const org::Directory& directory, std::string_view login, Language language);

class Call {
 public:
  using Parts = std::vector<std::pair<std::string_view, std::string>>;

  // `session`: null if nobody is signed in; then `access` allows nothing.
  Call(const app::Workspace& the_workspace, const Request& the_request, Language the_language,
       const org::Session* the_session, Parts parts)
      : workspace(the_workspace),
        request(the_request),
        language(the_language),
        session(the_session),
        access(the_session != nullptr ? the_session->access() : org::Access("", {})),
        parts_(std::move(parts)) {}

  const app::Workspace& workspace;
  const Request& request;
  const Language language;
  const org::Session* const session;
  const org::Access access;
  boost::json::object body;  // of routes that take JSON, checked against its shape

  ledger::Ledgers& ledgers() const { return workspace.ledgers(); }
  org::Accounts& accounts() const { return workspace.accounts(); }

  // {ledger} of the path.
  const std::string& part(std::string_view name) const;
  Result<const ledger::Schema*> schema();  // of {ledger}; lives as long as the call
  Result<Uuid> id() const;                 // of {id}

  // Parameters of the query; their presence and form were checked against the route.
  std::string query(std::string_view name) const;
  bool has(std::string_view name) const;
  Result<org::UnitId> unit() const;  // "unit", else the person's own (the widest grant)
  Result<Period> period() const;     // "period", else all time
  // The words of a parameter, parted by commas. Error: "http.too_many_rows", of more than
  // limits::page_rows_max.
  Result<std::vector<std::string>> list(std::string_view name) const;
  // The unit and the period of figures; this year if none is asked.
  Result<indicator::FigureName> figures() const;
  Result<std::size_t> rows() const;  // "rows", 50 if not given; at most limits::page_rows_max
  Result<std::size_t> offset() const;

  // Members of the body.
  std::string text(std::string_view member) const;  // "" if absent
  Result<int> version() const;                      // of the body or If-Match

  // A unit of measure as people read it.
  std::string measure(std::string_view unit) const {
    return ledgers().schemas()->measure(unit).in(language);
  }
  std::string name_of(std::string_view login) const {
    return http::name_of(*ledgers().directory(), login, language);
  }
  std::string say(std::string_view id, const std::vector<ErrorField>& fields = {}) const {
    return sentence(id, language, fields);
  }

 private:
  Parts parts_;
  std::shared_ptr<const ledger::SchemaSet> schemas_;  // shared: keeps the schema of the call alive
};

// 200 with this JSON.
Response json(JsonWriter& writer);
Response json(JsonWriter& writer, int status);
Response no_content();

}  // namespace youju::http
