# Reads the codebook of this folder. Needs xml2. Usage: source("load.R", chdir = TRUE); labels[["wave"]]
codebook <- xml2::xml_ns_strip(xml2::read_xml("ddi.xml"))
variables <- xml2::xml_find_all(codebook, "//var")
labels <- setNames(xml2::xml_text(xml2::xml_find_first(variables, "labl")), xml2::xml_attr(variables, "name"))
