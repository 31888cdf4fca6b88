from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import run
from generator.core.diagnostics import Report
from generator.papers import curation
from tests.services import ACL, CROSSREF, HUGGING_FACE, OPENREVIEW, PUBMED, Answer, Server, atom, entry, serving

TAXONOMY = """\
facets:
  - id: baking
    label: Baking
    definition: Making bread.
    rule:
      any: [crust, dough, rye, loaf, yeast, loaves]
    examples:
      in: [A crust.]
      out: [A stone.]
    narrower:
      - id: steam
        label: Steam
        definition: Baking with steam.
        rule:
          any: [steam]
        examples:
          in: [Steam.]
          out: [Smoke.]
"""
CURATED = """\
# What people know.
papers:
  - title: Aged Dough   # kept
    arxiv: 1901.00001

  - title: Old Crust
    listed_as: [Older Crust]
    arxiv: 1901.00002
"""
DOCUMENT = (
    '{"title": "Aged Dough", "arxiv": "1901.00001", "abstract": "Of dough."}\n'
    '{"title": "Old Crust", "arxiv": "1901.00002", "doi": "10.1234/old"}\n'
    '{"title": "Middle Loaf", "arxiv": "1901.00003"}\n'
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "papers" / "documents").mkdir(parents=True)
    (tmp_path / "papers" / "documents" / "own.jsonl").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "papers" / "curated.yaml").write_text(CURATED, encoding="utf-8")
    (tmp_path / "taxonomy.yaml").write_text(TAXONOMY, encoding="utf-8")
    return tmp_path


def survey(project: Path, server: Server, *arguments: str) -> int:
    names = ("arxiv", "crossref", "acl", "openreview", "huggingface", "pubmed")
    services = [part for name in names for part in ("--service", f"{name}={server.url}")]
    command, *rest = arguments
    return run(["--project", str(project), command, "--pause", "0", "--timeout", "2", *services, *rest])


def files(project: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((project / "papers").rglob("*.*"))}


def added(project: Path) -> list[dict[str, object]]:
    text = (project / "papers" / "documents" / "added.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("asked", "path", "answer", "scheme", "value", "said"),
    [
        pytest.param(
            "2003.01234", "/api/query", atom(entry("2003.01234", "Steam and Crust")), "arxiv", "2003.01234",
            "arxiv-2003-01234: Steam and Crust\n  Baking: 'Crust', 'crust'\n  Baking > Steam: 'Steam'\n", id="arxiv",
        ),
        pytest.param(
            "https://arxiv.org/pdf/2003.01234v2", "/api/query", atom(entry("2003.01234", "Steam and Crust")), "arxiv",
            "2003.01234", None, id="arxiv-address",
        ),
        pytest.param(
            "10.1234/bread.2021.0042", "/works/10.1234%2Fbread.2021.0042", CROSSREF, "doi", "10.1234/bread.2021.0042",
            "doi-10-1234-bread-2021-0042: Slow Fermentation of Rye\n  Baking: 'Rye', 'rye', 'doughs'\n", id="doi",
        ),
        pytest.param("2020.bake-1.7", "/2020.bake-1.7.bib", ACL, "acl", "2020.bake-1.7", None, id="acl"),
        pytest.param(
            "https://openreview.net/forum?id=aBcDeFgHiJ", "/notes?id=aBcDeFgHiJ", OPENREVIEW, "openreview",
            "aBcDeFgHiJ", None, id="openreview",
        ),
        pytest.param(
            "https://huggingface.co/papers/2003.01234", "/api/papers/2003.01234", HUGGING_FACE, "arxiv", "2003.01234",
            None, id="huggingface",
        ),
        pytest.param(
            "pmid:30000001", "/entrez/eutils/efetch.fcgi", PUBMED, "doi", "10.1234/yeast.0001", None, id="pmid"
        ),
    ],
)  # fmt: skip
def test_adds_a_paper(  # noqa: PLR0913, PLR0917 # one a column of the table
    project: Path,
    server: Server,
    capsys: pytest.CaptureFixture[str],
    asked: str,
    path: str,
    answer: str,
    scheme: str,
    value: str,
    said: str | None,
) -> None:
    server.on(path, answer)
    assert survey(project, server, "add", asked) == 0
    (line,) = added(project)
    assert line[scheme] == value
    report = Report()
    entries = curation.load(files(project)["curated.yaml"], path="c", report=report).entries
    assert report.diagnostics == []
    assert (entries[-1].title or "") == line["title"] or line["title"] in {entry.title for entry in entries}
    if said is not None:
        assert capsys.readouterr().out == said


