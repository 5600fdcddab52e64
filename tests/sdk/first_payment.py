"""A first hosted payment, made by Antom's official Python client against a running sandbox.

Asks how the buyer could pay, pays with manual capture, lets the robot buyer pay, travels in time, captures, and checks both
notifications with the client's own helper. Prints one JSON line; anything unexpected ends it with a message.

The client always dials port 443 of the host, whatever port a URL names, so the sandbox must listen there:
`antom-sandbox serve --https 127.0.0.1:443 --clock stepped`.
"""

import argparse
import json
import os
import queue
import sys
import tempfile
import threading
import urllib.error
import urllib.request
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from com.alipay.ams.api._version import VERSION
from com.alipay.ams.api.default_alipay_client import DefaultAlipayClient
from com.alipay.ams.api.model.amount import Amount
from com.alipay.ams.api.model.env import Env
from com.alipay.ams.api.model.order import Order
from com.alipay.ams.api.model.payment_factor import PaymentFactor
from com.alipay.ams.api.model.payment_method import PaymentMethod
from com.alipay.ams.api.model.product_code_type import ProductCodeType
from com.alipay.ams.api.model.terminal_type import TerminalType
from com.alipay.ams.api.request.notify.alipay_capture_result_notify import AlipayCaptureResultNotify
from com.alipay.ams.api.request.notify.alipay_pay_result_notify import AlipayPayResultNotify
from com.alipay.ams.api.request.pay.alipay_capture_request import AlipayCaptureRequest
from com.alipay.ams.api.request.pay.alipay_pay_consult_request import AlipayPayConsultRequest
from com.alipay.ams.api.request.pay.alipay_pay_query_request import AlipayPayQueryRequest
from com.alipay.ams.api.request.pay.alipay_pay_request import AlipayPayRequest
from com.alipay.ams.api.response.pay.alipay_capture_response import AlipayCaptureResponse
from com.alipay.ams.api.response.pay.alipay_pay_consult_response import AlipayPayConsultResponse
from com.alipay.ams.api.response.pay.alipay_pay_query_response import AlipayPayQueryResponse
from com.alipay.ams.api.response.pay.alipay_pay_response import AlipayPayResponse
from com.alipay.ams.api.tools.webhook_tool import check_signature

