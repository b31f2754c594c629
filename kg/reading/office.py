"""Files that are zip containers: documents of word processors and workbooks, told apart by what the container says."""

from __future__ import annotations

from kg.errors import SourceError
from kg.reading.docx import document
from kg.reading.extraction import Extraction
from kg.reading.office_package import Package
from kg.reading.workbook.document import read_workbook

#: The part that says what an OpenDocument file is (OpenDocument 1.3, part 2, section 3.3).
_MIMETYPE = "mimetype"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
#: What a file is called until its content says what it is.
_WORKBOOK = {"kind": "XLSX", "program": "Excel"}
_READABLE = "save it as XLSX or DOCX"
_READABLE_JA = "XLSX（Excel ブック）か DOCX（Word 文書）として保存してください"


def extract(data: bytes, *, name: str) -> Extraction:
    """The words of a DOCX file or of a workbook (XLSX).

    Raises SourceError for other files in such containers, with what to do, and where the file cannot be read.
    """
    package = Package(data, name=name, **(_WORKBOOK if name.lower().endswith(".xlsx") else {}))
    if package.holds(_MIMETYPE) and package.content(_MIMETYPE).startswith(_OPEN_DOCUMENT):
        raise _other(package, "a file of OpenDocument (.odt, .ods)", "OpenDocument（.odt、.ods）のファイル")
    main = package.document()
    kind = package.content_type(main)
    if "macroEnabled" in kind:
        raise _other(package, "a file with macros (.xlsm, .docm)", "マクロ付きのファイル（.xlsm、.docm）")
    if "sheet.binary" in kind:
        raise _other(package, "a binary workbook (.xlsb)", "バイナリブック（.xlsb）")
    if "spreadsheetml" in kind:
        return read_workbook(data, name=name)
    return document.extract(data, name=name)


def _other(package: Package, found: str, found_ja: str) -> SourceError:
    return package.refused(f"found {found}; {_READABLE}", f"{found_ja}は読めません。{_READABLE_JA}")
