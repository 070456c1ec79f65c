"""Leaves out points of outlines that nobody sees: no edge moves by more than a tolerance, in units of the em."""

from array import array
from math import hypot

from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

STEPS = 8


def simplify(glyph, tolerance):
    if glyph.numberOfContours <= 0:
        return
    points, flags, ends, first = [], [], [], 0
    for last in glyph.endPtsOfContours:
        contour = list(zip(glyph.coordinates[first : last + 1], (flag & 1 for flag in glyph.flags[first : last + 1])))
        first = last + 1
        for place, on in thinned(contour, tolerance):
            points.append((round(place[0]), round(place[1])))
            flags.append(on)
        ends.append(len(points) - 1)
    glyph.coordinates, glyph.flags, glyph.endPtsOfContours = GlyphCoordinates(points), array("B", flags), ends


def thinned(contour, tolerance):
    start = next((i for i, (_, on) in enumerate(contour) if on), None)
    if start is None:
        return contour
    contour = contour[start:] + contour[:start]
    segments, controls, begin = [], [], contour[0][0]
    for place, on in contour[1:] + contour[:1]:
        if on:
            segments.append((fewer(begin, controls, place, tolerance), place))
            begin, controls = place, []
        else:
            controls.append(place)
    i = 0
    while i < len(segments) and len(segments) > 3:
        (before, middle), (after, end) = segments[i - 1], segments[i]
        if not before and not after and distance(middle, segments[i - 2][1], end) <= tolerance:
            del segments[i - 1]
            i = max(0, i - 1)
        else:
            i += 1
    return [point for controls, end in segments for point in (*((place, 0) for place in controls), (end, 1))]


def fewer(begin, controls, end, tolerance):
    """Returns none or one control point, if that draws the same curve."""
    if not controls:
        return controls
    curve = drawn(begin, controls, end)
    if apart(curve, [begin, end]) <= tolerance:
        return []
    if len(controls) > 1:
        middle = curve[len(curve) // 2]
        through = (2 * middle[0] - (begin[0] + end[0]) / 2, 2 * middle[1] - (begin[1] + end[1]) / 2)
        for control in (crossing(begin, controls[0], controls[-1], end), through):
            if control is not None:
                other = drawn(begin, [control], end)
                if max(apart(curve, other), apart(other, curve)) <= tolerance:
                    return [control]
    return controls


def crossing(begin, first, last, end):
    """Returns where the tangents of both ends meet."""
    (ax, ay), (bx, by) = (first[0] - begin[0], first[1] - begin[1]), (last[0] - end[0], last[1] - end[1])
    area = ax * by - ay * bx
    if area == 0:
        return None
    part = ((end[0] - begin[0]) * by - (end[1] - begin[1]) * bx) / area
    return begin[0] + part * ax, begin[1] + part * ay


def drawn(begin, controls, end):
    """Returns points on quadratic curves, whose ends between two controls are implied."""
    points = []
    for i, (cx, cy) in enumerate(controls):
        last = i == len(controls) - 1
        ex, ey = end if last else ((cx + controls[i + 1][0]) / 2, (cy + controls[i + 1][1]) / 2)
        for step in range(STEPS + 1):
            t = step / STEPS
            u = 1 - t
            points.append((u * u * begin[0] + 2 * t * u * cx + t * t * ex, u * u * begin[1] + 2 * t * u * cy + t * t * ey))
        begin = (ex, ey)
    return points


def apart(points, line):
    return max(min(distance(point, a, b) for a, b in zip(line, line[1:])) for point in points)


def distance(point, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    part = 0 if length == 0 else max(0, min(1, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length))
    return hypot(point[0] - a[0] - part * dx, point[1] - a[1] - part * dy)
