#!/usr/bin/env bash
# Boots a Debian 12 with the service installed and tries it there, as its users would. Needs root.
# The base system is kept in $CACHE for the next run; everything else is removed.
set -euo pipefail
cd "$(dirname "$0")/../.."

CACHE=${CACHE:-/var/tmp/slacreditd-system-test}
BASE=$CACHE/bookworm
MACHINE=$(mktemp -d /var/tmp/slacreditd-machine.XXXXXX)
LOG=$MACHINE.log
NAME=slacreditd-test-$$
passed=0
failed=0

[ "$(id -u)" -eq 0 ] || { echo "make system-test has to run as root" >&2; exit 2; }

cleanup() {
  status=$?
  [ -n "${leader:-}" ] && nsenter -t "$leader" -a systemctl poweroff >/dev/null 2>&1 || true
  for _ in $(seq 100); do [ -n "${nspawn:-}" ] && kill -0 "$nspawn" 2>/dev/null || break; sleep 0.1; done
  [ -n "${nspawn:-}" ] && kill -KILL "$nspawn" 2>/dev/null || true
  wait 2>/dev/null || true
  [ "$status" -eq 0 ] || { echo "--- the machine's console:"; tail -n 20 "$LOG"; }
  rm -rf "$MACHINE" "$LOG"
}
trap cleanup EXIT

# --- Building blocks

