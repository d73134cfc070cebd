from __future__ import annotations

import gzip
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscrawl.archive.files import WarcFiles, found, mend

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def files(folder: Path, size: int = 10**9, site: str = "a-site") -> WarcFiles:
    return WarcFiles(folder, site, NOON, size, lambda name: f"header of {name}\n".encode())


def lines(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines()


def killed(written: WarcFiles) -> Path:
    """The file that is left of one that nobody closed."""
    assert written.file
    written.file.close()
    return written.folder / f"{written.name}.open"


def test_nothing_is_made_before_the_first_record(tmp_path: Path) -> None:
    files(tmp_path / "archive").close()
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_begins_where_one_is_large_enough(tmp_path: Path) -> None:
    written = files(tmp_path, size=100)
    for number in range(6):
        written.append(b"record %d\n" % number)
    written.close()
    found_files = sorted(tmp_path.iterdir())
    assert found_files[0].name == "a-site-20260105120000-00001.warc.gz"
    assert len(found_files) > 2
    assert [lines(path)[0].decode() for path in found_files] == [f"header of {path.name}" for path in found_files]
    assert sorted(line for path in found_files for line in lines(path)[1:]) == [b"record %d" % number for number in range(6)]


def test_records_that_belong_together_stand_in_one_file_each_at_its_offset(tmp_path: Path) -> None:
    written = files(tmp_path)
    offsets = written.append(b"answer", b"request")
    written.close()
    data = (tmp_path / written.name).read_bytes()
    assert [gzip.decompress(data[offset:])[:6] for offset in offsets] == [b"answer", b"reques"]


def test_a_second_run_at_the_same_time_takes_another_name(tmp_path: Path) -> None:
    for _ in range(2):
        written = files(tmp_path)
        written.append(b"x")
        written.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a-site-20260105120000-0000{n}.warc.gz" for n in (1, 2)]


def test_what_a_kill_left_is_cut_back_to_whole_records_at_any_byte(tmp_path: Path) -> None:
    written = files(tmp_path)
    ends = []
    for number in range(3):
        written.append(b"record %d\n" % number)
        ends.append(written.length)
    left = killed(written)
    whole = left.read_bytes()
    for cut in range(ends[1] - 3, len(whole)):
        left.write_bytes(whole[:cut])
        assert mend(tmp_path, "a-site") == [left]
        closed = found(tmp_path, written.name)
        assert closed.read_bytes() == whole[: max(end for end in (ends[0], *ends) if end <= cut)]
        closed.unlink()


def test_only_the_sites_own_files_are_mended(tmp_path: Path) -> None:
    other = files(tmp_path, site="a-site-of-another")
    other.append(b"x")
    killed(other)
    assert mend(tmp_path, "a-site") == []
    assert found(tmp_path, other.name).name.endswith(".open")


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_an_error_and_leaves_no_half_of_a_record(tmp_path: Path) -> None:
    written = files(tmp_path)
    written.append(b"record\n")
    with largest_file(written.length + 20), pytest.raises(OSError, match="large"):
        written.append(bytes(range(256)) * 4)
    written.close()
    assert lines(tmp_path / written.name)[1:] == [b"record"]
