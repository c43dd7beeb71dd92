#!/usr/bin/env bash
# Builds and tests everything. The last line is the result: "12 passed, 0 failed, 3 skipped".
#
#   eng/test.sh                   what a developer runs
#   eng/test.sh --long            and then what takes long: conformance cases with all their messages, each fuzz target for minutes
#                                 (WSRPC_FUZZ_SECONDS, 120 by default), every fault; CI does not run it
#   eng/test.sh --filter <expr>   only these tests (the expression of dotnet test), nothing else
#   eng/test.sh --install         installs missing system packages first; CI=true implies it
#
# What needs a missing system package is skipped and says so, except under CI=true, where it fails.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/summary.sh

# Clients heed the proxy of the environment, and that cannot reach the servers of the tests.
no_proxy="127.0.0.1,localhost,[::1],${no_proxy:-${NO_PROXY:-}}"
export no_proxy NO_PROXY="$no_proxy"

# Release, because that is what ships: async methods allocate only in Debug, and some tests count allocations.
configuration=Release
install=${CI:-false}
long=false
filter=
while [ $# -gt 0 ]; do
    case $1 in
        --install) install=true ;;
        --long) long=true ;;
        --filter) filter=${2:?--filter needs an expression}; shift ;;
        *) echo "usage: eng/test.sh [--install] [--long] [--filter <expression>]"; exit 2 ;;
    esac
    shift
done

logs=artifacts/logs
mkdir -p "$logs"
PASSED=0 FAILED=0 SKIPPED=0
finish() {
    total
    [ "$FAILED" -eq 0 ]
    exit
}

# step <name> <command>... : quiet when it passes, the whole output when it does not.
step() {
    local name=$1 started=$SECONDS log
    shift
    log="$logs/${name// /-}.log"
    if "$@" > "$log" 2>&1; then
        echo "$name: ok ($((SECONDS - started)) s)"
    else
        grep -E ': (error|warning) ' "$log" | sed 's/ \[[^]]*\]$//' | sort -u | grep . || cat "$log"
        echo "$name: FAILED (all of it is in $log)"
        return 1
    fi
}

# counted <name> <command>... : a step that counts as one test.
counted() {
    if step "$@"; then PASSED=$((PASSED + 1)); else FAILED=$((FAILED + 1)); fi
}

skip() {
    echo "$1: skipped, $2"
    SKIPPED=$((SKIPPED + 1))
}

