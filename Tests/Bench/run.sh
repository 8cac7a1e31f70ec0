#!/bin/bash
# Measures the way from a file to durable notes, beside a C program (peer.c) that writes the same
# rows and documents: contracts, an incident that names every contract, one that selects every
# contract by label, and urgent incidents of one contract each on the idle service. No threshold:
# it prints a table for a person to judge. Notes are written as JSON only, as the C program copies
# them: what it takes to print them is measured by `make bench-pdf`.
#
#     BIN=DIRECTORY bash run.sh [CONTRACTS]       100,000 unless said otherwise, ten to an account
#
# The work lies below BENCH_DIR (the current directory's .build/bench unless set), on a disk like the
# service's: a file system in memory would make every fsync free.
set -euo pipefail

contracts=${1:-100000}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${BENCH_DIR:=.build/bench}"
work=$(mktemp -d "$(cd "$BENCH_DIR" && pwd)/run.XXXXXX")
service=
trap '[ -z "$service" ] || kill "$service"; rm -rf "$work"' EXIT
urgent=9

cc -O2 -Wall -Wextra -Werror -o "$work/peer" "$here/peer.c" -lsqlite3 -lcrypto -lzstd

# The text by which steps are compressed, as the program has it.
awk '/"""#$/ { exit } found { sub(/^    /, ""); printf "%s%s", separator, $0; separator = "\n" }
  /firstText = #"""$/ { found = 1 }' \
  "$here/../../Sources/Bookkeeping/Content/StepsDictionary.swift" > "$work/dictionary"

# settings DIRECTORY
settings() {
  sed -e "s#/etc/slacreditd/terms#$here/../../config/terms#" -e "s#/var/spool/slacreditd#spool#" \
    -e "s#/var/lib/slacreditd#state#" -e "s#^language:.*#language: en#" \
    "$here/../../config/slacreditd.yaml" > "$1/slacreditd.yaml"
  printf 'documents: { forms: [] }\n' >> "$1/slacreditd.yaml"
  mkdir -p "$1"/spool/{contracts,incidents}
  (cd "$1" && "$BIN/slacreditd" --config slacreditd.yaml --init > /dev/null)
}

generate_contracts() {
  awk -v count="$1" 'BEGIN {
    print "contract_id,account_id,account_name,terms,service,billing,fee,service_start,labels"
    for (i = 0; i < count; i++) printf "C-%07d,A-%06d,株式会社試験%06d,network-service,vpn," \
      "fixed-monthly,%d,2024-07-01,site=osaka-2;rack=%d\n", i, i / 10, i / 10, 8000 + i % 97 * 500,
      i % 40
  }'
}

generate_incident() {
  awk -v count="$1" 'BEGIN {
    print "incident_id,title,began_at,known_at,restored_at,impact,attribution,fault,contract_id"
    for (i = 0; i < count; i++) printf "INC-NAMED,大阪第2 回線全断,2026-04-12T08:50:00+09:00," \
      "2026-04-12T09:10:00+09:00,2026-04-15T08:%02d:00+09:00,total,provider,negligence,C-%07d\n",
      i % 60, i
  }'
}

selecting_incident='{ "incident_id": "INC-SELECTED", "title": "大阪第2 電源断",
  "began_at": "2026-04-20T08:50:00+09:00", "known_at": "2026-04-20T09:10:00+09:00",
  "restored_at": "2026-04-22T09:55:00+09:00", "impact": "total", "attribution": "provider",
  "affects": [ { "labels": { "site": "osaka-2" } } ] }'

# urgent_incident NUMBER
urgent_incident() {
  printf '{ "incident_id": "INC-URGENT-%d", "began_at": "2026-04-%02dT08:50:00+09:00",
  "known_at": "2026-04-%02dT09:10:00+09:00", "restored_at": "2026-04-%02dT09:55:00+09:00",
  "impact": "total", "attribution": "provider", "affects": [ { "contract_id": "C-%07d" } ] }\n' \
    "$1" $((1 + $1 % 3)) $((1 + $1 % 3)) $((4 + $1 % 3)) "$1"
}

# take DIRECTORY: takes in what lies in the spool; prints seconds until the file was in the ledger,
# seconds until every document was written, and the peak memory in KiB.
take() {
  local began=$EPOCHREALTIME
  (cd "$1" && /usr/bin/time -f "peak %M" "$BIN/slacreditd" --config slacreditd.yaml --once 2>&1) |
    while IFS= read -r line; do printf '%s %s\n' "$EPOCHREALTIME" "$line"; done > "$1/log" || {
      cat "$1/log" >&2; return 1; }
  awk -v began="$began" -v ended="$EPOCHREALTIME" '
    / accepted / { taken = $1 }
    $2 == "peak" { peak = $3 }
    END { printf "%.3f %.3f %d\n", taken - began, ended - taken, peak }' "$1/log"
}

