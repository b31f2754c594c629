"""What is drawn on a page besides words: straight lines, which rule tables, and pictures."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from kg.reading.pdf.sheet import Place, Rule

#: Bounds of what is looked at on one page: a map may be drawn with a million strokes, and objects may nest for ever.
MOST_OBJECTS = 50_000
MOST_STROKES = 20_000
DEEPEST = 8

_THIN = 3.0  # points: a filled rectangle that thin is a line
_SHORTEST = 4.0  # points: what is shorter is a dash or part of a picture
_STRAIGHT = 0.5  # points by which a straight line may deviate
_LARGEST = 1e6  # points: what reaches beyond is no place on a page

_UNIT_SQUARE = [(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0)]  # where a picture is drawn

Matrix = tuple[float, float, float, float, float, float]
ToPlace = Callable[[float, float, float, float], Place]


@dataclass(slots=True)
class Drawing:
    """The lines and the area of pictures, collected object by object."""

    horizontals: tuple[Rule, ...] = ()
    verticals: tuple[Rule, ...] = ()
    pictured: float = 0.0
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    objects: int = 0

    def add(self, place: Place) -> None:
        """A line, or a rectangle that is thin enough to be one."""
        left, top, right, bottom = place
        if right - left >= _SHORTEST / 8 and bottom - top <= _THIN and right - left > bottom - top:
            self.across.append(Rule((top + bottom) / 2, left, right))
        elif bottom - top >= _SHORTEST / 8 and right - left <= _THIN:
            self.down.append(Rule((left + right) / 2, top, bottom))


def read_drawing(page: object, to_place: ToPlace) -> Drawing:
    """The lines and pictures of a page."""
    drawing = Drawing()
    objects = (
        pdfium.FPDFPage_GetObject(page, index) for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS))
    )
    _collect(drawing, objects, (1, 0, 0, 1, 0, 0), to_place, 0)
    drawing.horizontals = tuple(merged(drawing.across))
    drawing.verticals = tuple(merged(drawing.down))
    return drawing


def merged(rules: list[Rule]) -> Iterator[Rule]:
    """Rules in one line that touch, or nearly do, are one: dashes, and the borders of neighbouring cells.

    >>> list(merged([Rule(10.0, 0.0, 5.0), Rule(10.3, 6.0, 20.0), Rule(40.0, 0.0, 2.0)]))
    [Rule(at=10.0, start=0.0, end=20.0)]
    """
    lines: list[list[Rule]] = []
    for rule in sorted(rules):
        if lines and rule.at - lines[-1][0].at <= 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    for line in lines:
        start = end = -math.inf
        for rule in sorted(line, key=lambda one: one.start):
            if rule.start - end > _SHORTEST:
                if end - start >= _SHORTEST:
                    yield Rule(line[0].at, start, end)
                start = rule.start
            end = max(end, rule.end)
        if end - start >= _SHORTEST:
            yield Rule(line[0].at, start, end)


def _collect(drawing: Drawing, objects: Iterator[object], outer: Matrix, to_place: ToPlace, depth: int) -> None:
    for drawn in objects:
        drawing.objects += 1
        if drawing.objects > MOST_OBJECTS or len(drawing.across) + len(drawing.down) > MOST_STROKES:
            return
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _collect_path(drawing, drawn, _times(_matrix(drawn), outer), to_place)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, top, right, bottom = _bounds(_UNIT_SQUARE, _times(_matrix(drawn), outer), to_place)
            drawing.pictured += max(right - left, 0) * max(bottom - top, 0)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            count = min(max(pdfium.FPDFFormObj_CountObjects(drawn), 0), MOST_OBJECTS)
            inside = (pdfium.FPDFFormObj_GetObject(drawn, index) for index in range(count))
            _collect(drawing, inside, _times(_matrix(drawn), outer), to_place, depth + 1)


def _matrix(drawn: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _bounds(points: list[tuple[float, float]], matrix: Matrix, to_place: ToPlace) -> Place:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    sides = (min(xs), min(ys), max(xs), max(ys))
    if not all(math.isfinite(side) and abs(side) < _LARGEST for side in sides):
        return (0, 0, 0, 0)
    return to_place(*sides)


def _collect_path(drawing: Drawing, path: object, matrix: Matrix, to_place: ToPlace) -> None:
    """Each straight piece of a path that is stroked; of one that is filled only, its bounds where it is thin."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return
    points: list[tuple[float, float]] = []
    begun = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(path), MOST_STROKES)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            _end_piece(drawing, points, matrix, to_place, filled=bool(fill.value) and not stroke.value)
            points, begun = [], point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and stroke.value and points:
            _add_stroke(drawing, points[-1], point, matrix, to_place)
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and stroke.value and kind == pdfium.FPDF_SEGMENT_LINETO:
            _add_stroke(drawing, point, begun, matrix, to_place)
    _end_piece(drawing, points, matrix, to_place, filled=bool(fill.value) and not stroke.value)


def _end_piece(
    drawing: Drawing, points: list[tuple[float, float]], matrix: Matrix, to_place: ToPlace, *, filled: bool
) -> None:
    if filled and len(points) >= 4:
        drawing.add(_bounds(points, matrix, to_place))


def _add_stroke(
    drawing: Drawing, start: tuple[float, float], end: tuple[float, float], matrix: Matrix, to_place: ToPlace
) -> None:
    left, top, right, bottom = place = _bounds([start, end], matrix, to_place)
    if min(right - left, bottom - top) <= _STRAIGHT:
        drawing.add(place)