inside() { nsenter -t "$leader" -a env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
as() { local user=$1; shift; inside runuser -u "$user" -- "$@"; }

# check TEXT COMMAND…: the command must succeed.
check() {
  local text=$1; shift
  if "$@" >"$MACHINE.out" 2>&1; then
    passed=$((passed + 1)); echo "ok   $text"
  else
    failed=$((failed + 1)); echo "FAIL $text"; sed 's/^/     | /' "$MACHINE.out" | head -n 15
  fi
  rm -f "$MACHINE.out"
}
refuse() { ! "$@"; }
says() {
  local pattern=$1 output; shift
  output=$("$@" 2>&1) || true
  grep -q -e "$pattern" <<<"$output" || { echo "$output"; return 1; }
}

# within SECONDS COMMAND…: the command must succeed at some time.
within() {
  local tries=$(($1 * 10)); shift
  for _ in $(seq "$tries"); do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done
  "$@"
}

# drop USER KIND NAME: what comes on standard input, under a passing name first.
drop() {
  as "$1" sh -c "umask 027; cat > /var/spool/slacreditd/$2/.$3 && mv /var/spool/slacreditd/$2/.$3 /var/spool/slacreditd/$2/$3"
}
property() { inside systemctl show -P "$1" slacreditd; }
notes() { inside sh -c 'find /var/lib/slacreditd/credit-notes -name "CN-*.json" | wc -l'; }
has_notes() { [ "$(notes)" -eq "$1" ]; }
is_main_pid() { [ "$(property MainPID)" = "$1" ]; }
is_ready() { [ "$(property ActiveState)" = active ]; }
is_another_ready() { is_ready && ! is_main_pid "$1" && ! is_main_pid 0; }

contracts() { # contracts FROM TO
  echo "contract_id,account_id,account_name,terms,service,billing,fee,service_start"
  seq -f "C-%06.0f" "$1" "$2" | awk '{ printf "%s,A-%d,株式会社%d,network-service,vpn,fixed-monthly,50000,2024-01-01\n", $1, NR % 40, NR % 40 }'
}
incident() { # incident ID AFFECTS
  printf '{ "incident_id": "%s", "began_at": "2026-04-12T08:50:00+09:00", "restored_at": "2026-04-15T08:55:00+09:00", "impact": "total", "attribution": "third-party", "affects": [ %s ] }' "$1" "$2"
}

# --- The machine

packages=systemd,systemd-sysv,dbus,libarchive13,libsqlite3-0,libsystemd0,libxml2,libzstd1,libpangocairo-1.0-0
packages=$packages,fonts-morisawa-bizud-gothic,locales,tzdata
if [ "$(cat "$BASE/.complete" 2>/dev/null)" != "$packages" ]; then
  echo "making the base system in $BASE"
  rm -rf "$BASE" && mkdir -p "$CACHE"
  debootstrap --variant=minbase --include="$packages" \
    bookworm "$BASE" >"$LOG" 2>&1 || { tail -n 20 "$LOG"; exit 1; }
  chroot "$BASE" localedef -i ja_JP -f UTF-8 ja_JP.UTF-8
  rm -rf "$BASE"/var/cache/apt/archives/*.deb
  echo "$packages" >"$BASE/.complete"
fi
cp -a "$BASE/." "$MACHINE/"
make --no-print-directory install DESTDIR="$MACHINE" >/dev/null
chroot "$MACHINE" systemd-sysusers
chroot "$MACHINE" journalctl --update-catalog
for user in noc:slacredit-noc clerk:slacredit-billing finance:slacredit-finance reader:slacredit-read \
  other:slacredit-read oper:slacredit-operators; do
  chroot "$MACHINE" useradd -M -s /bin/sh -G "${user#*:}" "${user%:*}"
done
chroot "$MACHINE" useradd -M -s /bin/sh stranger
# Tests do not wait a minute for a watchdog.
mkdir -p "$MACHINE/etc/systemd/system/slacreditd.service.d"
printf '[Service]\nWatchdogSec=4\n' > "$MACHINE/etc/systemd/system/slacreditd.service.d/test.conf"

systemd-nspawn --quiet --boot --register=no --keep-unit --private-network \
  --machine="$NAME" --directory="$MACHINE" >"$LOG" 2>&1 </dev/null &
nspawn=$!
for _ in $(seq 300); do
  leader=$(pgrep -P "$nspawn" -x systemd | head -n 1) && [ -n "$leader" ] \
    && inside systemctl is-system-running 2>/dev/null | grep -qE 'running|degraded' && break
  sleep 0.1
done
[ -n "${leader:-}" ] || { echo "the machine did not boot"; exit 1; }
echo "booted $(inside systemctl --version | head -n 1)"

# --- The units

check "the unit is found sound by systemd-analyze" \
  refuse says . inside systemd-analyze verify slacreditd.service
exposure=$(inside systemd-analyze security --no-pager slacreditd.service | awk '/Overall exposure/ { print $(NF-2) }')
check "exposure is at most 1.0 (it is $exposure)" awk "BEGIN { exit !($exposure <= 1.0) }"
for role in read noc; do
  check "the units of the socket for slacredit-$role are found sound" \
    refuse says . inside systemd-analyze verify slacredit-$role.socket slacredit-$role@0.service
  exposure=$(inside systemd-analyze security --no-pager slacredit-$role@0.service | awk '/Overall exposure/ { print $(NF-2) }')
  check "exposure of an answer is at most 1.0 (it is $exposure)" awk "BEGIN { exit !($exposure <= 1.0) }"
done
check "the program needs no Swift runtime" refuse says 'libswift\|not found' inside ldd /usr/bin/slacreditd
check "settings and terms are sound" says valid inside slacreditd --check-config
check "without a ledger it does not start, and says how one is made" \
  says 'slacreditd --init' inside sh -c 'runuser -u slacredit -- slacreditd 2>&1; [ $? -eq 78 ]'
check "systemd does not try again what only a person can put right" \
  refuse inside systemctl start slacreditd
check "its status is 78" says '^78$' inside systemctl show -P ExecMainStatus slacreditd
check "it was not tried again" says '^0$' inside systemctl show -P NRestarts slacreditd
check "a ledger is made once" says made inside runuser -u slacredit -- slacreditd --init
check "and no second one" says 'lies there' inside sh -c 'runuser -u slacredit -- slacreditd --init 2>&1 || true'
check "its files are the service's alone" says '^600600600600$' inside sh -c \
  'cd /var/lib/slacreditd && stat -c %a ledger.sqlite ledger.sqlite-wal ledger.sqlite-shm slacreditd.lock | tr -d "\n"'

# --- Start

check "systemctl start waits until it is ready" inside systemctl start slacreditd
check "it is active" is_ready
check "STATUS tells the backlog" within 5 says 'Status: .*未処理 0' inside systemctl status slacreditd
check "its start is in the journal" within 5 says '受け付けを始めました' inside journalctl -u slacreditd
check "and nothing that its sandbox refused" refuse says "thread priority\\|not permitted" inside journalctl -u slacreditd

# --- The NOC drops, finance reads

contracts 1 3 | drop clerk contracts c.csv
incident INC-1 '{ "contract_id": "C-000001" }, { "contract_id": "C-000002" }, { "contract_id": "C-000003" }' |
  drop noc incidents i.json
check "a file that a clerk and one that the NOC dropped become notes" within 10 has_notes 3
check "the dropped files moved to accepted/" inside sh -c 'ls /var/spool/slacreditd/accepted/incidents/*/i.json /var/spool/slacreditd/accepted/contracts/*/c.csv'
check "finance reads the notes" says '"CN-' as finance sh -c 'cat /var/lib/slacreditd/credit-notes/*/*/0000/CN-*-000001.json'
check "finance reads the register" within 5 says 'C-000001' as finance sh -c 'cat /var/lib/slacreditd/registers/*.csv'
check "the NOC cannot read notes" refuse as noc ls /var/lib/slacreditd/credit-notes
check "the NOC cannot drop contracts" refuse as noc touch /var/spool/slacreditd/contracts/x.csv
check "finance cannot drop incidents" refuse as finance touch /var/spool/slacreditd/incidents/x.json
check "a clerk cannot change the ledger" refuse as clerk sh -c 'echo >> /var/lib/slacreditd/ledger.sqlite'
check "a reader asks the ledger while the service runs" says 'C-000001' as reader slacreditctl show C-000001
check "a reader cannot open any of its files" as reader sh -c \
  'for file in /var/lib/slacreditd/ledger.sqlite* /var/lib/slacreditd/slacreditd.lock; do ! cat "$file" >/dev/null || exit 1; done'
check "a reader has a note as PDF, in a file of their own" as reader sh -c \
  'cd /tmp && slacreditctl show "$(slacreditctl notes | head -n 1 | cut -d" " -f1)" --format pdf --output r.pdf && head -c 5 r.pdf | grep -q %PDF-'
check "a reader has an archive of notes" as reader sh -c \
  'cd /tmp && slacreditctl notes --unbooked --export r.tar && tar -tf r.tar | grep -q SHA256SUMS'
check "an answer ends with the shell's pipe" as reader sh -c 'slacreditctl notes | head -n 1 | grep -q CN-'
check "verification is for the service's user, which is said" says 'runuser -u slacredit' as reader slacreditctl verify
check "the service's user verifies" inside runuser -u slacredit -- slacreditctl verify
check "the NOC lists incidents" says 'INC-1' as noc slacreditctl incidents
check "the NOC sees how things stand" says 'notes issued' as noc slacreditctl status
incident INC-1 '{ "contract_id": "C-000001" }' | sed 's/{/{ "revision": 2, "drops": true,/' >"$MACHINE/srv/r2.json"
check "the NOC is told what a report would change" says 'contracts no longer affected: 2' as noc slacreditctl check /srv/r2.json
check "and nothing of money" refuse says 'yen\|CN-' as noc slacreditctl check /srv/r2.json
check "a reader is told which notes it would reverse" says 'reversed: 2 (.*yen.*CN-' as reader slacreditctl check /srv/r2.json
incident INC-S '{ "labels": { "site": "nowhere" } }' >"$MACHINE/srv/s.json"
check "the NOC submits a report, and is told what came of it" says 'INC-S r1: accepted, contracts: 0' \
  as noc slacreditctl submit --wait /srv/s.json
check "nothing else came of all that" has_notes 3
check "the NOC is refused notes, with the group that may" says 'slacredit-read' as noc slacreditctl notes
check "and its exit status tells" refuse as noc slacreditctl notes
check "whoever is in no group is told which is needed" says 'slacredit-read.*slacredit-noc' as stranger slacreditctl status
check "and gets nothing" refuse as stranger slacreditctl status
# Four that ask nothing hold four places, for five seconds.
as reader perl -MSocket -e 'for (1..4) { socket(my $s, PF_UNIX, SOCK_STREAM, 0); connect($s, pack_sockaddr_un("/run/slacreditd/read")); push @s, $s } sleep 60' &
silent=$!
sleep 2
check "one user has four places" says 'at a time\|同時に' as reader slacreditctl status
check "another user is answered meanwhile" says 'notes issued' as other slacreditctl status
check "who asks nothing is not waited for" within 15 says 'notes issued' as reader slacreditctl status
kill "$silent" 2>/dev/null || true
check "who asked is in the journal" within 5 says 'reader (.*"show"' inside journalctl --no-pager -u 'slacredit-read@*'

echo '{' | drop noc incidents broken.json
check "a broken file is refused, and its sender reads why" within 10 as noc sh -c 'grep -q broken.json:2:1 /var/spool/slacreditd/rejected/incidents/*/broken.json.reason.txt'
printf '{' | as noc sh -c 'umask 077; cat > /var/spool/slacreditd/incidents/.private; mv /var/spool/slacreditd/incidents/.private /var/spool/slacreditd/incidents/private.json'
check "a file that the service may not read waits" within 5 says 'private.json.*chmod g+r' inside journalctl --no-pager -u slacreditd
check "and stays where it is" inside ls /var/spool/slacreditd/incidents/private.json
inside chmod g+r /var/spool/slacreditd/incidents/private.json
check "readable, it is taken" within 10 as noc sh -c 'grep -q private.json:1:2 /var/spool/slacreditd/rejected/incidents/*/private.json.reason.txt'

# --- A sender that is not done

contracts 11 11 >"$MACHINE/srv/half.csv"
as clerk perl -e 'open(my $f, ">", "/var/spool/slacreditd/contracts/slow.csv"); select($f); $| = 1; open(my $h, "<", "/srv/half.csv"); print while <$h>; sleep 4; print "C-000012,A-2,株式会社2,network-service,vpn,fixed-monthly,50000,2024-01-01\n"; close $f; sleep 1' &
slow=$!
sleep 2
check "a file that is still open for writing is not taken, whoever owns it" inside ls /var/spool/slacreditd/contracts/slow.csv
wait "$slow"
check "closed, it is taken at once, with both halves" within 3 says 'C-000012' inside sh -c 'cat /var/spool/slacreditd/accepted/contracts/*/slow.csv'

# --- Directories

inside chmod 0 /var/spool/slacreditd/contracts
incident INC-O '{ "contract_id": "C-none" }' | sed 's/04-1/01-1/g' | drop noc incidents others.json
check "a directory with a wrong mode keeps nothing from the others" within 10 inside sh -c 'ls /var/spool/slacreditd/accepted/incidents/*/others.json'
check "and is told" within 5 says 'contracts を読めません' inside journalctl --no-pager -u slacreditd -p err
inside chmod 3770 /var/spool/slacreditd/contracts
contracts 13 13 | drop clerk contracts right.csv
check "put right, it is watched again" within 40 inside sh -c 'ls /var/spool/slacreditd/accepted/contracts/*/right.csv'
inside rm -r /var/spool/slacreditd/contracts
check "taken away, it is told, with what makes it again" within 40 says 'systemd-tmpfiles --create' inside journalctl --no-pager -u slacreditd -p err
incident INC-N '{ "contract_id": "C-none" }' | sed 's/04-1/01-1/g' | drop noc incidents meanwhile.json
check "meanwhile the others go on" within 10 inside sh -c 'ls /var/spool/slacreditd/accepted/incidents/*/meanwhile.json'
inside systemd-tmpfiles --create
contracts 14 14 | drop clerk contracts again.csv
check "made again, it is watched again" within 40 inside sh -c 'ls /var/spool/slacreditd/accepted/contracts/*/again.csv'

# --- The journal

journal() { inside journalctl --no-pager -u slacreditd "$@"; }
check "an incident's lines are found by field" within 5 says 'i.json' journal INCIDENT_ID=INC-1
check "a note's line is found by field" says 'CN-' journal ACCOUNT_ID=A-1
check "amounts are fields" says '^AMOUNT_YEN=5500$' journal -o export ACCOUNT_ID=A-1
check "every entry has its kind and its code position" says '^CODE_LINE=' journal -o export INCIDENT_ID=INC-1
check "a refusal is a warning" says 'broken.json' journal -p warning
check "-x explains in English" says 'Subject: A credit note was issued' journal -x ACCOUNT_ID=A-1
check "-x explains in Japanese" says 'Subject: 通知を発行しました' inside env LANG=ja_JP.UTF-8 LC_ALL=ja_JP.UTF-8 journalctl --no-pager -u slacreditd -x ACCOUNT_ID=A-1
for id in $(sed -n 's/^-- //p' systemd/slacreditd.catalog); do
  grep -q "^-- $id$" systemd/slacreditd.ja.catalog || missing="${missing:-} $id"
done
check "every kind of event is in both catalogues" test -z "${missing:-}" -a \
  "$(grep -c '^  case ' Sources/Serving/Journal/JournalEvent.swift)" -eq "$(grep -c '^-- ' systemd/slacreditd.catalog)"

# --- Killed in the middle of work

contracts 1001 21000 | drop clerk contracts many.csv
within 60 says many.csv journal >/dev/null
pid=$(property MainPID)
incident INC-2 '{ "service": "vpn" }' | sed 's/04-1/05-1/g' | drop noc incidents many.json
sleep 0.5
inside systemctl kill --kill-who=main --signal=KILL slacreditd
check "killed in the middle of 20,000 contracts it starts again" within 20 is_another_ready "$pid"
check "and finishes: the incident is in, once" within 120 has_notes 43
check "nothing is left in the drop directory" within 20 sh -c "[ -z \"\$(ls $MACHINE/var/spool/slacreditd/incidents)\" ]"
check "the numbers have no gaps" says '^43 43$' inside sh -c \
  'find /var/lib/slacreditd/credit-notes -name "CN-*.json" | sed "s/.*-0*//; s/.json//" | sort -n | awk "{ last = \$1 } END { print NR, last }"'
check "it was counted as a restart" test "$(property NRestarts)" -ge 1

# --- Died by its own doing

is_in_hand() { inside grep -qs "$1" /var/lib/slacreditd/in-hand; }
aborts_at() { # aborts_at NAME: it ends by a trap while the file is in hand, and starts again
  local pid
  within 60 is_in_hand "$1"
  pid=$(property MainPID)
  inside systemctl kill --kill-who=main --signal=ABRT slacreditd
  within 30 is_another_ready "$pid"
}
incident INC-P '{ "service": "vpn" }' | sed 's/04-1/06-1/g' | drop noc incidents poison.json
within 60 is_in_hand poison.json
incident INC-G '{ "contract_id": "C-000001" }' | sed 's/04-1/07-1/g' | drop noc incidents good.json
check "a trap while a file is in hand does not end it for good" aborts_at poison.json
check "the next trap at it is the last" aborts_at poison.json
check "the file that came after it was taken before" inside sh -c 'ls /var/spool/slacreditd/accepted/incidents/*/good.json'
check "the file is refused, and its sender reads why" within 30 as noc sh -c \
  'grep -q "2回異常終了" /var/spool/slacreditd/rejected/incidents/*/poison.json.reason.txt'
check "nothing came of it" refuse as noc sh -c "slacreditctl incidents | grep INC-P"

# --- Stuck

pid=$(property MainPID)
inside systemctl kill --kill-who=main --signal=STOP slacreditd
check "stopped dead, the watchdog ends it and it starts again" within 30 is_another_ready "$pid"
check "the journal says that it was the watchdog" within 5 says 'atchdog timeout' journal
sleep 6
pid=$(property MainPID)
check "an idle service is not taken for a stuck one" is_main_pid "$pid"

# --- Verified, copied

check "the nightly verification finds it sound" inside systemctl start slacreditd-verify.service
check "a copy is made while it runs" says 'ledger' inside runuser -u slacredit -- sh -c \
  'umask 077; mkdir /tmp/copies && slacreditctl backup /tmp/copies/one && ls /tmp/copies/one'
inside mkdir -p /mnt/small
inside mount -t tmpfs -o size=1m,mode=0777 tmpfs /mnt/small
check "a copy without room is refused, and says how much it wants" says 'wants [0-9]* bytes' \
  inside runuser -u slacredit -- slacreditctl backup /mnt/small/copy
check "and leaves nothing" refuse inside ls /mnt/small/copy
inside umount /mnt/small

# --- Stop

check "status says that it runs" says '^running: .*未処理 0' as reader slacreditctl status
check "a monitor of the NOC is told so" says '^SLACREDIT [A-Z]* - .*backlog=0' as noc slacreditctl status --check
started=$(date +%s)
check "it stops when asked" inside systemctl stop slacreditd
check "within ten seconds" test $(($(date +%s) - started)) -lt 10
check "status says that it is stopped" says '^stopped' as noc slacreditctl status
check "and a monitor is alarmed" says '^2$' as noc sh -c 'slacreditctl status --check >/dev/null; echo $?'
check "a stranger's monitor knows nothing" says '^3$' as stranger sh -c 'slacreditctl status --check >/dev/null; echo $?'
check "as a success" test "$(property Result)" = success
restarts=$(property NRestarts)
check "a reader asks the ledger without a service, too" says 'C-000001' as reader slacreditctl show C-000001

# --- A full disk

inside mount -t tmpfs -o size=2m,mode=2751,uid="$(inside id -u slacredit)",gid="$(inside getent group slacredit-read | cut -d: -f3)" tmpfs /var/lib/slacreditd
check "a disk that is not mounted is a lost ledger, and no new one" refuse inside systemctl start slacreditd
check "nor is one made while accepted files tell of it" refuse inside runuser -u slacredit -- slacreditd --init
inside mv /var/spool/slacreditd/accepted /var/spool/slacreditd/.accepted
inside systemd-tmpfiles --create
inside runuser -u slacredit -- slacreditd --init
inside systemctl start slacreditd
contracts 1 20000 | drop clerk contracts full.csv
check "on a full disk intake pauses, and STATUS says so" within 30 says 'Status: .*受付を中断中.*full' inside systemctl status slacreditd
check "the NOC sees that it is paused, and why" says '^paused: .*full' as noc slacreditctl status
check "the journal has it as an error" within 5 says '受付を中断' journal -p err
sleep 5
check "nothing was refused" refuse says full.csv inside sh -c 'ls /var/spool/slacreditd/rejected/contracts/*'
inside mount -o remount,size=200m /var/lib/slacreditd
check "with room again it goes on by itself" within 60 inside sh -c 'ls /var/spool/slacreditd/accepted/contracts/*/full.csv'
check "and says so" within 5 says '受付を再開' journal
check "with the same process" test "$(property NRestarts)" -le "$restarts"
inside systemctl stop slacreditd
inside umount /var/lib/slacreditd
inside rm -r /var/spool/slacreditd/accepted
inside mv /var/spool/slacreditd/.accepted /var/spool/slacreditd/accepted

# --- A mistake in the settings

printf '#!/bin/sh\necho "$1" >/run/alerted\n' >"$MACHINE/etc/slacreditd/alert"
chmod +x "$MACHINE/etc/slacreditd/alert"
inside sed -i 's/^spool:/spol:/' /etc/slacreditd/slacreditd.yaml
inside systemctl reset-failed slacreditd 2>/dev/null || true
check "a mistake in the settings makes systemctl start fail" refuse inside timeout 20 systemctl start slacreditd
check "and the journal says which" within 5 says 'slacreditd.yaml.*spol' journal -n 40
check "a person is told" within 5 says 'slacreditd.service failed' inside journalctl --no-pager -t slacredit-alert -p crit
check "by the operator's own program, too" within 5 says '^slacreditd.service$' inside cat /run/alerted
inside sed -i 's/^spol:/spool:/' /etc/slacreditd/slacreditd.yaml
inside systemctl reset-failed slacreditd 2>/dev/null || true
check "repaired, it starts" inside systemctl start slacreditd

# --- A mount inside the spool

inside systemctl stop slacreditd
inside mount --bind /var/spool/slacreditd/accepted /var/spool/slacreditd/accepted
check "a part of the spool on a mount of its own is refused before the start" \
  says 'accepted: is on a mount of its own' inside slacreditd --check-config
check "and at it" refuse inside timeout 20 systemctl start slacreditd
check "as what only a person can put right" says '^78$' inside systemctl show -P ExecMainStatus slacreditd
inside umount /var/spool/slacreditd/accepted
check "without it, it starts" inside systemctl start slacreditd

# --- No watches left

inside systemctl stop slacreditd
case $(uname -m) in x86_64) inotify_init1=294 ;; *) inotify_init1=26 ;; esac
inside runuser -u slacredit -- perl -e "1 while syscall($inotify_init1, 0) >= 0; sleep 600" &
watcher=$!
sleep 2
check "with the system's watches used up it starts" inside systemctl start slacreditd
check "says so" within 5 says 'fs.inotify' journal -p warning
incident INC-W '{ "contract_id": "C-000001" }' | sed 's/04-1/03-1/g' | drop noc incidents unwatched.json
check "and looks by itself" within 15 inside sh -c 'ls /var/spool/slacreditd/accepted/incidents/*/unwatched.json'
kill "$watcher" 2>/dev/null || true

