#!/bin/sh
# Make the bundle for isolated networks out of dist/*.whl: packaging/make_bundle.sh BIN  (BIN: the environment with the tools).
# All wheels are those of requirements.lock, by their hashes, for the Python and the system that this runs on.
set -eu
cd "$(dirname "$0")/.."
bin=$1
wheel=$(ls -t dist/respgraph-*.whl | head -n 1)
version=$(basename "$wheel" | cut -d- -f2)
made_for=$("$bin/python" -c 'import platform, sys, sysconfig; print("python%d.%d" % sys.version_info[:2], sysconfig.get_platform(), platform.libc_ver()[0] or "libc")')
name=respgraph-$version-$(printf '%s' "$made_for" | cut -d' ' -f1,2 | tr ' ' '-')
out=dist/$name
rm -rf "$out" "$out.tar.gz"
mkdir -p "$out/wheels" "$out/docs"
"$bin/python" -m pip download -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock -d "$out/wheels"
cp "$wheel" "$out/wheels/"
cp requirements.lock LICENSE SECURITY.md packaging/README.md packaging/install.sh packaging/respgraph.service "$out/"
cp docs/deploy.md docs/access.md docs/cli.md docs/tutorial.md "$out/docs/"
printf '%s\n' "$made_for" > "$out/MADE_FOR"

# What is in it, as it is installed: an environment made from the bundle itself.
into=$(mktemp -d)
trap 'rm -rf "$into"' EXIT
(cd "$out" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum > SHA256SUMS)
PYTHON="$bin/python" "$out/install.sh" "$into/venv" >/dev/null
packaging/listed.sh "$bin" "$into/venv/bin/python" "$out"
(cd "$out" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs sha256sum > SHA256SUMS)
tar -C dist --sort=name --owner=0 --group=0 --numeric-owner -czf "$out.tar.gz" "$name"
printf '%s\n' "$out.tar.gz"
