# Reads the bundle of this folder. Needs jsonlite. Usage: source("load.R", chdir = TRUE); length(resources$Observation)
bundle <- jsonlite::fromJSON("bundle.json", simplifyVector = FALSE)
all <- lapply(bundle$entry, function(entry) entry$resource)
resources <- split(all, vapply(all, function(resource) resource$resourceType, ""))
