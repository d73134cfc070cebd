"""What is published is what was exported: checked before, whole at the end, carried on where it broke off, and no token is told."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from newscrawl.export.publish_bucket import Bucket
from tests.conftest import ROOT
from tests.export.places import S3, Hub, Zenodo, open_

TOKEN = "s3cret-token"
Publish = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset as scrapy export leaves it: papers, data, a folder of pictures, sums."""
    folder = tmp_path / "exports/elections/2"
    (folder / "pictures").mkdir(parents=True)
    papers = {
        "README.md": '---\nlicense: "other"\n---\n# elections\n',
        "provenance.json": json.dumps({"name": "elections", "version": 2, "arguments": {"rights": "respect"}}),
        "datapackage.json": json.dumps({"title": "elections, version 2", "version": "2.0.0", "contributors": [{"title": "Jane Doe"}]}),
        "articles.csv": "id,url\n1,https://news.example/a\n",
        "articles.jsonl.zst": "data " * 999,
        "pictures/gaps.svg": "<svg/>",
        "pictures/fields.svg": "<svg></svg>",
    }
    for name, text in papers.items():
        (folder / name).write_text(text)
    summed(folder)
    return folder


def summed(folder: Path) -> None:
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def publish(dataset: Path) -> Publish:
    def run(*words: str, folder: Path = dataset, **environment: str) -> subprocess.CompletedProcess[str]:
        given = {
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": str(dataset),
            "HF_HUB_DISABLE_XET": "1",
            "HF_HUB_DISABLE_TELEMETRY": "1",
        }
        command = [sys.executable, "-m", "scrapy", "publish", str(folder), *words]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False, env={**given, **environment})
        assert TOKEN not in ended.stdout + ended.stderr
        return ended

    return run


def to_s3(home: str) -> dict[str, str]:
    keys = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": TOKEN, "AWS_REGION": "us-east-1"}
    return {**keys, "AWS_ENDPOINT_URL": home, "AWS_ALLOW_HTTP": "true"}


def test_nothing_is_sent_without_really(publish: Publish) -> None:
    with open_(S3()) as home:
        ended = publish("--to", "s3://bucket/a", **to_s3(home))
    assert ended.returncode == 0, ended.stderr
    assert "dry run" in ended.stdout
    assert "articles.csv" in ended.stdout


def test_a_bucket_gets_all_of_it_and_a_broken_try_is_carried_on(publish: Publish, dataset: Path) -> None:
    pytest.importorskip("obstore")
    place = S3()
    with open_(place) as home:
        place.breaks = 6  # three files, and after each the note of what is there
        ended = publish("--to", "s3://bucket/news/1", "--really", **to_s3(home))
        assert ended.returncode == 4, ended.stdout + ended.stderr
        assert "bucket/news/1/SHA256SUMS" not in place.files
        first = {name for name in place.sent if not name.endswith(".sent")}
        assert len(first) == 3
        place.breaks, place.sent = None, []
        ended = publish("--to", "s3://bucket/news/1", "--really", **to_s3(home))
        assert ended.returncode == 0, ended.stderr
        assert first.isdisjoint(place.sent)
        assert {name.removeprefix("bucket/news/1/"): data for name, data in place.files.items()} == contents(dataset)
        (dataset / "articles.csv").write_text("other")
        summed(dataset)
        ended = publish("--to", "s3://bucket/news/1", "--really", **to_s3(home))
        assert ended.returncode == 4
        assert "nothing is written over" in ended.stderr


def test_a_bucket_is_written_by_the_thread_that_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("obstore")
    there = set(threading.enumerate())
    with open_(S3()) as home:
        for name, value in to_s3(home).items():
            monkeypatch.setenv(name, value)
        place = Bucket("s3://bucket/news/1").place
        assert (place.read("a"), place.size("a")) == (None, None)
        place.put("a", b"text")
        assert (place.read("a"), place.size("a")) == (b"text", 4)
        place.remove("a")
        assert place.read("a") is None
        left = [thread.name for thread in set(threading.enumerate()) - there]
        assert not [name for name in left if "fsspec" in name]  # such a thread breaks the interpreter off, now and then, when it ends


def test_a_folder_gets_all_of_it(publish: Publish, dataset: Path, tmp_path: Path) -> None:
    pytest.importorskip("obstore")
    for _ in range(2):
        assert publish("--to", f"file://{tmp_path}/out/x", "--really").returncode == 0
    assert contents(tmp_path / "out/x") == contents(dataset)