# --- A damaged ledger

inside systemctl stop slacreditd
inside runuser -u slacredit -- sh -c 'cp -a /var/lib/slacreditd/ledger.sqlite* /tmp/copies/'
pages=$(($(stat -c %s "$MACHINE/var/lib/slacreditd/ledger.sqlite") / 4096))
for page in $(seq 2 7 $((pages - 1))); do
  head -c 4096 /dev/zero | dd of="$MACHINE/var/lib/slacreditd/ledger.sqlite" bs=4096 seek="$page" conv=notrunc status=none
done
rm -f "$MACHINE/run/alerted"
inside rm -f /run/alerted
check "the nightly verification fails over damage" refuse inside systemctl start slacreditd-verify.service
check "and a person is told" within 5 says '^slacreditd-verify.service$' inside cat /run/alerted
inside systemctl start slacreditd || true
incident INC-D '{ "contract_id": "C-000001" }' | sed 's/04-1/02-1/g' | drop noc incidents damaged.json
check "the service ends, as only a person can put it right" within 60 says '^78$' inside systemctl show -P ExecMainStatus slacreditd
check "which is critical" within 5 says 'damaged' inside journalctl --no-pager -u slacreditd -p crit
check "and the file stays where it is" inside ls /var/spool/slacreditd/incidents/damaged.json
inside runuser -u slacredit -- sh -c 'rm /var/lib/slacreditd/ledger.sqlite*; cp -a /tmp/copies/ledger.sqlite* /var/lib/slacreditd/'
inside systemctl reset-failed slacreditd
check "with a copy in its place it goes on" inside systemctl start slacreditd
check "and takes the file" within 30 inside sh -c 'ls /var/spool/slacreditd/accepted/incidents/*/damaged.json'

