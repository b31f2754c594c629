"""The event stream of changes, replicated by the client that its specification's authors publish."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.publication import changes
from kg.vocabulary import AS, DCTERMS, RDF, TREE
from tests.publication.test_changes import release
from tests.running import free_port
from tests.web.conftest import serving
from tests.web.release_fixture import SLUG, write_release

HERE = Path(__file__).parent
Member = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Served:
    """The last of three releases, and where it is served."""

    directory: Path
    url: str


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An agreement that the second release has no more and one that it has first, which the third changes."""
    folder, port = tmp_path_factory.mktemp("replication"), free_port()
    base = f"http://127.0.0.1:{port}/"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(changes, "PAGE_CHANGES", 2)
        first = release(folder, "first", "2021-01-01T00:00:00Z", {"gone": "旧"}, base=base)
        changes.record_changes(first, before=None)
        second = write_release(folder / "second", base=base, marked="second", before=first)
        third = write_release(folder / "third", base=base, marked="third", before=second)
    with serving(third, port=port) as url:
        yield Served(third, url)


def replicated(url: str) -> list[Member]:
    command = ["node", str(HERE / "replicate.mjs"), f"{url}/ldes"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def held(member: Member) -> set[Triple]:
    """What the agreement says as of a member."""
    quads = parse(member["nquads"], format=RdfFormat.N_QUADS)
    return {quad.triple for quad in quads if quad.graph_name == NamedNode(member["id"])}


def kind(member: Member) -> NamedNode:
    (found,) = [
        quad.object
        for quad in parse(member["nquads"], format=RdfFormat.N_QUADS)
        if quad.subject == NamedNode(member["id"]) and quad.predicate == RDF["type"]
    ]
    assert isinstance(found, NamedNode)
    return found


@pytest.mark.clients
def test_ldes_client_replicates_what_is_published(served: Served) -> None:
    members = sorted(replicated(served.url), key=lambda member: member["time"])
    assert sorted(map(str, map(kind, members))) == sorted(
        map(str, (AS["Create"], AS["Create"], AS["Delete"], AS["Update"]))
    )
    latest = {member["of"]: member for member in members}
    there = {of: held(member) for of, member in latest.items() if kind(member) != AS["Delete"]}
    published = (served.directory / f"agreements/{SLUG}.nt").read_bytes()
    agreement = f"{served.url}/id/agreement/{SLUG}"
    assert there == {agreement: {quad.triple for quad in parse(published, format=RdfFormat.N_TRIPLES)}}
    assert held(latest[f"{served.url}/id/agreement/gone"]) == set()
    versions = [held(member) for member in members if member["of"] == agreement]
    assert len(versions) == 2
    assert versions[0] != versions[1]


def page_addresses(url: str) -> list[str]:
    """The pages in the order of their times."""
    root = parse(httpx.get(f"{url}/ldes", headers={"Accept": "text/turtle"}).content, format=RdfFormat.TURTLE)
    relations: dict[object, dict[NamedNode, Quad]] = {}
    for quad in root:
        relations.setdefault(quad.subject, {})[quad.predicate] = quad
    pages = {
        (str(said[TREE["value"]].object), str(said[TREE["node"]].object)[1:-1])
        for said in relations.values()
        if TREE["node"] in said and said[RDF["type"]].object == TREE["GreaterThanOrEqualToRelation"]
    }
    return [address for _, address in sorted(pages)]


def test_pages_that_are_complete_are_kept_for_good(served: Served) -> None:
    first, last = page_addresses(served.url)
    assert "immutable" in httpx.get(first).headers["cache-control"]
    assert "no-cache" in httpx.get(last).headers["cache-control"]
    assert httpx.get(f"{served.url}/ldes").headers["cache-control"] == "public, no-cache"
    assert httpx.get(f"{served.url}/ldes/page/000000000000").status_code == 404


@pytest.mark.parametrize("format_", [RdfFormat.N_QUADS, RdfFormat.TRIG, RdfFormat.JSON_LD])
def test_syntaxes_with_named_graphs_say_the_same(served: Served, format_: RdfFormat) -> None:
    for address in (*page_addresses(served.url), f"{served.url}/ldes"):
        asked = httpx.get(address, headers={"Accept": format_.media_type})
        assert asked.headers["content-type"] == format_.media_type
        expected = parse(httpx.get(address).content, format=RdfFormat.TRIG)
        assert set(parse(asked.content, format=format_)) == set(expected)
        assert (
            httpx.get(
                address, headers={"If-None-Match": asked.headers["etag"], "Accept": format_.media_type}
            ).status_code
            == 304
        )


def test_turtle_has_the_changes_and_each_its_content_at_its_address(served: Served) -> None:
    _, last = page_addresses(served.url)
    said = list(parse(httpx.get(last, headers={"Accept": "text/turtle"}).content, format=RdfFormat.TURTLE))
    (updated,) = [quad.subject for quad in said if quad.object == AS["Update"]]
    assert isinstance(updated, NamedNode)
    answer = httpx.get(updated.value, headers={"Accept": "application/n-triples"})
    assert "immutable" in answer.headers["cache-control"]
    found = {quad.triple for quad in parse(answer.content, format=RdfFormat.N_TRIPLES)}
    published = (served.directory / f"agreements/{SLUG}.nt").read_bytes()
    own = {triple for triple in found if triple.subject == updated}
    assert found - own == {quad.triple for quad in parse(published, format=RdfFormat.N_TRIPLES)}
    assert any(triple.predicate == DCTERMS["isVersionOf"] for triple in own)
    with_graph = httpx.get(updated.value, headers={"Accept": "application/n-quads"})
    assert {quad.triple for quad in parse(with_graph.content, format=RdfFormat.N_QUADS)} == found
    assert httpx.get(f"{served.url}/ldes/change/nothing").status_code == 404
