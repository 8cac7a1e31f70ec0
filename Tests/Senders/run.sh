#!/usr/bin/env bash
# Has files sent by the tools that senders use, slowly, in halves and over names that others wait for, while
# the service is at work; every file has to be taken in once, to the byte.
#
#   run.sh            BIN is the directory of the programs; as root, with sshd, sftp, scp, rsync, smbd,
#                     smbclient and vim
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd -P)
: "${BIN:?the directory of slacreditd and slacreditctl}"
export LC_ALL=C.UTF-8
work=$(mktemp -d /var/tmp/slacreditd-senders.XXXXXX)
running=()
trap 'kill "${running[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -p "$work"/{state,spool,out,ssh,smb}
chmod 755 "$work"
cat >"$work/slacreditd.yaml" <<YAML
issuer: { name: 例示通信株式会社, registration_number: T4011001098993, address: 東京都 }
terms: $here/../../config/terms
spool: spool
state: state
documents: { forms: [] }
complete: { claims: required }
YAML
"$BIN/slacreditd" --config "$work/slacreditd.yaml" --init >/dev/null
"$BIN/slacreditd" --config "$work/slacreditd.yaml" 2>"$work/service.log" & running+=($!)
drop=$work/spool/incidents
for ((i = 0; i < 100; i++)); do [ -d "$drop" ] && break; sleep 0.1; done

failures=0
ok() { echo "ok   $*"; }
fail() { echo "FAIL $*"; failures=$((failures + 1)); }

# csv NAME ROWS: a report of so many contracts, in CSV.
csv() {
  { echo incident_id,began_at,impact,contract_id
    seq -f "$1,2026-03-01T00:00:00+09:00,total,$1-%07g" "$2"; } >"$work/out/$1.csv"
}

# taken NAME WHAT: the file was taken in once, with the bytes that were sent.
taken() {
  local found
  for ((i = 0; i < 300; i++)); do
    found=$(find "$work/spool/accepted/incidents" -name "*$1.csv" 2>/dev/null | wc -l)
    [ "$found" -gt 0 ] && break
    sleep 0.1
  done
  if [ "$found" -eq 1 ] && cmp -s "$work/out/$1.csv" "$(find "$work/spool/accepted/incidents" -name "*$1.csv")" &&
    [ -z "$(find "$work/spool/rejected" -name "*$1*" 2>/dev/null)" ]; then
    ok "$2"
  else
    fail "$2: $found files of $1.csv accepted"
    find "$work/spool" -name "*$1*" -exec ls -l {} + | sed 's/^/     /'
    grep "$1" "$work/service.log" | head -5 | sed 's/^/     /'
  fi
}

# untouched FILE: it waits as long as somebody writes it.
untouched() { [ -e "$drop/$1" ] || fail "$1 was taken while it was written"; }

# --- sshd

ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/host"
ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/id"
cp "$work/ssh/id.pub" "$work/ssh/keys"
chmod 600 "$work/ssh/keys"
mkdir -p /run/sshd
cat >"$work/ssh/sshd_config" <<CONF
Port 2297
ListenAddress 127.0.0.1
HostKey $work/ssh/host
AuthorizedKeysFile $work/ssh/keys
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
Subsystem sftp internal-sftp
PidFile none
CONF
"$(command -v sshd)" -D -f "$work/ssh/sshd_config" 2>"$work/ssh/log" & running+=($!)
ssh=(-i "$work/ssh/id" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR)
for ((i = 0; i < 50; i++)); do ssh -p 2297 "${ssh[@]}" root@127.0.0.1 true 2>/dev/null && break; sleep 0.2; done

csv sftp 8000
sftp -q -l 800 -P 2297 "${ssh[@]}" -b - root@127.0.0.1 >/dev/null <<SFTP & sender=$!
put $work/out/sftp.csv $drop/sftp.csv
SFTP
sleep 2; untouched sftp.csv
wait "$sender"; taken sftp "sftp, slowly, straight to the name"

csv filepart 8000
sftp -q -l 1600 -P 2297 "${ssh[@]}" -b - root@127.0.0.1 >/dev/null <<SFTP
put $work/out/filepart.csv $drop/filepart.csv.filepart
rename $drop/filepart.csv.filepart $drop/filepart.csv
SFTP
taken filepart "sftp by a passing name, as WinSCP does"

csv resumed 8000
head -c 100000 "$work/out/resumed.csv" >"$work/out/half"
sftp -q -P 2297 "${ssh[@]}" -b - root@127.0.0.1 >/dev/null <<SFTP
put $work/out/half $drop/resumed.csv.part
reput $work/out/resumed.csv $drop/resumed.csv.part
rename $drop/resumed.csv.part $drop/resumed.csv
SFTP
taken resumed "sftp that was broken off and resumed, by a passing name"

csv scp 8000
scp -q -O -l 800 -P 2297 "${ssh[@]}" "$work/out/scp.csv" "root@127.0.0.1:$drop/scp.csv" & sender=$!
sleep 2; untouched scp.csv
wait "$sender"; taken scp "scp, slowly"

