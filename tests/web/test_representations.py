"""Documents as HTTP has them: links, dates, profiles, graphs, what points to a thing page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from lxml import html as lxml_html
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg.errors import NotAcceptable
from kg.formats import AKOMA_NTOSO, ATOM, DATASET_FORMATS, GRAPH_FORMATS, HTML, RDF_FORMATS, TRIG, Format
from kg.vocabulary import DATA_LICENCE, DCTERMS, FOAF, RDF, RDFS, RENKEI
from kg.web.incoming import LONG_PAGE_SIZE, PAGE_SIZE, ROLES_PAGE_SIZE
from kg.web.profiles import ALTERNATES, CATALOG, DATA, STATISTICS, choose_media_type, choose_profile
from tests.web.conftest import serving
from tests.web.release_fixture import AGREEMENT, BASE, GRAPH, SLUG, example_quads, restate, write_release

DOCUMENT = f"/doc/agreement/{SLUG}"
CITY = f"{BASE}id/municipality/990019"
LAW = f"{BASE}id/law/322AC0000000067"
_LINK = re.compile(r'<([^>]*)>((?:; [a-z]+="[^"]*")+)')
_DOCUMENTS = [DOCUMENT, "/doc/municipality/990019", "/policy-field/renkei-a", "/policy-field/", "/ontology", "/shapes"]


def links_of(answer: httpx.Response) -> list[tuple[str, dict[str, str]]]:
    """Targets and attributes of the Link header."""
    found = _LINK.findall(answer.headers["link"])
    return [(target, dict(re.findall(r'([a-z]+)="([^"]*)"', attributes))) for target, attributes in found]


def related(answer: httpx.Response, relation: str) -> list[str]:
    return [target for target, attributes in links_of(answer) if attributes["rel"] == relation]


def triples(answer: httpx.Response) -> set[Triple]:
    assert answer.status_code == 200, answer.text
    return {quad.triple for quad in parse(answer.content, format=RdfFormat.TURTLE)}


_OTHERS = {"/catalog": (CATALOG, RDF_FORMATS), "/void": (STATISTICS, RDF_FORMATS)}


@pytest.mark.parametrize("path", ["/catalog", "/void"])
def test_the_catalog_has_profiles_and_media_types_too(client: httpx.Client, path: str) -> None:
    profile = _OTHERS[path][0]
    said = triples(client.get(path, params={"_profile": "alt", "_mediatype": "text/turtle"}))
    conforming = {str(triple.object).strip("<>") for triple in said if triple.predicate == DCTERMS["conformsTo"]}
    assert conforming == {profile.iri, ALTERNATES.iri}
    by_header = client.get(path, headers={"Accept": "text/turtle", "Accept-Profile": f"<{ALTERNATES.iri}>"})
    assert triples(by_header) == said
    assert (
        client.get(path, params={"_mediatype": "application/ld+json"}).headers["content-location"] == f".{path}.jsonld"
    )
    for wrong in ({"_profile": "renkei"}, {"_mediatype": "application/trig"}):
        assert client.get(path, params=wrong).status_code == 406


@pytest.mark.parametrize("path", [*_DOCUMENTS, "/catalog", "/void"])
@pytest.mark.parametrize("accept", ["text/turtle", "text/html"])
def test_links_of_a_document(client: httpx.Client, path: str, accept: str) -> None:
    profile, formats = _OTHERS.get(path, (DATA, GRAPH_FORMATS))
    answer = client.get(path, headers={"Accept": accept})
    typed = [(target, attributes) for target, attributes in links_of(answer) if "type" in attributes]
    alternates = {attributes["type"]: target for target, attributes in typed if attributes["rel"] != "timemap"}
    assert client.get(answer.url.join(alternates.pop(ATOM.media_type))).status_code == 200
    besides = (AKOMA_NTOSO,) if path == DOCUMENT else ()
    assert set(alternates) | {accept} == {format_.media_type for format_ in (*formats, HTML, *besides)}
    assert accept not in alternates
    for media_type, target in alternates.items():
        other = client.get(answer.url.join(target))
        assert (other.status_code, other.headers["content-type"].partition(";")[0]) == (200, media_type)
    (canonical,), (describes,) = related(answer, "canonical"), related(answer, "describes")
    assert canonical == f"{BASE}{path.strip('/')}"
    assert describes
    (licence,) = related(answer, "license")
    assert licence == DATA_LICENCE.value
    (description,) = related(answer, "describedby")
    assert client.get(answer.url.join(description)).status_code == 200
    assert related(answer, "profile") == [profile.iri]
    assert answer.headers["content-profile"] == f"<{profile.iri}>"
    assert "Accept-Profile" in answer.headers["vary"]
    place = client.get(answer.url.join(answer.headers["content-location"]))
    assert place.headers["content-type"] == answer.headers["content-type"]
    assert place.content == answer.content or accept == "text/html"
    assert "content-location" not in place.headers


def test_a_thing_says_where_it_is_described(client: httpx.Client) -> None:
    answer = client.get(f"/id/agreement/{SLUG}")
    assert related(answer, "describedby") == [f"../../doc/agreement/{SLUG}"]
    assert client.head(f"/id/agreement/{SLUG}").headers["link"] == answer.headers["link"]


@pytest.mark.parametrize(
    "path", [DOCUMENT, f"{DOCUMENT}.nt", "/catalog.ttl", "/download/renkei.ttl", "/sparql?query=ASK{}"]
)
def test_dates(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    modified = parsedate_to_datetime(answer.headers["last-modified"])
    assert modified <= datetime.now(modified.tzinfo)

    def status(method: str = "GET", **headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.request(method, path, headers=named).status_code

    same, before = format_datetime(modified, usegmt=True), format_datetime(modified - timedelta(seconds=1), usegmt=True)
    assert status(if_modified_since=same) == 304
    assert status("HEAD", if_modified_since=same) == 304
    assert status(if_modified_since=before) == 200
    assert status(if_modified_since="yesterday") == 200
    assert status(if_modified_since=same, if_none_match='"other"') == 200
    assert status(if_modified_since=before, if_none_match=answer.headers["etag"]) == 304


def test_a_release_that_goes_live_again_is_new(tmp_path: Path) -> None:
    release = write_release(tmp_path / "release")
    current = tmp_path / "current"
    current.symlink_to(release)
    with serving(current) as url:
        first = parsedate_to_datetime(httpx.get(f"{url}{DOCUMENT}").headers["last-modified"])
    assert first.timestamp() == int(max(current.lstat().st_mtime, (release / "manifest.json").stat().st_mtime))


@pytest.mark.parametrize("format_", DATASET_FORMATS, ids=lambda format_: format_.name)
def test_a_document_in_the_graphs_it_came_from(client: httpx.Client, format_: Format) -> None:
    assert isinstance(format_.engine, RdfFormat)
    published = set(example_quads())
    for path in (DOCUMENT, "/doc/municipality/990019", "/doc/registry"):
        answer = client.get(path, headers={"Accept": format_.media_type})
        assert answer.headers["content-type"] == format_.content_type
        found = set(parse(answer.content, format=format_.engine))
        assert found - published == {quad for quad in found if str(quad.graph_name) == "DEFAULT"}
        assert {quad.graph_name for quad in found & published} >= {NamedNode(f"{BASE}doc/registry")}
        assert client.get(f"{path}.{format_.extension}").content == answer.content


def test_json_ld_documents_are_default_graphs(client: httpx.Client) -> None:
    """JSON-LD could name graphs too, but is asked for as a syntax of one."""
    for path in (DOCUMENT, "/doc/municipality/990019", "/graph-store?graph=" + GRAPH):
        answer = client.get(
            path, headers={"Accept": "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9"}
        )
        assert answer.headers["content-type"] == "application/ld+json"
        assert {str(quad.graph_name) for quad in parse(answer.content, format=RdfFormat.JSON_LD)} == {"DEFAULT"}


def test_a_description_names_its_graph_and_what_points_to_it(client: httpx.Client) -> None:
    said = triples(client.get("/doc/municipality/990019"))
    document = NamedNode(f"{BASE}doc/municipality/990019")
    assert Triple(document, FOAF["primaryTopic"], NamedNode(CITY)) in said
    assert Triple(document, DCTERMS["source"], NamedNode(f"{BASE}doc/registry")) in said
    party = NamedNode(f"{AGREEMENT}/party/1")
    assert Triple(party, RENKEI["municipality"], NamedNode(CITY)) in said
    part = triples(client.get(f"{DOCUMENT}/party/1"))
    assert Triple(NamedNode(f"{BASE}doc/agreement/{SLUG}/party/1"), DCTERMS["source"], NamedNode(GRAPH)) in part
    assert Triple(NamedNode(AGREEMENT), RENKEI["party"], party) in part


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server with a city that 250 roles and 60 agreements point to, and a law that more citations name than a page
    shows."""
    directory = write_release(tmp_path_factory.mktemp("crowded") / "release")
    store = Store(str(directory / "store"))
    for number in range(250):
        role = NamedNode(f"{AGREEMENT}/initiative/1/role/x{number:03}")
        store.add(Quad(role, RENKEI["assignedTo"], NamedNode(CITY), NamedNode(GRAPH)))
        store.add(Quad(role, RENKEI["text"], Literal(f"役割{number:03}", language="ja"), NamedNode(GRAPH)))
        store.add(Quad(NamedNode(f"{AGREEMENT}/initiative/1"), RENKEI["role"], role, NamedNode(GRAPH)))
    role, evidence = (NamedNode(f"{AGREEMENT}/initiative/1/role/x000{below}") for below in ("", "/evidence/assignedTo"))
    store.add(Quad(role, RENKEI["evidence"], evidence, NamedNode(GRAPH)))
    store.add(Quad(evidence, RENKEI["statementProperty"], RENKEI["assignedTo"], NamedNode(GRAPH)))
    store.add(Quad(evidence, RENKEI["rule"], Literal("column-of-the-bearer"), NamedNode(GRAPH)))
    for number in range(60):
        agreement = f"{BASE}id/agreement/990019-{number:06}-20220401"
        graph = NamedNode(agreement.replace("/id/", "/doc/"))
        whole, party = NamedNode(agreement), NamedNode(f"{agreement}/party/1")
        store.add(Quad(whole, RDF["type"], RENKEI["Agreement"], graph))
        store.add(Quad(whole, RDFS["label"], Literal(f"協約{number:02}", language="ja"), graph))
        store.add(Quad(whole, RENKEI["party"], party, graph))
        store.add(Quad(party, RENKEI["municipality"], NamedNode(CITY), graph))
    for number in range(LONG_PAGE_SIZE + 50):
        citation = NamedNode(f"{AGREEMENT}/citation/x{number:04}")
        store.add(Quad(NamedNode(AGREEMENT), RENKEI["cites"], citation, NamedNode(GRAPH)))
        store.add(Quad(citation, RENKEI["law"], NamedNode(LAW), NamedNode(GRAPH)))
        store.add(Quad(citation, RDFS["label"], Literal(f"条文{number:04}", language="ja"), NamedNode(GRAPH)))
    store.flush()
    del store
    restate(directory)
    with serving(directory) as url, httpx.Client(base_url=url) as client:
        yield client


