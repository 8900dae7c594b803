#!/bin/sh
# Pictures of the gallery that GalleryTest wrote: light, dark and 390 px. Run in server/; needs chromium.
set -eu
cd "$(dirname "$0")/../../../target/gallery"
shot() {
  chromium --headless --no-sandbox --disable-gpu --disable-background-networking --hide-scrollbars \
    --window-size="$3" --screenshot="$PWD/$2.png" "file://$PWD/$1.html" 2>/dev/null
}
for page in ${*:-home controls findings control finding form sign-in empty confirm problem}; do
  shot "$page" "$page-light" 1440,900
  shot "$page-dark" "$page-dark" 1440,900
  shot "$page" "$page-narrow" 390,844
done