def test_writes_what_a_curator_can_read(project: Path, server: Server) -> None:
    server.on("/api/papers/2003.01234", HUGGING_FACE)
    assert survey(project, server, "add", "https://huggingface.co/papers/2003.01234") == 0
    written = files(project)
    assert written["curated.yaml"] == CURATED + (
        "\n  - title: Steam and Crust\n    arxiv: '2003.01234'\n    source: https://arxiv.org/abs/2003.01234\n"
    )
    assert written["documents.yaml"] == (
        "documents:\n  - file: added.jsonl\n    origin: Public services, asked for single papers by `survey add`\n"
    )
    assert added(project) == [
        {
            "title": "Steam and Crust",
            "abstract": "Steam makes crust.",
            "authors": ["Bo Crust"],
            "date": "2020-03-02",
            "arxiv": "2003.01234",
            "links": [{"url": "https://github.com/example/steam", "kind": "code"}],
            "from": "https://arxiv.org/abs/2003.01234",
        }
    ]


def test_adds_several_at_once_and_none_twice(project: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.on("/api/query", atom(entry("2003.01234", "Steam and Crust")))
    server.on("/works/10.1234%2Fbread.2021.0042", CROSSREF)
    assert survey(project, server, "add", "2003.01234", "10.1234/bread.2021.0042", "1901.00001") == 0
    assert [line["title"] for line in added(project)] == ["Steam and Crust", "Slow Fermentation of Rye"]
    assert "1901.00001: the survey has it\n" in capsys.readouterr().err
    before = files(project)
    assert survey(project, server, "add", "2003.01234") == 0
    assert files(project) == before


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        pytest.param(Answer(status=404), "knows nothing at that address (HTTP 404)", id="missing"),
        pytest.param(Answer(atom()), "arxiv knows no paper 2003.01234", id="empty-feed"),
        pytest.param(
            Answer(atom("<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry>")),
            "arxiv knows no paper 2003.01234",
            id="error-entry",
        ),
        pytest.param(Answer("<!DOCTYPE html><html>busy</html>"), "cannot be understood: an HTML page", id="html"),
        pytest.param(Answer("<feed><entry>"), "cannot be understood: not well-formed XML", id="half"),
        pytest.param(Answer(b"\xff\xfe\x00garbage"), "cannot be understood", id="garbage"),
        pytest.param(Answer(""), "arxiv knows no paper 2003.01234", id="nothing"),
    ],
)
def test_changes_nothing_when_a_service_fails(
    project: Path, server: Server, capsys: pytest.CaptureFixture[str], answer: Answer, message: str
) -> None:
    server.on("/works/10.1234%2Fbread.2021.0042", CROSSREF)
    server.on("/api/query", answer)
    before = files(project)
    assert survey(project, server, "add", "10.1234/bread.2021.0042", "2003.01234") == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.endswith("; nothing was changed\n")
    assert files(project) == before