def test_what_points_to_a_thing_is_paged(crowded: httpx.Client) -> None:
    pages: list[set[str]] = []
    path = "/doc/municipality/990019"
    while True:
        answer = crowded.get(path, headers={"Accept": "text/turtle"})
        said = triples(answer)
        pointing = {str(triple.subject) for triple in said if triple.object == NamedNode(CITY)}
        pages.append({iri for iri in pointing if "/agreement/" in iri})
        following = related(answer, "next")
        own = NamedNode(f"{BASE}doc/municipality/990019")
        stated = {t.object for t in said if (t.subject, t.predicate) == (own, RDFS["seeAlso"])}
        assert len(stated) == len(following)
        if not following:
            break
        assert {parse_qs(urlsplit(str(node).strip("<>")).query)["after"][0] for node in stated} == {
            parse_qs(urlsplit(following[0]).query)["after"][0]
        }
        path = str(answer.url.join(following[0]))
    assert [len(page) for page in pages[:-1]] == [PAGE_SIZE] * (len(pages) - 1)
    assert len(set().union(*pages)) == sum(map(len, pages)) >= 250
    assert sum("/role/x" in iri for iri in set().union(*pages)) == 250


def test_the_page_of_a_city_has_all_agreements_and_its_roles_page_by_page(crowded: httpx.Client) -> None:
    path, roles = "/doc/municipality/990019?lang=ja", []
    while path:
        page = crowded.get(path, headers={"Accept": "text/html"})
        tree = lxml_html.fromstring(page.text)
        listed = tree.xpath("//section[@id='agreements']//li/a")
        assert len(listed) == 61
        assert {f"協約{number:02}" for number in range(60)} < {each.text_content() for each in listed}
        (count,) = {
            li.text_content().split()[-1] for li in tree.xpath("//section[@id='roles']//h3[1]/following::ul[1]/li")
        }
        assert count == "251"
        shown = tree.xpath("//article[@class='initiative']")
        assert 0 < len(shown) <= ROLES_PAGE_SIZE
        assert all(article.xpath(f".//p[@class='list-note']/a[contains(@href, '{SLUG}')]") for article in shown)
        roles += [word for article in shown for word in re.findall(r"役割\d{3}", article.text_content())]
        known = tree.xpath("//article[contains(., '役割000')]//a[@class='why']/@href")
        assert ["column-of-the-bearer" in href for href in known] == [True] * ("役割000" in page.text)
        following = {str(page.url.join(href)) for href in tree.xpath("//a[@rel='next']/@href")}
        assert len(following) == bool(related(page, "next"))
        path = following.pop() if following else ""
    assert roles == [f"役割{number:03}" for number in range(250)]


