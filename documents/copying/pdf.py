"""PDF: a new document of the old one's pages, with nothing that acts or tells."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from documents.copying.segments import bare_jpeg

#: What a page is drawn with. Everything else stays behind.
_OF_PAGE = frozenset(
    [
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Rotate",
        "/Contents",
        "/Annots",
        "/UserUnit",
        "/Group",
    ]
)
#: What a mark on a page looks like, without who made it and what it does.
_OF_MARK = frozenset(
    [
        "/Type",
        "/Subtype",
        "/Rect",
        "/AP",
        "/AS",
        "/F",
        "/QuadPoints",
        "/C",
        "/Border",
        "/BS",
        "/Contents",
        "/InkList",
        "/L",
        "/LE",
        "/Vertices",
        "/IC",
        "/CA",
        "/DA",
        "/Q",
        "/DS",
    ]
)
_MARKS = frozenset(
    [
        "/Highlight",
        "/Underline",
        "/StrikeOut",
        "/Squiggly",
        "/FreeText",
        "/Text",
        "/Ink",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Stamp",
        "/Link",
        "/Widget",
        "/Caret",
    ]
)
#: Beside a drawing, in any stream: notes of programs, other files, actions.
_BESIDE = frozenset(
    [
        "/OPI",
        "/AF",
        "/A",
        "/Measure",
        "/PtData",
        "/StructParent",
        "/StructParents",
        "/Ref",
    ]
)
#: In no dictionary whatsoever.
_NEVER = frozenset(
    [
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/AA",
        "/OpenAction",
        "/JS",
        "/JavaScript",
        "/EF",
        "/XFA",
        "/EmbeddedFiles",
        "/RichMediaContent",
    ]
)
_DEEPEST = 50


def copy(content: bytes) -> bytes:
    """The pages and the visible marks on them."""
    with pikepdf.open(BytesIO(content)) as source, pikepdf.new() as made:
        for page in source.pages:
            _trim_page(page.obj, source)
        made.pages.extend(source.pages)
        for drawn in made.objects:
            _trim_values(drawn)
            if isinstance(drawn, Stream):
                _trim_stream(drawn)
        out = BytesIO()
        made.save(
            out,
            deterministic_id=True,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def _trim_page(page: pikepdf.Object, source: pikepdf.Pdf) -> None:
    marks = [
        _bare_mark(mark, source)
        for mark in _listed(page.get("/Annots"))
        if isinstance(mark, Dictionary) and str(mark.get("/Subtype")) in _MARKS
    ]
    _keep_only(page, _OF_PAGE)
    if marks:
        page["/Annots"] = Array(marks)
    elif "/Annots" in page:
        del page["/Annots"]


def _listed(found: pikepdf.Object | None) -> list[pikepdf.Object]:
    return list(found) if isinstance(found, Array) else []


def _bare_mark(mark: pikepdf.Object, source: pikepdf.Pdf) -> pikepdf.Object:
    kept = {key: value for key, value in mark.items() if key in _OF_MARK}
    if kept["/Subtype"] == Name.Widget:  # what was filled in stays to be seen
        kept["/Subtype"] = Name.Stamp
    return source.make_indirect(Dictionary(kept))


def _keep_only(drawn: pikepdf.Object, names: frozenset[str]) -> None:
    for key in [key for key in drawn.keys() if key not in names]:  # noqa: SIM118 -- a pikepdf object is no mapping
        del drawn[key]


def _trim_values(value: pikepdf.Object, depth: int = 0) -> None:
    """Out of an object and what lies directly in it."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if isinstance(value, Array):
        parts = _listed(value)
    elif isinstance(value, (Dictionary, Stream)):
        for key in _NEVER & set(value.keys()):
            del value[key]
        parts = [part for _, part in value.items()]
    else:
        return
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            _trim_values(part, depth + 1)


def _trim_stream(drawn: Stream) -> None:
    for key in _BESIDE & set(drawn.keys()):
        del drawn[key]
    # A photograph inside keeps the camera's notes in its own bytes.
    if drawn.get("/Filter") == Name.DCTDecode:
        bare = bare_jpeg(drawn.read_raw_bytes())
        drawn.write(bare, filter=Name.DCTDecode)
