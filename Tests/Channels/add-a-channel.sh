#!/usr/bin/env bash
# Adds a channel, `sms`, to a copy of the sources: it must not compile until its row in Channel.swift is written, then
# compile with that alone, and a request for two channels must plan jobs of which no two share an id or a place.
#
#   Tests/Channels/add-a-channel.sh
#
# Builds the program twice, in a directory of its own. Exit status: 0 all well, 1 something is not so (said on stdout).
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/Tests"
cp -R Package.swift Sources "$work"
# Package.swift names the directories of tests; nothing in them is built.
cp -R Tests/. "$work/Tests"
channels="$work/Sources/Outreach/Channel.swift"
fail() { echo "add-a-channel.sh: $*"; exit 1; }

sed -i 's/^  case whatsapp, email$/  case whatsapp, email, sms/' "$channels"
if swift build --package-path "$work" --product outreach-scheduler >"$work/log" 2>&1; then
  fail "it compiles although nothing is said of the new channel"
fi
elsewhere="$(grep -E '^/.*: error:' "$work/log" | grep -v '/Outreach/Channel.swift:' || true)"
[ -z "$elsewhere" ] || fail "more than the table is to be changed: $elsewhere"

row='    case .sms:\
      ChannelTraits(\
        title: "SMS", inJSON: #""sms""#, jobTag: "-sms-", rosterCode: 3, wordingSlot: 2, address: .mobile, isLetter: false)'
sed -i "/var traits: ChannelTraits/,/^  }/ { /^    }/ i\\
$row
}" "$channels"
swift build --package-path "$work" --product outreach-scheduler >"$work/log" 2>&1 \
  || fail "its row is not enough: $(grep -E 'error:' "$work/log" | sort -u | head)"
program="$(swift build --package-path "$work" --show-bin-path)/outreach-scheduler"

cd "$work"
mkdir -p inbox outbox words/tr
printf '# *\n## initial sms\nMerhaba, ben {{sender.name}}.\n## last sms\nSon kez yazıyorum.\n## refusal sms\nİstemezseniz RET yazın.\n' >words/tr/samimi.md
echo '{"sender":{"name":"Deniz","company":"Ufuk"},"templates":"words","window":"always","settle_seconds":0}' >config.json
echo '{"lead_id":139,"phone":"0532 111 22 33","email":"a@ufuk.example"}' >leads.ndjson
echo '{"channel":["sms","whatsapp"],"tone":"samimi","max_followups":1}' >inbox/139.json
run() { "$program" run --config config.json --inbox inbox --outbox outbox --leads leads.ndjson >/dev/null; }
run
grep -q '"ok":true' outbox/responses/139.json || fail "it cannot be asked for: $(cat outbox/responses/139.json)"
ids="$(cat outbox/jobs/*/*.ndjson | grep -o '"job_id":"[^"]*"' | sort)"
[ "$(wc -l <<<"$ids")" = 4 ] || fail "four jobs were expected: $ids"
[ -z "$(uniq -d <<<"$ids")" ] || fail "two jobs share an idempotency key: $ids"

# Each channel is held by itself: what ends one leaves the other.
echo '{"channel":"whatsapp"}' >inbox/139.cancel.json
run
echo '{"channel":"sms","tone":"samimi","max_followups":1}' >inbox/139@sms.json
echo '{"channel":"whatsapp","tone":"samimi","on_contacted":"allow"}' >inbox/139@whatsapp.json
run
grep -q ALREADY_ACTIVE outbox/responses/139@sms.json || fail "its place is not its own: $(cat outbox/responses/139@sms.json)"
grep -q '"ok":true' outbox/responses/139@whatsapp.json || fail "it holds the place of another channel"
"$program" audit --config config.json --inbox inbox --outbox outbox >/dev/null || fail "audit finds fault"
echo "one more channel needs its row, and nothing else"
