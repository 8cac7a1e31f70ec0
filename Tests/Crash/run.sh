#!/usr/bin/env bash
# Kills slacreditd, and makes its disk fail, at every call by which it changes a file, and looks
# whether it ends up where it does when nothing disturbs it.
#
#   run.sh all                    every call in every way
#   run.sh short                  every kind of call, and a sample of the others
#   run.sh again STAGE CALL WAY   one of these runs once more; its files stay for a look
#
# BIN is the directory of the programs, JOBS how many runs go on at once. shim.c tells the ways; a
# way with "live-" before it is for the service at work, which has to come through by itself.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
: "${BIN:?the directory of slacreditd and slacreditctl}"
jobs=${JOBS:-$(nproc)}
export LC_ALL=C.UTF-8

# --- Building blocks

# command_line PLACE CALL WAY [TRACE]: sets service to slacreditd under the shim.
command_line() {
  service=(env LD_PRELOAD="$work/shim.so" CRASH_BELOW="$1" CRASH_AT="$2" CRASH_WAY="$3"
    ${4:+CRASH_TRACE="$4"} "$BIN/slacreditd" --config "$1/slacreditd.yaml")
}

# once PLACE CALL WAY [TRACE]: takes in everything; sets status, leaves what is said in PLACE.err.
once() {
  command_line "$@"
  status=0
  { "${service[@]}" --once >/dev/null 2>"$1.err" || status=$?; } 2>/dev/null
}

# drop STAGE PLACE: what is dropped at the beginning of a stage, all at one time: its names order it.
drop() {
  cp -R "$here/scenario/$1/." "$2/"
  find "$2"/spool/{contracts,charges,incidents} -type f -exec touch -d @1778380000 {} +
}

# portrait PLACE: every file of spool and state with its kind, mode and bytes, every row of the
# ledger. The database's own files are looked at as rows only; the lock file has the process's number.
portrait() (
  cd "$1"
  find spool state -printf '%y %m %p\n' | sort
  find spool state -type f ! -name 'ledger.sqlite*' ! -name slacreditd.lock -print0 |
    sort -z | xargs -0 sha256sum
  sqlite3 -readonly state/ledger.sqlite .dump 'PRAGMA integrity_check' 2>&1
)

# is_finished PLACE STAGE: whether it looks as after the undisturbed run.
is_finished() {
  portrait "$1" >"$1.portrait" 2>&1 || true
  cmp -s "$work/$2.portrait" "$1.portrait"
}

# finished PLACE STAGE: says what is not as after the undisturbed run.
finished() {
  is_finished "$1" "$2" && return
  echo "differs from the undisturbed run (<):"
  diff "$work/$2.portrait" "$1.portrait" | cut -c 1-200 | sed -n 1,12p
  verified "$1"
}

verified() {
  "$BIN/slacreditctl" verify --config "$1/slacreditd.yaml" 2>&1 >/dev/null || echo "verify fails"
}

# spoken PLACE: says that the service did not say clearly why it ended.
spoken() {
  local why='Input/output error|No space left on device|Interrupted system call|Read-only file system'
  why="$why|disk I/O error|database or disk is full|unable to open database|readonly database"
  grep -Eq "^slacreditd: .*cannot .*($why)" "$1.err" && return
  echo "ended without a clear message:"
  tail -n 2 "$1.err"
}

# --- One disturbed run: says what is wrong, nothing when all is well

# disturbed PLACE STAGE CALL WAY
disturbed() {
  once "$1" "$3" "$4"
  case $4:$status in
    kill:137 | torn:137 | E*:0 | E*:3) ;;
    E*:1) spoken "$1" ;;
    *) echo "ended with $status"; tail -n 2 "$1.err" ;;
  esac
  once "$1" "" ""
  [[ $status == [03] ]] || { echo "the restart ended with $status"; tail -n 2 "$1.err"; }
  finished "$1" "$2"
}

# at_work PLACE STAGE CALL WAY
at_work() {
  command_line "$1" "$3" "$4"
  "${service[@]}" >/dev/null 2>"$1.err" &
  for _ in {1..100}; do
    sleep 0.2
    kill -0 $! && ! is_finished "$1" "$2" || break
  done
  kill -TERM $! || true
  status=0
  wait $! || status=$?
  [ $status -eq 0 ] || { echo "the service ended with $status"; tail -n 2 "$1.err"; }
  finished "$1" "$2"
} 2>/dev/null

