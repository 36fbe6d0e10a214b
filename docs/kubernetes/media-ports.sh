#!/bin/sh
# Writes media-ports.yaml: each UDP port from FROM to TO of Kurento's pod on its node, and Kurento's own range.
set -eu
if [ $# -ne 2 ] || [ "$1" -lt 1025 ] || [ "$2" -gt 65535 ] || [ "$1" -gt "$2" ]; then
    echo "usage: $0 FROM TO (UDP ports, 1025 to 65535)" >&2
    exit 2
fi
cd "$(dirname "$0")"
{
    cat <<TEXT
# Written by media-ports.sh $1 $2
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: kurento
spec:
  template:
    spec:
      containers:
        - name: kurento
          env:
            - { name: KMS_MIN_PORT, value: "$1" }
            - { name: KMS_MAX_PORT, value: "$2" }
          ports:
TEXT
    port=$1
    while [ "$port" -le "$2" ]; do
        echo "            - { protocol: UDP, containerPort: $port, hostPort: $port }"
        port=$((port + 1))
    done
} >media-ports.yaml
