"""Stands in for systemd: notified.py SOCKET COMMAND... starts a service of type notify, prints what it says until it is ready, and
stops it by SIGTERM. Exits with the status of the service."""
import array
import os
import signal
import socket
import subprocess
import sys

listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
listener.settimeout(120)
service = subprocess.Popen(sys.argv[2:], env={**os.environ, "NOTIFY_SOCKET": sys.argv[1]}, stdout=sys.stderr)
try:
    message = b""
    while b"READY=1" not in message:
        message, descriptors, _, _ = listener.recvmsg(4096, 1024)
        print(message.decode(), flush=True)
        for _, _, data in descriptors:
            for descriptor in array.array("i", data):
                os.close(descriptor)
finally:
    service.send_signal(signal.SIGTERM)
    status = service.wait()
sys.exit(status)
