from __future__ import annotations

import defusedxml.ElementTree
import pytest
from markupsafe import Markup

from generator.site import charts
from generator.site.charts import Bar, Part


def bars(*totals: int) -> list[Bar]:
    return [
        Bar(
            label=str(2000 + index),
            parts=(
                Part(css_class="sv-f1", value=total, title=f"<{total}> & more", href=Markup("timeline/#y2000")),
                Part(css_class="sv-none", value=0, title="none"),
            ),
        )
        for index, total in enumerate(totals)
    ]


def test_a_chart_names_itself_links_its_parts_and_leaves_out_empty_ones() -> None:
    svg = charts.stacked_bars(bars(3, 0, 5), title="Papers & years", description="One bar a year")
    root = defusedxml.ElementTree.fromstring(svg)

    assert root.attrib["aria-label"] == "Papers & years"
    assert root.findtext("desc") == "One bar a year"
    assert [title.text for title in root.iter("title")] == ["<3> & more", "<5> & more"]
    assert [link.attrib["href"] for link in root.iter("a")] == ["timeline/#y2000"] * 2
    assert "2000" in [text.text for text in root.iter("text")]


def test_a_part_without_a_link_is_a_plain_rectangle() -> None:
    svg = charts.stacked_bars(
        [Bar(label="x", parts=(Part(css_class="sv-f2", value=1, title="t"),))], title="", description=""
    )

    assert "<a " not in svg
    assert 'class="sv-f2"' in svg


@pytest.mark.parametrize(
    ("largest", "ticks"),
    [
        (1, ["0", "1"]),
        (5, ["0", "1", "2", "3", "4", "5"]),
        (17, ["0", "5", "10", "15", "20"]),
        (1000, ["0", "200", "400", "600", "800", "1000"]),
    ],
)
def test_the_axis_has_few_round_steps(largest: int, ticks: list[str]) -> None:
    root = defusedxml.ElementTree.fromstring(charts.stacked_bars(bars(largest), title="", description=""))

    assert [text.text for text in root.iter("text")][: len(ticks)] == ticks


def test_labels_are_thinned_when_there_are_many_bars_and_the_last_one_stays() -> None:
    root = defusedxml.ElementTree.fromstring(charts.stacked_bars(bars(*[1] * 30), title="", description=""))
    labels = [text.text for text in root.iter("text") if text.attrib["text-anchor"] == "middle"]

    assert len(labels) == 10
    assert labels[-1] == "2029"


def test_a_chart_of_nothing_is_an_empty_chart() -> None:
    assert charts.stacked_bars([], title="", description="").startswith("<svg")
    assert charts.spark_bars([], style=1, title="none").startswith("<svg")


def test_small_bars_keep_a_line_on_the_ground_for_zero() -> None:
    root = defusedxml.ElementTree.fromstring(charts.spark_bars([0, 4], style=2, title="Papers <a year>"))

    assert root.attrib["aria-label"] == "Papers <a year>"
    (path,) = root.iter("path")
    assert path.attrib["d"] == "M0 32v-1h108v1zM120 32v-32h108v32z"