csv rsync 8000
rsync -q --bwlimit=100 -e "ssh -p 2297 ${ssh[*]}" "$work/out/rsync.csv" "root@127.0.0.1:$drop/"
taken rsync "rsync, slowly"

csv inplace 20000
rsync -q --inplace --whole-file --bwlimit=100 -e "ssh -p 2297 ${ssh[*]}" "$work/out/inplace.csv" "root@127.0.0.1:$drop/" & sender=$!
sleep 3; untouched inplace.csv
wait "$sender"; taken inplace "rsync --inplace, slowly"

# --- smbd

cat >"$work/smb/smb.conf" <<CONF
[global]
  smb ports = 4497
  bind interfaces only = yes
  interfaces = lo
  map to guest = bad user
  guest account = root
  private dir = $work/smb
  lock directory = $work/smb
  state directory = $work/smb
  cache directory = $work/smb
  pid directory = $work/smb
  ncalrpc dir = $work/smb/ncalrpc
  log file = $work/smb/log
  disable spoolss = yes
[drop]
  path = $drop
  guest ok = yes
  guest only = yes
  read only = no
CONF
smbd --foreground -s "$work/smb/smb.conf" >"$work/smb/out" 2>&1 & running+=($!)
smb() { smbclient -p 4497 -N -s "$work/smb/smb.conf" //127.0.0.1/drop "$@"; }
for ((i = 0; i < 50; i++)); do smb -c ls >/dev/null 2>&1 && break; sleep 0.2; done

csv smb 8000
{ head -c 150000 "$work/out/smb.csv"; sleep 3; tail -c +150001 "$work/out/smb.csv"; } |
  smb -c 'put - smb.csv' >/dev/null 2>&1 & sender=$!
sleep 2; untouched smb.csv
wait "$sender"; taken smb "smbclient, in two halves with the file open"

csv smbfast 20000
smb -c "put $work/out/smbfast.csv smbfast.csv" >/dev/null 2>&1
taken smbfast "smbclient"

# --- Editors and shells

vim=("$(command -v vim || command -v vim.tiny)")

csv vim 50
"${vim[@]}" -u NONE -i NONE -es -c 'set directory=. backup writebackup' -c "r $work/out/vim.csv" -c 'g/^$/d' -c 'sleep 2' \
  -c "w $drop/vim.csv" -c q </dev/null || true
taken vim "vim, with its swap and backup files beside"

csv swap 50
mkfifo "$work/out/keys"
"${vim[@]}" -u NONE -i NONE -es "$drop/swap.csv" <"$work/out/keys" >/dev/null 2>&1 & sender=$!
exec 9>"$work/out/keys"
printf 'set directory=. updatecount=1 backup\nr %s\ng/^$/d\npreserve\n' "$work/out/swap.csv" >&9
sleep 2
[ -n "$(find "$drop" -name '.*.sw?')" ] || fail "vim has no swap file"
printf 'wq\n' >&9
exec 9>&-
wait "$sender" || true
taken swap "vim, edited for a while, then :wq"

csv touched 50
touch "$drop/touched.csv"
sleep 2; untouched touched.csv
cat "$work/out/touched.csv" >"$drop/touched.csv"
taken touched "touch first, then the content"

csv held 8000
{ exec 8>"$drop/held.csv"; head -n 4000 "$work/out/held.csv" >&8; sleep 8; tail -n +4001 "$work/out/held.csv" >&8; } & sender=$!
sleep 7; untouched held.csv
wait "$sender"; taken held "two halves with a pause of 8 s, open all along"

# A sender that closes its file between two halves is told apart by a proof of wholeness alone.
claims=$work/spool/claims
printf -- '- claim_id: K-1\n  incident_id: sftp\n  contract_id: sftp-0000001\n  received_on: 2026-03-02\n' >"$claims/closed.yaml"
sleep 7
[ -e "$claims/closed.yaml" ] && ok "a half that was closed waits for its proof" || fail "a half without proof was taken"
printf '  filed_by: 受付\n  items: [ { kind: ordinary, amount: 1, description: 代替回線 } ]\n...\n' >>"$claims/closed.yaml"
for ((i = 0; i < 100; i++)); do [ -e "$claims/closed.yaml" ] || break; sleep 0.1; done
[ -n "$(find "$work/spool/accepted/claims" -name closed.yaml 2>/dev/null)" ] &&
  ok "the other half with its proof completes it" || fail "the whole file was not taken"

rest=$(find "$work/spool"/{incidents,claims} -type f | sed "s|$work/||")
[ -z "$rest" ] && ok "nothing is left behind" || fail "left behind: $rest"
refused=$(find "$work/spool/rejected" -type f 2>/dev/null | wc -l)
[ "$refused" -eq 0 ] && ok "nothing was refused" || fail "$refused files in rejected/"
echo "= $failures failures (${SECONDS} s)"
[ "$failures" -eq 0 ]
