"""The shop's side of the wire: signed calls as any merchant makes them, and the admin API."""

import base64
import json
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Merchant:
    def __init__(self, keys, gateway, admin, key_file):
        self.client_id, self.gateway, self.key_file = keys["clientId"], gateway, key_file
        self.admin_url = f"{admin}/v1/merchants/{self.client_id}"
        key_file.write_bytes(base64.b64decode(keys["merchantPrivateKey"]))

    def call(self, operation, message):
        path, body = f"/ams/sandbox/api/v1/payments/{operation}", json.dumps(message).encode()
        at = str(int(time.time() * 1000))
        content = f"POST {path}\n{self.client_id}.{at}.".encode() + body
        sign = ["openssl", "dgst", "-sha256", "-sign", self.key_file, "-keyform", "DER"]
        signed = subprocess.run(sign, input=content, stdout=subprocess.PIPE, check=True).stdout
        signature = urllib.parse.quote_plus(base64.b64encode(signed).decode())
        headers = {
            "content-type": "application/json; charset=UTF-8",
            "client-id": self.client_id,
            "request-time": at,
            "signature": f"algorithm=RSA256, keyVersion=1, signature={signature}",
        }
        return ask(self.gateway + path, body, headers)

    def pay(self, request_id, notify_url):
        """Starts a payment; the answer has its id and the page for the buyer."""
        money = {"currency": "SGD", "value": "2590"}
        return self.call("pay", {
            "productCode": "CASHIER_PAYMENT",
            "paymentRequestId": request_id,
            "paymentAmount": money,
            "paymentMethod": {"paymentMethodType": "CARD"},
            "paymentFactor": {"isAuthorization": True},
            "order": {
                "referenceOrderId": f"order-{request_id}",
                "orderDescription": "Two paper lanterns",
                "orderAmount": money,
                "buyer": {"referenceBuyerId": "buyer-5"},
            },
            "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
            "paymentRedirectUrl": "https://shop.example/return",
            "paymentNotifyUrl": notify_url,
        })

    def admin(self, path, message=None):
        body = None if message is None else json.dumps(message).encode()
        return ask(self.admin_url + path, body, {"content-type": "application/json"})

    def buy(self, request_id, notify_url):
        """Pays to the end, up to the notification, which is due later."""
        payment = self.pay(request_id, notify_url)
        assert payment["result"]["resultStatus"] == "U", payment
        self.admin(f"/payments/{payment['paymentId']}/buyer", {"action": "pay"})
        return payment

    def verdicts(self, notify_url):
        """The state and the last attempt's reason of every notification that went to this URL."""
        items = [item for item in self.admin("/notifications")["items"] if item["url"] == notify_url]
        return [(item["state"], item["attempts"][-1]["reason"]) for item in items if item["attempts"]]


def ask(url, body=None, headers=None):
    return json.loads(read(url, body, headers))


def read(url, body=None, headers=None):
    request = urllib.request.Request(url, data=body, headers=headers or {})
    try:
        with NO_PROXY.open(request, timeout=30) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{url} answers {error.code}: {error.read().decode()}") from error
