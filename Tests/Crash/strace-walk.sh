#!/bin/bash
# Stops the built program at every system call of a small batch, one after the other, and looks whether the next run
# ends well: every request answered once, nothing lost, nothing doubled, nothing staged left behind.
#
#   Tests/Crash/strace-walk.sh [--every N] [--only kill|error] PROGRAM
#
# kill:  SIGKILL as the N-th call of a kind returns, for every N until the program survives.
# error: the N-th call of a kind fails with ENOSPC or EIO instead. The program must neither lose nor refuse anything;
#        it says so with exit status 73 or 74 (75 for the lead book), and the next run finishes.
#
# --every N walks each N-th call only, from another one each time. Needs strace (Debian package strace). KEEP=DIR keeps
# the spools that are not as they should be. Exit status: 0 all well, 1 something was lost, doubled or left (said on
# stdout), 2 the walk itself could not be done.
set -u
every=1 only=both
while [ $# -gt 0 ]; do
  case $1 in
    --every) every=$2; shift ;;
    --only) only=$2; shift ;;
    -*) echo "strace-walk.sh: unknown option $1" >&2; exit 2 ;;
    *) break ;;
  esac
  shift
done
[ $# -eq 1 ] && [ -x "$1" ] || { echo "usage: strace-walk.sh [--every N] [--only kill|error] PROGRAM" >&2; exit 2; }
program=$(realpath "$1")
command -v strace > /dev/null || { echo "strace-walk.sh: strace is not installed" >&2; exit 2; }

memory=/tmp
[ -w /dev/shm ] && memory=/dev/shm
work=$(mktemp -d "$memory/outreach-walk-XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
bad=0 points=0

# The batch: three requests that are accepted, one of them with a reference and one on two channels, and one refused.
requests="1.json 2@order-7.json 3.json 4.json"
mkdir -p fresh/inbox fresh/outbox requests
cat > fresh/config.json << 'END'
{"inbox":"inbox","outbox":"outbox","leads":["leads.csv"],"settle_seconds":0,
 "sender":{"name":"Deniz Aksoy","company":"Çizgi Yazılım"}}
END
printf 'id,company,phone,email\n' > fresh/leads.csv
for lead in 1 2 3 4; do
  printf '%s,Firma %s,+9053200000%s%s,bilgi%s@firma.example\n' $lead $lead $lead $lead $lead >> fresh/leads.csv
done
printf '{}' > requests/1.json
printf '{"channel":"email"}' > requests/2@order-7.json
printf '{"channel":["whatsapp","email"],"max_followups":1}' > requests/3.json
printf '{"tone":"kurumsl"}' > requests/4.json

# A fresh spool with the batch before it, which has already answered one lead, so that there is a roster to go on from.
printf '5,Firma 5,+905320000055,bilgi5@firma.example\n' >> fresh/leads.csv
printf '{}' > fresh/inbox/5.json
"$program" run --config fresh/config.json > /dev/null || { echo "strace-walk.sh: the program does not run" >&2; exit 2; }
cp -p requests/* fresh/inbox/

say() { bad=1; echo "$1: $2"; [ -n "${KEEP:-}" ] && cp -r spool "$KEEP/kept-$points"; }

# Says all that is wrong with ./spool, after $1.
audit() {
  local name found left
  for name in $requests; do
    found=$(find spool/inbox -name "$name" -type f)
    if [ "$(printf '%s' "$found" | grep -c .)" != 1 ]; then
      say "$1" "$name is in $(printf '%s' "$found" | grep -c .) places: $found"
      continue
    fi
    cmp -s "$found" "requests/$name" || say "$1" "$name has changed"
    case $name:$found in
      4.json:spool/inbox/failed/*) [ -s "${found%.json}.error.json" ] || say "$1" "4.json has no .error.json" ;;
      4.json:*) say "$1" "4.json is in $found" ;;
      *:spool/inbox/processed/*) ;;
      *) say "$1" "$name is in $found" ;;
    esac
    [ "$(tail -c 2 "spool/outbox/responses/$name" 2> /dev/null)" = '}' ] || say "$1" "$name has no whole response"
  done
  left=$(find spool/inbox/processing -mindepth 1; find spool -name '.*' ! -name .lock ! -name .record ! -name '.answer-*')
  [ -z "$left" ] || say "$1" "left behind: $left"
  # 5.json 3 jobs, 1.json 3, 2@order-7.json 3, 3.json 2 on each of two channels.
  cat spool/outbox/jobs/*/*.ndjson | grep -o '"job_id":"[^"]*"' | sort > jobs
  [ "$(wc -l < jobs)" = 13 ] && [ "$(uniq jobs | wc -l)" = 13 ] || say "$1" "13 jobs are due, and there are $(tr '\n' ' ' < jobs)"
  for name in 1 2@order-7 3; do
    grep -o '"job_id":"[^"]*"' "spool/outbox/responses/$name.json" | while read -r job; do
      grep -qxF "$job" jobs || echo "$job"
    done > missing
    [ -s missing ] && say "$1" "$name.json was promised $(cat missing), which nobody planned"
  done
}

# The next run, and then the same leads once more: those who have pending messages must not get more.
recover() {
  "$program" run --config spool/config.json > said 2>&1 || say "$1" "the next run failed: $(cat said)"
  audit "$1"
  for lead in 1 2 3 5; do printf '{"channel":["email","whatsapp"]}' > spool/inbox/$lead@again.json; done
  "$program" run --config spool/config.json --json > said 2>&1
  grep -q '"processed":0,"failed":4' said || say "$1" "leads with pending messages were asked about again: $(cat said)"
}

# One run under strace. Sets status, and hit to the calls below the spool that were interfered with.
traced() {
  rm -rf spool
  cp -a fresh spool
  # In a group, so that the shell's own "Killed" is not said.
  { strace -f -qq -y -o trace -e trace="$1" ${2:+-e inject="$1:$2"} "$program" run --config spool/config.json > said 2>&1
    status=$?; } 2> /dev/null
  hit=$(grep -F "(INJECTED)" trace | grep -F "$work/spool")
}

# The first call of this kind that has to do with the spool; those before are the loader's. 0 if there is none.
first_call() {
  traced "$1" ""
  awk -v place="$work/spool" 'index($0, place) || /"spool\// { print NR; found = 1; exit } END { if (!found) print 0 }' trace
}

changing="openat write pwrite64 ftruncate mkdirat renameat renameat2 unlinkat fsync fdatasync syncfs utimensat"
looking="read pread64 getdents64 newfstatat flock"

if [ $only != error ]; then
  for call in $changing $looking close fcntl; do
    first=$(first_call $call)
    [ "$first" = 0 ] && continue
    n=$((first + RANDOM % every))
    while :; do
      traced "$call" "signal=KILL:when=$n"
      [ $status = 137 ] || break
      points=$((points + 1))
      recover "killed at $call no. $n"
      n=$((n + every))
    done
    [ $status = 0 ] || say "$call no. $n" "not killed, and exit status $status: $(cat said)"
  done
fi

if [ $only != kill ]; then
  for call in $changing $looking; do
    first=$(first_call $call)
    [ "$first" = 0 ] && continue
    for error in ENOSPC EIO; do
      # A full disk stops only calls that need room.
      case $error:$call in
        ENOSPC:openat | ENOSPC:*write* | ENOSPC:mkdirat | ENOSPC:rename* | ENOSPC:*sync* | EIO:*) ;;
        *) continue ;;
      esac
      n=$((first + RANDOM % every))
      while :; do
        traced "$call" "error=$error:when=$n"
        grep -qF "(INJECTED)" trace || break
        n=$((n + every))
        [ -n "$hit" ] || continue
        points=$((points + 1))
        where="$error at $call no. $((n - every))"
        case $status in
          0 | 73 | 74 | 75 | 78) ;;
          *) say "$where" "exit status $status: $(cat said); $hit" ;;
        esac
        [ $status = 0 ] || [ -s said ] || say "$where" "exit status $status without a word"
        if find spool/inbox/failed -name '[1-3]*.json' | grep -q .; then say "$where" "was made the request's fault; $hit"; fi
        recover "$where (exit $status: $hit)"
      done
    done
  done
fi

echo "$points points walked"
exit $bad
