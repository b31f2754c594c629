"""The history of an agreement: whether it is in force on a day, and the text of a day."""

from __future__ import annotations

import httpx
import pytest
from lxml import html

from tests.web.release_fixture import AGREEMENT, SLUG

DOCUMENT = f"/doc/agreement/{SLUG}"


def words(answer: httpx.Response, path: str) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(html.fromstring(answer.text).xpath(path)[0].text_content().split())


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2022-03-31", "not in force (before it took effect)"),
        ("2022-04-01", "in force (within its term)"),
        ("2027-03-31", "in force (within its term)"),
        ("2027-04-01", "cannot be told (its term has ended but may have been renewed)"),
    ],
)
def test_in_force_on_a_day(browser: httpx.Client, day: str, said: str) -> None:
    answer = browser.get(DOCUMENT, params={"on": day, "lang": "en"})
    assert words(answer, "//section[@id='history']//p[@class='answer']").endswith(f": {said}")


def test_without_a_day_all_periods_are_shown(browser: httpx.Client) -> None:
    answer = browser.get(DOCUMENT, params={"lang": "ja"})
    said = words(answer, "//section[@id='history']")
    assert "効力なし（効力の発生前）" in said
    assert "効力あり（有効期間の内）" in said
    assert "該当する箇所がありません" in said
    assert "日は定まらない" in said
    assert not html.fromstring(answer.text).xpath("//p[@class='answer']")


def test_stated_events_lead_to_their_words(browser: httpx.Client) -> None:
    tree = html.fromstring(browser.get(DOCUMENT, params={"lang": "en"}).text)
    links = tree.xpath("//section[@id='history']//tr[contains(., 'Signing')]//a[@class='source-link']/@href")
    assert links
    assert "/source.html?at=" in links[0]


@pytest.mark.parametrize("day", ["2023-13-01", "tomorrow", "２０２３"])
def test_no_day_is_refused_with_a_reason(client: httpx.Client, day: str) -> None:
    answer = client.get(f"{DOCUMENT}/version", params={"on": day})
    assert answer.status_code == 400
    assert "2024-05-01" in answer.json()["detail"]


def test_text_of_a_day(client: httpx.Client) -> None:
    def led(day: str, path: str = "version") -> str:
        answer = client.get(f"{DOCUMENT}/{path}", params={"on": day})
        assert answer.status_code == 303
        return answer.url.join(answer.headers["location"]).path

    assert led("2024-03-31").endswith(DOCUMENT)
    assert led("2024-04-01").endswith(f"{DOCUMENT}/version/20240401")
    assert led("2030-01-01", "version.ttl").endswith(f"{DOCUMENT}/version/20240401.ttl")


def test_text_of_a_day_needs_a_day_and_an_agreement(client: httpx.Client) -> None:
    assert client.get(f"{DOCUMENT}/version").status_code == 400
    assert client.get("/doc/agreement/none/version", params={"on": "2024-04-01"}).status_code == 404


def test_page_of_a_version(browser: httpx.Client) -> None:
    answer = browser.get(f"{DOCUMENT}/version/20240401", params={"lang": "en"})
    provisions = [
        " ".join(p.text_content().split())
        for p in html.fromstring(answer.text).xpath("//p[contains(@class, 'consolidated')]")
    ]
    assert provisions == ["（趣旨） 第1条 [1; number 2]", "改められた文言である。 [1, 2]"]
    assert "some changes are not applied" in words(answer, "//dl")
    assert "found no such part" in words(answer, "//main")


def test_version_as_data_has_its_provisions(client: httpx.Client) -> None:
    answer = client.get(f"{DOCUMENT}/version/20240401.ttl")
    assert answer.status_code == 200
    assert "改められた文言である。" in answer.text
    assert AGREEMENT.rpartition("/")[2] in answer.text
