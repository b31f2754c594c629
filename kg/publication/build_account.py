"""The account of a build: what it used, file by file with their hashes, what each stage counted, what was corrected.

It follows from inputs, settings and software alone, so it says nothing of the release before; the manifest does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from pyoxigraph import NamedNode, Quad

from kg import __version__
from kg.formats import CSVW, GRAPH_FORMATS
from kg.graph.ontology import ontology_quads
from kg.identifiers import Iris
from kg.publication.contents import PublishedAgreement, ReleaseFile, ReleaseIdentity, moment
from kg.publication.inputs import InputFile, rule_files
from kg.publication.provenance import SOFTWARE_NAME
from kg.publication.selection import Selection
from kg.registries.release_counts import STAGES, load_release_counts
from kg.validation import ResultSeverity
from kg.vocabulary import OWL, RDF, RENKEI

_TABLES = "tables/"
_RDF_EXTENSIONS = tuple(f".{format_.extension}" for format_ in GRAPH_FORMATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionMade:
    """A correction that was applied: its IRI, of which agreement, who made it, when (ISO 8601) and why."""

    iri: str
    agreement: str
    title: str
    title_en: str
    author: str
    made_on: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildAccount:
    """Everything that is told of a build. ``counts`` are of :func:`kg.registries.release_counts.load_release_counts`;
    ``rules`` are the tables, shapes and ontology of the software.
    """

    inputs: tuple[InputFile, ...]
    rules: tuple[InputFile, ...]
    ontology_version: str
    corrections: tuple[CorrectionMade, ...]
    counts: Mapping[str, int]


def account_for(
    selection: Selection,
    *,
    inputs: Sequence[InputFile],
    quads: Iterable[Quad],
    files: Sequence[ReleaseFile],
    iris: Iris,
) -> BuildAccount:
    """The account of a build that has written ``files`` from ``quads``, the whole data set."""
    graphs = Counter(quad.graph_name for quad in quads)
    return BuildAccount(
        inputs=tuple(inputs),
        rules=rule_files(),
        ontology_version=_ontology_version(iris),
        corrections=tuple(made for entry in selection.published for made in _corrections(entry, iris)),
        counts={
            **_counts_of_reading(selection),
            **_counts_of_agreements(selection),
            "graphs": len(graphs),
            "triples": graphs.total(),
            **_counts_of_files(files),
        },
    )


def _ontology_version(iris: Iris) -> str:
    versions = [quad.object for quad in ontology_quads(iris=iris) if quad.predicate == OWL["versionIRI"]]
    (version,) = (version.value for version in versions if isinstance(version, NamedNode))
    return version


def _corrections(entry: PublishedAgreement, iris: Iris) -> list[CorrectionMade]:
    return [
        CorrectionMade(
            iri=iris.part(entry.slug, f"correction/{applied.correction.number}"),
            agreement=entry.iri,
            title=entry.label,
            title_en=entry.label_en,
            author=applied.correction.author,
            made_on=applied.correction.made_on.isoformat(),
            reason=applied.correction.reason,
        )
        for applied in entry.agreement.corrections
    ]


def _counts_of_reading(selection: Selection) -> dict[str, int]:
    read = {candidate.path for candidate in selection.candidates}
    aside = {entry.path for entry in selection.set_aside}
    repeated = {entry.path for entry in selection.set_aside if entry.slug is not None}
    holding = read | repeated
    return {
        "files-in": len(holding | aside | selection.unread.keys()),
        "files-out": len(holding),
        "files-set-aside": len((aside | selection.unread.keys()) - holding),
    }


def _counts_of_agreements(selection: Selection) -> dict[str, int]:
    agreements = [candidate.graph.agreement for candidate in selection.candidates]
    quads = (quad for candidate in selection.candidates for quad in candidate.graph.quads)
    initiatives = [initiative for agreement in agreements for initiative in agreement.initiatives]
    roles = [role for initiative in initiatives for role in initiative.roles]
    found = Counter(result.severity for each in selection.candidates for result in each.validation.results)
    aside = [entry for entry in selection.set_aside if entry.slug is not None]
    repeated = len(selection.published) + len(aside) - len(selection.candidates)
    return {
        "agreements-in": len(agreements) + repeated,
        "articles": sum(quad.predicate == RDF["type"] and quad.object == RENKEI["Article"] for quad in quads),
        "initiatives": len(initiatives),
        "roles": len(roles),
        "duties": sum(len(role.duties) for role in roles),
        "citations": sum(len(agreement.citations) for agreement in agreements),
        "corrections": sum(len(agreement.corrections) for agreement in agreements),
        "agreements-checked": len(agreements),
        "agreements-out": len(selection.published),
        "agreements-set-aside": len(aside),
        "violations": found[ResultSeverity.VIOLATION],
        "warnings": found[ResultSeverity.WARNING],
        "information": found[ResultSeverity.INFO],
    }


def _counts_of_files(files: Sequence[ReleaseFile]) -> dict[str, int]:
    tables = [file for file in files if file.path.startswith(_TABLES) and not file.path.endswith(CSVW.extension)]
    dumps = [file for file in files if file.path.endswith(_RDF_EXTENSIONS)]
    return {"dumps": len(dumps), "tables": len(tables), "other-files": len(files) - len(dumps) - len(tables)}


def account_json(account: BuildAccount, release: ReleaseIdentity) -> dict[str, object]:
    """The account for the page and for programs that read no RDF."""
    return {
        "release": release.id,
        "created": moment(release.created).value,
        "software": {"name": SOFTWARE_NAME, "version": __version__},
        "ontology_version": account.ontology_version,
        "inputs": [_file_json(file) for file in account.inputs],
        "rules": [_file_json(file) for file in account.rules],
        "corrections": [asdict(made) for made in account.corrections],
        "stages": [
            {
                "name": name,
                "label_ja": label_ja,
                "label_en": label_en,
                "counts": [
                    {
                        "name": each.count,
                        "label_ja": each.label_ja,
                        "label_en": each.label_en,
                        "value": account.counts[each.count],
                    }
                    for each in load_release_counts()
                    if each.stage == name
                ],
            }
            for name, (label_ja, label_en) in STAGES.items()
        ],
    }


def _file_json(file: InputFile) -> dict[str, object]:
    return {"path": file.path, "bytes": file.size, "sha256": file.sha256}
