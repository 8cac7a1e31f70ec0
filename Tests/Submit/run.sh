#!/usr/bin/env bash
# Two senders submit files of one name at the same time, round after round: none is lost, mixed or told wrong.
#
#   run.sh ROUNDS     BIN is the directory of the programs
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
: "${BIN:?the directory of slacreditd and slacreditctl}"
rounds=${1:?rounds}
export LC_ALL=C.UTF-8
work=$(mktemp -d /var/tmp/slacreditd-submit.XXXXXX)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{state,spool,a,b}
cat >"$work/slacreditd.yaml" <<YAML
issuer: { name: 例示通信株式会社, registration_number: T4011001098993, address: 東京都 }
terms: $here/../../config/terms
spool: spool
state: state
documents: { forms: [] }
YAML
"$BIN/slacreditd" --config "$work/slacreditd.yaml" --init >/dev/null
"$BIN/slacreditd" --config "$work/slacreditd.yaml" --once >/dev/null 2>&1

# send SENDER ROUND: says to which file it went, and that file has to hold what was sent.
send() {
  local told
  printf '{ "incident_id": "I-%s-%s", "began_at": "2026-03-01T00:00:00+09:00", "impact": "total", "affects": [ { "contract_id": "C-%s" } ] }\n' \
    "$1" "$2" "$1" >"$work/$1/alert.json"
  told=$("$BIN/slacreditctl" submit "$work/$1/alert.json" --config "$work/slacreditd.yaml") || return 1
  cmp -s "$work/$1/alert.json" "${told##* → }" || { echo "round $2: $1 was told ${told##* → }" >&2; return 1; }
}

for ((round = 1; round <= rounds; round++)); do
  send a "$round" & first=$!
  send b "$round" & second=$!
  wait "$first" && wait "$second" || { echo "round $round: not submitted" >&2; exit 1; }
done
"$BIN/slacreditd" --config "$work/slacreditd.yaml" --once >/dev/null 2>&1
taken=$(find "$work/spool/accepted/incidents" -name '*alert.json' | wc -l)
[ "$taken" -eq $((2 * rounds)) ] || { echo "$((2 * rounds)) were submitted, $taken taken in" >&2; exit 1; }
known=$("$BIN/slacreditctl" incidents --config "$work/slacreditd.yaml" | wc -l)
[ "$known" -eq $((2 * rounds)) ] || { echo "$((2 * rounds)) incidents were sent, $known are known" >&2; exit 1; }
echo "two senders, $rounds rounds: $taken files submitted, taken in, and known"