# urgent DIRECTORY NUMBER NOTES: prints the seconds from drop to note file of an urgent incident, when
# NOTES notes were issued before.
urgent() {
  local note began waited=0
  note=$(TZ=Asia/Tokyo date +"credit-notes/%Y/%m/$(printf %04d $((($3 + 1) / 1000)))/CN-%Y-$(printf %06d $(($3 + 1))).json")
  urgent_incident "$2" > "$1/spool/incidents/.urgent"
  began=$EPOCHREALTIME
  mv "$1/spool/incidents/.urgent" "$1/spool/incidents/urgent-$2.json"
  until [ -e "$1/state/$note" ]; do
    sleep 0.001
    waited=$((waited + 1))
    [ "$waited" -lt 20000 ] || { echo "no $note came" >&2; return 1; }
  done
  echo "$EPOCHREALTIME $began" | awk '{ printf "%.4f\n", $1 - $2 }'
}

# idle DIRECTORY NOTES: sets alone to the median of urgent incidents and the peak memory in KiB.
idle() {
  local number waited=0
  "$BIN/slacreditd" --config "$1/slacreditd.yaml" > "$1/service.log" 2>&1 &
  service=$!
  until grep -q ready "$1/service.log"; do
    sleep 0.05
    waited=$((waited + 1))
    [ "$waited" -lt 1000 ] || { cat "$1/service.log" >&2; return 1; }
  done
  for number in $(seq "$urgent"); do
    sleep 0.3
    urgent "$1" "$number" $(($2 + number - 1)) >> "$1/urgent.txt"
  done
  alone=$(sort -n "$1/urgent.txt" | sed -n "$((urgent / 2 + 1))p")
  alone+=$(awk '/VmHWM/ { print " " $2 }' "/proc/$service/status")
  kill -TERM "$service"
  wait "$service"
  service=
}

# measure CONTRACTS
measure() {
  local place="$work/$1" notes=$((($1 + 9) / 10 * 2))
  mkdir "$place"
  settings "$place"
  generate_contracts "$1" > "$place/spool/contracts/contracts.csv"
  local imported named selected alone=
  imported=$(take "$place")
  generate_incident "$1" > "$place/spool/incidents/named.csv"
  named=$(take "$place")
  printf '%s\n' "$selecting_incident" > "$place/spool/incidents/selected.json"
  selected=$(take "$place")
  idle "$place" "$notes"
  "$work/peer" "$place/state/ledger.sqlite" "$place/state" "$place/peer" "$work/dictionary" \
    > "$place/peer.txt"
  awk -v contracts="$1" -v imported="$imported" -v named="$named" -v selected="$selected" \
    -v alone="$alone" '
    { name[NR] = $2; rows[$2] = $3; files[$2] = $4; memory[$2] = $5 }
    $2 ~ /^urgent/ { urgent += $3 + $4; count++; memory["urgent"] = $5 }
    function line(what, ours, peer, kib, peer_kib) {
      printf "%-34s %9.3f %9.3f %6.1f %9.1f %9.1f %9.1f\n", what, ours, peer, ours / peer,
        kib / 1024, peer_kib / 1024, what ~ /urgent/ ? 0 : ours * 1e6 / contracts
    }
    END {
      split(imported, i); split(named, n); split(selected, s); split(alone, a)
      printf "\n%d contracts, %d notes\n", contracts, count + int((contracts + 9) / 10) * 2
      printf "%-34s %9s %9s %6s %9s %9s %9s\n", "", "seconds", "peer", "times", "MiB", "peer",
        "s/10^6"
      line("contracts, intake", i[1], rows["contracts.csv"], i[3], memory["contracts.csv"])
      line("incident naming all, intake", n[1], rows["named.csv"], n[3], memory["named.csv"])
      line("incident naming all, documents", n[2], files["named.csv"], n[3], memory["named.csv"])
      line("incident selecting all, intake", s[1], rows["selected.json"], s[3],
        memory["selected.json"])
      line("incident selecting all, documents", s[2], files["selected.json"], s[3],
        memory["selected.json"])
      line("urgent incident, drop to note", a[1], urgent / count, a[2], memory["urgent"])
    }' "$place/peer.txt"
  echo "load when done: $(cut -d ' ' -f 1-3 /proc/loadavg), $(nproc) cores"
  rm -rf "$place"
}

# A tenth first: what does not grow with contracts is seen by comparing.
measure $((contracts / 10))
measure "$contracts"
