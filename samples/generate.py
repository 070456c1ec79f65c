#!/usr/bin/env python3
"""Updates the samples after an edit. Run it from anywhere. It needs only Python 3.

Creates missing artifacts and key files, writes the size and SHA-256 of every artifact
into the product files, and the SHA-256 of every catalogue file into its manifest. Files that exist
are never replaced, and the same input always gives the same bytes. YAML is treated as text: keep
`object`, `size` and `sha256` of an artifact on one line in that order, and `keys: {pool: ...}`.
"""

import hashlib
import io
import pathlib
import re
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent
ALPHABET = "BCDFGHJKMPQRTVWXY2346789"
KEYS_IN_POOL = {"sql-server-2017-standard": 1}  # every other pool: 200


def sha256(data):
  return hashlib.sha256(data).hexdigest()


def number(text):
  return int(sha256(text.encode()), 16)


def archive(name):
  """A small zip archive. Not compressed, because the output of zlib differs between versions."""
  readme = f"{name}\n\nSample data of Keyshelf: a stand-in for the real installation medium.\n"
  lines = 60 + number(name) % 840
  payload = "".join(f"{i:06d} {sha256(f'{name} {i}'.encode())[:56]}\n" for i in range(lines))
  buffer = io.BytesIO()
  with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
    for entry, text in (("README.txt", readme), ("sources/install.txt", payload)):
      info = zipfile.ZipInfo(entry, (2020, 1, 21, 0, 0, 0))
      info.create_system = 3  # the same on every operating system
      info.external_attr = 0o100644 << 16
      target.writestr(info, text)
  return buffer.getvalue()


def key(pool, index):
  """A key whose first group, XXXXX, marks it as a sample."""
  value, groups = number(f"{pool} {index}"), ["XXXXX"]
  for _ in range(4):
    group = ""
    for _ in range(5):
      value, digit = divmod(value, len(ALPHABET))
      group += ALPHABET[digit]
    groups.append(group)
  return "-".join(groups)


def create(path, data):
  if not path.exists():
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print("created", path.relative_to(ROOT).as_posix())


def update(path, text):
  if not path.exists() or path.read_bytes() != text.encode():
    path.write_bytes(text.encode())
    print("updated", path.relative_to(ROOT).as_posix())


def measured(match):
  path = ROOT / match[1]
  create(path, archive(path.name))
  data = path.read_bytes()
  return f'object: {match[1]}, size: {len(data)}, sha256: "{sha256(data)}"'


for release in sorted(p for p in (ROOT / "imports/catalogue").iterdir() if p.is_dir()):
  for product in sorted(release.glob("products/*.yaml")):
    text = product.read_bytes().decode().replace("\r\n", "\n")
    update(product, re.sub(r'object: (\S+), size: \d+, sha256: "[^"]*"', measured, text))
    for pool in sorted(set(re.findall(r"keys: \{pool: ([\w-]+)", text))):
      keys = [key(pool, i) for i in range(KEYS_IN_POOL.get(pool, 200))]
      csv = "\n".join(["key", *keys, ""])
      create(ROOT / f"imports/keys/{pool}/{release.name}.csv", csv.encode())
  manifest = "# yaml-language-server: $schema=../../../../docs/schemas/manifest.schema.json\n"
  manifest += "# Written by samples/generate.py. Paths are relative to this file.\n"
  manifest += f'release: "{release.name}"\nfiles:\n'
  kinds = ("terms", "products", "prices")
  for file in sorted(each for kind in kinds for each in release.glob(f"{kind}/*.yaml")):
    path = file.relative_to(release).as_posix()
    manifest += f'  - {{path: {path}, sha256: "{sha256(file.read_bytes())}"}}\n'
  update(release / "manifest.yaml", manifest)
