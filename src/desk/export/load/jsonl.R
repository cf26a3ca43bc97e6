# Reads the records of this folder, one at a time. Needs jsonlite. Usage: source("load.R", chdir = TRUE); scores()
# An answer is a number, several codes, list(missing = "refused"), or list(given = TRUE) for own words.
records <- lapply(readLines("records.jsonl", encoding = "UTF-8"), jsonlite::fromJSON, simplifyVector = FALSE)
scores <- function() {
  rows <- list()
  for (record in records) for (part in record$parts) for (score in part$scores) {
    value <- if (is.null(score$value)) NA else score$value
    rows[[length(rows) + 1]] <- data.frame(person_id = record$person_id, wave = record$wave,
      instrument = part$instrument$id, score = score$id, value = value)
  }
  do.call(rbind, rows)
}
