#!/bin/sh
# Runs the service once over the examples, in a directory of its own, and shows what came out.
set -eu
# A claim that others can write is refused.
umask 022

examples=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/slacreditd-demo.XXXXXX")
ctl="$BIN/slacreditctl"

sed -e "s#/etc/slacreditd/terms#$examples/../terms#" \
    -e "s#/var/spool/slacreditd#spool#" -e "s#/var/lib/slacreditd#state#" \
    "$examples/../slacreditd.yaml" > "$work/slacreditd.yaml"
mkdir -p "$work/spool"
for kind in contracts charges reliefs incidents claims; do
  cp -r "$examples/$kind" "$work/spool/"
done

title() { printf '\n== %s\n' "$*"; }

title "slacreditd --init: makes the ledger, once; nothing else ever does"
"$BIN/slacreditd" --config "$work/slacreditd.yaml" --init

title "slacreditd --once: takes in what was dropped (one file has mistakes: exit status 3)"
status=0
"$BIN/slacreditd" --config "$work/slacreditd.yaml" --once || status=$?
[ "$status" -eq 3 ] || { echo "slacreditd ended with $status, not 3" >&2; exit 1; }

title "The file with mistakes was refused, with every reason"
cat "$work"/spool/rejected/incidents/*/*.reason.txt

title "Incidents"
"$ctl" incidents --config "$work/slacreditd.yaml"

title "What each contract is owed for INC-2026-0412, or why nothing"
"$ctl" show INC-2026-0412 --config "$work/slacreditd.yaml"

title "INC-2026-0420: decided where no missing fact matters, waiting where one does"
"$ctl" show INC-2026-0420 --config "$work/slacreditd.yaml"

title "INC-2026-0425: announced works inside a fault stop the count, and it goes on after them"
"$ctl" show INC-2026-0425 --config "$work/slacreditd.yaml"

title "A claim: no cap by gross negligence, so it waits for somebody's approval"
"$ctl" held --config "$work/slacreditd.yaml"
"$ctl" explain K-2026-001 --config "$work/slacreditd.yaml"

title "Credit notes"
"$ctl" notes --config "$work/slacreditd.yaml"

title "The same for finance's own archive, and everything about one contract for a dispute"
"$ctl" notes --export "$work/notes.tar" --config "$work/slacreditd.yaml"
"$ctl" bundle C-2001 --output "$work/C-2001.tar" --config "$work/slacreditd.yaml"
tar -tf "$work/C-2001.tar"

title "Why this amount: C-2001, part by gross negligence"
"$ctl" explain C-2001 --config "$work/slacreditd.yaml"

title "How things stand, and whether every input gives what the ledger says"
"$ctl" status --config "$work/slacreditd.yaml"
"$ctl" verify --config "$work/slacreditd.yaml"

title "Where everything lies"
find "$work/state" "$work/spool" -type f | sort
