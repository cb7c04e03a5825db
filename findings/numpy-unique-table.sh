#!/usr/bin/env bash
# numpy 2.4.6
# expected: numpy.unique of integers costs a sort, as it did for years
# happens:  since 2.3 it puts them into a hash table and then sorts the distinct ones: of a million integers that are nearly all
#           distinct it takes many times as long as sorting all of them and comparing neighbours, which gives the same
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home/venv"
"$home/venv/bin/pip" install -q --disable-pip-version-check numpy==2.4.6
cat > "$home/try.py" <<'PY'
import time

import numpy as np


def distinct(numbers):
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def least(work, numbers):
    spent = []
    for _ in range(3):
        begun = time.process_time()
        work(numbers)
        spent.append(time.process_time() - begun)
    return min(spent)


numbers = np.random.default_rng(1).integers(0, 10**9, 1_000_000)
assert np.array_equal(np.unique(numbers), distinct(numbers))
ratio = least(np.unique, numbers) / least(distinct, numbers)
print(f"numpy {np.__version__}: unique takes {ratio:.1f} times a sort and a comparison")
print("slower than sorting" if ratio > 2 else "as fast as sorting")
PY
seen=$("$home/venv/bin/python" "$home/try.py")
echo "$seen"
grep -q "slower than sorting" <<<"$seen" || { echo "changed"; exit 1; }