# --- A clock that is wrong

cc -shared -fPIC -O1 -o "$MACHINE/usr/lib/soak-clock.so" Tests/Soak/clock.c -ldl
echo 0 >"$MACHINE/var/soak-clock"
printf '[Service]\nEnvironment=LD_PRELOAD=/usr/lib/soak-clock.so SOAK_CLOCK=/var/soak-clock\n' \
  >"$MACHINE/etc/systemd/system/slacreditd.service.d/clock.conf"
inside systemctl daemon-reload
inside systemctl restart slacreditd
is_paused() { says '^paused: .*clock' as noc slacreditctl status; }
echo 400000000 >"$MACHINE/var/soak-clock"
incident INC-C '{ "contract_id": "C-000001" }' | sed 's/04-1/08-1/g' | drop noc incidents clock.json
check "a clock twelve years ahead pauses it" within 30 is_paused
check "which is critical" within 5 says '時計' inside journalctl --no-pager -u slacreditd -p crit
check "and files stay where they are" inside ls /var/spool/slacreditd/incidents/clock.json
echo '{ "request_id": "R-CLOCK", "action": "confirm-clock", "date": "2030-01-01" }' | drop oper requests other-day.json
sleep 4
check "another day than the clock's confirms nothing" inside ls /var/spool/slacreditd/requests/other-day.json
check "it is paused still" is_paused
echo 0 >"$MACHINE/var/soak-clock"
check "with the clock right it goes on by itself" within 60 inside sh -c 'ls /var/spool/slacreditd/accepted/incidents/*/clock.json'
echo 3000000 >"$MACHINE/var/soak-clock"
check "a clock five weeks ahead pauses it" within 60 is_paused
today=$(date -u -d '+3000000 seconds +9 hours' +%F)
echo "{ \"request_id\": \"R-CLOCK\", \"action\": \"confirm-clock\", \"date\": \"$today\" }" >"$MACHINE.request"
drop finance requests by-finance.json <"$MACHINE.request"
sleep 4
check "finance does not confirm it" is_paused
drop oper requests by-operator.json <"$MACHINE.request"
check "an operator does" within 30 inside sh -c 'ls /var/spool/slacreditd/accepted/requests/*/by-operator.json'
check "and it goes on" within 30 says '^running' as noc slacreditctl status
rm "$MACHINE.request" "$MACHINE/etc/systemd/system/slacreditd.service.d/clock.conf"
echo 0 >"$MACHINE/var/soak-clock"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