def test_the_page_of_a_thing_leads_on(crowded: httpx.Client) -> None:
    first = crowded.get("/doc/prefecture/990001.html")
    assert first.status_code == 200
    assert 'rel="next"' not in first.text
    path, shown = f"/doc/{LAW.removeprefix(f'{BASE}id/')}?lang=en", []
    for more in (True, False):
        page = crowded.get(path, headers={"Accept": "text/html"})
        shown += re.findall(r"条文\d{4}", page.text)
        tree = lxml_html.fromstring(page.text)
        assert "Cited by" in page.text
        following = tree.xpath("//a[@rel='next']/@href")
        assert bool(following) == bool(related(page, "next")) == more
        path = str(page.url.join(following[0])) if following else ""
    assert sorted(set(shown)) == [f"条文{number:04}" for number in range(LONG_PAGE_SIZE + 50)]
    assert crowded.get("/doc/municipality/990019?after=%FF").status_code == 400


def test_profiles_in_headers_and_addresses(client: httpx.Client) -> None:
    for path in _DOCUMENTS:
        by_token = client.get(path, params={"_profile": "alt"})
        by_header = client.get(path, headers={"Accept-Profile": f"<{ALTERNATES.iri}>"})
        assert by_token.content == by_header.content
        assert "Accept-Profile" in by_header.headers["vary"]
        assert by_token.headers["content-profile"] == f"<{ALTERNATES.iri}>"
        forms = {t.subject for t in triples(by_token) if t.object == NamedNode(DATA.iri)}
        assert len(forms) == len(GRAPH_FORMATS) + 1
        for form in forms:
            assert client.get(str(form).strip("<>").replace(BASE, "/")).status_code == 200
    default = client.get(DOCUMENT)
    assert default.headers["content-profile"] == f"<{DATA.iri}>"
    assert default.content == client.get(DOCUMENT, params={"_profile": "renkei"}).content
    wish = client.get(DOCUMENT, headers={"Accept-Profile": "<urn:unknown>"})
    assert wish.content == default.content
    assert client.get(DOCUMENT, params={"_profile": "unknown"}).status_code == 406
    page = client.get(DOCUMENT, params={"_profile": "alt"}, headers={"Accept": "text/html"})
    assert "TriG" in page.text
    assert client.get("/doc/nothing", params={"_profile": "alt"}).status_code == 404


