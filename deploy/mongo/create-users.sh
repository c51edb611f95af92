#!/usr/bin/env bash
# Run once by the image, when the data volume is empty: a user for each service, who owns its own database alone; and the
# operator's, who may read and write all.
set -euo pipefail
run() {
    mongosh --quiet --norc "$1" --authenticationDatabase admin --username "$MONGO_INITDB_ROOT_USERNAME" \
        --password "$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")" --eval "$2"
}

for service in catalog cases sla notify; do
    SERVICE=$service PASSWORD=$(cat "/run/secrets/mongo_password_$service") run "tthc_$service" '
        const name = `tthc_${process.env.SERVICE}`;
        db.createUser({user: name, pwd: process.env.PASSWORD, roles: [{role: "dbOwner", db: name}]});'
done
PASSWORD=$(cat /run/secrets/mongo_password_operator) run admin '
    const roles = ["readWriteAnyDatabase", "dbAdminAnyDatabase"];
    db.createUser({user: "tthc_operator", pwd: process.env.PASSWORD, roles: roles.map(role => ({role, db: "admin"}))});'
