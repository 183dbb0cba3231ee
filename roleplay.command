#!/bin/sh
# Starts the trainer without make: the first start makes .venv beside this file, which takes a minute and the network.

here=$(CDPATH= cd "$(dirname "$0")" && pwd) || exit 1
venv=$here/.venv
log=$venv/setup.log
# As in the Makefile: an environment survives neither a move nor another list of what it needs.
key=$({ echo "$here"; cat "$here/pyproject.toml"; } | cksum)

ready() {
    [ -x "$venv/bin/python" ] &&
        { [ "$(cat "$venv/.ready" 2>/dev/null)" = "$key" ] || [ "$(cat "$venv/.started" 2>/dev/null)" = "$key" ]; }
}

find_python() {
    found=
    for python in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if command -v "$python" >/dev/null 2>&1; then
            found=$python
            if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
                return 0
            fi
        fi
    done
    if [ -n "$found" ]; then
        echo "The trainer needs Python 3.11 or newer, and the one on this computer is older." >&2
    else
        echo "The trainer needs Python, and there is none on this computer." >&2
    fi
    echo "Install it from https://www.python.org/downloads/ and start this again." >&2
    return 1
}

set_up() {
    find_python || return 1
    echo "Setting up the trainer, once; this takes about a minute ..." >&2
    rm -rf "$venv" && mkdir "$venv" || return 1
    if { "$python" -m venv "$venv" && "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --editable "$here[browser]"; } >"$log" 2>&1 </dev/null; then
        echo "$key" >"$venv/.started"
    else
        echo "The trainer could not be set up. The first time, it needs the network. The last lines of what happened:" >&2
        tail -n 12 "$log" | cut -c 1-300 >&2
        rm -rf "$venv"
        return 1
    fi
}

ready || set_up || exit 1
exec "$venv/bin/python" -m roleplay "$@"
