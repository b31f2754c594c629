"""``/compare``: two agreements beside each other, each word from one of them."""

from __future__ import annotations

from urllib.parse import urljoin

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from kg.web.highlighting import Piece
from kg.web.views.comparison import compared

ASAHIKAWA, SAPPORO = "012041-014591-20220112", "011002-012106-20190329"


def _cells(client: httpx.Client, a: str, b: str, **parameters: str) -> list[tuple[html.HtmlElement, html.HtmlElement]]:
    answer = client.get("/compare", params={"a": a, "b": b, **parameters})
    assert answer.status_code == 200, answer.text
    rows = html.fromstring(answer.text).xpath("//table[@class='compare']/tbody/tr[not(th)]")
    return [tuple(row.xpath("td")) for row in rows]


def test_articles_and_initiatives_that_belong_together_are_beside_each_other(portal: httpx.Client) -> None:
    pairs = [(left.text_content(), right.text_content()) for left, right in _cells(portal, ASAHIKAWA, SAPPORO)]
    assert "（目的）" in next(right for left, right in pairs if "（目的）" in left)
    assert any("対応するものなし" in right for _, right in pairs)


def test_nothing_is_lost_and_only_differences_are_marked(portal: httpx.Client) -> None:
    there = _cells(portal, ASAHIKAWA, SAPPORO)
    back = _cells(portal, SAPPORO, ASAHIKAWA)
    links, swapped = (
        {link for row in rows for cell in row for link in cell.xpath(".//strong//a/@href")} for rows in (there, back)
    )
    assert links == swapped
    agreement = html.fromstring(portal.get(f"/doc/agreement/{ASAHIKAWA}").text)
    initiatives = {
        link.rpartition("/doc/")[2] for link in agreement.xpath("//article[@class='initiative']/h4/a[1]/@href")
    }
    assert len(initiatives) == 28
    assert initiatives <= {link.rpartition("/doc/")[2] for link in links}
    marked = [words for rows in (there, back) for row in rows for cell in row for words in cell.xpath(".//mark/text()")]
    assert len(marked) > 50


def test_the_choice_leads_to_the_comparison(portal: httpx.Client) -> None:
    address = f"/doc/agreement/{ASAHIKAWA}"
    (href,) = html.fromstring(portal.get(address).text).xpath("//a[contains(@href, 'compare?')]/@href")
    choice = urljoin(address, href)
    (link,) = html.fromstring(portal.get(choice).text).xpath("//main//ul/li/a/@href")
    assert html.fromstring(portal.get(urljoin(choice, link)).text).xpath("//table")
    assert len(html.fromstring(portal.get("/compare").text).xpath("//main//ul/li/a")) == 2


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"a": ASAHIKAWA, "b": ASAHIKAWA}, 400),
        ({"a": ASAHIKAWA, "b": "nothing"}, 404),
        ({"a": "../../etc", "b": ASAHIKAWA}, 404),
    ],
)
def test_what_cannot_be_compared(portal: httpx.Client, parameters: dict[str, str], status: int) -> None:
    assert portal.get("/compare", params=parameters).status_code == status


@given(st.text(max_size=80), st.text(max_size=80))
def test_every_character_is_on_its_side(left: str, right: str) -> None:
    found = compared(left, right)
    assert ("".join(p.text for p in found.left), "".join(p.text for p in found.right)) == (left, right)
    if left and right:
        assert _unmarked(found.left) == _unmarked(found.right)
    assert not any(piece.marked for piece in compared(left, left).left)


def _unmarked(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces if not piece.marked)


def test_long_texts_are_compared_by_sentence() -> None:
    long = "".join(f"第{number}の事業を行う。" for number in range(1_000))
    found = compared(long, long.replace("第500の", "第五百の"))
    assert [piece.text for piece in found.right if piece.marked] == ["第五百の事業を行う。"]
