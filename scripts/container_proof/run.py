"""The proof: what must be true of the image, one line each. Runs in namespaces of its own, see prove-container.sh."""

import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

from container import HOSTS, RESOLVER, Container, mount
from merchant import Merchant, read
from neighbours import NameServer, Shop

# The container's and the shop's addresses on their common network.
SANDBOX, SHOP = "172.28.0.2", "172.28.0.3"
FILES = {"resolv.conf": RESOLVER, "hosts": HOSTS.format(address=SANDBOX, shop=SHOP), "hostname": "antom-sandbox\n"}
ARGS = ("--public-url=http://localhost:8080", "--tls-name=antom-sandbox")
GATEWAY, ADMIN = f"http://{SANDBOX}:8080", f"http://{SANDBOX}:8090"
passed = 0


def holds(sentence, truth, seen=None):
    global passed
    if not truth:
        sys.exit(f"NOT SO  {sentence}" + (f"\n        {seen!r}" if seen is not None else ""))
    passed += 1
    print(f"ok      {sentence}", flush=True)


def until(condition, seconds=5.0):
    end = time.monotonic() + seconds
    while not (result := condition()) and time.monotonic() < end:
        time.sleep(0.002)
    return result


def listens(port):
    with socket.socket() as attempt:
        attempt.settimeout(1)
        return attempt.connect_ex((SANDBOX, port)) == 0


def started(container, ports):
    """Seconds until every port accepts, the setting up of the namespaces included."""
    for port in ports:
        if not until(lambda: listens(port)):
            sys.exit(f"NOT SO  the container listens on {port}\n{container.said()}")
    return time.monotonic() - container.began


def tls(port, name):
    """The names of the certificate, if the authority of /ca.pem vouches for this name."""
    trust = ssl.create_default_context(cadata=read(f"{ADMIN}/ca.pem"))
    with socket.create_connection((SANDBOX, port), timeout=5) as plain:
        with trust.wrap_socket(plain, server_hostname=name) as secured:
            return [value for _, value in secured.getpeercert()["subjectAltName"]]


def the_image(work, config):
    found = sorted(str(path.relative_to(work / "image")) for path in (work / "image").rglob("*"))
    holds("the image has one file and one folder", found == ["antom-sandbox", "data"], found)
    binary, data = work / "image/antom-sandbox", (work / "image/data").stat()
    kind = subprocess.run(["readelf", "-lhdW", binary], capture_output=True, text=True, check=True).stdout
    holds("the file is linked statically", "INTERP" not in kind and "NEEDED" not in kind, kind)
    owner = f"{data.st_uid}:{data.st_gid}"
    holds(f"the folder belongs to the image's user, {owner}", owner == config["user"] != "0:0")
    print(f"        size of the image: {binary.stat().st_size / 2**20:.1f} MiB")


def an_empty_root(work, config, volume):
    container = Container(work, config, "bare", volume)
    started(container, config["ports"])
    holds("it starts on an empty root: no /etc, no /proc, no /dev", True)
    status = container.status()
    holds("it is PID 1", status["NSpid"].split()[-1] == "1", status["NSpid"])
    holds("it has the image's user, no group and no capability",
          (status["Uid"].split()[0], status["Groups"], int(status["CapEff"], 16)) == ("65532", "", 0), status)
    holds("the health check is passed", container.healthy())
    files = {path.name: path.stat() for path in (volume / "tls").iterdir()}
    modes = {name: oct(stat.st_mode & 0o777) for name, stat in files.items()}
    keys = [mode for name, mode in modes.items() if name.endswith("-secret.pem")]
    holds("the keys on the volume are for their owner only", keys == ["0o600", "0o600"], modes)
    holds("their owner is the image's user", {stat.st_uid for stat in files.values()} == {65532})
    code, seconds = container.stop()
    holds(f"SIGTERM ends PID 1 with exit code 0 ({seconds * 1000:.0f} ms)", code == 0 and seconds < 1, (code, seconds))
    holds("the health check then fails", not container.healthy())


