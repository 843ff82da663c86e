#include "storage/score_model_store.h"

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kInsertScoreModel =
    "INSERT INTO score_model (name, document) VALUES (?1, ?2) ON CONFLICT (document) DO NOTHING";
constexpr std::string_view kFindScoreModel =
    "SELECT score_model_id FROM score_model WHERE document = ?1";
constexpr std::string_view kInsertRunModel =
    "INSERT INTO run_model (run_id, score_model_id, usual_listed_mean, usual_listed_strength) "
    "VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kReadRunModel =
    "SELECT m.name, m.document, r.usual_listed_mean, r.usual_listed_strength FROM run_model r "
    "JOIN score_model m USING (score_model_id) WHERE r.run_id = ?1";

}  // namespace

ScoreModelStore::ScoreModelStore(Database& database) : database_(database) {}

void ScoreModelStore::write(RunId run, const StoredModel& model) {
  Statement insert_model{database_, kInsertScoreModel};
  insert_model.run(std::string_view{model.name}, std::string_view{model.document});
  Statement find{database_, kFindScoreModel};
  find.query(std::string_view{model.document}).step();
  const std::int64_t id = find.integer(0);
  find.reset();
  const auto& usual = model.usual_listed;
  Statement insert_run{database_, kInsertRunModel};
  insert_run.run(run.value,
                 id,
                 usual ? std::optional{usual->mean} : std::nullopt,
                 usual ? std::optional{usual->strength} : std::nullopt);
}

std::optional<StoredModel> ScoreModelStore::read(RunId run) {
  Statement row{database_, kReadRunModel};
  if (!row.query(run.value).step()) {
    return std::nullopt;
  }
  StoredModel model{std::string{row.text(0)}, std::string{row.text(1)}, std::nullopt};
  if (!row.is_null(2) && !row.is_null(3)) {
    model.usual_listed = UsualListedShare{row.real(2), row.real(3)};
  }
  return model;
}

}  // namespace vigie::storage
