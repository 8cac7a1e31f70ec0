#!/usr/bin/env bash
# Holds the manifest to what it says: a target imports only what it declares, declares only what it imports,
# and depends only on targets that stand above it.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Modules of the toolchain; and of a package, what its only product contains beside itself.
toolchain=" Dispatch Foundation FoundationXML Glibc Synchronization Testing "
contained() { case $1 in CYaml) echo Yams ;; *) echo "$1" ;; esac; }

failures=0
fail() { echo "Package.swift: $*" >&2; failures=$((failures + 1)); }

above=" "
package=$(swift package dump-package)
targets=$(jq -r '.targets[] | [.name, .type, .path // "-",
  ([.dependencies[] | to_entries[].value[0]] | join(" "))] | @tsv' <<<"$package")
while IFS=$'\t' read -r name kind path declared; do
  declared=" $declared "
  case $path:$kind in
    -:test) folder=Tests/$name ;;
    -:*) folder=Sources/$name ;;
    *) folder=$path ;;
  esac
  if [ -n "$(find "$folder" -name '*.swift' -print -quit)" ]; then
    mapfile -t files < <(find "$folder" -name '*.swift')
    modules=$(swiftc -frontend -swift-version 6 -module-name files -emit-imported-modules "${files[@]}" -o -)
    imported=" "
    while read -r module; do
      module=$(contained "$module")
      [[ $toolchain == *" $module "* || $module = "$name" ]] && continue
      imported+="$module "
      [[ $declared == *" $module "* ]] ||
        fail "$name imports $module, which it does not declare: $(grep -l "import \(struct \|class \|func \)\?$module\$" "${files[@]}" | head -n 1)"
    done < <(sort -u <<<"$modules")
    for module in $declared; do
      # An executable (with a hyphen in its name) is built for those who run it.
      [[ $imported == *" $module "* || $module == *-* ]] || fail "$name declares $module and does not import it"
    done
  fi
  for module in $declared; do
    jq -e --arg name "$module" 'any(.targets[]; .name == $name)' <<<"$package" >/dev/null || continue
    [[ $above == *" $module "* ]] || fail "$name depends on $module, which stands below it"
  done
  above+="$name "
done <<<"$targets"
[ "$above" != " " ] || fail "has no targets"
# What only takes in, and its tests, are built where Pango is not.
jq -e '(.targets | map({(.name): [.dependencies[] | to_entries[].value[0]]}) | add) as $all
  | ["IngestingTests"] | until(. == (. + map($all[.] // [] | .[]) | unique); . + map($all[.] // [] | .[]) | unique)
  | index("CPangoCairo") == null' <<<"$package" >/dev/null || fail "IngestingTests depends on CPangoCairo"
[ "$failures" -eq 0 ]
