"""Tries what somebody with TURN credentials can reach through the relay.

usage: turn.py SERVER PORT SECRET MEDIA_IP FORBIDDEN_IP...

An allocation for UDP may send to MEDIA_IP, the media server's public address, and to nothing else: not to the FORBIDDEN_IPs
(the addresses of the containers), not to private, loopback, link-local or multicast addresses, not to the internet. An
allocation for TCP (RFC 6062) is refused. Exits with 1 when anything else is true. Python's own library is enough to run it.
"""

import base64
import hashlib
import hmac
import ipaddress
import os
import socket
import struct
import sys
import time

# RFC 8489, RFC 8656, RFC 6062
COOKIE = 0x2112A442
ALLOCATE, REFRESH, SEND, CREATE_PERMISSION, CHANNEL_BIND, CONNECT = 0x003, 0x004, 0x016, 0x008, 0x009, 0x00A
USERNAME, INTEGRITY, ERROR_CODE, CHANNEL, XOR_PEER, REALM, NONCE = 0x06, 0x08, 0x09, 0x0C, 0x12, 0x14, 0x15
REQUESTED_FAMILY, REQUESTED_TRANSPORT = 0x17, 0x19
UDP, TCP = 17, 6
IPV4, IPV6 = 1, 2

NEVER_A_PEER = [
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.254", "192.0.0.1",
    "192.168.0.1", "198.18.0.1", "198.51.100.1", "224.0.0.251", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "fc00::1", "fd12:3456::1",
    "fe80::1", "ff02::1", "2001:db8::1",
]  # fmt: skip


def attribute(kind, value):
    return struct.pack("!HH", kind, len(value)) + value + b"\0" * (-len(value) % 4)


def peer(address, port, transaction):
    packed = ipaddress.ip_address(address).packed
    mask = struct.pack("!I", COOKIE) + transaction
    family = IPV4 if len(packed) == 4 else IPV6
    return attribute(XOR_PEER, struct.pack("!BBH", 0, family, port ^ 0x2112) + bytes(a ^ b for a, b in zip(packed, mask)))


class Turn:
    """One connection to the TURN server over TCP, and at most one allocation."""

    def __init__(self, server, port, secret):
        self.user = f"{int(time.time()) + 600}:attacker"
        self.password = base64.b64encode(hmac.new(secret.encode(), self.user.encode(), hashlib.sha1).digest()).decode()
        self.socket = socket.create_connection((server, port), 5)
        self.socket.settimeout(4)
        self.key = None
        self.credentials = b""

    def exactly(self, length):
        data = b""
        while len(data) < length:
            chunk = self.socket.recv(length - len(data))
            if not chunk:
                raise ConnectionError("the TURN server closed the connection")
            data += chunk
        return data

    def request(self, kind, body):
        """Sends a request and returns (error code or 0, attributes)."""
        transaction = os.urandom(12)
        attributes = body(transaction) + self.credentials
        if self.key:
            header = struct.pack("!HHI", kind, len(attributes) + 24, COOKIE) + transaction
            attributes += attribute(INTEGRITY, hmac.new(self.key, header + attributes, hashlib.sha1).digest())
        self.socket.sendall(struct.pack("!HHI", kind, len(attributes), COOKIE) + transaction + attributes)
        while True:
            _, length, _, answered = struct.unpack("!HHI12s", self.exactly(20))
            data = self.exactly(length)
            if answered == transaction:
                break
        found = {}
        while data:
            name, size = struct.unpack("!HH", data[:4])
            found[name] = data[4 : 4 + size]
            data = data[4 + size + (-size % 4) :]
        error = found.get(ERROR_CODE)
        return (error[2] * 100 + error[3] if error else 0), found

    def allocate(self, transport, family=None):
        def body(_):
            wanted = attribute(REQUESTED_TRANSPORT, bytes([transport, 0, 0, 0]))
            return wanted + (attribute(REQUESTED_FAMILY, bytes([family, 0, 0, 0])) if family else b"")

        error, found = self.request(ALLOCATE, body)
        if error != 401:
            return error
        realm, nonce = found[REALM], found[NONCE]
        self.key = hashlib.md5(f"{self.user}:{realm.decode()}:{self.password}".encode()).digest()
        self.credentials = attribute(USERNAME, self.user.encode()) + attribute(REALM, realm) + attribute(NONCE, nonce)
        return self.request(ALLOCATE, body)[0]

    def permission(self, address):
        return self.request(CREATE_PERMISSION, lambda transaction: peer(address, 0, transaction))[0]

    def channel(self, number, address, port):
        return self.request(
            CHANNEL_BIND,
            lambda transaction: attribute(CHANNEL, struct.pack("!HH", number, 0)) + peer(address, port, transaction),
        )[0]

    def connect(self, address, port):
        """The error code, or 0 when connected; "silence" when nothing answers within the time-out."""
        try:
            return self.request(CONNECT, lambda transaction: peer(address, port, transaction))[0]
        except TimeoutError:
            return "silence"

    def close(self):
        self.request(REFRESH, lambda _: attribute(0x0D, struct.pack("!I", 0)))
        self.socket.close()


def main():
    server, port, secret, media = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    forbidden = sys.argv[5:] + [address for address in NEVER_A_PEER if address != media]
    failures = 0

    def check(what, error, allowed):
        nonlocal failures
        wrong = (error == 0) != allowed
        failures += wrong
        print(f"{'WRONG' if wrong else 'ok':5} {what}: {'allowed' if error == 0 else error}", flush=True)

    tcp = Turn(server, port, secret)
    error = tcp.allocate(TCP)
    check("allocation for TCP", error, False)
    if error == 0:
        for address in sys.argv[5:]:
            for service in (8888, 8080, 5432):
                check(f"connection to {address}:{service}", tcp.connect(address, service), False)

    # Without a time-out the server would keep each connection's allocation for ten minutes.
    udp = Turn(server, port, secret)
    check("allocation for UDP", udp.allocate(UDP), True)
    check(f"permission for the media server {media}", udp.permission(media), True)
    for number, address in enumerate(forbidden):
        check(f"permission for {address}", udp.permission(address), False)
        check(f"channel to {address}", udp.channel(0x4000 + number, address, 5004), False)
    udp.close()

    ipv6 = Turn(server, port, secret)
    if ipv6.allocate(UDP, IPV6) == 0:
        for address in forbidden:
            if ":" in address:
                check(f"permission from IPv6 for {address}", ipv6.permission(address), False)
        ipv6.close()

    sys.exit(1 if failures else 0)


main()
