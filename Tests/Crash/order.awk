# Reads a trace of shim.c and says where something could be seen that a power cut would undo:
#  - what the ledger's log was given is synchronized before any other file is touched;
#  - a document is synchronized before it gets its name, and its directory after;
#  - so is every directory in which a file was moved or a directory made, before the ledger goes on.
BEGIN { FS = "\t"; log_file = "state/ledger.sqlite-wal" }

function wrong(text) { printf "FAIL %s call %s: %s %s: %s\n", stage, $1, $2, $3, text }
function above(path) { sub("/?[^/]*$", "", path); return path }

{ call = $2; path = $3; target = $4 }

call ~ /^f(data)?sync$/ { delete written[path]; delete changed[path]; next }

path != log_file && log_file in written { wrong("the ledger's log is not synchronized") }
path == log_file && call == "pwrite" {
  for (directory in changed) wrong("directory " directory " is not synchronized")
  split("", changed)
}

call ~ /write/ { written[path] = 1 }
call == "mkdir" && above(path) != "" { changed[above(path)] = 1 }
call == "rename" || call == "link" {
  if (path in written) wrong("the file is not synchronized")
  # A claimed file is found in either place after a power cut.
  if (target !~ /\/\.taking\//) changed[above(target)] = 1
  if (path ~ /\/\.taking\//) changed[above(path)] = 1
}

END {
  for (directory in changed) wrong("at the end: directory " directory " is not synchronized")
  if (log_file in written) wrong("at the end: the ledger's log is not synchronized")
}
