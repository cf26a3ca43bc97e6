# Every load.R of an export runs, and what it reads agrees with the other exports of the same cohort.
# Usage: Rscript check.R FOLDER, the one that check.py wrote.
folder <- commandArgs(trailingOnly = TRUE)[[1]]
loaded <- function(name) {
  got <- new.env()
  sys.source(file.path(folder, name, "load.R"), envir = got, chdir = TRUE)
  got
}
shapes <- function(tables) sapply(tables[c("long", "wide", "dyad")], dim)
codes <- -98:-91
has_missing <- function(tables) any(sapply(tables, function(table) any(sapply(Filter(is.numeric, table), function(x) any(x %in% codes)))))

csv <- loaded("csv")
layouts <- csv$codes[c("long", "wide", "dyad")]
stopifnot(has_missing(layouts), !has_missing(csv$values))

spss <- loaded("spss")
stopifnot(identical(shapes(layouts), shapes(spss$codes)))
income <- "kindstem_background_parent_income"
labels <- attr(spss$codes$long[[income]], "labels")
stopifnot(labels[["does not want to say"]] == -93)
stopifnot(sum(is.na(spss$values$long[[income]])) == sum(is.na(csv$values$long[[income]])))

scores <- loaded("jsonl")$scores()
stopifnot(nrow(scores) == nrow(csv$codes$scores))
stopifnot(abs(sum(scores$value, na.rm = TRUE) - sum(csv$codes$scores$value, na.rm = TRUE)) < 1e-6)

resources <- loaded("fhir")$resources
stopifnot(length(resources$Observation) == nrow(scores), length(resources$QuestionnaireResponse) == nrow(csv$codes$parts))

labels <- loaded("ddi")$labels
stopifnot(identical(names(labels), names(csv$codes$long)), nzchar(labels))

cat(R.version.string, "\n")
for (name in c("haven", "jsonlite", "xml2")) cat(name, format(packageVersion(name)), "\n")
cat("long", dim(layouts$long), "wide", dim(layouts$wide), "dyad", dim(layouts$dyad), "scores", nrow(scores), "\n")
