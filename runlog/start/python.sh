#!/bin/sh
# Runs what follows with the first Python that is new enough. One that can make a virtual environment is preferred, and of those the
# distribution's: it was compiled with what was measured of it, and takes a fifth less time than one that pyenv has compiled on the spot.
for needs in "sys, ensurepip, venv" sys; do
    for folder in "${RUNLOG_TEST_SYSTEM-/usr/bin/}" ""; do
        for python in python3.11 python3.12 python3.13 python3.14 python3 python; do
            if "$folder$python" -c "import $needs; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; then
                exec "$folder$python" "$@"
            fi
        done
    done
done
echo "Runlog needs Python 3.11 or newer; install it (on Debian and Ubuntu: apt-get install python3 python3-venv) and try again." >&2
exit 1
