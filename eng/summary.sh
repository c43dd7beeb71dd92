# shellcheck shell=bash
# Reads what `dotnet test` prints for a solution: a line per test assembly and no total.

# summarize <log> <assembly>... : sets PASSED, FAILED and SKIPPED. An assembly without a line crashed, was not built or
# holds no tests; each counts as a failure, because a script that only adds up lines would call it green.
summarize() {
    local log=$1 assembly
    shift
    read -r PASSED FAILED SKIPPED < <(awk '
        # Passed!  - Failed:     0, Passed:     1, Skipped:     1, Total:     2, Duration: 230 ms - T1.dll (net10.0)
        /^(Passed|Failed|Skipped)! +- Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+, Total: / {
            gsub(",", ""); failed += $4; passed += $6; skipped += $8
        }
        END { print passed + 0, failed + 0, skipped + 0 }' "$log")
    for assembly in "$@"; do
        if ! grep -Eq "^(Passed|Failed|Skipped)! .* - ${assembly//./\\.}\.dll \(" "$log"; then
            echo "$assembly reported no results: no tests, or its process died."
            FAILED=$((FAILED + 1))
        fi
    done
}

# total : the last line of a run.
total() {
    local line="$PASSED passed, $FAILED failed"
    [ "$SKIPPED" -eq 0 ] || line+=", $SKIPPED skipped"
    echo "$line"
}
