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
        pytest.param(RUSSIAN, "koi8-r", "koi8-r", id="koi8-r"),
        pytest.param("TI  - 麵包發酵的緩慢過程與應用之研究\nAU  - 陳大文\n", "big5", "big5", id="big5"),
        pytest.param("title={빵 발효 과정에 대한 연구}, author={김철수}", "euc_kr", "cp949", id="euc-kr"),
        pytest.param("TI  - 食パンの発酵に関する研究とその応用\n", "euc_jp", "euc_jp", id="euc-jp"),
        pytest.param("author={Dvořák, Jiří and Šťastný, Ondřej}, title={Bread}", "cp1250", "cp1250", id="czech"),
        pytest.param("author={Wójcik, Łukasz and Żak, Józef}, title={Bread}", "cp1250", "cp1250", id="polish"),
        pytest.param("author={Šťastný, Ondřej and Žák, Aleš}", "iso8859-2", "iso8859-2", id="latin-2"),
        pytest.param("Ekmek mayası üzerine çalışma: ısı, şeker; Yılmaz, Ayşe", "cp1254", "cp1254", id="turkish"),
        pytest.param("title={Μελέτη του ψωμιού}, author={Παπαδόπουλος, Γιώργος}", "cp1253", "cp1253", id="greek"),
        pytest.param("title={מחקר על לחם}, author={כהן, דוד}", "cp1255", "cp1255", id="hebrew"),
        pytest.param("title={دراسة عن الخبز}, author={محمد علي}", "cp1256", "cp1256", id="arabic"),
        pytest.param("title={Étude de la levée}, author={Müller, Jürgen}", "mac-roman", "mac-roman", id="mac-roman"),
        pytest.param("author={Núñez, José and Niño, Ana}", "cp1252", "cp1252", id="spanish"),
        pytest.param("author={O’Neil, A}, title={Bread — and more}", "cp1252", "cp1252", id="only-dashes"),
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
