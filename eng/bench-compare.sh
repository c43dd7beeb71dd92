#!/usr/bin/env bash
# Tells what a change did to the cost of a call: WsRpc.Load of a revision (A) and of the working tree (B), taking turns.
#
#   eng/bench-compare.sh HEAD
#   eng/bench-compare.sh --rounds 3 HEAD~3 -- --scenario 1x1 --seconds 1
#
# What follows -- are options of `calls`, as both revisions know them; benchmarks/README.md explains them and the result.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    [ $# -eq 0 ] || echo "$1" >&2
    echo "usage: eng/bench-compare.sh [--rounds <n>] <revision> [-- <options of calls>]" >&2
    exit 2
}

rounds=5 revision=
while [ $# -gt 0 ]; do
    case $1 in
        --rounds)
            [[ ${2:-} =~ ^[1-9][0-9]{0,2}$ ]] || usage "--rounds needs a number from 1 to 999."
            rounds=$2
            shift
            ;;
        --) shift; break ;;
        -*) usage "$1 is no option." ;;
        *) [ -z "$revision" ] || usage "One revision, not \"$revision\" and \"$1\"."; revision=$1 ;;
    esac
    shift
done
[ -n "$revision" ] || usage
options=(--mode twoproc --scenario 1x64,16x16 --seconds 2 "$@") # of an option given twice, the last counts

project=benchmarks/WsRpc.Load
commit=$(git rev-parse --quiet --verify "$revision^{commit}") || usage "$revision is no revision."
git cat-file -e "$commit:$project" 2> /dev/null || { echo "$revision has no $project." >&2; exit 1; }

work=$(mktemp -d)
cleanup() {
    git worktree remove --force "$work/tree" 2> /dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP # or EXIT would not be run

# build <side> <root of the sources>
build() {
    echo "building $1: $2" >&2
    dotnet build "$2/$project" -c Release -nologo -v:q --artifacts-path "$work/$1" > "$work/build.log" 2>&1 || { cat "$work/build.log" >&2; exit 1; }
}

# measure <side> : appends a line to the results for each scenario, with the side in front of the JSON.
measure() {
    dotnet "$work/$1/bin/WsRpc.Load/release/WsRpc.Load.dll" calls "${options[@]}" > "$work/run.log"
    sed -n "s/^{/$1 &/p" "$work/run.log" >> "$work/results"
}

git worktree add --quiet --detach "$work/tree" "$commit"
build A "$work/tree"
build B .
for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    measure A
    measure B
done

echo "A = $(git log -1 --format='%h %s' "$commit")"
echo "B = the working tree"
# CPU is that of client and server together; a ratio is B / A of one round, and below 1 B is cheaper.
LC_ALL=C awk '
    function member(name) {
        return match($0, "\"" name "\":[^,}]*") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : ""
    }
    function text(name,   value) { value = member(name); gsub(/"/, "", value); return value }

    # Sorts the values of the rounds into sorted[1..n].
    function sort(values, key, n,   i, j) {
        for (i = 1; i <= n; i++) {
            for (j = i - 1; j >= 1 && sorted[j] > values[key, i]; j--) { sorted[j + 1] = sorted[j] }
            sorted[j + 1] = values[key, i]
        }
    }
    function median(values, key, n) { sort(values, key, n); return (sorted[int((n + 1) / 2)] + sorted[int(n / 2) + 1]) / 2 }
    function row(what, format, values, ratios, load, n,   ratio, lowest, highest) {
        ratio = median(ratios, load, n); lowest = sorted[1]; highest = sorted[n]
        printf "%-24s %-16s " format " " format " %8.3f  (%.3f-%.3f)\n", load, what,
            median(values, "A " load, n), median(values, "B " load, n), ratio, lowest, highest
    }

    {
        load = text("peer") " " text("method") " " text("scenario"); key = $1 " " load; round = ++rounds[key]
        if (!(load in seen)) { seen[load]; loads[++count] = load }
        rate[key, round] = member("callsPerSecond") + 0
        cpu[key, round] = member("clientCpuUsPerCall") + member("serverCpuUsPerCall")
        if ($1 == "B") {
            rateRatio[load, round] = rate[key, round] / rate["A " load, round]
            cpuRatio[load, round] = cpu[key, round] / cpu["A " load, round]
        }
    }
    END {
        printf "%-24s %-16s %10s %10s %8s  %s\n", "", "", "A", "B", "B / A", "(lowest-highest)"
        for (i = 1; i <= count; i++) {
            load = loads[i]; n = rounds["B " load]
            row("CPU us per call", "%10.2f", cpu, cpuRatio, load, n)
            row("calls/s", "%10.0f", rate, rateRatio, load, n)
        }
    }' "$work/results"
