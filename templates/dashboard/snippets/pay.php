<?php

require_once 'vendor/autoload.php';

use Client\DefaultAlipayClient;
use Model\Amount;
use Model\Buyer;
use Model\Env;
use Model\Order;
use Model\PaymentFactor;
use Model\PaymentMethod;
use Model\ProductCodeType;
use Model\TerminalType;
use Request\pay\AlipayPayRequest;

$gateway = '{{ setup.gateway }}';
$clientId = '{{ setup.client_id }}';
$privateKey = '{{ setup.private_key }}';
$antomPublicKey = '{{ setup.antom_key }}';

$client = new DefaultAlipayClient($gateway, $privateKey, $antomPublicKey, $clientId);
$id = uniqid('php-');

$amount = new Amount();
$amount->setCurrency('SGD');
$amount->setValue('2590');

$buyer = new Buyer();
$buyer->setReferenceBuyerId('buyer-5');
$order = new Order();
$order->setReferenceOrderId('order-' . $id);
$order->setOrderDescription('Two paper lanterns');
$order->setOrderAmount($amount);
$order->setBuyer($buyer);

$env = new Env();
$env->setTerminalType(TerminalType::WEB);
$env->setClientIp('203.0.113.9');
$method = new PaymentMethod();
$method->setPaymentMethodType('CARD');
$factor = new PaymentFactor();
$factor->setIsAuthorization(true);

$request = new AlipayPayRequest();
$request->setClientId($clientId);
$request->setProductCode(ProductCodeType::CASHIER_PAYMENT);
$request->setPaymentRequestId($id);
$request->setPaymentAmount($amount);
$request->setPaymentMethod($method);
$request->setPaymentFactor($factor);
$request->setOrder($order);
$request->setEnv($env);
$request->setPaymentRedirectUrl('https://shop.example/return');
$request->setPaymentNotifyUrl('{{ setup.notify_url }}');

$answer = $client->execute($request);
echo $answer->result->resultCode, ' ', $answer->normalUrl ?? '', PHP_EOL;