def test_the_hub_gets_one_commit_a_tag_and_no_file_of_the_version_before(publish: Publish, dataset: Path) -> None:
    pytest.importorskip("huggingface_hub")
    place = Hub()
    place.files["old.csv"] = b"of version 1"
    with open_(place) as home:
        place.breaks = 1
        assert publish("--to", "hf:owner/name", "--really", HF_TOKEN=TOKEN, HF_ENDPOINT=home).returncode == 4
        assert place.commits == []
        place.breaks, first, place.sent = None, list(place.sent), []
        ended = publish("--to", "hf:owner/name", "--really", HF_TOKEN=TOKEN, HF_ENDPOINT=home)
    assert ended.returncode == 0, ended.stderr
    assert set(first).isdisjoint(place.sent)
    assert place.files == contents(dataset)
    assert [commit["summary"] for commit in place.commits] == ["elections, version 2"]
    assert place.tags == ["v2"]
    assert f"Bearer {TOKEN}" in place.tokens


def test_zenodo_gets_a_draft_with_its_metadata_and_a_broken_try_is_carried_on(publish: Publish, dataset: Path) -> None:
    pytest.importorskip("requests")
    place = Zenodo()
    with open_(place) as home:
        place.breaks = 2
        ended = publish("--to", "zenodo:", "--really", ZENODO_TOKEN=TOKEN, ZENODO_URL=home)
        assert ended.returncode == 4
        assert "--to zenodo:1" in ended.stderr
        place.breaks, first, place.sent = None, list(place.sent), []
        ended = publish("--to", "zenodo:1", "--really", ZENODO_TOKEN=TOKEN, ZENODO_URL=home)
    assert ended.returncode == 0, ended.stderr
    assert set(first).isdisjoint(place.sent)
    with zipfile.ZipFile(io.BytesIO(place.files.pop("pictures.zip"))) as packed:
        assert packed.namelist() == ["pictures/fields.svg", "pictures/gaps.svg"]
    assert place.files == {name: data for name, data in contents(dataset).items() if "/" not in name}
    assert place.metadata is not None
    assert (place.metadata["title"], place.metadata["creators"]) == ("elections, version 2", [{"name": "Jane Doe"}])
    assert not [line for line in place.asked if "publish" in line]  # that is left to a person


def test_a_server_that_names_another_does_not_get_the_token(publish: Publish) -> None:
    place, other = Zenodo(), Zenodo()
    with open_(place) as home, open_(other) as elsewhere:
        place.home = elsewhere
        ended = publish("--to", "zenodo:", "--really", ZENODO_TOKEN=TOKEN, ZENODO_URL=home)
    assert ended.returncode == 4
    assert other.asked == []


def test_a_wrong_token_is_told_without_it(publish: Publish) -> None:
    with open_(Zenodo()) as home:
        ended = publish("--to", "zenodo:", "--really", ZENODO_TOKEN="other-token", ZENODO_URL=home)
    assert ended.returncode == 4
    assert "401" in ended.stderr
    assert "other-token" not in ended.stderr


def changed(folder: Path) -> None:
    (folder / "articles.csv").write_text("x")


def added(folder: Path) -> None:
    (folder / "secret.txt").write_text("x")


def lost(folder: Path) -> None:
    os.remove(folder / "articles.csv")


def unsummed(folder: Path) -> None:
    os.remove(folder / "SHA256SUMS")


def ignoring(folder: Path) -> None:
    (folder / "provenance.json").write_text(json.dumps({"name": "e", "version": 1, "arguments": {"rights": "ignore"}}))
    summed(folder)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (changed, "not as it was exported"), (added, "not named in SHA256SUMS"), (lost, "is not there"), (unsummed, "is no dataset"),
        (ignoring, "--rights ignore"),
    ],
)  # fmt: skip
def test_what_was_changed_or_ignores_rights_is_not_published(
    publish: Publish, dataset: Path, tmp_path: Path, harm: Callable[[Path], None], told: str
) -> None:
    harm(dataset)
    ended = publish("--to", f"file://{tmp_path}/out", "--really")
    assert ended.returncode == 2
    assert told in ended.stderr
    assert not (tmp_path / "out").exists()


def test_rights_can_be_ignored_on_purpose(publish: Publish, dataset: Path, tmp_path: Path) -> None:
    pytest.importorskip("obstore")
    ignoring(dataset)
    assert publish("--to", f"file://{tmp_path}/out", "--really", "--ignore-rights").returncode == 0


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("hf:name", "OWNER/NAME"), ("nowhere", "is no place"), ("zenodo:x", "is no place"), ("hf:a/b", "HF_TOKEN is not set"),
        ("s3://", "s3:// can't be written to"), ("foo://x", "Protocol not known"),
    ],
)  # fmt: skip
def test_a_place_that_can_not_be_used_is_told(publish: Publish, to: str, told: str) -> None:
    ended = publish("--to", to, "--really")
    assert ended.returncode == 2
    assert told in ended.stderr
    assert ended.stderr.count("\n") == 1
