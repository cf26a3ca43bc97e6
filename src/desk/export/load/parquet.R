# Opens the tables of this folder. Needs arrow and dplyr. Usage: source("load.R", chdir = TRUE); collect(tables$long)
# Missing codes -91 to -98 stand as numbers; codebook.csv says what they mean. without_codes() puts NA in their place.
tables <- list()
for (name in c("long", "parts", "scores")) {
  if (dir.exists(name)) {
    tables[[name]] <- arrow::open_dataset(name, partitioning = arrow::hive_partition(study = arrow::utf8(), wave = arrow::utf8(), role = arrow::utf8()))
  }
}
for (name in c("wide", "dyad")) {
  file <- paste0(name, ".parquet")
  if (file.exists(file)) tables[[name]] <- arrow::open_dataset(file)
}
codebook <- read.csv("codebook.csv", na.strings = "", encoding = "UTF-8")
without_codes <- function(table, items) {
  for (name in items) table[[name]][table[[name]] %in% -98:-91] <- NA
  table
}
