"""Large answers travel packed (gzip) to who takes that; small ones, and files that are packed in themselves, as they are."""

from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp

from api.http.saved_files import MEDIA_TYPES, Format

SMALLEST = 16 * 1024
"""Bytes below which packing saves no time on any network of an office."""

LEVEL = 3
"""Of zlib: a page of 100 kB in 1 ms to a tenth, JSON likewise; 9 takes four times as long for a fifth less."""

PACKED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, MEDIA_TYPES[Format.XLSX], MEDIA_TYPES[Format.DOCX])


def packed(app: ASGIApp) -> GZipMiddleware:
    """`app` behind gzip; a streamed answer is packed part by part, a long one in a thread."""
    return GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL, exclude_content_types=PACKED)
