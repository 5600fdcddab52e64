"""antom-sandbox for tests: one program for all of them, a merchant of its own for each."""

import json
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

# A proxy from the environment must not come between two programs of one machine.
_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def _call(method, url, body=None):
    data = None if body is None else json.dumps(body).encode()
    try:
        with _opener.open(urllib.request.Request(url, data, method=method), timeout=60) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        # The message is written for people: let the failed test show it.
        raise AssertionError(f"{method} {url}: {error.read().decode()}") from None


class Sandbox:
    """The running program. Port 0 takes any free port, and the ready file tells which."""

    def __enter__(self):
        self._home = tempfile.TemporaryDirectory()
        ready = Path(self._home.name, "ready.json")
        words = "antom-sandbox serve --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped --log-level warn"
        self._process = subprocess.Popen(
            [*words.split(), "--home", self._home.name, "--ready-file", str(ready)], stdout=subprocess.DEVNULL
        )
        while not ready.exists():
            assert self._process.poll() is None, "antom-sandbox did not start"
            time.sleep(0.01)
        self.admin = json.loads(ready.read_text())["admin"]
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
        self._home.cleanup()

    def merchant(self, **wishes):
        return Merchant(self.admin, _call("POST", f"{self.admin}/v1/merchants", wishes))


class Merchant:
    """A world of its own: keys, clock, scenario, payments, notifications."""

    def __init__(self, admin, facts):
        self.client_id = facts["clientId"]
        self.private_key = facts["merchantPrivateKey"]
        self.antom_public_key = facts["antomPublicKey"]
        self.gateway_url = facts["gatewayUrl"]
        self._url = f"{admin}/v1/merchants/{self.client_id}"

    def get(self, path):
        return _call("GET", self._url + path)

    def post(self, path, body):
        return _call("POST", self._url + path, body)

    def payments(self):
        return self.get("/payments")["items"]

    def newest(self):
        """The newest payment; `stage` tells how it stands."""
        return self.payments()[-1]

    def buyer(self, action, **more):
        """The robot buyer: pay, decline, submit, challenge, cancel or leave."""
        return self.post(f"/payments/{self.newest()['paymentId']}/buyer", {"action": action, **more})

    def advance(self, by):
        """Lets time pass. When it returns, the shop has answered everything that came due."""
        return self.post("/clock/advance", {"by": by})

    def arm(self, rule, **limits):
        """Arms a rule of the scenario format; `times`, `payment` and `for` limit it."""
        return self.post("/overrides", {"rule": rule, **limits})

    def expect(self, *events):
        """Each of these happened, one after the other."""
        return self.post("/expect", {"inOrder": True, "events": list(events)})

    def findings(self):
        """What the shop did wrong, each with what to do instead."""
        return [f"{one['finding']}: {one['text']}; {one['instead']}" for one in self.get("/findings")["items"]]

    def remove(self):
        _call("DELETE", self._url)