# try STAGE CALL WAY: a run in a place of its own.
try() {
  local place said
  place=$(mktemp -d "$work/run.XXXXXX")
  cp -a "$work/$1.before/." "$place/"
  case $3 in
    live-*) said=$(at_work "$place" "$1" "$2" "${3#live-}") ;;
    *) said=$(disturbed "$place" "$1" "$2" "$3") ;;
  esac
  # Equal rows pass or fail alike, so a sample is enough.
  [ $(($2 % 50)) -ne 0 ] || said+=$(verified "$place")
  if [ -n "$said" ]; then
    echo "FAIL $1 call $2 ($(sed -n "$2p" "$work/$1.trace" | cut -f 2-)), $3: $said"
    echo "  again: Tests/Crash/run.sh again $1 $2 $3"
  fi
  [ -n "${keep:-}" ] || rm -rf "$place" "$place".*
}

# --- The undisturbed run

fail() { echo "FAIL $*"; }

# Leaves, for each stage: STAGE.before, the place as it is then; STAGE.trace; STAGE.portrait, after.
undisturbed() {
  local place=$work/undisturbed twin=$work/twin stage dropped=0
  mkdir "$place"
  cp -R "$here/../../config/terms" "$place/terms"
  for stage in $stages; do
    drop "$stage" "$place"
    cp -a "$place" "$work/$stage.before"
    cp -a "$place" "$twin"
    dropped=$((dropped + $(find "$here/scenario/$stage/spool" -type f ! -name '*.part' | wc -l)))
    for run in "$place" "$twin"; do
      once "$run" "" "" "$run.trace"
      [ $status -eq 3 ] || fail "$stage: undisturbed, it ended with $status, not 3"
    done
    portrait "$place" >"$work/$stage.portrait"
    finished "$twin" "$stage"
    cmp "$place.trace" "$twin.trace" || fail "$stage: two undisturbed runs do not call alike"
    mv "$place.trace" "$work/$stage.trace"
    rm -rf "$twin" "$twin".*
    [ "$(settled "$place" | wc -l)" -eq $dropped ] || fail "$stage: dropped files have not one outcome"
    awk -v stage="$stage" -f "$here/order.awk" "$work/$stage.trace"
  done
  verified "$place"
}

# settled PLACE: the files that were accepted, and those refused with both reasons beside them.
settled() {
  find "$1/spool/accepted" -type f
  find "$1/spool/rejected" -type f ! -name '*.reason.*' \
    -exec test -e '{}.reason.json' \; -exec test -e '{}.reason.txt' \; -print
}

# --- What is run

# plan EVERY LIVE: for every so many calls, and the first of each kind, a line for each way.
plan() {
  local stage
  for stage in $stages; do
    awk -F '\t' -v stage="$stage" -v every="$1" -v live="$2" '
      function way(name) { print stage, $1, name }
      { kind = $2 " " $3; gsub(/[0-9]+/, "", kind); is_first = !seen[kind]++ }
      $3 ~ /^spool.*/ && $4 ~ /\.taking/ { is_taking = 1 }
      is_first || NR % every == 0 {
        way("kill"); if ($2 ~ /write/) way("torn")
        way("EIO"); way("ENOSPC"); way("EINTR")
      }
      NR % (every * 7) == 1 { way("EROFS") }
      is_taking && NR % live == 0 { way("live-EIO"); way("live-ENOSPC") }
    ' "$work/$stage.trace"
  done
}

work=${WORK:-}
stages=$(ls "$here/scenario")
if [ "${1:-}" = try ]; then
  shift
  while [ $# -gt 0 ]; do try "$1" "$2" "$3"; shift 3; done
  exit
fi

work=$(cd "$(mktemp -d "${TMPDIR:-/tmp}/slacreditd-crash.XXXXXX")" && pwd -P)
export WORK=$work
"${CC:-clang}" -O2 -Wall -Wextra -Werror -shared -fPIC -o "$work/shim.so" "$here/shim.c" -ldl
undisturbed >"$work/results"
case ${1:-} in
  all) plan 1 10 >"$work/plan" ;;
  short) plan 40 100 >"$work/plan" ;;
  again) keep=yes try "$2" "$3" "$4"; echo "its files are in $work"; exit ;;
  *) sed -n 's/^# \{0,1\}//p' "$0" | sed -n 2,11p >&2; exit 2 ;;
esac
xargs -P "$jobs" -n 30 bash "$0" try <"$work/plan" >>"$work/results"
cat "$work/results"
cat "$work"/*.trace | wc -l
wc -l <"$work/plan"
