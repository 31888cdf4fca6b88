from __future__ import annotations

import pytest

from generator.core.latex import to_text, without_remnants

REMNANTS = [
    ("models~(SSM) is", "models (SSM) is"),
    ("in 5\\% of", "in 5% of"),
    ('na\\"ive fine', "naïve fine"),
    ("scenarios. \\footnote{The code is on https://a.org/B.", "scenarios. The code is on https://a.org/B."),
    ("here\\footnote{this \\textbf{https} URL}.", "here (this https URL)."),
    ("64times 64 respectively", "64×64 respectively"),
    ("a 3.5times and 4times improvement", "a 3.5× and 4× improvement"),
    ("(ell_1 and ell_2 distances)", "(ℓ₁ and ℓ₂ distances)"),
    ("pi_0 and theta_{ij}", "π₀ and θᵢⱼ"),
    ("mathcal{O}(n) over mathbb{R}, x leq y", "O(n) over ℝ, x ≤ y"),
    ("text -- text", "text – text"),
    ("conditions--such as", "conditions—such as"),
    ("a --- b and a---b", "a – b and a—b"),
    ("1--5", "1–5"),
    ("over $\\pi_0$ baseline", "over π₀ baseline"),
    ("$\\texttt{DiPro}$", "DiPro"),
    ("couplings $(r, h, D_1, D_2)$", "couplings (r, h, D₁, D₂)"),
    ("paired \\{brain, speech\\} data", "paired {brain, speech} data"),
    ("\\textbf{fMRI2GES}, that", "fMRI2GES, that"),
    ("$N{=}10$ and $R{=}3$", "N=10 and R=3"),
    ("($K \\in \\{2,4,9\\}$)", "(K ∈ {2,4,9})"),
    ("3.4$\\times$ more", "3.4× more"),
    ("$ 95\\% \\pm 9\\%$", "95% ± 9%"),
    ("3$mm^2$", "3mm²"),
    ("{\\bf 13\\%}", "13%"),
    ("$O\\left(1/n\\right)$", "O(1/n)"),
    ("$\\widetilde{\\mathcal{O}}(\\sqrt{T \\log T})$", "O(√(T log T))"),
    ("$\\frac{1}{n}$ of $x^{ab}$ and $x_\\alpha$", "(1)/(n) of x^(ab) and x_α"),
    ("$\\mathbb{R}^n$ and 10$\\,$ms", "ℝⁿ and 10 ms"),
    ("\\(x^2\\)", "x²"),
    ('the \\"ideal\\" one', 'the "ideal" one'),
    ("Erd\\H{o}s, Poincar\\'e, G\\\"{o}del, \\O stergaard, \\L{}ukasz", "Erdős, Poincaré, Gödel, Østergaard, Łukasz"),
    ("``quoted'' text", "“quoted” text"),
    ("\\href{https://a.org}{page} \\url{https://b.org/x_y}", "page (https://a.org) https://b.org/x_y"),
    ("as shown~\\cite{a,b} and \\citep[see][]{c}", "as shown and"),
    ("R$^2$ and H$_2$O, $k$-means", "R² and H₂O, k-means"),
]
PLAIN = [
    "100% sure",
    "a<b and <HYBNEXT> and <10%",
    "$5 and $6, or US$ 5",
    "C:\\x and C:\\alpha",
    "\\\\server\\share\\name",
    "x~N(0,1), 10~20, ~5",
    "https://x.edu/~user/a--b_c",
    "--verbose and a- -b",
    "foo_bar, __init__, x^2",
    "{{ 7*7 }} and ${alert(1)}",
    "\\newcommand{x} \\begin{y}",
    "at different times, 10 times, sometimes",
    "A & B # C _ D",
    "``unclosed text",
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0]) for case in REMNANTS])
def test_remnants_are_said(text: str, expected: str) -> None:
    assert without_remnants(text).strip() == expected
    assert without_remnants(expected) == expected


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_left_alone(text: str) -> None:
    assert without_remnants(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{BERT}: Pre-training of {D}eep", "BERT: Pre-training of Deep"),
        ("G{\\\"o}del and {\\'E}cole~x", "Gödel and École x"),
        ("The {\\textsc{Foo}} \\& Bar", "The Foo & Bar"),
        ("{\\v{S}}ou{\\v{c}}ek, 100\\%", "Šouček, 100%"),
        ("Set {0, 1} stays", "Set 0, 1 stays"),
        ("{{{Nested}}}", "Nested"),
    ],
)
def test_a_whole_latex_field_loses_its_braces(text: str, expected: str) -> None:
    assert to_text(text) == expected
