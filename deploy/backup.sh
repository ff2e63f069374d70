#!/bin/sh
# Copy what cannot be built again: sources, plan, submissions with their log, accounts, settings.
#   backup.sh STATE CONFIG TARGET     backup.sh /var/lib/zhongyuan /etc/zhongyuan /srv/backup
# The server may go on running: a publication waits for the copy, and the copy for it.
# Restoring: unpack, then `python -m etl build` and `python -m etl verify`. docs/deploy.md.
set -eu
umask 077
state=$1 config=$2 target=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$target" "$work/accounts"
if [ -f "$state/accounts/accounts.sqlite" ]; then
    python3 - "$state/accounts/accounts.sqlite" "$work/accounts/accounts.sqlite" <<'PYTHON'
import sqlite3, sys
source, copy = (sqlite3.connect(name) for name in sys.argv[1:])
source.backup(copy)
source.close(), copy.close()
PYTHON
fi
cp -R "$config" "$work/config"

mkdir -p "$state/data/uploads"
archive=$target/zhongyuan-$(date -u +%Y%m%d-%H%M%S).tar.gz
flock -w 600 "$state/data/uploads/.lock" \
    tar -czf "$archive.part" --exclude=.lock --exclude=.pending \
    -C "$state" data -C "$work" accounts config
mv "$archive.part" "$archive"
echo "$archive"
