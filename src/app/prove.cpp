#include <youju/app/prove.h>
#include <youju/narrative/compose.h>

namespace youju::app {

Result<void> require_prover(const Workspace& workspace, const org::Access& access,
                            std::string_view unit) {
  const auto directory = workspace.ledgers().directory();
  return access.require(org::Action::read, TRY(directory->find(unit)),
                        *directory->tree(workspace.clock().today()));
}

Result<proof::Proof> prove(const Workspace& workspace, const org::Access& access,
                           const ProveRequest& request) {
  const auto directory = workspace.ledgers().directory();
  const org::UnitId unit = TRY(directory->find(request.unit));
  const auto tree = directory->tree(workspace.clock().today());
  TRY(require_prover(workspace, access, request.unit));
  const auto indicators = workspace.figures().indicators();
  const auto schemas = workspace.ledgers().schemas();
  proof::Words words(*indicators, *schemas);
  const auto name = workspace.template_for(request.unit, request.template_name);
  if (name) {
    // Drafts are Chinese prose, whatever language their proof is told in.
    words.learn(
        TRY(workspace.summarize(access, request.unit, request.period, *name, Language::zh_cn)));
  }
  const auto figures = workspace.figures().view(access, narrative::quotable(unit, *tree));
  proof::Proof proof = TRY(proof::prove(
      {request.draft, request.unit, request.period, request.language}, words, *figures));
  proof::recall(proof, TRY(workspace.decisions().of(access, request.unit, request.period)));
  return proof;
}

}  // namespace youju::app
