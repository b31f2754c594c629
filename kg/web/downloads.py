"""``/download/…``: the files of the release, with ranges, and their index."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from email.utils import format_datetime
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from kg.formats import PACKED_FORMATS, PLAIN_JSON, Format
from kg.store.release import MANIFEST, Release, ReleaseFile
from kg.web.answers import is_known
from kg.web.pages import page
from kg.web.ranges import RangedFile, satisfiable_ranges
from kg.web.site import AtSite

router = APIRouter(tags=["Downloads"])


@router.get("/download", include_in_schema=False)
@router.head("/download", include_in_schema=False)
async def add_slash() -> Response:
    return RedirectResponse("download/", status_code=308)


@router.get("/download/", summary="The files of the release")
@router.head("/download/", include_in_schema=False)
async def list_files(request: Request, site: AtSite) -> Response:
    files = site.release.manifest.files
    folders = sorted({file.path.rpartition("/")[0] for file in files})
    groups = [(folder, [file for file in files if file.path.rpartition("/")[0] == folder]) for folder in folders]
    return page(request, "downloads.html", {"groups": groups})


@router.get("/download/{path:path}", summary="A file of the release")
@router.head("/download/{path:path}", include_in_schema=False)
async def read_file(request: Request, site: AtSite, path: str) -> Response:
    return answer_file(request, site.release, _listed(site.release, path))


def _listed(release: Release, path: str) -> ReleaseFile:
    """The file's entry in the manifest; nothing else on disk is served. Raises HTTPException for any other path."""
    if path == MANIFEST:
        data = (release.directory / MANIFEST).read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        return ReleaseFile(path=MANIFEST, bytes=len(data), sha256=digest, media_type=PLAIN_JSON.media_type)
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