def the_network(work, config, volume):
    authority = (volume / "tls/ca.pem").read_text()
    container = Container(work, config, "sandbox", volume, FILES, ARGS)
    seconds = started(container, config["ports"])
    holds("all listeners are reached from outside", True)
    print(f"        until all listen: {seconds * 1000:.0f} ms, namespaces included")
    time.sleep(1)
    status = container.status()
    print(f"        memory, idle: {int(status['VmRSS'].split()[0]) / 1024:.1f} MiB, "
          f"of which {int(status['RssAnon'].split()[0]) / 1024:.1f} MiB are not the file itself")
    holds("the authority is the one of the first start", read(f"{ADMIN}/ca.pem") == authority)
    names = tls(8443, "antom-sandbox")
    holds("https is trusted by whoever trusts /ca.pem", "antom-sandbox" in names, names)
    keys = json.loads(container.exec([*config["entrypoint"], "keys", "--json"]).stdout)
    merchant = Merchant(keys, GATEWAY, ADMIN, work / "run/merchant.der")
    page = merchant.pay("page", f"http://{SHOP}:3000/")["normalUrl"]
    holds("the buyer's page is on the public URL", page.startswith("http://localhost:8080/checkout/"), page)
    holds("and is there", "<form" in read(page.replace("http://localhost:8080", GATEWAY)))
    return container, merchant


def the_names(merchant, names, shop):
    urls = {
        "a name of /etc/hosts": "http://host.docker.internal:3000/",
        "a container's name, from the runtime's name server": "http://shop:3000/",
        "a name with dots, from the name server": "http://shop.internal.test:3000/",
        "an address": f"http://{SHOP}:3000/",
    }
    for what, url in urls.items():
        merchant.buy(f"to-{url[7:-6]}", url)
        merchant.admin("/clock/advance", {"by": "10s"})
        seen = merchant.verdicts(url)
        heard = [host for host, _, _ in shop.got if f"http://{host}/" == url]
        accepted = {state for state, _ in seen} == {"ACCEPTED"}
        holds(f"notifications reach {what}", accepted and len(heard) == len(seen), seen)
    holds("/etc/hosts goes first", "host.docker.internal" not in names.asked, names.asked)
    for what, url, state, reason in [
        ("an unknown name is told as such", "http://nobody:3000/", "PENDING", "lookup"),
        ("a name of a public address is not called", "http://far.test/", "BLOCKED", "203.0.113.7"),
    ]:
        merchant.buy(f"to-{url[7:11]}", url)
        merchant.admin("/clock/advance", {"by": "10s"})
        seen = merchant.verdicts(url)
        holds(what, seen and all(one[0] == state and reason in one[1] for one in seen), seen)


def a_busy_stop(container, merchant, names, shop):
    for name, url in [("silent", "http://silent:3000/"), ("slow", "http://shop:3000/slow")]:
        merchant.buy(name, url)
    threading.Thread(target=lambda: merchant.admin("/clock/advance", {"by": "10s"}), daemon=True).start()
    threading.excepthook = lambda _: None  # the answer to "advance" never comes
    until(lambda: "silent" in names.asked)
    code, seconds = container.stop()
    # Open calls are given 800 ms; a busy machine adds to it.
    holds(f"SIGTERM ends it while a name and a shop are silent ({seconds * 1000:.0f} ms)",
          code == 0 and seconds < 2, (code, seconds))


def port_443(work, config, volume):
    # As Docker and Podman set it for every container with a network of its own.
    Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").write_text("0")
    env = {"ANTOM_SANDBOX_HTTPS": "0.0.0.0:443", "ANTOM_SANDBOX_TLS_NAME": "open-sea-global.alipay.com"}
    container = Container(work, config, "well-known", volume, FILES, (), env)
    started(container, [443])
    names = tls(443, "open-sea-global.alipay.com")
    holds("port 443 works without root, with a certificate for another name", len(names) == 4, names)
    container.stop()


def somebody_elses_volume(work, config):
    volume = work / "run/foreign"
    volume.mkdir(mode=0o755)
    container = Container(work, config, "foreign-root", volume, FILES)
    code = container.process.wait(timeout=5)
    said = container.said().strip()
    holds("a folder that is not writable is told in a sentence", code == 1 and "/data" in said, said)


def main():
    work = Path(sys.argv[1])
    config = json.loads((work / "config.json").read_text())
    (work / "run").mkdir(exist_ok=True)
    mount("-t", "tmpfs", "none", work / "run")
    for command in ("link set lo up", f"address add {SANDBOX} dev lo", f"address add {SHOP} dev lo"):
        subprocess.run(["ip", *command.split()], check=True)
    names = NameServer("127.0.0.11", {"shop": SHOP, "shop.internal.test": SHOP, "far.test": "203.0.113.7"})
    shop, volume = Shop(SHOP, 3000), work / "run/volume"
    the_image(work, config)
    an_empty_root(work, config, volume)
    container, merchant = the_network(work, config, volume)
    the_names(merchant, names, shop)
    a_busy_stop(container, merchant, names, shop)
    port_443(work, config, volume)
    somebody_elses_volume(work, config)
    print(f"{passed} passed, 0 failed")


main()
