#!/usr/bin/env bash
# Run once by the image, when the data volume is empty: a role and a database for each service, which no other may enter.
set -euo pipefail
for service in catalog cases sla notify; do
    psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
        --set role="tthc_$service" --set password="$(cat "/run/secrets/postgres_password_$service")" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role";
REVOKE ALL ON DATABASE :"role" FROM PUBLIC;
SQL
done
