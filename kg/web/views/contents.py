"""The pages of whole graphs: what a shared graph describes, the portal's lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.identifiers import Iris
from kg.vocabulary import DCAT, RENKEI
from kg.web.description import Words, natural_key, shortened
from kg.web.language import Language
from kg.web.views.bodies import AgreementRow, agreement_rows
from kg.web.views.statements import Link, View

#: What the shared graphs are called, by the last part of their names.
_GRAPHS = {
    "areas": ("圏域", "Cooperation areas"),
    "bodies": ("団体コードのない公共団体", "Public bodies without a code"),
    "catalog": ("カタログ（DCAT）のグラフ", "Graph of the catalog (DCAT)"),
    "laws": ("引用された法令等", "Laws and instruments cited"),
    "ontology": ("語彙のグラフ", "Graph of the ontology"),
    "ontology-notes": ("語彙の用例と制約", "Examples and shapes of the ontology's terms"),
    "provenance": ("公開版の作成の記録（PROV、DQV）", "Account of the build (PROV, DQV)"),
    "quality": ("品質の測定値（DQV）", "Measurements of quality (DQV)"),
    "registry": ("都道府県・市区町村の台帳", "Registry of prefectures and municipalities"),
    "release": ("公開版の来歴", "Provenance of the release"),
    "schemes": ("概念体系", "Concept schemes"),
}
#: What a catalog is about.
CATALOG_ENTRIES = (DCAT["Catalog"], DCAT["DatasetSeries"], DCAT["Dataset"], DCAT["DataService"], DCAT["Distribution"])


@dataclass(frozen=True, slots=True, kw_only=True)
class KindGroup:
    """Things of one class."""

    kind: Words
    things: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    link: Link
    core: Link | None
    members: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalLists:
    agreements: tuple[AgreementRow, ...]
    areas: tuple[AreaRow, ...]


def graph_title(iris: Iris, graph: str, language: Language) -> Words:
    """What a named graph is called.

    >>> iris = Iris("https://example.jp/")
    >>> graph_title(iris, "https://example.jp/doc/registry", Language.EN).text
    'Registry of prefectures and municipalities'
    """
    name = graph.removeprefix(iris.document(""))
    if name not in _GRAPHS:
        return Words(name)
    ja, en = _GRAPHS[name]
    return Words(ja, "ja") if language is Language.JA else Words(en, "en")


def view_catalog(view: View) -> tuple[KindGroup, ...]:
    """The entries of the catalog by class, without the stubs that it carries for what it refers to."""
    return view_contents(view, kinds=CATALOG_ENTRIES)


def view_contents(view: View, *, kinds: Sequence[NamedNode] = ()) -> tuple[KindGroup, ...]:
    """The things of a graph by class: all classes, or some in their order."""
    known = view.description
    things = known.by_class()
    order = [kind.value for kind in kinds if kind.value in things] or sorted(things)
    return tuple(
        KindGroup(
            kind=known.name(kind, view.language) or Words(shortened(kind)),
            things=tuple(view.link(thing) for thing in sorted(things[kind], key=natural_key)),
        )
        for kind in order
    )


def view_portal(view: View) -> PortalLists:
    """The agreements signed last and the cooperation areas."""
    known = view.description
    return PortalLists(
        agreements=agreement_rows(view, known.instances(RENKEI["Agreement"])),
        areas=tuple(
            AreaRow(
                link=view.link(iri),
                core=next(iter(view.linked(iri, RENKEI["coreCity"])), None),
                members=view.linked(iri, RENKEI["member"]),
            )
            for iri in known.instances(RENKEI["CooperationArea"])
        ),
    )