# In real time. A stepped sandbox has delivered before its answer to "advance" arrives.
NOTIFICATION_TIMEOUT_S = 10
ADMIN_TIMEOUT_S = 30
ACCEPTED = {"result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}}


class Mismatch(Exception):
    """The sandbox did something that the shop did not expect."""


def expect(what, seen, *wanted):
    if seen not in wanted:
        raise Mismatch(f"{what} is {seen!r}, expected {' or '.join(map(repr, wanted))}")
    return seen


def refusal(path, headers, body, public_key):
    """Why the client's own helper refuses a notification; None if it is genuine."""
    try:
        genuine = check_signature(
            "POST", path, headers["client-id"], headers["request-time"], body, headers["signature"], public_key
        )
    except Exception as error:  # The helper documents no exception types.
        return repr(error)
    return None if genuine else "check_signature says no"


class Shop:
    """The merchant's notify URL: accepts what is genuine and keeps what it received."""

    def __init__(self, notify_url, public_key):
        received = queue.Queue()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"])).decode("utf-8")
                refused = refusal(self.path, self.headers, body, public_key)
                received.put((refused, self.path, self.headers, body))
                answer = json.dumps(ACCEPTED).encode("utf-8")
                self.send_response(401 if refused else 200)
                self.send_header("content-type", "application/json; charset=UTF-8")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                """Standard output belongs to the result."""

        url = urlsplit(notify_url)
        self._server = ThreadingHTTPServer((url.hostname, url.port or 0), Handler)
        self._public_key = public_key
        self._received = received
        self.notify_url = f"http://{url.hostname}:{self._server.server_port}{url.path}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def next_notification(self, notify_type):
        try:
            refused, path, headers, body = self._received.get(timeout=NOTIFICATION_TIMEOUT_S)
        except queue.Empty:
            raise Mismatch(f"no {notify_type} notification came within {NOTIFICATION_TIMEOUT_S} s") from None
        if refused:
            raise Mismatch(f"a notification does not verify ({refused}): {dict(headers)} {body}")
        if refusal(path, headers, body + " ", self._public_key) is None:
            raise Mismatch("the helper accepts a changed body, so its yes means nothing")
        expect("notifyType", json.loads(body).get("notifyType"), notify_type)
        return body


class Admin:
    """The simulator's own API, for the default merchant."""

    def __init__(self, base_url):
        self._base = base_url.rstrip("/") + "/v1/merchants/default"
        # A proxy from the environment must not come between two programs of one machine.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def post(self, path, body):
        request = urllib.request.Request(
            self._base + path,
            data=json.dumps(body).encode("utf-8"),
            headers={"content-type": "application/json"},
            method="POST",
        )
        try:
            with self._opener.open(request, timeout=ADMIN_TIMEOUT_S) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise Mismatch(f"admin POST {path}: {error.code} {error.read().decode('utf-8', 'replace')}") from None

    def buyer_pays(self, payment_id):
        self.post(f"/payments/{payment_id}/buyer", {"action": "pay"})

    def advance(self, by):
        self.post("/clock/advance", {"by": by})


class Gateway:
    """Antom's client, one method per call of the story."""

    def __init__(self, host, keys):
        url = f"https://{host}"
        private_key, public_key = keys["merchantPrivateKey"], keys["antomPublicKey"]
        self._client = DefaultAlipayClient(url, keys["clientId"], private_key, public_key)

    def _call(self, name, request, response_type):
        try:
            return response_type(self._client.execute(request))
        except Exception as error:  # The client wraps some errors and lets others through.
            raise Mismatch(f"{name}: {error!r}") from error

    def consult(self, amount):
        request = AlipayPayConsultRequest()
        request.product_code = ProductCodeType.CASHIER_PAYMENT
        request.payment_amount = amount
        request.env = Env()
        request.env.terminal_type = TerminalType.WEB
        answer = self._call("consult", request, AlipayPayConsultResponse)
        expect("consult: resultCode", answer.result.result_code, "SUCCESS")
        return answer.payment_options

    def pay(self, amount, notify_url):
        request = AlipayPayRequest()
        request.product_code = ProductCodeType.CASHIER_PAYMENT
        request.payment_request_id = f"sdk-pay-{uuid.uuid4()}"
        request.payment_amount = amount
        request.payment_redirect_url = "https://shop.example/return"
        request.payment_notify_url = notify_url
        request.payment_method = PaymentMethod()
        request.payment_method.payment_method_type = "CARD"
        request.payment_factor = PaymentFactor()
        request.payment_factor.is_authorization = True
        request.payment_factor.capture_mode = "MANUAL"
        request.order = Order()
        request.order.reference_order_id = f"sdk-order-{uuid.uuid4()}"
        request.order.order_description = "Two paper lanterns"
        request.order.order_amount = amount
        request.env = Env()
        request.env.terminal_type = TerminalType.WEB
        request.env.client_ip = "203.0.113.9"
        return self._call("pay", request, AlipayPayResponse)

    def inquire(self, payment_id):
        request = AlipayPayQueryRequest()
        request.payment_id = payment_id
        answer = self._call("inquiryPayment", request, AlipayPayQueryResponse)
        expect("inquiryPayment: resultCode", answer.result.result_code, "SUCCESS")
        return answer

    def capture(self, payment_id, amount):
        request = AlipayCaptureRequest()
        request.capture_request_id = f"sdk-capture-{uuid.uuid4()}"
        request.payment_id = payment_id
        request.capture_amount = amount
        return self._call("capture", request, AlipayCaptureResponse)


def trust(ca_file, ca_folder):
    """Sets what the client trusts. It opens TLS with Python's default context, which checks the certificate
    and the host name against these two places, so the CA needs no patch of the client and no system store."""
    os.environ["SSL_CERT_FILE"] = ca_file
    os.environ["SSL_CERT_DIR"] = ca_folder


def expect_no_trust(gateway):
    """Before it knows the CA the client must refuse the sandbox: proof that its later yes is a real check."""
    try:
        gateway.inquire("unknown")
    except Mismatch as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return
        raise Mismatch(f"expected the client to refuse a certificate it cannot check, but: {error}") from error
    raise Mismatch("the client took a certificate from a CA that it does not know")


def first_payment(gateway, admin, shop):
    amount = Amount("SGD", "2590")

    options = [option for option in gateway.consult(amount) if option.enabled]
    expect("consult: regions", [option.payment_method_region for option in options], [["GLOBAL"]])
    brands = [brand.card_brand for brand in options[0].payment_option_detail.support_card_brands]
    if "VISA" not in map(str, (getattr(brand, "value", brand) for brand in brands)):
        raise Mismatch(f"consult: the brands are {brands}")

    paid = gateway.pay(amount, shop.notify_url)
    expect("pay: resultCode", paid.result.result_code, "PAYMENT_IN_PROCESS")
    if not paid.payment_id or not paid.normal_url:
        raise Mismatch(f"pay: paymentId is {paid.payment_id!r}, normalUrl is {paid.normal_url!r}")
    waiting = gateway.inquire(paid.payment_id)
    expect("inquiry before the buyer: paymentStatus", waiting.payment_status.value, "PROCESSING")

    admin.buyer_pays(paid.payment_id)
    admin.advance("10s")
    done = gateway.inquire(paid.payment_id)
    expect("inquiry after the buyer: paymentStatus", done.payment_status.value, "SUCCESS")
    notified = AlipayPayResultNotify(shop.next_notification("PAYMENT_RESULT"))
    expect("notifyPayment: paymentId", notified.payment_id, paid.payment_id)
    expect("notifyPayment: resultCode", notified.result.result_code, "SUCCESS")

    captured = gateway.capture(paid.payment_id, amount)
    capture_code = expect("capture: resultCode", captured.result.result_code, "SUCCESS", "CAPTURE_IN_PROCESS")
    admin.advance("10s")
    capture_notified = AlipayCaptureResultNotify(shop.next_notification("CAPTURE_RESULT"))
    expect("notifyCapture: paymentId", capture_notified.payment_id, paid.payment_id)
    expect("notifyCapture: resultCode", capture_notified.result.result_code, "SUCCESS")
    transactions = gateway.inquire(paid.payment_id).transactions or []
    seen = [(each.transaction_type.value, each.transaction_status.value) for each in transactions]
    expect("inquiry after the capture: transactions", seen, [("CAPTURE", "SUCCESS")])

    return {
        "sdk": VERSION,
        "paymentId": paid.payment_id,
        "normalUrl": paid.normal_url,
        "paymentStatus": [waiting.payment_status.value, done.payment_status.value],
        "consult": len(brands),
        "capture": capture_code,
        "captureId": capture_notified.capture_id,
        "notifications": [notified.notify_type, capture_notified.notify_type],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1", help="name or address in the sandbox's certificate")
    parser.add_argument("--ca", required=True, help="PEM file of the sandbox's CA")
    parser.add_argument("--keys", required=True, help="output of `antom-sandbox keys --json`")
    parser.add_argument("--admin", required=True, help="base URL of the admin API")
    parser.add_argument(
        "--notify-url",
        default="http://127.0.0.1:0/hooks/antom",
        help="where this script listens for notifications; port 0 takes a free one",
    )
    arguments = parser.parse_args()
    if not os.path.isfile(arguments.ca):
        parser.error(f"--ca: no file {arguments.ca}; Python would silently trust nothing")
    with open(arguments.keys, encoding="utf-8") as file:
        keys = json.load(file)

    gateway = Gateway(arguments.host, keys)
    shop = Shop(arguments.notify_url, keys["antomPublicKey"])
    try:
        with tempfile.TemporaryDirectory() as empty:
            trust(os.devnull, empty)
            expect_no_trust(gateway)
            trust(arguments.ca, empty)
            result = first_payment(gateway, Admin(arguments.admin), shop)
    except Mismatch as error:
        sys.exit(f"first_payment: {error}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
