#!/usr/bin/env bash
# Keeps a thousand connections at work for ten minutes, kills some of them, and looks whether anything stays or grows.
#
#   eng/soak.sh
#   eng/soak.sh --minutes 1 --connections 200
#
# tests/WsRpc.Soak/README.md says what is done and what is looked at. It ends with 0 when all is well, with 1 when not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dotnet build tests/WsRpc.Soak -c Release -nologo -v:q -clp:NoSummary
exec dotnet run -c Release --no-build --project tests/WsRpc.Soak -- "$@"
