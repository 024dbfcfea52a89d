"""Fetches the browser libraries of static/vendor and draws the icon sprite; run it with npm installed after changing a version here.

Files are taken unmodified from their packages but for the source map comments, whose targets are not kept and would stop
`collectstatic`. Each folder gets VERSION, LICENSE and SHA256SUMS; tests/runlog/core/test_static.py compares the sums.
"""

import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
SOURCE_MAP = re.compile(rb"\n?(//# sourceMappingURL=[^\n]*|/\*# sourceMappingURL=[^\n]*?\*/)\s*$")


@dataclass(frozen=True)
class Library:
    """One package of the npm registry and the files that a page loads from it."""

    name: str
    version: str
    license: str
    files: tuple[str, ...] = ()


LIBRARIES = (
    Library("bootstrap", "5.3.9", "LICENSE", ("dist/css/bootstrap.min.css",)),
    Library("chart.js", "4.6.1", "LICENSE.md", ("dist/chart.umd.min.js",)),
    Library("chartjs-plugin-annotation", "3.1.0", "LICENSE.md", ("dist/chartjs-plugin-annotation.min.js",)),
)
ICONS = Library("bootstrap-icons", "1.13.2", "LICENSE")
ICON_NAMES = (
    "activity", "arrow-counterclockwise", "arrow-left", "bandaid", "bell-slash", "book", "box-arrow-in-right", "box-arrow-right",
    "calendar-check", "chat-left-text", "check-circle", "check-lg", "chevron-left", "chevron-right", "clipboard2-pulse", "clock",
    "cloud-slash", "dash-circle-dotted", "exclamation-circle", "exclamation-octagon", "exclamation-triangle", "eye", "flag", "gear",
    "hourglass", "house", "info-circle", "journal-text", "lock", "pencil", "people", "person-standing", "person-walking", "plus-lg",
    "printer", "question-circle", "search", "sunrise", "telephone-fill", "three-dots", "trash", "upload", "x-lg", "download",
    "file-earmark-arrow-up", "calendar3", "list-check",
)  # fmt: skip


def unpack(library: Library, folder: Path) -> Path:
    """Download the package into `folder` and return the folder of its files."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing: install it, it is only needed to fetch the browser libraries anew.")
    command = [npm, "pack", "--silent", "--pack-destination", str(folder), f"{library.name}@{library.version}"]
    packed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(folder / packed) as archive:
        archive.extractall(folder / library.name, filter="data")
    return folder / library.name / "package"


def place(library: Library, package: Path) -> None:
    """Write the library's files, licence, version and sums into static/vendor."""
    target = STATIC / "vendor" / library.name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / "VERSION").write_text(library.version + "\n")
    (target / "LICENSE").write_bytes((package / library.license).read_bytes())
    for file in library.files:
        (target / Path(file).name).write_bytes(SOURCE_MAP.sub(b"\n", (package / file).read_bytes()))
    kept = sorted(path for path in target.iterdir() if path.name not in {"VERSION", "LICENSE"})
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in kept)
    (target / "SHA256SUMS").write_text(sums)


def symbol(name: str, package: Path) -> str:
    """Return one icon as a symbol of the sprite."""
    drawing = (package / "icons" / f"{name}.svg").read_text()
    view_box = re.search(r'viewBox="([^"]+)"', drawing)
    inner = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
    if view_box is None or inner is None:
        raise SystemExit(f"The icon {name} is not drawn as expected.")
    return f'<symbol id="{name}" viewBox="{view_box[1]}">{" ".join(inner[1].split())}</symbol>'


def draw_sprite(package: Path) -> None:
    """Write static/img/icons.svg: the chosen icons, then our own."""
    own = (STATIC / "img" / "own-icons.svg").read_text().splitlines()[1:-1]
    symbols = [symbol(name, package) for name in sorted(ICON_NAMES)]
    note = f"<!-- {ICONS.name} {ICONS.version} (MIT, see vendor/{ICONS.name}/LICENSE), then our own of own-icons.svg. -->"
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">', note, *symbols, *own, "</svg>", ""]
    (STATIC / "img" / "icons.svg").write_text("\n".join(lines))


def main() -> None:
    """Fetch everything anew."""
    with tempfile.TemporaryDirectory() as folder:
        for library in (*LIBRARIES, ICONS):
            package = unpack(library, Path(folder))
            place(library, package)
            if library is ICONS:
                draw_sprite(package)


if __name__ == "__main__":
    main()
