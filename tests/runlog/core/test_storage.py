"""The address of a file carries its digest, and is worked out once; most files are kept in Brotli too."""

from pathlib import Path
from unittest.mock import patch

from runlog.core.storage import StaticFiles


def test_an_address_is_worked_out_once(tmp_path: Path) -> None:
    files = StaticFiles(location=tmp_path, base_url="/static/")
    with patch.object(StaticFiles, "stored_name", autospec=True, side_effect=lambda _files, name: f"{name}.digest") as stored:
        found = [files.url("img/icons.svg") for _time in range(3)]
    assert found == ["/static/img/icons.svg.digest"] * 3
    assert stored.call_count == 1
    assert StaticFiles(location=tmp_path, base_url="/other/")._addresses == {}


def test_only_what_few_people_ask_for_is_without_brotli(tmp_path: Path) -> None:
    names = ["css/theme.css", "admin/css/base.css"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("letters " * 1000)
    made = sorted(compressed for _name, compressed in StaticFiles(location=tmp_path).compress_files(names))
    assert made == ["admin/css/base.css.gz", "css/theme.css.br", "css/theme.css.gz"]
    assert all((tmp_path / name).stat().st_size < 1000 for name in made)
