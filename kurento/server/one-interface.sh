#!/bin/sh
# Media on the interface of the default route alone. The container is on two networks, and Kurento would take ports on both for each
# peer, although no browser reaches the internal one; it alone has no default route. Then the image's own entry point follows.
if [ -z "${KMS_NETWORK_INTERFACES:-}" ]; then
    while read -r interface destination _; do
        [ "$destination" = 00000000 ] && KMS_NETWORK_INTERFACES=$interface && break
    done </proc/net/route
    export KMS_NETWORK_INTERFACES
fi
exec /entrypoint.sh "$@"
