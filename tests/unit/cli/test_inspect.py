from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import run
from generator.cli.showing import plain
from tests import projects


@pytest.fixture(scope="module")
def bees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project; not to be changed."""
    return projects.bees(tmp_path_factory.mktemp("bees") / "bees")


def _run(root: Path, *arguments: str) -> int:
    return run(["--project", str(root), *arguments])


def _rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_parse_prints_every_paper_with_its_provenance(bees: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(bees, "parse") == 0
    rows = {str(row["id"]): row for row in _rows(capsys.readouterr().out)}
    assert sorted(rows) == list(rows)
    assert len(rows) == 5
    dance = rows["waggle-dance"]
    assert (dance["title"], dance["date"]) == ("The waggle dance", "2019-05-02")
    assert dance["identifiers"] == ["doi:10.1000/dance.1"]
    curated = {"field": "date", "location": "papers/curated.yaml:4:11", "curated": True}
    provenance = dance["provenance"]
    assert isinstance(provenance, list)
    assert curated in provenance


def test_classify_gives_one_line_a_record_in_the_file_s_order(
    bees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new.jsonl"
    records = [{"id": "z", "title": "Varroa"}, {"title": "Pollen"}, {"id": "a", "abstract": "Dust mites."}]
    lines = [json.dumps(record) for record in (*records, records[0])]
    file.write_text("\n".join([*lines, "{broken"]) + "\n", encoding="utf-8")
    assert _run(bees, "classify", str(file), "--json") == 0
    out, err = capsys.readouterr()
    rows = _rows(out)
    assert [row["id"] for row in rows] == ["z", "new.jsonl:2", "a", "z"]
    assert [row["facets"] for row in rows] == [["health"], ["forage"], [], ["health"]]
    assert [row["topics"] for row in rows] == [["mites"], [], [], ["mites"]]
    assert [list(row) for row in rows] == [["id", "title", "facets", "topics", "evidence", "near_misses"]] * 4
    assert rows[1]["evidence"] == [
        {
            "topic": "forage",
            "origin": "matched",
            "through": [],
            "matches": [
                {
                    "field": "title",
                    "start": 0,
                    "end": 6,
                    "text": "Pollen",
                    "phrase": "pollen",
                    "rule": "taxonomy.yaml:16:13",
                }
            ],
        }
    ]
    near_misses = rows[2]["near_misses"]
    assert isinstance(near_misses, list)
    assert [(one["topic"], one["vetoed_by"][0]["phrase"]) for one in near_misses] == [("mites", "dust mite*")]
    assert "new.jsonl:5:2: warning: rejected: " in err


def test_classify_tells_people_too(bees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new.jsonl"
    file.write_text('{"abstract": "Varroa and dust in the hives of a mountain village above the lake of trees"}\n')
    assert _run(bees, "classify", str(file)) == 0
    assert capsys.readouterr().out == (
        "new.jsonl:1  untitled: Varroa and dust in the hives of a mountain village above the …\n"
        "topics:\n"
        "  Health [health]\n"
        "    through mites\n"
        "  Health > Mites [mites]\n"
        "    \"varroa\" in the abstract, by 'varroa' (taxonomy.yaml:10:24)\n\n"
    ).replace('"varroa"', '"Varroa"')


def test_classify_leaves_pins_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = projects.bees(tmp_path / "bees")
    text = (root / "taxonomy.yaml").read_text(encoding="utf-8")
    pinned = text.rstrip() + "\n    include: [waggle-dance]\n"
    (root / "taxonomy.yaml").write_text(pinned, encoding="utf-8")
    assert _run(root, "explain", "waggle-dance") == 0
    assert "  Forage [forage]\n    a curator's word (taxonomy.yaml:17:15)" in capsys.readouterr().out
    assert _run(root, "classify", str(root / "papers/documents/two.jsonl"), "--json") == 0
    assert [row["facets"] for row in _rows(capsys.readouterr().out)] == [[], ["health"]]


def test_explain_tells_under_which_headings_a_list_has_a_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = projects.bees(tmp_path / "bees")
    (root / "papers/documents/list.md").write_text(
        "# Bees\n## 1. Forage\n### In towns\n- [Roofs as meadows](https://arxiv.org/abs/2001.00001)\n", encoding="utf-8"
    )
    assert _run(root, "explain", "Roofs") == 0
    out = capsys.readouterr().out
    assert "(markdown), listed under 'Forage' (a name of topic forage) > 'In towns'\n" in out
    assert out.endswith("topics: none\n")


def test_classify_needs_a_taxonomy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "new.txt").write_text("An abstract.")
    assert _run(tmp_path, "classify", str(tmp_path / "new.txt")) == 1
    assert "taxonomy.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["waggle-dance", "10.1000/DANCE.1", "doi:10.1000/dance.1", "the waggle", "Waggle"])
def test_explain_finds_a_paper_by_what_people_know(bees: Path, capsys: pytest.CaptureFixture[str], asked: str) -> None:
    assert _run(bees, "explain", asked) == 0
    out = capsys.readouterr().out
    assert out.startswith("The waggle dance\nid: waggle-dance\nauthors: Ada Imker, Béla Méhész\ndate: 2019-05-02\n")
    assert "records:\n  papers/documents/two.jsonl:1:1 (jsonlines)\n" in out
    assert "  date: papers/curated.yaml:4:11 (curated)\n" in out
    assert out.endswith("topics: none\n")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("waggle-dnce", "there is no paper 'waggle-dnce'; did you mean waggle-dance?"),
        ("mites", "several papers match 'mites'; did you mean counting-mites-by-hand, dust-mites-and-beekeepers?"),
        ("zzz", "there is no paper 'zzz'\n"),
    ],
)
def test_explain_says_what_it_does_not_find(
    bees: Path, capsys: pytest.CaptureFixture[str], asked: str, said: str
) -> None:
    assert _run(bees, "explain", asked) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", [("parse",), ("explain", "x")])
def test_without_a_taxonomy_there_is_nothing_to_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert _run(tmp_path, *command) == 1
    assert "taxonomy.yaml:1:1: error: the file does not exist [taxonomy/missing]\n" in capsys.readouterr().err


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 0), ("note", 1)])
def test_check_fails_at_the_severity_asked_for(
    bees: Path, capsys: pytest.CaptureFixture[str], fail_on: str, code: int
) -> None:
    assert _run(bees, "check", "--fail-on", fail_on) == code
    assert capsys.readouterr().out.splitlines()[-1].endswith(" in 2 files")


def test_check_as_json_and_for_github(bees: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(bees, "check", "--format", "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["severity"] for row in rows} == {"note"}
    assert _run(bees, "check", "--format", "github") == 0
    assert capsys.readouterr().out.startswith("::notice file=")


def test_check_reads_hand_written_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = projects.bees(tmp_path / "bees")
    with (root / "site_src/prose/pages/about.md").open("a", encoding="utf-8") as stream:
        stream.write("\nSee [@nobody].\n")
    assert _run(root, "check") == 1
    assert "site_src/prose/pages/about.md:5:" in capsys.readouterr().out


def test_only_values_of_the_domain_have_a_json_form() -> None:
    with pytest.raises(TypeError, match=r"^no JSON form: object$"):
        plain(object())
