#!/usr/bin/env bash
# Feeds canned output of `dotnet test` to eng/summary.sh.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/summary.sh"

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# expect <total> <assembly>... : the log comes from standard input.
expect() {
    local wanted=$1 actual
    shift
    cat > "$log"
    summarize "$log" "$@" > /dev/null
    actual=$(total)
    [ "$actual" = "$wanted" ] || { echo "eng/summary.sh says \"$actual\", should say \"$wanted\" for:"; cat "$log"; exit 1; }
}

expect "5 passed, 0 failed" A.Tests B.Tests <<'LOG'
Passed!  - Failed:     0, Passed:     3, Skipped:     0, Total:     3, Duration: 230 ms - A.Tests.dll (net10.0)
Passed!  - Failed:     0, Passed:     2, Skipped:     0, Total:     2, Duration: 1 s - B.Tests.dll (net10.0)
LOG

expect "1203 passed, 2 failed, 4 skipped" A.Tests B.Tests <<'LOG'
  Failed WsRpc.Tests.Broken [5 ms]
Failed!  - Failed:     2, Passed:  1200, Skipped:     0, Total:  1202, Duration: 2 m 3 s - A.Tests.dll (net10.0)
Passed!  - Failed:     0, Passed:     3, Skipped:     4, Total:     7, Duration: 20 ms - B.Tests.dll (net10.0)
LOG

# Every test of an assembly skipped.
expect "0 passed, 0 failed, 2 skipped" A.Tests <<'LOG'
Skipped! - Failed:     0, Passed:     0, Skipped:     2, Total:     2, Duration: 20 ms - A.Tests.dll (net10.0)
LOG

# A crashed host prints no line of its own.
expect "3 passed, 1 failed" A.Tests B.Tests <<'LOG'
Passed!  - Failed:     0, Passed:     3, Skipped:     0, Total:     3, Duration: 230 ms - A.Tests.dll (net10.0)
The active test run was aborted. Reason: Test host process crashed
LOG

# An assembly is not excused by one whose name contains its own.
expect "3 passed, 1 failed" Tests <<'LOG'
Passed!  - Failed:     0, Passed:     3, Skipped:     0, Total:     3, Duration: 230 ms - A.Tests.dll (net10.0)
LOG

# A test that prints a summary line of its own, indented, adds nothing.
expect "1 passed, 0 failed" A.Tests <<'LOG'
   Passed!  - Failed:     0, Passed:    99, Skipped:     0, Total:    99, Duration: 1 ms - A.Tests.dll (net10.0)
Passed!  - Failed:     0, Passed:     1, Skipped:     0, Total:     1, Duration: 1 ms - A.Tests.dll (net10.0)
LOG

expect "0 passed, 1 failed" A.Tests < /dev/null
