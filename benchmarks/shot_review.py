"""Two sets of pictures of pages compared pixel by pixel, and a page that shows what differs."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from os.path import relpath
from pathlib import Path

from playwright.sync_api import Browser

NEAR = 24
"""A channel may differ by so much (of 255) before a pixel counts: edges of letters differ by less from run to run."""

_COMPARED = """
async ([one, other, near]) => {
  const [a, b] = await Promise.all([one, other].map(async (bytes) => {
    const picture = new Image();
    picture.src = "data:image/png;base64," + bytes;
    await picture.decode();
    return picture;
  }));
  const width = Math.max(a.width, b.width), height = Math.max(a.height, b.height);
  const data = (picture) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d", {willReadFrequently: true});
    context.drawImage(picture, 0, 0);
    return [canvas, context, context.getImageData(0, 0, width, height)];
  };
  const first = data(a)[2].data, [canvas, context, shown] = data(b);
  const second = shown.data;
  let differ = 0;
  for (let at = 0; at < second.length; at += 4) {
    if (Math.abs(first[at] - second[at]) > near || Math.abs(first[at + 1] - second[at + 1]) > near
        || Math.abs(first[at + 2] - second[at + 2]) > near || Math.abs(first[at + 3] - second[at + 3]) > near) {
      differ += 1;
      second[at] = 215; second[at + 1] = 0; second[at + 2] = 96; second[at + 3] = 255;
    } else {
      for (let channel = 0; channel < 3; channel += 1) second[at + channel] = 200 + second[at + channel] * 0.2;
    }
  }
  context.putImageData(shown, 0, 0);
  const png = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  let text = "";
  for (let at = 0; at < png.length; at += 8192) text += String.fromCharCode(...png.subarray(at, at + 8192));
  return [differ / (width * height), btoa(text)];
}
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A picture that differs from the last one: which, the share of its pixels from 0 to 1, and them marked (PNG)."""

    where: str
    share: float
    marked: bytes


def differences(browser: Browser, last: Path, now: Path, names: Sequence[str]) -> list[Difference]:
    """The pictures that differ, the most first; those without a last one are left out, for nothing is known of them."""
    page = browser.new_page()
    found = []
    for name in names:
        if not (last / name).exists():
            continue
        one, other = (last / name).read_bytes(), (now / name).read_bytes()
        if one == other:
            continue
        share, marked = page.evaluate(_COMPARED, [b64encode(one).decode(), b64encode(other).decode(), NEAR])
        if share:
            found.append(Difference(name, share, b64decode(marked)))
    page.close()
    return sorted(found, key=lambda each: (-each.share, each.where))


def review(now: Path, last: Path, differ: Sequence[Difference]) -> Path:
    """Write what differs to the folder `review` beside the pictures; its index.html."""
    folder = now / "review"
    index = folder / "index.html"
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for each in differ:
        marked = folder / each.where.replace("/", "-")
        marked.write_bytes(each.marked)
        pictures = "".join(
            f'<td><a href="{escape(at)}"><img src="{escape(at)}" width="380" loading="lazy" alt="{alt} {escape(each.where)}"></a>'
            for at, alt in ((relpath(last / each.where, folder), "last"), (f"../{each.where}", "now"), (marked.name, "what differs"))
        )  # fmt: skip
        rows.append(f"<tr><th>{escape(each.where)}<br>{each.share:.2%}{pictures}")
    head = "<!doctype html><meta charset=utf-8><title>What differs</title><style>td,th{vertical-align:top;text-align:left}</style>"
    index.write_text(
        f"{head}<table><tr><th>page<th>last<th>now<th>what differs{''.join(rows)}</table>", encoding="utf-8"
    )
    return index
