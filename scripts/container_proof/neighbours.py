"""What stands around the container: the runtime's name server, and a shop."""

import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ACCEPTED = {"result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}}
NO_SUCH_NAME = 3


class NameServer(threading.Thread):
    """Answers A for the names it has, nothing at all for `silent`, and that there is no such name for the rest."""

    def __init__(self, address, names):
        super().__init__(daemon=True)
        self.names, self.asked = names, set()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 53))
        self.start()

    def run(self):
        while True:
            query, sender = self.socket.recvfrom(1500)
            labels, at = [], 12
            while length := query[at]:
                labels.append(query[at + 1 : at + 1 + length].decode())
                at += 1 + length
            name, (kind,) = ".".join(labels), struct.unpack(">H", query[at + 1 : at + 3])
            self.asked.add(name)
            if name == "silent":
                continue
            address = self.names.get(name)
            answer = b""
            if address and kind == 1:
                answer = struct.pack(">HHHIH", 0xC00C, 1, 1, 60, 4) + socket.inet_aton(address)
            flags = 0x8180 if address else 0x8180 | NO_SUCH_NAME
            counts = struct.pack(">HHHHH", flags, 1, bool(answer), 0, 0)
            self.socket.sendto(query[:2] + counts + query[12 : at + 5] + answer, sender)


class Shop(ThreadingHTTPServer):
    """Acknowledges each notification; on /slow it thinks about it for a while."""

    daemon_threads = True

    def __init__(self, address, port):
        self.got = []
        super().__init__((address, port), Notified)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Notified(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path == "/slow":
            time.sleep(30)
        self.server.got.append((self.headers["host"], self.client_address[0], body["notifyType"]))
        answer = json.dumps(ACCEPTED).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass
