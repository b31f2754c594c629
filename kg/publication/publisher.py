"""Who publishes, and the authority terms that catalogs name, as the catalog describes them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.bundled import bundled
from kg.errors import SettingError
from kg.graph.literals import string
from kg.publication.contents import ReleaseIdentity
from kg.vocabulary import DCTERMS, FOAF, RDF, VCARD

_PUBLISHER_TYPES = "http://purl.org/adms/publishertype/"


def authority_triples() -> Iterator[Triple]:
    """Every authority term that a catalog of ours can name, with class, scheme and label."""
    for quad in parse(path=bundled("data", "catalog", "authority.ttl"), format=RdfFormat.TURTLE):
        yield quad.triple


def publisher_node(release: ReleaseIdentity) -> NamedNode:
    """The node of the publisher."""
    return NamedNode(release.iris.id("publisher"))


def contact_node(release: ReleaseIdentity) -> NamedNode:
    """The node of whom to ask."""
    return NamedNode(release.iris.id("contact"))


def publisher_triples(release: ReleaseIdentity) -> Iterator[Triple]:
    """Who publishes and whom to ask, from the settings; without a contact the portal is the address."""
    settings, node, contact = release.settings, publisher_node(release), contact_node(release)
    yield Triple(node, RDF["type"], FOAF["Agent"])
    yield Triple(node, FOAF["name"], string(settings.publisher_name))
    if settings.publisher_type:
        yield Triple(node, DCTERMS["type"], _publisher_type(settings.publisher_type))
    if settings.publisher_homepage:
        yield Triple(node, FOAF["homepage"], NamedNode(settings.publisher_homepage))
        yield Triple(NamedNode(settings.publisher_homepage), RDF["type"], FOAF["Document"])
    yield Triple(contact, RDF["type"], VCARD["Organization"])
    yield Triple(contact, RDF["type"], VCARD["Kind"])
    yield Triple(contact, VCARD["fn"], string(settings.publisher_name))
    if settings.contact_email:
        yield Triple(contact, VCARD["hasEmail"], NamedNode(f"mailto:{settings.contact_email}"))
    if settings.contact_url or not settings.contact_email:
        yield Triple(contact, VCARD["hasURL"], NamedNode(settings.contact_url or release.iris.page("")))


def _publisher_type(name: str) -> NamedNode:
    """A kind of publisher. Raises SettingError where ``authority.ttl`` does not describe it."""
    node = NamedNode(_PUBLISHER_TYPES + name)
    described = {str(triple.subject).strip("<>") for triple in authority_triples()}
    known = sorted(iri.removeprefix(_PUBLISHER_TYPES) for iri in described if iri.startswith(_PUBLISHER_TYPES))
    if name not in known:
        raise SettingError(
            f"publisher_type: found {name!r}, expected one of {', '.join(known)}",
            f"publisher_type: {name!r} は使えません。使えるのは {', '.join(known)} です",
        )
    return node
