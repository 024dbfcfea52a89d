"""The address of a file carries its digest, and is worked out once."""

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
