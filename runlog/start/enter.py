"""Makes .venv where it is missing, installs what the command needs, and goes on inside it."""

import hashlib
import os
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

from runlog.start.debian import install
from runlog.start.progress import Stop, ending_in_a_sentence, step
from runlog.start.turns import alone_in

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NEEDS = {
    "run": ["requirements.txt"],
    "test": ["requirements.txt", "requirements-dev.txt"],
    "bench": ["requirements.txt"],
    "proof": ["requirements.txt", "requirements-dev.txt", "requirements-proof.txt"],
}


def main() -> int:
    """Prepare `.venv` for the command named first and become that command."""
    command = sys.argv[1]
    with alone_in(ROOT):
        if not _works():
            make_environment()
        missing = [name for name in NEEDS[command] if not is_installed(name)]
        if missing:
            install_packages(missing)
    os.chdir(ROOT)
    # Images for containers often set it; but the server, its queue and the tests start many processes, and each would compile all anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.execv(PYTHON, [str(PYTHON), "-m", f"runlog.start.{command}", *sys.argv[2:]])


def _works() -> bool:
    if not PYTHON.exists():
        return False
    # A folder that was moved, or whose Python was upgraded, still holds a `python`: only asking it tells.
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([PYTHON, "-c", question], capture_output=True).returncode == 0


def make_environment() -> None:
    """Make `.venv` anew, with nothing in it. Raises Stop."""
    make = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    with step("Making a Python environment in .venv"):
        made = subprocess.run(make, capture_output=True, text=True)
    if made.returncode:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        refusal = install([package], what="Python's venv module")
        if refusal:
            raise Stop(refusal)
        made = subprocess.run(make, capture_output=True, text=True)
    if made.returncode:
        raise Stop(f".venv could not be made: {_reason(made.stdout + made.stderr)}")


def install_packages(names: list[str]) -> None:
    """Install the lists of packages named, exactly as they pin them, and mark each as installed. Raises Stop."""
    # Python compiles a module when it is first imported, and most of them never are: to compile all was a third of the work here.
    options = ["--require-hashes", "--only-binary=:all:", "--no-compile", "--no-input", "--disable-pip-version-check", "--quiet"]
    files = [option for name in names for option in ("-r", str(ROOT / name))]
    with step("Installing the packages of " + " and ".join(names)):
        done = subprocess.run(
            [PYTHON, "-m", "pip", "install", *options, *files],
            capture_output=True,
            text=True,
            env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
        )
    if done.returncode:
        raise Stop(f"the packages of {' and '.join(names)} could not be installed: {_reason(done.stderr)}")
    for name in names:
        _stamp(name).write_text(_digest(name))


def is_installed(name: str) -> bool:
    """Tell whether the list of packages, as it stands now, has been installed."""
    stamp = _stamp(name)
    return stamp.exists() and stamp.read_text() == _digest(name)


def _stamp(name: str) -> Path:
    return VENV / f"{name}.sha256"


def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _reason(output: str) -> str:
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    errors = [place for place, line in enumerate(lines) if line.startswith("ERROR:")]
    if not errors:
        return lines[-1].strip() if lines else "no reason was given"
    # What an error is about stands below it, moved in.
    about = takewhile(lambda line: line.startswith(" "), lines[errors[-1] + 1 :])
    return " ".join([lines[errors[-1]].removeprefix("ERROR:").strip(), *map(str.strip, about)])


if __name__ == "__main__":
    sys.exit(ending_in_a_sentence(main))
