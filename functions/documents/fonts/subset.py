"""Writes the needed part of each font as compressed TrueType: subset.py PACKAGES FOLDER."""

import copy
import gzip
import io
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from simplify import simplify

# Scripts that need their letters joined or stacked. The typesetter sets one glyph after another.
SHAPED = [(0x0900, 0x097F), (0x1CD0, 0x1CFF), (0x25CC, 0x25CC), (0xA830, 0xA83F), (0xA8E0, 0xA8FF), (0x11B00, 0x11B5F)]
IDEOGRAPHS = range(0x4E00, 0xA000)
# Punctuation, full-width forms, kana and enclosed characters of Chinese, Japanese and Korean text.
EAST_ASIAN = [*range(0x3000, 0x3400), *range(0xFF00, 0xFFF0), *range(0x2460, 0x2500), *range(0x2160, 0x2180)]
# Fillers, which nobody sees.
INVISIBLE = {0x3164, 0xFFA0}
HANGUL = [*range(0xAC00, 0xD7A4), *range(0x3131, 0x318F)]


def big5_level_1():
    """Returns the 5,401 ideographs that Taiwan's schools teach, which have shapes of their own there."""
    codes = (bytes([a, b]) for a in range(0xA4, 0xC7) for b in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    return [ord(text) for text in (code.decode("big5", "ignore") for code in codes) if len(text) == 1 and ord(text) in IDEOGRAPHS]


def unshaped(font):
    return [code for code in font.getBestCmap() if not any(first <= code <= last for first, last in SHAPED)]


# An em gets 256 units, and no edge moves by more than 3 thousandths of it. At 9 points, both are smaller than a dot of a
# printer of 1,200 dots an inch.
UNITS = 256
TOLERANCE = 0.003
FONTS = [
    ("latin", "noto-sans/400Regular/NotoSans_400Regular.ttf", unshaped),
    ("latin-bold", "noto-sans/700Bold/NotoSans_700Bold.ttf", unshaped),
    ("simplified", "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf", lambda _: [*IDEOGRAPHS, *EAST_ASIAN]),
    ("traditional", "noto-sans-tc/400Regular/NotoSansTC_400Regular.ttf", lambda _: [*big5_level_1(), *EAST_ASIAN]),
    ("korean", "noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf", lambda _: [*HANGUL, *EAST_ASIAN]),
]
# Tables of hints and of layout, which PDF does not use.
UNUSED = "GSUB GPOS GDEF BASE STAT DSIG VORG vhea vmtx gasp kern prep fpgm cvt".split() + ["cvt "]


def separate(font):
    """Gives each character a glyph of its own. A PDF names one character for a glyph, so copied text would change."""
    names, glyphs, widths = font.getGlyphOrder(), font["glyf"], font["hmtx"].metrics
    for table in font["cmap"].tables:
        taken = set()
        for code, name in sorted(table.cmap.items()):
            own = name if name not in taken else f"{name}.{code:04X}"
            taken.add(own)
            table.cmap[code] = own
            if own not in widths:
                names.append(own)
                glyphs.glyphs[own], widths[own] = copy.deepcopy(glyphs[name]), widths[name]
    font.setGlyphOrder(names)
    glyphs.glyphOrder = names


def part(source, characters):
    font = TTFont(source, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False)
    options.drop_tables += UNUSED
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=set(characters(font)) - INVISIBLE)
    subsetter.subset(font)
    for name in font.getGlyphOrder():
        simplify(font["glyf"][name], TOLERANCE * font["head"].unitsPerEm)
    scale_upem(font, UNITS)
    # Variation sequences: a variant of a character is not another glyph here.
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    separate(font)
    raw = io.BytesIO()
    font.save(raw)
    return len(font.getBestCmap()), raw.getvalue()


def main(packages, folder):
    for name, source, characters in FONTS:
        count, raw = part(packages / source, characters)
        packed = gzip.compress(raw, 9, mtime=0)
        (folder / f"{name}.ttf.gz").write_bytes(packed)
        print(f"{name}: {count} characters, {len(packed)} bytes, {len(raw)} unpacked")
    licences = {package.name: (package / "LICENSE_FONT").read_text() for package in packages.iterdir()}
    copyrights = sorted({text.splitlines()[0] for text in licences.values()})
    rest = next(iter(licences.values())).split("\n", 1)[1]
    (folder / "OFL.txt").write_text("\n".join(copyrights) + "\n" + rest)


main(Path(sys.argv[1]), Path(sys.argv[2]))
