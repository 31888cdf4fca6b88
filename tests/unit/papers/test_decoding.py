from __future__ import annotations

import pytest

from generator.papers.decoding import decode

CHINESE = "@article{王2020, title = {面包发酵的缓慢过程研究}, author = {王小明 and 李雷}, journal = {面包学报}}\n"
FRENCH = "@article{a, title = {Étude de la levée à basse température}, author = {Müller, Jürgen}, note = {“dash” –}}\n"
JAPANESE = "TY  - JOUR\nTI  - 食パンの発酵に関する研究とその応用\nAU  - 山田 太郎\nER  - \n"
RUSSIAN = "TI  - Исследование хлеба и теста\n"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        pytest.param(CHINESE, "utf-8", "utf-8", id="utf-8"),
        pytest.param(CHINESE, "utf-8-sig", "utf-8", id="utf-8-with-mark"),
        pytest.param(CHINESE, "gbk", "gb18030", id="gbk"),
        pytest.param(CHINESE + "plain words " * 5_000, "gbk", "gb18030", id="gbk-mostly-ascii"),
        pytest.param("%Encoding: GBK\n" + "x" * 50 + "王\n", "gbk", "gb18030", id="gbk-declared"),
        pytest.param('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', "cp1252", "cp1252", id="latin-1-declared"),
        pytest.param(
            '<?xml version="1.0" encoding="nonsense"?><a>déjà vu</a>', "cp1252", "cp1252", id="declares-nonsense"
        ),
        pytest.param(FRENCH, "cp1252", "cp1252", id="windows-1252"),
        pytest.param(JAPANESE, "cp932", "cp932", id="shift-jis"),
        pytest.param(RUSSIAN, "cp1251", "cp1251", id="windows-1251"),
        pytest.param(FRENCH, "utf-16", "utf-16", id="utf-16"),
        pytest.param(FRENCH, "utf-16-le", "utf-16-le", id="utf-16-le-without-mark"),
        pytest.param(FRENCH, "utf-16-be", "utf-16-be", id="utf-16-be-without-mark"),
        pytest.param(FRENCH, "utf-32", "utf-32", id="utf-32"),
        pytest.param("", "utf-8", "utf-8", id="empty"),
    ],
)
def test_finds_the_encoding(text: str, encoding: str, expected: str) -> None:
    assert decode(text.encode(encoding)) == (text, expected)


def test_reads_two_exports_joined() -> None:
    content = "Müller, Lefèvre, Zoë\n".encode() + "Jos\xe9\n".encode("cp1252")
    assert decode(content) == ("Müller, Lefèvre, Zoë\nJosé\n", "utf-8 mixed with cp1252")


def test_any_bytes_become_text() -> None:
    assert decode(bytes(range(128, 256)) * 3)[0]
    assert decode(b"\xff") == ("ÿ", "cp1252")
