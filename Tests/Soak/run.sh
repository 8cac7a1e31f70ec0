#!/usr/bin/env bash
# Lets random senders, kills, full disks, clock jumps, damage, losses and restores loose on slacreditd, and
# looks after each whether anything was lost, doubled or changed.
#
#   run.sh MINUTES [SEED]     BIN is the directory of the programs; needs root for a disk that fills
#
# What must hold, whatever happened:
#   - every file that was dropped lies in exactly one place: waiting, accepted or refused, with its bytes
#   - no note that was ever written changes, and numbers have no gaps
#   - the ledger verifies, every input decided anew gives the same, and the documents are those of the ledger
#   - the service runs, or has said why only a person can go on
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
: "${BIN:?the directory of slacreditd and slacreditctl}"
minutes=${1:?minutes} seed=${2:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
export LC_ALL=C.UTF-8
umask 022
RANDOM=$((seed % 32768))
work=$(mktemp -d /var/tmp/slacreditd-soak.XXXXXX)
place=$work/disk
declare -A counts
dropped=0 service=

cleanup() {
  status=$?
  [ -z "$service" ] || kill -KILL "$service" 2>/dev/null || true
  if [ "$status" -ne 0 ]; then
    echo "seed $seed: failed; the service said:"; tail -n 15 "$work/service.log" 2>/dev/null || true
    [ -z "${KEEP:-}" ] || { echo "kept: $work"; exit "$status"; }
  fi
  umount "$place" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

fail() { echo "seed $seed, step $step, after $*" >&2; exit 1; }
count() { counts[$1]=$((${counts[$1]:-0} + 1)); }

# --- The place

mkdir "$place"
mount -t tmpfs -o size="$((96 + 24 * minutes))m" tmpfs "$place"
mkdir -p "$place/state" "$place/spool" "$work/copies"
cp -R "$here/../../config/terms" "$place/terms"
cat >"$place/slacreditd.yaml" <<YAML
issuer: { name: 例示通信株式会社, registration_number: T4011001098993, address: 東京都 }
terms: terms
spool: spool
state: state
approvals: { same_owner: allowed }
documents: { forms: [$([ $((RANDOM % 2)) -eq 0 ] || echo pdf)] }
YAML
cc -shared -fPIC -O1 -o "$work/clock.so" "$here/clock.c" -ldl
echo 0 >"$work/ahead"
touch "$work/service.log"
"$BIN/slacreditd" --config "$place/slacreditd.yaml" --init >/dev/null

program=(env LD_PRELOAD="$work/clock.so" SOAK_CLOCK="$work/ahead"
  "$BIN/slacreditd" --config "$place/slacreditd.yaml")
run() { "${program[@]}" "$@" >>"$work/service.log" 2>&1; }
# start: until it is ready, or has ended.
start() {
  local before
  before=$(grep -c 47eaa0992cb6416d86dc283cf0480ff9 "$work/service.log" || true)
  "${program[@]}" >>"$work/service.log" 2>&1 &
  service=$!
  for _ in {1..200}; do
    running || return 0
    [ "$(grep -c 47eaa0992cb6416d86dc283cf0480ff9 "$work/service.log" || true)" -eq "$before" ] || return 0
    sleep 0.1
  done
}
# stop SIGNAL: sets status.
stop() {
  status=0
  kill "-$1" "$service" 2>/dev/null || true
  wait "$service" 2>/dev/null || status=$?
  service=
}
running() { [ -n "$service" ] && kill -0 "$service" 2>/dev/null; }

# --- Senders

# No pipe and no substitution: in the shell of its own that each has, chance would repeat itself.

# drop KIND NAME: the draft becomes a dropped file, whole at once. Some senders use one name again and
# again, and wait while a file of theirs lies there.
drop() {
  local passing="$place/spool/$1/.$((dropped + 1))" name=$2
  # A sender whose disk is full tries again later.
  cp "$work/draft" "$passing" 2>/dev/null || { rm -f "$passing"; count "sender without room"; return 0; }
  [ $((RANDOM % 3)) -eq 0 ] || name=$((dropped + 1))-$2
  mv -n "$passing" "$place/spool/$1/$name"
  [ ! -e "$passing" ] || { rm "$passing"; count "sender with a name in use"; return 0; }
  dropped=$((dropped + 1))
  sha256sum <"$work/draft" >>"$work/dropped"
}
# takeBack: a sender takes a file back that still waits.
takeBack() {
  local file
  for file in "$place"/spool/incidents/*.json; do
    # What was claimed meanwhile cannot be taken back.
    mv "$file" "$work/back" 2>/dev/null || return 0
    dropped=$((dropped - 1))
    sha256sum <"$work/back" >>"$work/returned"
    count "taken back"
    return 0
  done
}

contracts() {
  local n of
  for ((of = RANDOM % 20; of >= 0; of--)); do
    n=$((RANDOM % 60))
    echo "C-$n,A-$((n / 4)),顧客$((n / 4)),network-service,vpn,fixed-monthly,$((1000 * (1 + RANDOM % 90))),2025-01-01"
  done >"$work/rows"
  echo contract_id,account_id,account_name,terms,service,billing,fee,service_start >"$work/draft"
  sort -t, -k1,1 -u "$work/rows" >>"$work/draft"
}
incident() {
  local d=$((1 + RANDOM % 20)) h=$((1 + RANDOM % 9)) affects='{"terms": "network-service"}' more=
  [ $((RANDOM % 2)) -eq 0 ] ||
    affects="{\"contract_id\": \"C-$((RANDOM % 70))\"}, {\"contract_id\": \"C-x$((RANDOM % 9))\"}"
  [ $((RANDOM % 9)) -ne 0 ] || more='"withdrawn": true,'
  printf '{ "incident_id": "I-%s", "revision": %s, "drops": true, %s "began_at": "2026-03-%02dT0%s:00:00+09:00", "restored_at": "2026-03-%02dT0%s:30:00+09:00", "impact": "total", "attribution": "third-party", "affects": [%s] }\n' \
    $((RANDOM % 25)) $((1 + RANDOM % 6)) "$more" "$d" "$h" $((d + 1 + RANDOM % 5)) "$h" "$affects" >"$work/draft"
}
senders() {
  local more_files
  for ((more_files = RANDOM % 6; more_files >= 0; more_files--)); do
    case $((RANDOM % 10)) in
      0 | 1) contracts; drop contracts c.csv ;;
      2 | 3 | 4) incident; drop incidents i.json; cp "$work/draft" "$work/again" ;;
      5)
        printf 'contract_id,fee_month,amount\nC-%s,2026-03,%s\n' $((RANDOM % 60)) $((RANDOM % 90000)) >"$work/draft"
        drop charges k.csv ;;
      6) head -c $((1 + RANDOM % 400)) /dev/urandom >"$work/draft"; drop incidents broken.json ;;
      7)
        echo "{ \"request_id\": \"R-$dropped\", \"action\": \"repair-documents\" }" >"$work/draft"
        drop requests r.json ;;
      9) takeBack ;;
      8) [ ! -e "$work/again" ] || { cp "$work/again" "$work/draft"; drop incidents again.json; } ;;
    esac
  done
  count senders
}

# --- What must hold

files() { find "$place/spool/$1" -type f "${@:2}" 2>/dev/null | wc -l; }

settle() {
  for _ in $(seq 600); do
    running || return 1
    [ "$(find "$place"/spool/*/ "$place/spool/.taking" -maxdepth 2 -type f -path '*/spool/*' \
      ! -path '*/accepted/*' ! -path '*/rejected/*' ! -name '.*' | wc -l)" -ne 0 ] || return 0
    sleep 0.1
  done
  return 1
}

invariants() {
  local what=$1
  # Every file in one place.
  local accepted refused waiting
  accepted=$(files accepted ! -path '*/grounds/*' ! -name '*.receipt.json')
  refused=$(files rejected ! -name '*.reason.json' ! -name '*.reason.txt')
  waiting=$(find "$place/spool" -type f ! -path '*/accepted/*' ! -path '*/rejected/*' ! -name '.*' | wc -l)
  [ $((accepted + refused + waiting)) -eq "$dropped" ] ||
    fail "$what: $dropped files were dropped; $accepted accepted, $refused refused, $waiting waiting"
  # With the bytes that were dropped.
  find "$place/spool" -type f ! -path '*/accepted/grounds/*' ! -path '*/.taking/.lock' ! -name '*.receipt.json' \
    ! -name '*.reason.json' ! -name '*.reason.txt' ! -name '.*' -exec sha256sum {} + | cut -d' ' -f1 | sort >"$work/found"
  cut -d' ' -f1 "$work/dropped" | sort | comm -23 - <(cut -d' ' -f1 "$work/returned" | sort) >"$work/expected"
  cmp -s "$work/expected" "$work/found" ||
    fail "$what: other bytes: $(diff "$work/expected" "$work/found" | head -n 3)"
  # No note changes.
  (cd "$place/state" && find credit-notes -name '*.json' -exec sha256sum {} + 2>/dev/null | sort -k2) >"$work/notes" || true
  join -j 2 "$work/notes.before" "$work/notes" 2>/dev/null | awk '$2 != $3' >"$work/changed" || true
  [ ! -s "$work/changed" ] || fail "$what: notes changed: $(head -n 3 "$work/changed")"
  [ "$(wc -l <"$work/notes")" -ge "$(wc -l <"$work/notes.before")" ] || fail "$what: notes are gone"
  cp "$work/notes" "$work/notes.before"
  # Numbers without gaps.
  awk -F'[-.]' '{ print $(NF-1) + 0 }' "$work/notes" | sort -n | awk '$1 != NR { exit 1 }' ||
    fail "$what: numbers have gaps"
  "$BIN/slacreditctl" verify --config "$place/slacreditd.yaml" >"$work/verify" 2>&1 ||
    fail "$what: verify: $(head -n 5 "$work/verify")"
}
: >"$work/notes.before"
: >"$work/dropped"
: >"$work/returned"

# --- What happens

restore() {
  "$BIN/slacreditctl" restore "$1" --config "$place/slacreditd.yaml" >>"$work/service.log" 2>&1 || return 1
  rm -f "$place"/state/ledger.sqlite.replaced-*
  run --catch-up || return 1
}

# copy: makes a copy of the ledger as it is.
copy() {
  rm -rf "$work/copies/old"
  [ ! -e "$work/copies/new" ] || mv "$work/copies/new" "$work/copies/old"
  "$BIN/slacreditctl" backup "$work/copies/new" --config "$place/slacreditd.yaml" >>"$work/service.log" 2>&1
}

event() {
  case $((RANDOM % 10)) in
    0 | 1 | 2)
      senders; sleep "0.$((RANDOM % 10))"; stop KILL
      # As the unit's ExecStopPost= writes it: sometimes it was its own doing.
      if [ $((RANDOM % 4)) -eq 0 ]; then
        echo "watchdog killed ABRT" >"$place/state/last-result"; count "watchdog"
      else
        echo "signal killed KILL" >"$place/state/last-result"; count kill
      fi ;;
    3)
      senders; stop TERM; [ "$status" -eq 0 ] || fail "SIGTERM: ended with $status"; count stop ;;
    4)
      # The disk fills while files come, and is emptied again.
      dd if=/dev/zero of="$place/fill" bs=1M 2>/dev/null || true
      senders; sleep 1.5
      running || fail "a full disk: the service ended"
      rm -f "$place/fill"; count "full disk" ;;
    5)
      # The clock is wrong for a while.
      if [ "$((RANDOM % 2))" -eq 0 ]; then echo 400000000 >"$work/ahead"; else echo -90000 >"$work/ahead"; fi
      stop TERM; start; senders; sleep 1
      running || fail "a wrong clock: the service ended"
      echo 0 >"$work/ahead"; count "wrong clock" ;;
    6) copy || fail "backup"; count backup ;;
    7)
      # The ledger is lost, and comes back from the last copy or the one before.
      [ -e "$work/copies/new" ] || return 0
      senders; stop KILL
      rm -f "$place"/state/ledger.sqlite*
      status=0; run --once || status=$?
      [ "$status" -eq 78 ] || fail "a lost ledger: ended with $status, not 78"
      from=$work/copies/new
      [ ! -e "$work/copies/old" ] || [ "$((RANDOM % 2))" -eq 0 ] || from=$work/copies/old
      restore "$from" || fail "restore: $(tail -n 3 "$work/service.log")"
      count restore ;;
    8)
      # A copy with damaged pages is refused, and changes nothing. Of a page of a young ledger most bytes say nothing;
      # the first ones do.
      [ -e "$work/copies/new" ] || return 0
      stop TERM
      rm -rf "$work/copies/bad"; cp -R "$work/copies/new" "$work/copies/bad"
      size=$(stat -c %s "$work/copies/bad/ledger.sqlite")
      for page in $(seq 2 5 $((size / 4096 - 1))); do
        printf '\377%.0s' $(seq 64) | dd of="$work/copies/bad/ledger.sqlite" bs=1 seek=$((page * 4096)) conv=notrunc 2>/dev/null
      done
      cmp -s "$work/copies/bad/ledger.sqlite" "$work/copies/new/ledger.sqlite" ||
        ! "$BIN/slacreditctl" restore "$work/copies/bad" --config "$place/slacreditd.yaml" >>"$work/service.log" 2>&1 ||
        fail "a damaged copy was restored"
      count "damaged copy" ;;
    9)
      # A page of the ledger itself goes bad while it is stopped.
      [ -e "$work/copies/new" ] || return 0
      senders; stop TERM
      sqlite3 "$place/state/ledger.sqlite" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
      size=$(stat -c %s "$place/state/ledger.sqlite")
      head -c 4096 /dev/zero | tr '\0' '\377' |
        dd of="$place/state/ledger.sqlite" bs=4096 seek=$((1 + $((RANDOM % (size / 4096 - 1))))) conv=notrunc 2>/dev/null
      run --once || true
      restore "$work/copies/new" || fail "restore after damage: $(tail -n 3 "$work/service.log")"
      count "damaged ledger" ;;
  esac
}

step=0
end=$((SECONDS + minutes * 60))
start
while [ "$SECONDS" -lt "$end" ]; do
  step=$((step + 1))
  event
  running || start
  settle || fail "step $step: files still wait: $(find "$place/spool" -type f ! -path '*/accepted/*' ! -path '*/rejected/*' | head -n 3)"
  stop TERM
  [ "$status" -eq 0 ] || fail "the end of step $step: the service ended with $status"
  invariants "step $step"
  start
  # The small disk must not fill by itself.
  find "$place/spool/rejected" -type f -name '*broken*' -size +1M -delete 2>/dev/null || true
done
stop TERM
echo "seed $seed: $step steps, $dropped files, $(wc -l <"$work/notes") notes;$(for what in "${!counts[@]}"; do echo -n " $what ${counts[$what]},"; done)"