def test_media_types_in_addresses(client: httpx.Client) -> None:
    for format_ in (*GRAPH_FORMATS, HTML):
        answer = client.get(DOCUMENT, params={"_mediatype": format_.media_type}, headers={"Accept": "text/csv"})
        assert answer.headers["content-type"] == format_.content_type
    unescaped = client.get(f"{DOCUMENT}?_mediatype=application/ld+json")
    assert unescaped.headers["content-type"] == "application/ld+json"
    assert client.get(DOCUMENT, params={"_mediatype": "image/png"}).status_code == 406
    seen = client.get(f"/id/agreement/{SLUG}?_profile=alt&_mediatype=text/turtle")
    assert seen.headers["location"].endswith("?_profile=alt&_mediatype=text/turtle")


@pytest.mark.parametrize(
    ("token", "header", "expected"),
    [
        ("", None, DATA),
        ("renkei", f"<{ALTERNATES.iri}>", DATA),
        (ALTERNATES.iri, None, ALTERNATES),
        ("", f"<{ALTERNATES.iri}>;q=0.2, <{DATA.iri}>;q=0.1", ALTERNATES),
        ("", f"<{ALTERNATES.iri}>;q=0.2, <{DATA.iri}>", DATA),
        ("", f"<{ALTERNATES.iri}>;q=0", DATA),
        ("", "<urn:x>, nonsense;;,", DATA),
    ],
)
def test_choice_of_a_profile(token: str, header: str | None, expected: object) -> None:
    assert choose_profile(token, header) is expected


