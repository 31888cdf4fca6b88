"""Edits that people make to a survey: good, clumsy, hostile. Each changes the files of `survey new` in one way."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

TAXONOMY = "taxonomy.yaml"
CURATED = "papers/curated.yaml"
EXAMPLES = "papers/documents/examples.jsonl"

Change = Callable[[Path], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What somebody does, in words, and how."""

    id: str
    what: str
    change: Change


def replace(path: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="")

    return change


def append(path: str, text: str) -> Change:
    def change(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8", newline="") as file:
            file.write(text)

    return change


def write(path: str, text: str) -> Change:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")

    return change


def remove(path: str) -> Change:
    return lambda root: (root / path).unlink()


def both(*changes: Change) -> Change:
    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


def link(path: str, target: str) -> Change:
    return lambda root: (root / path).symlink_to(target)


def windows_line_ends(root: Path) -> None:
    for path in (TAXONOMY, CURATED, EXAMPLES):
        content = (root / path).read_bytes()
        (root / path).write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))


def reverse_records(root: Path) -> None:
    lines = (root / EXAMPLES).read_text(encoding="utf-8").splitlines(keepends=True)
    (root / EXAMPLES).write_text("".join(reversed(lines)), encoding="utf-8")


def drop_radar(root: Path) -> None:
    whole = (root / TAXONOMY).read_text(encoding="utf-8")
    write(TAXONOMY, whole.partition("      - id: radar\n")[0])(root)


def drop_record(title: str) -> Change:
    def change(root: Path) -> None:
        lines = (root / EXAMPLES).read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if title not in line]
        assert len(kept) == len(lines) - 1
        (root / EXAMPLES).write_text("".join(kept), encoding="utf-8")

    return change


def record(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


CULTURE = """\
  - id: culture
    label: Birds among people
    definition: What people call birds, and what they make of them.
    rule:
      any: [villages, names of]
    examples:
      in: [We collect the names of the crane., Two villages share a word.]
      out: [Geolocators weigh half a gram., Ring recoveries tell where a crane died.]
"""
CRANE = "what-villages-call-the-crane-2018"
SWIFTS = "do-geolocators-cost-lives-2022"
HOSTILE_TITLE = (
    "</details><script>alert(1)</script> [x](javascript:alert(1)) | @maintainers #1 ::error::no \x1b[31mred "
    "`code` ![i](h)"
)
BOMB = "a: &a [x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(12)
)

GOOD = (
    Edit(id="nothing", what="saves without a change", change=lambda _root: None),
    Edit(id="add-topic", what="adds a topic that reaches the paper outside", change=append(TAXONOMY, CULTURE)),
    Edit(
        id="add-phrase",
        what="adds a phrase",
        change=replace(TAXONOMY, "any: [geolocator*,", "any: [film*, geolocator*,"),
    ),
    Edit(
        id="remove-phrase",
        what="removes a phrase and its examples",
        change=both(
            replace(TAXONOMY, "any: [weather radar*, bird radar*]", "any: [bird radar*]"),
            replace(TAXONOMY, "            - Weather radars see half a billion birds.\n", ""),
        ),
    ),
    Edit(
        id="add-veto",
        what="vetoes another sense",
        change=replace(TAXONOMY, "none: [radar clutter]", "none: [radar clutter, restlessness]"),
    ),
    Edit(
        id="rename-label",
        what="gives a topic another label",
        change=replace(TAXONOMY, "label: Food", "label: Food and fat"),
    ),
    Edit(
        id="rename-topic",
        what="gives a topic another id and keeps the old address",
        change=replace(TAXONOMY, "      - id: ringing\n", "      - id: bird-rings\n        formerly: [ringing]\n"),
    ),
    Edit(
        id="merge-topics",
        what="removes a topic and redirects it to its neighbour",
        change=both(
            drop_radar,
            replace(TAXONOMY, "        label: Tracking\n", "        label: Tracking\n        formerly: [radar]\n"),
        ),
    ),
    Edit(
        id="move-topic",
        what="puts a topic under a second one",
        change=replace(TAXONOMY, "        label: Radar\n", "        label: Radar\n        also_under: [climate]\n"),
    ),
    Edit(
        id="exclude-paper",
        what="takes one paper out, with the reason",
        change=replace(
            TAXONOMY,
            "        label: Ringing\n",
            f"        label: Ringing\n        exclude: [{{paper: {SWIFTS}, because: Rings are its control group.}}]\n",
        ),
    ),
    Edit(
        id="include-paper",
        what="puts one paper in",
        change=replace(TAXONOMY, "        label: Food\n", f"        label: Food\n        include: [{CRANE}]\n"),
    ),
    Edit(
        id="reword",
        what="rewords a definition",
        change=replace(TAXONOMY, "Counting birds aloft with radar.", "Counting birds in the air with radar."),
    ),
    Edit(
        id="add-record",
        what="adds a paper",
        change=append(
            EXAMPLES,
            record(title="Cranes under GPS", abstract="A satellite tag on each of nine cranes.", date="2024-03-01"),
        ),
    ),
    Edit(
        id="add-duplicate",
        what="adds a second document that holds a known paper",
        change=write(
            "papers/documents/more.jsonl",
            record(
                title="Do Geolocators Cost Lives?",
                abstract="Of 240 swifts with geolocators, fewer came back than of 260 ringed birds without. The "
                "difference vanishes with devices below half a gram.",
                date="2022-05",
                doi="10.1000/swift.22",
            ),
        ),
    ),
    Edit(
        id="correct-title",
        what="corrects a title and gives authors",
        change=append(
            CURATED,
            "  - listed_as: [Fat stores and the courage of warblers]\n"
            "    title: Fat Stores and the Courage of Warblers at Sea\n"
            "    authors: [Chen Wei, Ida Berg]\n",
        ),
    ),
    Edit(
        id="add-identifier",
        what="gives a paper its arXiv identifier, which makes its address",
        change=append(CURATED, '  - title: Do geolocators cost lives?\n    arxiv: "2205.01234"\n'),
    ),
    Edit(id="windows", what="saves with Windows line ends and a byte order mark", change=windows_line_ends),
    Edit(id="reorder", what="puts records in another order", change=reverse_records),
)

