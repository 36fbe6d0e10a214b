#!/bin/sh
# One step of the Maven build: `step.sh install|check|build`. A step is skipped when nothing it reads
# has changed since it last succeeded, so that building the Java side does not wait for the web's.
set -eu
cd "$(dirname "$0")/.."
mkdir -p target
sources="src browser-tests/firefox.mjs scripts index.html clock.html package.json package-lock.json tsconfig.json vite.config.ts eslint.config.js
  .prettierrc.json .prettierignore ../media-app/src/main/resources/graphql"

unchanged_since() {
  [ -e "$1" ] && [ -z "$(find $sources -newer "$1" -print 2>/dev/null | head -n 1)" ]
}

case "$1" in
  install)
    lock=node_modules/.installed-lock.json
    if cmp -s package-lock.json "$lock"; then
      echo "web: the installed packages match package-lock.json"
    else
      npm ci --prefer-offline --no-audit --no-fund
      cp package-lock.json "$lock"
    fi
    ;;
  check)
    if unchanged_since target/checked; then
      echo "web: nothing changed since the last successful check"
    else
      # The time is that of the start: a file edited during the run counts as changed.
      touch target/checking
      npm run --silent typecheck
      npm run --silent lint
      npm test --silent
      mv target/checking target/checked
    fi
    ;;
  build)
    if unchanged_since target/built && [ -e target/classes/META-INF/resources/index.html ]; then
      echo "web: nothing changed since the last build"
    else
      touch target/building
      npm run --silent build
      mv target/building target/built
    fi
    ;;
  *)
    echo "usage: step.sh install|check|build" >&2
    exit 2
    ;;
esac
