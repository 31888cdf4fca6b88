"""The real survey, built twice under other circumstances and without a network: the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.site.files import tree_digest, walk
from tests import projects
from tests.site.conftest import Build

pytestmark = [pytest.mark.site, pytest.mark.slow, pytest.mark.xdist_group("real survey")]


def _files(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): str(path.stat().st_mode) for path in walk(site)}


def test_two_builds_are_byte_identical(tmp_path: Path, real_survey: Path, build_alone: Build) -> None:
    second = projects.real(tmp_path / "zwei über #2 100%")
    documents = second / "papers/documents"
    for path in sorted(documents.iterdir(), reverse=True):
        shutil.copyfile(path, documents / f"{path.name}.new")
        path.unlink()
        (documents / f"{path.name}.new").rename(path)
    build_alone(second, PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    one, two = real_survey / "site", second / "site"
    assert _files(one) == _files(two)
    assert [name for name in _files(one) if (one / name).read_bytes() != (two / name).read_bytes()] == []
    assert tree_digest(real_survey / "site_src") == tree_digest(second / "site_src")
