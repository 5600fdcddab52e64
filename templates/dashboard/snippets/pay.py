import time

from com.alipay.ams.api.default_alipay_client import DefaultAlipayClient
from com.alipay.ams.api.model.amount import Amount
from com.alipay.ams.api.model.buyer import Buyer
from com.alipay.ams.api.model.env import Env
from com.alipay.ams.api.model.order import Order
from com.alipay.ams.api.model.payment_factor import PaymentFactor
from com.alipay.ams.api.model.payment_method import PaymentMethod
from com.alipay.ams.api.model.product_code_type import ProductCodeType
from com.alipay.ams.api.model.terminal_type import TerminalType
from com.alipay.ams.api.request.pay.alipay_pay_request import AlipayPayRequest
from com.alipay.ams.api.response.pay.alipay_pay_response import AlipayPayResponse

GATEWAY = "https://{{ setup.host() }}"
CLIENT_ID = "{{ setup.client_id }}"
PRIVATE_KEY = "{{ setup.private_key }}"
ANTOM_PUBLIC_KEY = "{{ setup.antom_key }}"

client = DefaultAlipayClient(GATEWAY, CLIENT_ID, PRIVATE_KEY, ANTOM_PUBLIC_KEY)
request_id = f"python-{time.time_ns()}"

request = AlipayPayRequest()
request.product_code = ProductCodeType.CASHIER_PAYMENT
request.payment_request_id = request_id
request.payment_amount = Amount("SGD", "2590")
request.payment_method = PaymentMethod()
request.payment_method.payment_method_type = "CARD"
request.payment_factor = PaymentFactor()
request.payment_factor.is_authorization = True
request.order = Order()
request.order.reference_order_id = f"order-{request_id}"
request.order.order_description = "Two paper lanterns"
request.order.order_amount = Amount("SGD", "2590")
request.order.buyer = Buyer()
request.order.buyer.reference_buyer_id = "buyer-5"
request.env = Env()
request.env.terminal_type = TerminalType.WEB
request.env.client_ip = "203.0.113.9"
request.payment_redirect_url = "https://shop.example/return"
request.payment_notify_url = "{{ setup.notify_url }}"

answer = AlipayPayResponse(client.execute(request))
print(answer.result.result_code, answer.normal_url)
