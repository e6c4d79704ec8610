#!/usr/bin/env bash
# Runs every test project and ends in one plain line: N passed, N failed, N skipped.
#   ./palermo test               all tests, in their short seeded form
#   ./palermo test --long        the long forms as well (hundreds of kills, millions of mutated bytes)
#   ./palermo test NAME...       only the test projects whose name contains NAME
set -uo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
only=()
for word in "$@"; do
  case "$word" in
    --long) export PALERMO_TEST_LONG=1 ;;
    -h|--help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) printf 'palermo test: %s is not an option; see --help\n' "$word" >&2; exit 2 ;;
    *) only+=("$word") ;;
  esac
done

results="$root/artifacts/tests"
rm -rf "$results"; mkdir -p "$results"
[ -f tests/install.sh ] && { . tests/install.sh; }

printf 'building ...\n'
# One compiler serves all projects, and goes when they are built.
if ! dotnet build Palermo.slnx -c Release -v quiet --nologo -p:UseSharedCompilation=true >"$results/build.log" 2>&1; then
  cat "$results/build.log"; printf '0 passed, 1 failed, 0 skipped\n'; exit 1
fi
dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1

passed=0 failed=0 skipped=0
for project in tests/*.Tests; do
  name="$(basename "$project")"
  if [ ${#only[@]} -gt 0 ]; then
    wanted=; for word in "${only[@]}"; do case "$name" in *"$word"*) wanted=1 ;; esac; done
    [ -n "$wanted" ] || continue
  fi
  program="$project/bin/Release/net10.0/$name"
  [ -n "$(find "$project" -name "*.cs" -not -path "*/obj/*" -print -quit)" ] || continue
  printf '== %s\n' "$name"
  "$program" -noLogo -noColor -trx "$results/$name.trx" >"$results/$name.log" 2>&1
  code=$?
  counters="$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null | head -1)"
  field() { printf '%s' "$counters" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
  p="$(field passed)"; f="$(field failed)"; t="$(field total)"; e="$(field executed)"
  if [ -z "$counters" ]; then cat "$results/$name.log"; p=0; f=1; t=1; e=1; fi
  if [ "$code" -ne 0 ]; then
    grep -vE '^\s*$|\[SKIP\]' "$results/$name.log" | tail -n 150
    [ "${f:-0}" -gt 0 ] || f=1
  fi
  s=$(( ${t:-0} - ${e:-0} )); [ "$s" -ge 0 ] || s=0
  grep -A1 '\[SKIP\]' "$results/$name.log" | sed -n 's/^ *\(.*\)/   \1/p' | head -40
  printf '   %s passed, %s failed, %s skipped\n' "${p:-0}" "${f:-0}" "$s" | sed 's/^/  /'
  passed=$((passed + ${p:-0})); failed=$((failed + ${f:-0})); skipped=$((skipped + s))
done
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
