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
shim=$BIN/crash-shim.so
export LC_ALL=C.UTF-8
# What others can write is nobody's claim.
umask 022

# --- Building blocks

# command_line PLACE CALL WAY [TRACE]: sets service to slacreditd under the shim.
command_line() {
  service=(env LD_PRELOAD="$shim" CRASH_BELOW="$1" CRASH_AT="$2" CRASH_WAY="$3"
    ${4:+CRASH_TRACE="$4"} "$BIN/slacreditd" --config "$1/slacreditd.yaml")
}

# once PLACE CALL WAY [TRACE]: takes in everything; sets status, leaves what is said in PLACE.err.
once() {
  command_line "$@"
  status=0
  { "${service[@]}" --once >/dev/null 2>"$1.err" || status=$?; } 2>/dev/null
}

# found PLACE CALL WAY [TRACE]: makes a ledger; sets status.
found() {
  command_line "$@"
  status=0
  { "${service[@]}" --init >/dev/null 2>"$1.err" || status=$?; } 2>/dev/null
}

# drop STAGE PLACE: what is dropped at the beginning of a stage, all at one time, so that names
# order it.
drop() {
  cp -R "$here/scenario/$1/." "$2/"
  find "$2"/spool/*/ -maxdepth 1 -type f -exec touch -d @1778380000 {} +
}

# rows PLACE: everything in the ledger, and whether SQLite finds it sound. In how many parts a register was
# written is left out, as that differs with when it was: its bytes are compared, and verification has its parts.
rows() {
  sqlite3 -readonly "$1/state/ledger.sqlite" .dump 'PRAGMA integrity_check' 2>&1 |
    grep -v '^INSERT INTO register_part '
}

# differences PLACE STAGE: what is not as after the undisturbed run (<): files, by name and bytes,
# but for those of the database and the lock; and rows of the ledger.
differences() {
  diff -r -x ledger.sqlite -x ledger.sqlite-wal -x ledger.sqlite-shm -x slacreditd.lock -x .lock -x terms -x anchors \
    "$work/$2.after" "$1" 2>&1 || true
  rows "$1" | diff "$work/$2.rows" - || true
}

# finished PLACE STAGE: says what is not as after the undisturbed run.
finished() {
  local found
  found=$(differences "$1" "$2")
  [ -n "$found" ] || return 0
  echo "differs from the undisturbed run (<):"
  cut -c 1-200 <<<"$found" | sed -n 1,12p
  verified "$1"
}

verified() {
  "$BIN/slacreditctl" verify --config "$1/slacreditd.yaml" 2>&1 >/dev/null || echo "verify fails"
}

# spoken PLACE: says that the service did not say clearly why it ended.
spoken() {
  local why='Input/output error|No space left on device|Interrupted system call|Read-only file'
  why="$why|disk I/O error|disk is full|unable to open database|readonly database|the disk full, or"
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
  for _ in {1..60}; do
    sleep 0.5
    kill -0 $! && [ -n "$(differences "$1" "$2")" ] || break
  done
  kill -TERM $! || true
  status=0
  wait $! || status=$?
  [ $status -eq 0 ] || { echo "the service ended with $status"; tail -n 2 "$1.err"; }
  finished "$1" "$2"
} 2>/dev/null

# try STAGE CALL WAY: a run in a place of its own.
try() {
  local place=$work/run.$1.$2.$3 said
  cp -a "$work/$1.before" "$place"
  case $3 in
    live-*) said=$(at_work "$place" "$1" "$2" "${3#live-}") ;;
    *) said=$(disturbed "$place" "$1" "$2" "$3") ;;
  esac
  # Equal rows pass or fail alike, so a sample is enough.
  [ "$(($2 % 50)) $3" != "0 kill" ] || said+=$(verified "$place")
  if [ -n "$said" ]; then
    echo "FAIL $1 call $2 ($(sed -n "$2p" "$work/$1.trace" | cut -f 2-)), $3: $said"
    echo "  again: Tests/Crash/run.sh again $1 $2 $3"
  fi
  [ -n "${keep:-}" ] || rm -rf "$place" "$place".*
}

# --- The undisturbed run

fail() { echo "FAIL $*"; }
fail_if() { [ -z "$2" ] || fail "$1: $2"; }

# Leaves, for each stage: STAGE.before and STAGE.after, the place then; STAGE.rows; STAGE.trace.
undisturbed() {
  local place=$work/undisturbed twin=$work/twin stage dropped=0
  mkdir "$place"
  ln -s "$here/../../config/terms" "$place/terms"
  for stage in $stages; do
    drop "$stage" "$place"
    [ -e "$place/state" ] || found "$place" "" ""
    cp -a "$place" "$work/$stage.before"
    cp -a "$place" "$twin"
    dropped=$((dropped + $(find "$here/scenario/$stage/spool" -type f ! -name '*.part' | wc -l)))
    for run in "$place" "$twin"; do
      once "$run" "" "" "$run.trace"
      [[ $status == [03] ]] || fail "$stage: undisturbed, it ended with $status"
    done
    cp -a "$place" "$work/$stage.after"
    rows "$place" >"$work/$stage.rows"
    fail_if "$stage: two undisturbed runs end differently" "$(finished "$twin" "$stage")"
    cmp "$place.trace" "$twin.trace" || fail "$stage: two undisturbed runs do not call alike"
    mv "$place.trace" "$work/$stage.trace"
    rm -rf "$twin" "$twin".*
    [ "$(settled "$place" | wc -l)" -eq $dropped ] || fail "$stage: not one outcome for each drop"
    awk -v stage="$stage" -f "$here/order.awk" "$work/$stage.trace"
  done
  fail_if "undisturbed" "$(verified "$place")"
}

# founded WAY…: a ledger is made whole or not at all, whichever call does not come back; what is left of
# it is no hindrance, and a second one is never made.
founded() {
  local place=$work/founded first=${stages%%$'\n'*} way call calls
  mkdir "$place"
  ln -s "$here/../../config/terms" "$place/terms"
  drop "$first" "$place"
  cp -a "$place" "$place.before"
  found "$place" "" "" "$work/founding"
  calls=$(wc -l <"$work/founding")
  for way in "$@"; do
    for call in $(seq "$calls"); do
      rm -rf "$place" && cp -a "$place.before" "$place"
      found "$place" "$call" "$way"
      [[ $way:$status == @(kill:137|E*:1|E*:0) ]] || fail "--init, call $call, $way: ended with $status"
      found "$place" "" ""
      if [ "$status" -eq 78 ]; then grep -q 'ledger.sqlite lies there' "$place.err" && status=0; fi
      [ "$status" -eq 0 ] || fail "--init, call $call, $way: $(tail -n 1 "$place.err")"
      once "$place" "" ""
      [[ $status == [03] ]] || fail "--init, call $call, $way: $(tail -n 1 "$place.err")"
      fail_if "--init, call $call, $way" "$(finished "$place" "$first")"
    done
  done
  rm -rf "$place" "$place".*
  echo "--init: $calls calls; $* = $((calls * $#)) runs" >&2
}

# settled PLACE: the files that were accepted with receipts, and those refused with both reasons beside them.
settled() {
  find "$1/spool/accepted" -type f ! -name '*.receipt.json' ! -path '*/grounds/*' \
    -exec test -e '{}.receipt.json' \; -print
  find "$1/spool/rejected" -type f ! -name '*.reason.*' \
    -exec test -e '{}.reason.json' \; -exec test -e '{}.reason.txt' \; -print
}

# --- A read-only disk, which needs the right to mount

# read_only DIRECTORY: the service says so and ends, and goes on when it can be written again.
read_only() {
  local place stage status mount='mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"'
  unshare --mount --map-root-user sh -c "$mount" - "$work" 2>/dev/null ||
    { echo "a read-only $1: SKIPPED, mounting is not allowed here" >&2; return; }
  for stage in $stages; do
    place=$work/read-only.$stage
    cp -a "$work/$stage.before" "$place"
    mkdir -p "$place/$1"
    command_line "$place" "" ""
    status=0
    unshare --mount --map-root-user sh -c "$mount && shift && exec \"\$@\"" - "$place/$1" \
      "${service[@]}" --once >/dev/null 2>"$place.err" || status=$?
    [ $status -eq 1 ] || fail "$stage: on a read-only $1 it ended with $status, not 1"
    fail_if "$stage: on a read-only $1" "$(spoken "$place")"
    once "$place" "" ""
    fail_if "$stage: after a read-only $1" "$(finished "$place" "$stage")"
    rm -rf "$place" "$place".*
  done
}

# --- What is run

# plan every|sample: a line "STAGE CALL WAY" for each run. A sample has the first call of each kind
# and every hundredth, with one of the errors in turn.
plan() {
  (cd "$work" && awk -F '\t' -v is_sample="$([ "$1" = sample ] && echo 1)" '
    function way(name) { print stage, $1, name }
    BEGIN { split("EIO ENOSPC EINTR", errors, " ") }
    FNR == 1 { stage = FILENAME; sub(/\.trace$/, "", stage); is_taking = 0 }
    {
      kind = $2 " " $3
      if (kind !~ / state\/[^\/]*$/) sub(/[^\/]*$/, "", kind)
      gsub(/[0-9]+/, "", kind)
      is_first = !seen[kind]++
      if ($4 ~ /\.taking/) is_taking = 1
    }
    !is_sample || is_first || FNR % 100 == 0 {
      way("kill")
      if ($2 ~ /write/) way("torn")
      turn++
      for (i in errors) if (!is_sample || turn % 3 + 1 == i) way(errors[i])
    }
    FNR % (is_sample ? 200 : 10) == 1 { way("EROFS") }
    # Once it takes in files, the service at work waits until the disk is well again.
    is_taking && (is_first || !is_sample && FNR % 20 == 0) {
      if (!is_sample || turn % 6 == 0) way("live-EIO")
      if (!is_sample || turn % 6 == 3) way("live-ENOSPC")
    }' *.trace)
}

# Runs the plan; what goes wrong is in results.
carry_out() {
  grep live- "$work/plan" | xargs -P $((4 * jobs)) -n 3 bash "$0" try >"$work/results.live" &
  live=$!
  grep -v live- "$work/plan" | xargs -P "$jobs" -n 60 bash "$0" try >>"$work/results" ||
    fail "a run broke off" >>"$work/results"
  wait "$live" || fail "a run broke off" >>"$work/results"
  live=
  cat "$work/results.live" >>"$work/results"
}

# summary: what was tried and what failed, in one line.
summary() {
  local ways
  ways=$(cut -d ' ' -f 3 "$work/plan" | sort | uniq -c | awk '{ printf "%s %s, ", $2, $1 }')
  echo "crash points: $(cat "$work"/*.trace | wc -l) calls; ${ways%, }" \
    "= $(wc -l <"$work/plan") runs, $(grep -c '^FAIL' "$work/results") failures (${SECONDS} s)"
  echo "each run's files and ledger rows were compared with the undisturbed run's;" \
    "slacreditctl verify replayed the ledger in $(grep -c '[05]0 kill' "$work/plan") of them," \
    "and in each that differed"
}

stages=$(ls "$here/scenario")
if [ "${1:-}" = try ]; then
  shift
  while [ $# -gt 0 ]; do try "$1" "$2" "$3"; shift 3; done
  exit
fi
[[ "${1:-}" =~ ^(all|short|again)$ ]] ||
  { sed -n 's/^# \{0,1\}//p' "$0" | sed -n 2,11p >&2; exit 2; }

# In memory where that can be had: a process that is killed loses nothing that it gave the system.
place=${TMPDIR:-/tmp}
[ -w /dev/shm ] && place=/dev/shm
work=$(cd "$(mktemp -d "$place/slacreditd-crash.XXXXXX")" && pwd -P)
export work
trap '[ -z "${live:-}" ] || kill "$live" || true; [ -n "${keep:-}" ] || rm -rf "$work"' EXIT
clang -fuse-ld=lld -O2 -Wall -Wextra -Werror -shared -fPIC -o "$shim" "$here/shim.c" -ldl
undisturbed >"$work/results"
if [ "$1" = again ]; then
  keep=yes
  try "$2" "$3" "$4"
  echo "its files are in $work"
  exit
fi
{ read_only spool; read_only state; } >>"$work/results"
if [ "$1" = all ]; then founded kill EIO ENOSPC; else founded kill; fi >>"$work/results"
plan "$([ "$1" = all ] && echo every || echo sample)" >"$work/plan"
carry_out
cat "$work/results"
summary
! grep -q '^FAIL' "$work/results"