CLUMSY = (
    Edit(
        id="rename-without-redirect",
        what="gives a topic another id and forgets the old one",
        change=replace(TAXONOMY, "- id: ringing\n", "- id: bird-rings\n"),
    ),
    Edit(id="remove-topic", what="removes a topic that holds papers", change=drop_radar),
    Edit(
        id="break-example",
        what="narrows a phrase until its example fails",
        change=replace(TAXONOMY, "any: [day length, photoperiod*]", "any: [photoperiod*]"),
    ),
    Edit(
        id="typo-in-key",
        what="mistypes a key",
        change=replace(TAXONOMY, "          none: [radar", "          nome: [radar"),
    ),
    Edit(id="tab", what="indents with a tab", change=replace(TAXONOMY, "        label: Radar\n", "\tlabel: Radar\n")),
    Edit(
        id="unclosed-quote",
        what="forgets the closing quote",
        change=replace(TAXONOMY, "label: Tracking\n", 'label: "Tracking\n'),
    ),
    Edit(
        id="conflict",
        what="commits conflict markers",
        change=replace(
            TAXONOMY,
            "        label: Radar\n",
            "<<<<<<< HEAD\n        label: Radar\n=======\n        label: Radars\n>>>>>>> mine\n",
        ),
    ),
    Edit(id="same-id", what="copies a topic and keeps its id", change=append(TAXONOMY, CULTURE + CULTURE)),
    Edit(
        id="unknown-paper",
        what="includes a paper that does not exist",
        change=replace(TAXONOMY, "        label: Food\n", "        label: Food\n        include: [no-such-paper]\n"),
    ),
    Edit(
        id="idle-phrase",
        what="writes a phrase of a star",
        change=replace(TAXONOMY, "[weather radar*,", "['*', weather radar*,"),
    ),
    Edit(id="remove-record", what="deletes a paper", change=drop_record("What villages call the crane")),
    Edit(
        id="broken-record",
        what="cuts a record off",
        change=replace(EXAMPLES, '"venue": "Invented Studies of Language"}', '"venue": "Invented'),
    ),
    Edit(
        id="curated-nobody",
        what="curates a paper that is not there",
        change=append(CURATED, "  - title: A paper that nobody wrote\n    kind: essay\n"),
    ),
    Edit(id="no-taxonomy", what="deletes the taxonomy", change=remove(TAXONOMY)),
    Edit(id="empty-taxonomy", what="empties the taxonomy", change=write(TAXONOMY, "# nothing left\n")),
    Edit(
        id="page-saved-as-document",
        what="saves a web page as a document",
        change=write("papers/documents/page.bib", "<!doctype html>\n<title>Not found</title>\n"),
    ),
)

HOSTILE = (
    Edit(
        id="hostile-title",
        what="adds a paper whose title is an attack",
        change=append(EXAMPLES, record(title=HOSTILE_TITLE, abstract="Ring recoveries. @maintainers", date="2024")),
    ),
    Edit(
        id="hostile-label",
        what="gives a topic a label that is an attack",
        change=replace(TAXONOMY, "label: Food\n", "label: '<img src=x onerror=alert(1)> | @all'\n"),
    ),
    Edit(id="link", what="links to a file of the machine", change=link("papers/documents/leak.txt", "/etc/passwd")),
    Edit(id="bomb", what="writes a bomb of aliases", change=write(TAXONOMY, BOMB)),
    Edit(id="deep", what="nests a thousand brackets", change=write(TAXONOMY, "facets: " + "[" * 1000 + "\n")),
    Edit(
        id="python-tag",
        what="asks YAML to run a command",
        change=replace(TAXONOMY, "label: Radar\n", "label: !!python/object/apply:os.system [touch ran]\n"),
    ),
    Edit(
        id="path-as-id",
        what="names a topic as a path",
        change=replace(TAXONOMY, "- id: radar\n", "- id: ../../radar\n"),
    ),
    Edit(
        id="swallow-all",
        what="writes a phrase that takes nearly every paper",
        change=replace(TAXONOMY, "[weather radar*,", "[of, the, in, weather radar*,"),
    ),
)

EDITS = (*GOOD, *CLUMSY, *HOSTILE)
