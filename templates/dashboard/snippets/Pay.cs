using System;
using com.alipay.ams.api;
using com.alipay.ams.api.entities;
using com.alipay.ams.api.request;

const string gateway = "{{ setup.gateway }}";
const string clientId = "{{ setup.client_id }}";
const string privateKey = "{{ setup.private_key }}";
const string antomPublicKey = "{{ setup.antom_key }}";

var client = new DefaultAlipayClient(gateway, clientId, privateKey, antomPublicKey);
var id = "dotnet-" + DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
var env = new Env { TerminalType = TerminalType.WEB, ClientIp = "203.0.113.9" };

var request = new PaymentCreateRequest
{
    ProductCode = ProductCodeType.CASHIER_PAYMENT,
    PaymentRequestId = id,
    PaymentAmount = new Amount { Currency = "SGD", Value = "2590" },
    PaymentMethod = new PaymentMethod { PaymentMethodType = "CARD" },
    PaymentFactor = new PaymentFactor { IsAuthorization = true },
    Order = new Order
    {
        ReferenceOrderId = "order-" + id,
        OrderDescription = "Two paper lanterns",
        OrderAmount = new Amount { Currency = "SGD", Value = "2590" },
        Buyer = new Buyer { ReferenceBuyerId = "buyer-5" },
    },
    Env = env,
    PaymentRedirectUrl = "https://shop.example/return",
    PaymentNotifyUrl = "{{ setup.notify_url }}",
};

var answer = client.Execute(request);
Console.WriteLine($"{answer.PaymentId} {answer.NormalUrl}");