def test_choice_by_address() -> None:
    assert choose_media_type("text/csv, application/trig;q=0.5", "text/turtle", GRAPH_FORMATS) is TRIG
    with pytest.raises(NotAcceptable):
        choose_media_type("text/csv", "text/turtle", GRAPH_FORMATS)


@pytest.mark.parametrize("ending", ["", ".ttl", ".html", "/article/1", "/party/1.nt", "/source.txt"])
def test_what_is_gone_leaves_a_tombstone(client: httpx.Client, ending: str) -> None:
    for place in ("id", "doc"):
        path = f"/{place}/agreement/990019-990035-20180401{ending}"
        answer = client.get(path)
        assert answer.status_code == 410
        assert "until release before" in answer.json()["detail"]
        assert "青川市・赤池町" in answer.json()["detail_ja"]
        page = client.get(path, headers={"Accept": "text/html", "Accept-Language": "ja"})
        assert (page.status_code, "公開を終了しました" in page.text) == (410, True)
        assert client.head(path).status_code == 410


def test_shapes_dereference(client: httpx.Client, release_directory: Path) -> None:
    files = sorted((release_directory / "shapes").glob("*.ttl"))
    authored = [quad for file in files for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
    for format_ in GRAPH_FORMATS:
        assert isinstance(format_.engine, RdfFormat)
        answer = client.get(f"/shapes.{format_.extension}")
        assert answer.headers["content-type"] == format_.content_type
        assert len(set(parse(answer.content, format=format_.engine))) == len(set(authored))
    page = client.get("/shapes.html")
    assert '<tr id="Agreement">' in page.text
    assert 'href="./ontology#Agreement"' in page.text
    assert client.get("/shapes.xyz").status_code == 404
