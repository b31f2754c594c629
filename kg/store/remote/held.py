"""That a store holds a release, whole: every graph has as many triples, and the catalog is that of these files."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from kg.errors import ReleaseError
from kg.store.release import Release
from kg.store.remote.connection import Connection, RemoteStore
from kg.store.remote.evaluator import RemoteRelease
from kg.vocabulary import SPDX

#: The file of everything, whose SHA-256 in the catalog tells releases apart.
_WHOLE = "renkei.nq"


def held_release(release: Release, store: RemoteStore) -> RemoteRelease:
    """The release as the store holds it. Raises ReleaseError where it holds another or not all of it.

    EngineUnavailable or InputError where the store does not answer. ``renkei push`` writes the catalog last, so a
    store with this catalog has been filled to the end; the counts tell what was changed since.
    """
    expected = release.manifest.counts.graphs
    with Connection(store) as connection:
        sizes = connection.graph_sizes()
        _check_catalog(release, connection)
    wrong = sorted(graph for graph, count in expected.items() if sizes.get(graph, 0) != count)
    if wrong:
        found, count = sizes.get(wrong[0], 0), expected[wrong[0]]
        raise _not_held(
            store,
            f"graph {wrong[0]} has {found} triples, expected {count} ({len(wrong)} graphs differ)",
            f"グラフ {wrong[0]} が {found} トリプルで、公開版の {count} と異なります（異なるグラフは {len(wrong)} 個）",
        )
    return RemoteRelease(
        store=store,
        graphs=tuple(sorted(expected)),
        alone=sizes.keys() <= expected.keys(),
        datatypes=release.manifest.datatypes,
    )


def _check_catalog(release: Release, connection: Connection) -> None:
    if _WHOLE not in release.files:
        raise ReleaseError(f"{_WHOLE}: not in the release", f"{_WHOLE} がリリースにありません")
    rows = connection.select(
        "checksum.rq",
        graph=str(NamedNode(release.iris.document("catalog"))),
        property=str(SPDX["checksumValue"]),
        sha256=str(Literal(release.files[_WHOLE].sha256)),
    )
    if not rows:
        raise _not_held(
            connection.store,
            f"no catalog of release {release.manifest.id}: another release is there, or a push has not come to its end",
            f"公開版 {release.manifest.id} のカタログがありません。別の公開版か、送信が最後まで終わっていません",
        )


def _not_held(store: RemoteStore, reason: str, reason_ja: str) -> ReleaseError:
    url = store.addresses.query
    return ReleaseError(
        f"{url}: {reason}; `renkei push {url}` brings the release there",
        f"{url}: {reason_ja}。`renkei push {url}` で公開版を送ってください",
    )
