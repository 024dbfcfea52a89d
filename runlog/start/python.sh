#!/bin/sh
# Runs what follows with the first Python that is new enough; one that can make a virtual environment is preferred.
for needs in "sys, ensurepip, venv" sys; do
    for python in python3.11 python3.12 python3.13 python3.14 python3 python; do
        if "$python" -c "import $needs; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; then
            exec "$python" "$@"
        fi
    done
done
echo "Runlog needs Python 3.11 or newer; install it (on Debian and Ubuntu: apt-get install python3 python3-venv) and try again." >&2
exit 1
