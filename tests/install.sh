# shellcheck shell=bash
# Sourced by tests/run.sh: brings what the tests need. Makes a PostgreSQL server of their own, on a socket under artifacts/, and ends it when the tests end;
# sees that there is a browser. Where PALERMO_TEST_POSTGRES already names a server, that one is used. Where none can be had the tests on PostgreSQL are skipped, and say so.

postgres_say() { printf 'PostgreSQL: %s\n' "$*" >&2; }

postgres_bin() {
  local found
  found="$(command -v initdb 2>/dev/null)" && { dirname "$found"; return; }
  found="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)"
  [ -n "$found" ] && [ -x "$found/initdb" ] && printf '%s\n' "$found"
}

postgres_install() {
  [ -n "$(postgres_bin)" ] && return 0
  command -v apt-get >/dev/null || { postgres_say "no server is installed, and there is no apt-get here: install the PostgreSQL server, version 14 or newer"; return 1; }
  local sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || { postgres_say "no server is installed, and this account may not install one: run 'sudo apt-get install postgresql' once"; return 1; }
    sudo="sudo -n"
  fi
  postgres_say "installing the server (apt-get install postgresql)"
  # The package would start a cluster of its own: it is told not to.
  $sudo mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || printf 'create_main_cluster = false\n' | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
  { DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends postgresql || { $sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends postgresql; }; } >/dev/null 2>&1 \
    || { postgres_say "apt-get could not install it: run 'apt-get install postgresql' by hand to see why"; return 1; }
  [ -n "$(postgres_bin)" ]
}

postgres_start() {
  [ -n "${PALERMO_TEST_POSTGRES:-}" ] && return 0
  postgres_install || return 1
  local bin as=() user socket
  bin="$(postgres_bin)"
  postgres_home="$root/artifacts/postgres"
  user="$(id -un)"
  if [ "$(id -u)" -eq 0 ]; then
    # The server refuses to run as root.
    id postgres >/dev/null 2>&1 || { postgres_say "running as root needs an account 'postgres' for the server, and there is none"; return 1; }
    user=postgres as=(runuser -u postgres --)
    # A checkout that only root may enter is no place for a server of another account.
    runuser -u postgres -- test -x "$root" || postgres_home="/tmp/palermo-postgres.$(printf '%s' "$root" | cksum | cut -d' ' -f1)"
  fi
  postgres_stop
  rm -rf "$postgres_home"; mkdir -p "$postgres_home"
  [ "$user" = "$(id -un)" ] || chown "$user" "$postgres_home"
  socket="$postgres_home"
  # A socket's path may have 107 bytes.
  [ ${#socket} -le 80 ] || { socket="$(mktemp -d /tmp/palermo-pg.XXXXXX)"; chown "$user" "$socket"; }
  "${as[@]}" "$bin/initdb" -D "$postgres_home/data" -U palermo --auth=trust -E UTF8 --locale=C >"$root/artifacts/postgres.log" 2>&1 \
    || { cat "$root/artifacts/postgres.log" >&2; postgres_say "initdb failed"; return 1; }
  # No power failure is tested here, only killed clients: the server need not wait for the disk.
    "${as[@]}" "$bin/pg_ctl" -D "$postgres_home/data" -l "$postgres_home/server.log" -w -t 60 \
    -o "-c listen_addresses='' -c unix_socket_directories='$socket' -c max_connections=300 -c shared_buffers=256MB -c max_wal_size=4GB -c fsync=off" start >>"$root/artifacts/postgres.log" 2>&1 \
    || { cat "$postgres_home/server.log" "$root/artifacts/postgres.log" >&2; postgres_say "the server did not start"; return 1; }
  export PALERMO_TEST_POSTGRES="Host=$socket;Username=palermo;Database=postgres"
}

postgres_stop() {
  local as=() bin
  bin="$(postgres_bin)"
  [ -n "$bin" ] && [ -n "${postgres_home:-}" ] && [ -f "$postgres_home/data/postmaster.pid" ] || return 0
  [ "$(id -u)" -eq 0 ] && as=(runuser -u postgres --)
  "${as[@]}" "$bin/pg_ctl" -D "$postgres_home/data" -m immediate -w stop >/dev/null 2>&1
  return 0
}

if [ -z "${PALERMO_TEST_POSTGRES:-}" ]; then
  mkdir -p "$root/artifacts"
  if postgres_start; then trap postgres_stop EXIT; else postgres_say "the tests on PostgreSQL will be skipped"; fi
fi

# The browser of the browser tests: Debian's Chromium. Without one they are skipped, and say so.
browser_say() { printf 'Chromium: %s\n' "$*" >&2; }

browser_install() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null && return 0
  command -v apt-get >/dev/null || { browser_say "none is installed, and there is no apt-get here: install Chromium"; return 1; }
  local sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || { browser_say "none is installed, and this account may not install one: run 'sudo apt-get install chromium' once"; return 1; }
    sudo="sudo -n"
  fi
  browser_say "installing it (apt-get install chromium)"
  { DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends chromium fonts-noto-core || { $sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -q --no-install-recommends chromium fonts-noto-core; }; } >/dev/null 2>&1 \
    || { browser_say "apt-get could not install it: run 'apt-get install chromium' by hand to see why"; return 1; }
}

browser_install || browser_say "the tests in the browser will be skipped"
