"""Whole projects on disk: a small invented survey of beekeeping, and a copy of the real one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]

TAXONOMY = """\
facets:
  - id: health
    label: Health
    definition: What keeps a colony alive.
    narrower:
      - id: mites
        label: Mites
        definition: Parasites of the brood.
        rule:
          any: [mite*, varroa]
          none: [dust mite*]
  - id: forage
    label: Forage
    definition: Where bees find food.
    rule:
      any: [pollen, nectar]
"""

RECORDS = (
    {"id": "a", "title": "Counting mites by hand", "abstract": "We count varroa in forty hives over two summers."},
    {"id": "b", "title": "Dust mites and beekeepers", "abstract": "Dust mites trouble people, and bees do not care."},
    {
        "id": "c",
        "title": "Nectar in the city",
        "abstract": "Parks give more nectar than fields <b>do</b> & pollen.",
    },
    {"id": "d", "title": "The waggle dance", "abstract": "A dance tells the others where to fly, and how far it is."},
    {"abstract": "Heat kills mites in brood combs when it is held at the right level for three hours."},
)

CURATED = """\
papers:
  - title: The waggle dance
    authors: [Ada Imker, Béla Méhész]
    date: 2019-05-02
    doi: 10.1000/dance.1
    id: waggle-dance
"""

MKDOCS = "site_name: Bees\nsite_url: https://example.org/bees/\n"


def _settings(root: Path) -> str:
    """Return the real survey's mkdocs.yml under another name."""
    lines = (root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    return MKDOCS + "\n".join(line for line in lines if not line.startswith(("site_name:", "site_url:"))) + "\n"


def bees(folder: Path) -> Path:
    """Write a small project of five records in two documents."""
    documents = folder / "papers/documents"
    documents.mkdir(parents=True)
    (folder / "taxonomy.yaml").write_text(TAXONOMY, encoding="utf-8")
    (folder / "papers/curated.yaml").write_text(CURATED, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_settings(ROOT), encoding="utf-8")
    for name, records in (("one.jsonl", RECORDS[:3]), ("two.jsonl", RECORDS[3:])):
        lines = [json.dumps(record, ensure_ascii=False) for record in records]
        (documents / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("about", "contribute"):
        page = folder / f"site_src/prose/pages/{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# {name.title()}\n\nBy hand.\n", encoding="utf-8")
    return folder


def real(folder: Path) -> Path:
    """Copy the inputs of the real survey."""
    for name in ("papers", "site_src/prose"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("taxonomy.yaml", "mkdocs.yml"):
        shutil.copyfile(ROOT / name, folder / name)
    return folder
