#!/bin/sh
# Whether the page that is shipped is the one that the sources give. Needs Node; says so where there is none.
set -eu
cd "$(dirname "$0")"
if ! command -v npm >/dev/null 2>&1; then
  echo "left out: the page's own tests and its rebuild (Node is not installed)"
  exit 0
fi
if ! npm ci --silent --no-audit --no-fund >/dev/null 2>&1; then
  echo "left out: the page's own tests and its rebuild (the npm registry cannot be reached)"
  exit 0
fi
npm run --silent check
npx vitest run --silent
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
npx vite build --logLevel error --outDir "$out" --emptyOutDir
diff -r "$out" ../src/selon/views/web/static || { echo "the shipped page is not what the sources give: run make page" >&2; exit 1; }
echo "the shipped page is what the sources give"
