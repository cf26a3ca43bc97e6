# Reads the tables of this folder. `codes` keeps the missing codes -91 to -98; `values` has NA in their place.
# Usage: source("load.R", chdir = TRUE)
codes <- list()
for (file in list.files(".", pattern = "[.]csv$")) {
  codes[[sub("[.]csv$", "", file)]] <- read.csv(file, na.strings = "", encoding = "UTF-8", check.names = FALSE)
}

# Only items have missing codes; their names stand in the codebook, in a wide or dyad table with an ending.
kinds <- codes$codebook
items <- kinds$variable[!is.na(kinds$instrument) & !(kinds$kind %in% c("score", "licence", "fact"))]
without_codes <- function(table) {
  for (name in names(table)) {
    if (is.numeric(table[[name]]) && any(startsWith(name, items))) {
      table[[name]][table[[name]] %in% -98:-91] <- NA
    }
  }
  table
}
values <- lapply(codes[names(codes) %in% c("long", "wide", "dyad")], without_codes)
