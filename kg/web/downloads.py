"""``/download/…``: the files of the release, with ranges, and their index; parts of the data set, made when asked for.

Every one has its sha256 beside it, at its own path and ``.sha256``, in the form that ``sha256sum --check`` reads.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import format_datetime
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.formats import CSVW, PACKED_FORMATS, PLAIN_JSON, PLAIN_TEXT, RESULTS_CSV, XLSX, Format
from kg.sealing import SEALS
from kg.store.release import MANIFEST, Release, ReleaseFile
from kg.vocabulary import DATA_LICENCE
from kg.web.answers import complete, is_known
from kg.web.disconnects import while_connected
from kg.web.link_header import typed_link, way_links
from kg.web.links import root_of
from kg.web.pages import page, reader_of
from kg.web.parts import make_part, parse_part
from kg.web.ranges import RangedFile, satisfiable_ranges
from kg.web.site import AtSite, Site

router = APIRouter(tags=["Downloads"])
#: What follows the path of a file for its sha256.
_CHECKSUM = ".sha256"
_TABLES = "tables/"
_TEMPLATE = f"workbook/template.{XLSX.extension}"
_WHOLE = "renkei."
#: The end of the paths of source texts, which are not ours to license.
_SOURCE = "/source.txt"
#: Files of a folder that the index shows; the manifest has all.
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Folder:
    """Files of a release below one of its folders; ``more`` are not shown."""

    name: str
    files: tuple[ReleaseFile, ...]
    more: int


@router.get("/download", include_in_schema=False)
@router.head("/download", include_in_schema=False)
async def add_slash() -> Response:
    return RedirectResponse("download/", status_code=308)


@router.get("/download/", summary="The files of the release")
@router.head("/download/", include_in_schema=False)
async def list_files(request: Request, site: AtSite) -> Response:
    links = reader_of(request).links
    said = [*way_links(links, "download/", whole_files(site.release)), typed_link(DATA_LICENCE.value, "license")]
    described = typed_link(replace(links, language=None).page("catalog"), "describedby")
    values = {
        "folders": folders_of(site.release.manifest.files),
        "template": _TEMPLATE if _TEMPLATE in site.release.files else "",
    }
    return page(request, "downloads.html", values, headers={"Link": ", ".join([*said, described])})


def folders_of(files: Sequence[ReleaseFile]) -> list[Folder]:
    """What the index shows of files, in one pass: those of a large release are many."""
    below: dict[str, list[ReleaseFile]] = defaultdict(list)
    for file in files:
        below[file.path.partition("/")[0] if "/" in file.path else ""].append(file)
    return [Folder(name, tuple(found[:_SHOWN]), max(len(found) - _SHOWN, 0)) for name, found in sorted(below.items())]


def whole_files(release: Release) -> list[str]:
    """The files that hold the whole data set, packed ones aside."""
    return [path for path in release.files if path.startswith(_WHOLE) and path.count(".") == 1]


@router.get("/download/{path:path}", summary="A file of the release")
@router.head("/download/{path:path}", include_in_schema=False)
async def read_file(request: Request, site: AtSite, path: str) -> Response:
    if path.endswith(_CHECKSUM):
        return await _answer_checksum(request, site, path.removesuffix(_CHECKSUM))
    part = None if path in site.release.files else parse_part(path)
    if part is None:
        return answer_file(request, site.release, _listed(site.release, path), described=_links(request, path))
    body = await while_connected(request, make_part(site, part))
    return complete(request, body, part.content_type, modified=site.release.modified, headers=_links(request, path))


async def _answer_checksum(request: Request, site: Site, path: str) -> Response:
    """The sha256 of a file or part. Raises HTTPException (404) where there is none at that path."""
    part = None if path in site.release.files else parse_part(path)
    if part is None:
        digest = _listed(site.release, path).sha256
    else:
        digest = hashlib.sha256(await while_connected(request, make_part(site, part))).hexdigest()
    line = f"{digest}  {path.rpartition('/')[2]}\n"
    return complete(request, line.encode(), PLAIN_TEXT.content_type, modified=site.release.modified)


def _links(request: Request, path: str) -> dict[str, str]:
    """The Link header of a file: the catalog it belongs to, the licence of our own ones, and of a CSV table its CSVW
    metadata (Model for Tabular Data, section 5.2).
    """
    said = [typed_link(root_of(request.scope["path"]) + "catalog", "collection")]
    if not path.endswith(_SOURCE):
        said.append(typed_link(DATA_LICENCE.value, "license"))
    if path.endswith(f".{RESULTS_CSV.extension}") and path.startswith(_TABLES):
        said.insert(0, typed_link(CSVW.extension, "describedby", type=CSVW.media_type))
    return {"Link": ", ".join(said)}


def _listed(release: Release, path: str) -> ReleaseFile:
    """The file's entry in the manifest; nothing else on disk is served. Raises HTTPException for any other path."""
    if path == MANIFEST or (path in SEALS and (release.directory / path).is_file()):
        data = (release.directory / path).read_bytes()
        digest, format_ = hashlib.sha256(data).hexdigest(), PLAIN_JSON if path == MANIFEST else PLAIN_TEXT
        return ReleaseFile(path=path, bytes=len(data), sha256=digest, media_type=format_.media_type)
    if path not in release.files:
        raise HTTPException(404)
    return release.files[path]


def answer_file(
    request: Request,
    release: Release,
    file: ReleaseFile,
    *,
    vary: Sequence[str] = (),
    described: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """A file, ranges of it, or 304. Its ETag is its sha256; ``described`` are headers besides. Raises HTTPException
    (416).
    """
    etag = f'"{file.sha256}"'
    modified = format_datetime(release.modified, usegmt=True)
    headers = {"ETag": etag, "Cache-Control": "public, no-cache", "Last-Modified": modified, **described}
    if vary:
        headers["Vary"] = ", ".join(vary)
    if is_known(request, etag, release.modified):
        return Response(status_code=304, headers=headers)
    answer = RangedFile(release.directory / file.path, headers=headers, media_type=_content_type(file))
    if request.method == "GET" and request.headers.get("if-range", etag) == etag:
        answer.ranges = satisfiable_ranges(request.headers.get("range"), file.bytes)
    return answer


def _content_type(file: ReleaseFile) -> str:
    for packing in PACKED_FORMATS:
        if file.path.endswith(f".{packing.extension}"):
            return packing.media_type
    plain = Format(name="", media_type=file.media_type, extension="", label="", engine=None, w3c_iri="")
    return plain.content_type
