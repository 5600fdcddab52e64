"""A shop in miniature, to have something to test. Yours is called differently and does more."""

import base64
import json
import threading
import time
import urllib.request
import uuid
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

PAY = "/ams/sandbox/api/v1/payments/pay"
ACKNOWLEDGED = {"result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"}}
REFUSED = {"result": {"resultCode": "PROCESS_FAIL", "resultStatus": "F", "resultMessage": "not believed"}}
# A proxy from the environment must not come between two programs of one machine.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass
class Order:
    """OPEN until Antom says that it is paid (PAID), captured (SHIPPED) or not paid (FAILED)."""

    id: str
    amount: dict
    status: str = "OPEN"
    shipments: int = 0
    payment_id: str = ""
    pay_url: str = ""


class Shop:
    def __init__(self, gateway_url, client_id, private_key, antom_public_key):
        self._gateway_url = gateway_url
        self._client_id = client_id
        self._key = load_der_private_key(base64.b64decode(private_key), None)
        self._antom_key = load_der_public_key(base64.b64decode(antom_public_key))
        self._orders = {}
        self._port = 0

    def start(self):
        handler = type("Hook", (Hook,), {"shop": self})
        self._server = HTTPServer(("127.0.0.1", self._port), handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    def order(self, value):
        amount = {"currency": "SGD", "value": value}
        order = Order(str(uuid.uuid4()), amount)
        self._orders[order.id] = order
        url = f"http://127.0.0.1:{self._port}"
        answer = self._call(
            PAY,
            {
                "productCode": "CASHIER_PAYMENT",
                "paymentRequestId": order.id,
                "paymentAmount": amount,
                "order": {"referenceOrderId": order.id, "orderDescription": "Two paper lanterns", "orderAmount": amount},
                "paymentMethod": {"paymentMethodType": "CARD"},
                "paymentFactor": {"isAuthorization": True},
                "env": {"terminalType": "WEB", "clientIp": "127.0.0.1"},
                "paymentRedirectUrl": f"{url}/orders/{order.id}",
                "paymentNotifyUrl": f"{url}/hooks/antom",
            },
        )
        order.payment_id, order.pay_url = answer["paymentId"], answer["normalUrl"]
        return order

    def _call(self, path, body):
        """When no answer comes, the very same request goes out again: Antom knows it by its id."""
        body = json.dumps(body).encode()
        for attempt in range(3):
            try:
                return self._send(path, body)
            except OSError:
                if attempt == 2:
                    raise

    def _send(self, path, body):
        now = str(int(time.time() * 1000))
        signature = self._key.sign(self._signed(path, now, body), PKCS1v15(), SHA256())
        headers = {
            "content-type": "application/json; charset=UTF-8",
            "client-id": self._client_id,
            "request-time": now,
            "signature": "algorithm=RSA256,keyVersion=1,signature=" + quote(base64.b64encode(signature), safe=""),
        }
        request = urllib.request.Request(self._gateway_url + path, body, headers)
        with opener.open(request, timeout=15) as answer:
            text = answer.read()
            self.verify(path, answer.headers["response-time"], text, answer.headers["signature"])
        return json.loads(text)

    def _signed(self, path, at, body):
        return f"POST {path}\n{self._client_id}.{at}.".encode() + body

    def verify(self, path, at, body, header):
        """Over the bytes as they came; raises InvalidSignature."""
        signature = base64.b64decode(unquote((header or "").rpartition("signature=")[2]))
        self._antom_key.verify(signature, self._signed(path, at, body), PKCS1v15(), SHA256())

    def notified(self, notice):
        is_success = notice["result"]["resultStatus"] == "S"
        if notice["notifyType"] == "PAYMENT_RESULT":
            order = self._orders.get(notice["paymentRequestId"])
            if order is None or notice["paymentAmount"] != order.amount:
                return REFUSED
            if order.status == "OPEN":
                order.status = "PAID" if is_success else "FAILED"
        if notice["notifyType"] == "CAPTURE_RESULT" and is_success:
            order = next((one for one in self._orders.values() if one.payment_id == notice["paymentId"]), None)
            if order is None:
                return REFUSED
            if order.status != "SHIPPED":  # the same notification may come more than once
                order.status = "SHIPPED"
                order.shipments += 1
        return ACKNOWLEDGED


class Hook(BaseHTTPRequestHandler):
    shop = None

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            self.shop.verify(self.path, self.headers["request-time"], body, self.headers["signature"])
            answer = self.shop.notified(json.loads(body))
        except (InvalidSignature, ValueError):
            answer = REFUSED
        self.send_response(200 if answer is ACKNOWLEDGED else 400)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        """Keeps the output of the tests clean."""
