"""A PostgreSQL cluster of the tests' own: in a temporary folder, on a socket in it, gone with the process that started it."""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

START_S = 60
USER = "runlog"
# Durability costs time, and these tables are thrown away.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
# As people's servers are: what was committed is there after a crash.
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
ALWAYS = ("listen_addresses=", "max_connections=60", "timezone=UTC")


def programs() -> Path | None:
    """Return the folder of the newest server's programs; None where there is no server."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    elsewhere = shutil.which("initdb")
    found = debian[-1] if debian else Path(elsewhere) if elsewhere else None
    return found.parent if found else None


def django_settings() -> dict[str, object]:
    """Return Django's settings for the cluster, which this starts unless a process above has."""
    folder = os.environ.get("RUNLOG_TEST_SOCKET") or str(start())
    os.environ["RUNLOG_TEST_SOCKET"] = folder
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres", "USER": USER, "HOST": folder}


def start() -> Path:
    """Start a cluster and return the folder of its socket; RuntimeError says why it could not."""
    folder = Path(tempfile.mkdtemp(prefix="runlog-postgres-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _initialise([*_unprivileged(folder), str(_programs() / "initdb")], folder)
    serve(folder)
    return folder


def serve(folder: Path, settings: tuple[str, ...] = SPEED) -> None:
    """Start a server on a cluster that none serves; it ends with this process, or by `stop`. RuntimeError says why it could not."""
    options = [option for setting in (*settings, *ALWAYS) for option in ("-c", setting)]
    log = (folder / "log").open("ab")
    server = subprocess.Popen(
        [*_ending_with_us(_unprivileged(folder)), str(_programs() / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *options],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        # Ctrl-C is for the tests; they need the server until they have ended.
        process_group=0,
    )
    atexit.register(_stop, server)
    _wait(server, folder)


def stop(folder: Path, how: signal.Signals = signal.SIGINT) -> None:
    """End the server of a cluster, whoever started it: SIGINT breaks off what it is at, SIGQUIT is a crash."""
    process, until = process_of(folder), time.monotonic() + START_S
    os.kill(process, how)
    while _is_alive(process):
        if time.monotonic() > until:
            raise RuntimeError("PostgreSQL does not end.")
        time.sleep(0.02)


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _programs() -> Path:
    binaries = programs()
    if binaries is None:
        raise RuntimeError("There is no PostgreSQL server on this machine.")
    return binaries


def process_of(folder: Path) -> int:
    """Return the number of the server whose socket is in the folder."""
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def _initialise(initdb: list[str], folder: Path) -> None:
    command = [*initdb, "-D", str(folder / "data"), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    # People's databases sort as people do; ids must sort by code point all the same, and only such a database shows whether they do.
    for locale in (["--locale-provider=icu", "--icu-locale=en-US"], []):
        done = subprocess.run([*command, *locale], cwd=folder, capture_output=True, text=True)
        if done.returncode == 0:
            return
        shutil.rmtree(folder / "data", ignore_errors=True)
    raise RuntimeError(f"initdb failed: {done.stderr.strip()}")


def _unprivileged(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: return what to put before its commands then, and give the folder to that user."""
    if os.geteuid() != 0:
        return []
    known = {user.pw_name: user for user in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _ending_with_us(drop: list[str]) -> list[str]:
    """Where the system can, have the server end when this process is killed."""
    setpriv = drop or (["setpriv"] if shutil.which("setpriv") else [])
    return [*setpriv, "--pdeathsig", "INT"] if setpriv else []


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and server.poll() is None:
        try:
            psycopg.connect(host=str(folder), user=USER, dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text().strip()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=START_S)
