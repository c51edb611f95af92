#!/usr/bin/env bash
# Run once by the image, when the data volume is empty: a user for each service, who owns its own database alone.
set -euo pipefail
for service in catalog cases sla notify; do
    SERVICE=$service PASSWORD=$(cat "/run/secrets/mongo_password_$service") mongosh --quiet --norc "tthc_$service" \
        --authenticationDatabase admin --username "$MONGO_INITDB_ROOT_USERNAME" \
        --password "$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")" --eval '
            const name = `tthc_${process.env.SERVICE}`;
            db.createUser({user: name, pwd: process.env.PASSWORD, roles: [{role: "dbOwner", db: name}]});'
done
