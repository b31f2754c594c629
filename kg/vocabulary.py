"""Namespaces and terms. Checked both ways against ``ontology/*.ttl`` by the tests.

``RENKEI.Agreement`` and the like build pyoxigraph terms; :data:`PREFIXES` is the one prefix table of every serializer
and every query.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.identifiers import ONTOLOGY, SCHEMES


@dataclass(frozen=True, slots=True)
class Namespace:
    """A namespace; ``NS["name"]`` is a term of it.

    >>> RDFS["label"].value
    'http://www.w3.org/2000/01/rdf-schema#label'
    """

    iri: str

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.iri + name)


RENKEI = Namespace(ONTOLOGY)
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PROV = Namespace("http://www.w3.org/ns/prov#")
ORG = Namespace("http://www.w3.org/ns/org#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
SCHEMA = Namespace("https://schema.org/")
VOID = Namespace("http://rdfs.org/ns/void#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
DQV = Namespace("http://www.w3.org/ns/dqv#")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
AS = Namespace("https://www.w3.org/ns/activitystreams#")
TREE = Namespace("https://w3id.org/tree#")
LDES = Namespace("https://w3id.org/ldes#")

#: The licence of our data; the source texts have their own.
DATA_LICENCE = NamedNode("http://creativecommons.org/licenses/by/4.0/")

#: Prefix to namespace, in the order serializers print them.
PREFIXES: dict[str, str] = {
    "renkei": RENKEI.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "owl": OWL.iri,
    "xsd": XSD.iri,
    "sh": SH.iri,
    "skos": SKOS.iri,
    "dcat": DCAT.iri,
    "dcatap": DCATAP.iri,
    "dcterms": DCTERMS.iri,
    "foaf": FOAF.iri,
    "prov": PROV.iri,
    "org": ORG.iri,
    "eli": ELI.iri,
    "oa": OA.iri,
    "locn": LOCN.iri,
    "geo": GEO.iri,
    "schema": SCHEMA.iri,
    "void": VOID.iri,
    "sd": SD.iri,
    "spdx": SPDX.iri,
    "vcard": VCARD.iri,
    "adms": ADMS.iri,
    "dqv": DQV.iri,
    "hydra": HYDRA.iri,
    "policy-field": f"{SCHEMES}policy-field/",
    "instrument": f"{SCHEMES}instrument/",
    "capacity": f"{SCHEMES}capacity/",
    "duty-type": f"{SCHEMES}duty-type/",
    "clause-type": f"{SCHEMES}clause-type/",
    "statutory-element": f"{SCHEMES}statutory-element/",
    "event-type": f"{SCHEMES}event-type/",
    "thing-kind": f"{SCHEMES}thing-kind/",
    "rule": f"{SCHEMES}rule/",
}
