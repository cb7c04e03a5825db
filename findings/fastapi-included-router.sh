#!/usr/bin/env bash
# fastapi 0.165.0
# expected: include_router() copies the router's routes into app.routes, as it did for years: what walks app.routes sees every
#           path, and a route that is added to the router afterwards is not served
# happens:  app.routes holds one object for the router, without a path; the route added afterwards is served and described
# A check that walks app.routes for paths ("every route has a right") passes because it sees none of them.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check fastapi==0.165.0
cat > "$home/try.py" <<'PY'
import asyncio

from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/duties")
app = FastAPI(docs_url=None, redoc_url=None)


@router.get("/early")
def early() -> int:
    return 1


app.include_router(router)


@router.get("/late")
def late() -> int:
    return 2


async def status(path: str) -> int:
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": []}
    await app(scope | {"scheme": "http", "http_version": "1.1", "root_path": ""}, receive, send)
    return sent[0]["status"]


print("paths in app.routes:", [getattr(route, "path", None) for route in app.routes])
print("late:", asyncio.run(status("/duties/late")), sorted(app.openapi()["paths"]))
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "paths in app.routes: \['/openapi.json', None\]" <<<"$seen" && grep -q "late: 200 \['/duties/early', '/duties/late'\]" <<<"$seen" || { echo "changed: routes are copied again"; exit 1; }
