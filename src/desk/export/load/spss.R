# Reads the system files of this folder with their labels. Needs haven. Usage: source("load.R", chdir = TRUE)
# `codes` keeps the missing codes -91 to -98 as user-missing values; `values` has NA in their place.
files <- list.files(".", pattern = "[.]sav$")
names(files) <- sub("[.]sav$", "", files)
codes <- lapply(files, haven::read_sav, user_na = TRUE)
values <- lapply(codes, haven::zap_missing)