def test_says_that_it_is_offline(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    arguments = ["add", "--pause", "0", "--service", "arxiv=http://127.0.0.1:1", "2003.01234"]
    assert run(["--project", str(project), *arguments]) == 1
    assert capsys.readouterr().err == "error: 127.0.0.1:1 cannot be reached: connection refused; nothing was changed\n"
    assert files(project) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("add", "nothing"), "no identifier or address of a paper that is known: nothing", id="id"),
        pytest.param(("add", "--service", "no=http://x", "2003.01234"), "'no=http://x' is no NAME=URL", id="name"),
        pytest.param(("refresh", "nobody"), "there is no paper nobody", id="paper"),
    ],
)
def test_refuses_what_it_does_not_know(
    project: Path, server: Server, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert survey(project, server, *arguments) == 2
    assert message in capsys.readouterr().err
    assert server.asked == []


def test_refresh_proposes_a_diff_and_writes_nothing(
    project: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    doi = '<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1234/aged</arxiv:doi>'
    server.on(
        "/api/query",
        atom(
            entry("1901.00001", "Aged Dough", more=doi),
            entry("1901.00002", "Old Crust", summary="This paper has been withdrawn by the author."),
            entry("1901.00003", "Middle Loaf"),
        ),
    )
    server.on("/api/papers/1901.00003", json.dumps({**json.loads(HUGGING_FACE), "id": "1901.00003"}))
    before = files(project)
    assert survey(project, server, "refresh", "--code") == 0
    said = capsys.readouterr()
    assert said.out == (
        "--- a/papers/curated.yaml\n"
        "+++ b/papers/curated.yaml\n"
        "@@ -2,7 +2,13 @@\n"
        " papers:\n"
        "   - title: Aged Dough   # kept\n"
        "     arxiv: 1901.00001\n"
        "+    doi: 10.1234/aged\n"
        "+\n"
        "+  - title: Middle Loaf\n"
        "+    arxiv: '1901.00003'\n"
        "+    code: https://github.com/example/steam\n"
        " \n"
        "   - title: Old Crust\n"
        "     listed_as: [Older Crust]\n"
        "     arxiv: 1901.00002\n"
        "+    kind: withdrawn\n"
    )
    assert "arxiv-1901-00001: doi 10.1234/aged (arxiv)\n" in said.err
    assert said.err.endswith("3 of 3 papers have news\n")
    assert files(project) == before
    subprocess.run(["git", "apply", "-"], cwd=project, input=said.out.encode(), check=True, timeout=60)
    report = Report()
    curation.load(files(project)["curated.yaml"], path="c", report=report)
    assert report.diagnostics == []


def test_refresh_fails_as_a_whole(project: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.on("/api/query", Answer(status=503))
    assert survey(project, server, "refresh", "arxiv-1901-00001") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("answered HTTP 503 (Service Unavailable); nothing is proposed\n")


QUERIES = """\
queries:
  - service: arxiv
    query: 'abs:crust'
    limit: 5
  - service: huggingface
"""


def test_follow_adds_what_is_new_and_in_a_topic(
    project: Path, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "papers" / "queries.yaml").write_text(QUERIES, encoding="utf-8")
    stranger = entry("2003.09999", "On Stones", summary="Nothing of ours.")
    server.on("/api/query", atom(entry("1901.00001", "Aged Dough"), stranger, entry("2003.01234", "Steam and Crust")))
    server.on("/api/daily_papers", json.dumps([{"paper": json.loads(HUGGING_FACE), "title": "Steam and Crust"}]))
    assert survey(project, server, "follow", "--dry-run") == 0
    assert capsys.readouterr().out == "arxiv:2003.01234: Steam and Crust\n"
    assert not (project / "papers" / "documents" / "added.jsonl").exists()
    assert survey(project, server, "follow") == 0
    assert [line["arxiv"] for line in added(project)] == ["2003.01234"]
    assert survey(project, server, "follow") == 0
    assert capsys.readouterr().err.endswith("0 new papers\n")


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        pytest.param("", 0, "no search in papers/queries.yaml\n", id="none"),
        pytest.param("queries:\n  - service: nowhere\n", 1, "papers/queries.yaml:2:14: error: ", id="unknown-service"),
    ],
)
def test_follow_reads_its_searches(  # noqa: PLR0913, PLR0917 # one a column of the table
    project: Path, server: Server, capsys: pytest.CaptureFixture[str], text: str, code: int, message: str
) -> None:
    (project / "papers" / "queries.yaml").write_text(text, encoding="utf-8")
    assert survey(project, server, "follow") == code
    assert message in capsys.readouterr().err


def test_follow_changes_nothing_when_offline(project: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "papers" / "queries.yaml").write_text(QUERIES, encoding="utf-8")
    server.on("/api/query", Answer(status=403))
    assert survey(project, server, "follow") == 1
    assert capsys.readouterr().err.endswith("answered HTTP 403 (Forbidden); nothing was changed\n")
    assert not (project / "papers" / "documents" / "added.jsonl").exists()


def test_faults_of_the_survey_come_first(project: Path, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "taxonomy.yaml").write_text("facets: [", encoding="utf-8")
    (project / "papers" / "queries.yaml").write_text(QUERIES, encoding="utf-8")
    for command in (("add", "2003.01234"), ("refresh",), ("follow",)):
        assert survey(project, server, *command) == 1
        assert "taxonomy.yaml:1:" in capsys.readouterr().err
    assert server.asked == []