# What the peers of the interop tests need, and what others need to build and run.
install_packages() {
    local missing=()
    command -v gcc > /dev/null || command -v clang > /dev/null || missing+=(gcc)
    [ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
    has curl || missing+=(curl)
    has node || missing+=(nodejs)
    has npm || missing+=(npm)
    has nginx || missing+=(nginx-light)
    has haproxy || missing+=(haproxy)
    has chromium || missing+=(chromium)
    [ -e /usr/lib/python3/dist-packages/websockets ] || missing+=(python3-websockets)
    if [ ${#missing[@]} -gt 0 ]; then
        apt-get update && apt-get install -y --no-install-recommends "${missing[@]}" || return
    fi
    local packages
    for packages in Node NodeRpc; do
        [ -e "tests/WsRpc.Interop.Tests/$packages/node_modules/ws" ] || npm ci --prefix "tests/WsRpc.Interop.Tests/$packages" --no-audit --no-fund --ignore-scripts || return
    done
}

# The folders of daemons are not in the path of every user.
has() {
    PATH=$PATH:/usr/sbin command -v "$1" > /dev/null
}

publish_native() {
    rm -rf artifacts/aot-leg/quickstart
    dotnet publish samples/QuickStart -p:AotLeg=true -warnaserror -nologo -v:q -o artifacts/aot-leg/quickstart
}

# A window smaller than the usual is agreed to only where the runtime's zlib was found (docs/decisions/0013-compression-by-the-runtimes-zlib.md).
run_native() {
    local tour
    tour=$(timeout 60 artifacts/aot-leg/quickstart/QuickStart) || { echo "$tour"; return 1; }
    echo "$tour"
    [[ $tour == *'permessage-deflate; server_max_window_bits=12'* ]]
}

# The net9.0 build of the same sources, compiled to native code and run: docs/decisions/0001-net10-and-the-aot-leg.md
native_leg() {
    local reason=
    if ! command -v gcc > /dev/null && ! command -v clang > /dev/null; then
        reason="there is no C linker (gcc or clang)"
    elif ! dotnet restore samples/QuickStart -p:AotLeg=true -nologo -v:q > "$logs/native-restore.log" 2>&1 && grep -qE 'NU110[0-3]' "$logs/native-restore.log"; then
        reason="the package source lacks the NativeAOT packages ($logs/native-restore.log)"
    fi
    if [ -n "$reason" ] && [ "${CI:-false}" != true ]; then
        skip "native QuickStart" "$reason"
    elif step "publish native QuickStart" publish_native; then
        counted "run native QuickStart" run_native
    else
        FAILED=$((FAILED + 1))
    fi
}

# Other systems have no epoll: the same tests over the platform's sockets.
portable_sockets() {
    local project
    for project in WsRpc.Tests WsRpc.Interop.Tests WsRpc.Conformance; do
        WSRPC_TEST_SOCKETS=portable dotnet test "tests/$project" -c "$configuration" --no-build -nologo || return
    done
}

# What is repeated more often than anybody would wait for after each change.
long_runs() {
    counted "conformance in full" env WSRPC_CONFORMANCE=full dotnet test tests/WsRpc.Conformance -c "$configuration" --no-build -nologo
    counted "long fuzzing" env WSRPC_FUZZ_SECONDS="${WSRPC_FUZZ_SECONDS:-120}" dotnet test tests/WsRpc.Fuzz -c "$configuration" --no-build -nologo
    counted "faults in full" env WSRPC_FAULTS=full dotnet test tests/WsRpc.Faults -c "$configuration" --no-build -nologo
}

run_tests() {
    local log="$logs/tests.log" projects=() project started=$SECONDS status=0
    if [ -z "$filter" ]; then
        for project in tests/*/*.csproj; do projects+=("$(basename "$project" .csproj)"); done
    fi
    dotnet test WsRpc.sln -c "$configuration" --no-build -nologo ${filter:+--filter "$filter"} > "$log" 2>&1 || status=$?
    local steps=$FAILED passed=$PASSED skipped=$SKIPPED
    summarize "$log" ${projects[@]+"${projects[@]}"}
    if [ "$FAILED" -gt 0 ] || [ "$status" -ne 0 ]; then
        # Failed tests with their messages, without the assemblies that passed.
        grep -Ev '^(Passed!|Test run for|VSTest version|Starting test execution|A total of|\[xUnit)' "$log" | grep .
    fi
    # A run that went wrong without any test to blame.
    if [ "$status" -ne 0 ] && [ "$FAILED" -eq 0 ]; then
        echo "dotnet test ended with $status, though no test failed."
        FAILED=1
    fi
    # Silence is not success, whatever the filter.
    if [ $((PASSED + FAILED + SKIPPED)) -eq 0 ]; then
        echo "No test was run."
        FAILED=1
    fi
    echo "tests: $(total) ($((SECONDS - started)) s)"
    PASSED=$((PASSED + passed)) FAILED=$((FAILED + steps)) SKIPPED=$((SKIPPED + skipped))
}

if [ "$install" = true ]; then
    step "install" install_packages || { FAILED=1; finish; }
fi
step "restore" dotnet restore WsRpc.sln -nologo -v:q || { FAILED=1; finish; }
step "build" dotnet build WsRpc.sln -c "$configuration" --no-restore -nologo -v:q -warnaserror || { FAILED=1; finish; }
if [ -z "$filter" ]; then
    counted "summary" eng/summary.test.sh
    counted "format" dotnet format whitespace WsRpc.sln --verify-no-changes --no-restore
    native_leg
fi
run_tests
if [ -z "$filter" ]; then
    counted "tests over portable sockets" portable_sockets
    [ "$long" = true ] && long_runs
fi
finish
