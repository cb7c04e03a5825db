#!/bin/sh
# Write sbom.cdx.json (CycloneDX) and licences.md of an environment into a folder: packaging/listed.sh BIN PYTHON FOLDER.
# Fails where a licence is one that an office may not pass on with the program, or where there is none.
set -eu
cd "$(dirname "$0")/.."
bin=$1 python=$2 into=$3
mkdir -p "$into"
"$bin/cyclonedx-py" environment --pyproject pyproject.toml --output-reproducible -o "$into/sbom.cdx.json" "$python"
"$bin/pip-licenses" --python "$python" --from mixed --format markdown --with-urls --ignore-packages pip setuptools \
  --partial-match --fail-on 'UNKNOWN;GNU Affero;AGPL;GNU General Public;Proprietary' --output-file "$into/licences.md"
