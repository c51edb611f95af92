#!/usr/bin/env bash
# Run once by the image, when the data volume is empty: a role and a database for each service, which no other service
# may enter; and the operator's role, which may enter all.
set -euo pipefail
run() { psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres "$@"; }
password() { cat "${SECRETS:-/run/secrets}/postgres_password_$1"; }

run --set password="$(password operator)" <<'SQL'
CREATE ROLE tthc_operator LOGIN PASSWORD :'password';
SQL
for service in catalog cases sla notify; do
    run --set role="tthc_$service" --set password="$(password "$service")" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role";
REVOKE ALL ON DATABASE :"role" FROM PUBLIC;
GRANT :"role" TO tthc_operator;
SQL
done
