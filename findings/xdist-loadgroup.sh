#!/usr/bin/env bash
# pytest-xdist 3.8.0 with pytest 9.2.0
# expected: with `--dist loadgroup`, tests that bear one @pytest.mark.xdist_group run on one worker, wherever they stand
# happens:  the groups are ignored without a word: the two tests of the group run on different workers
# A suite that keeps one server for a group of tests starts it once a worker, or has its tests get in each other's way.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check pytest==9.2.0 pytest-xdist==3.8.0
for module in one two; do
  cat > "$home/test_$module.py" <<PY
import os, time, pytest

@pytest.mark.xdist_group("server")
def test_uses_the_server():
    time.sleep(1)
    with open(os.environ["SEEN"], "a") as seen:
        seen.write(os.environ["PYTEST_XDIST_WORKER"] + "\n")
PY
done
"$home/venv/bin/pytest" --version
(cd "$home" && SEEN="$home/seen" venv/bin/pytest -q -n 2 --dist loadgroup test_one.py test_two.py)
echo "workers that ran the tests of the one group:"
sort -u "$home/seen"
[ "$(sort -u "$home/seen" | wc -l)" -eq 2 ] || { echo "changed: the group stays on one worker now"; exit 1; }
