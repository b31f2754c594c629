"""An agreement as Akoma Ntoso: a file of the release, at ``/doc/agreement/{slug}.akn.xml`` and by negotiation."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.formats import AKOMA_NTOSO
from kg.store.release import ReleaseFile
from kg.web.downloads import answer_file
from kg.web.link_header import DOCUMENT_FORMATS, document_links
from kg.web.pages import reader_of
from kg.web.site import Site

_EXTENSION = f".{AKOMA_NTOSO.extension}"
_DOCUMENT = re.compile(r"doc/agreement/(?P<slug>[^/]+)")
#: What the document of an agreement is offered as.
AGREEMENT_FORMATS = (*DOCUMENT_FORMATS, AKOMA_NTOSO)


def akoma_ntoso_file(site: Site, path: str) -> ReleaseFile | None:
    """The XML of the agreement whose document is at a path; None for any other document.

    A release of an earlier version of the software has none.
    """
    found = _DOCUMENT.fullmatch(path)
    agreement = site.release.agreements.get(found["slug"]) if found else None
    name = next((name for name in agreement.files if name.endswith(_EXTENSION)), None) if agreement else None
    return site.release.files.get(name) if name else None


def answer_extension(request: Request, site: Site, path: str) -> Response | None:
    """The XML of an agreement by its address; None where the address is not one of XML.

    Raises HTTPException where the release has no such XML.
    """
    if not path.endswith(_EXTENSION):
        return None
    document = "doc/" + path.removesuffix(_EXTENSION)
    file = akoma_ntoso_file(site, document)
    if file is None:
        raise HTTPException(404)
    return answer_akoma_ntoso(request, site, document, file)


def answer_akoma_ntoso(
    request: Request, site: Site, path: str, file: ReleaseFile, *, vary: tuple[str, ...] = ()
) -> Response:
    """The XML, with the links of the document at ``path``."""
    iri = site.release.iris.id(path.removeprefix("doc/"))
    links = document_links(reader_of(request).links, path, iri, chosen=AKOMA_NTOSO, formats=AGREEMENT_FORMATS)
    return answer_file(request, site.release, file, vary=vary, described={"Link": ", ".join(links)})
