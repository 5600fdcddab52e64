package main

import (
	"fmt"
	"log"
	"time"

	antom "github.com/alipay/global-open-sdk-go/com/alipay/api"
	"github.com/alipay/global-open-sdk-go/com/alipay/api/model"
	"github.com/alipay/global-open-sdk-go/com/alipay/api/request/pay"
	responsePay "github.com/alipay/global-open-sdk-go/com/alipay/api/response/pay"
)

const (
	gateway        = "{{ setup.gateway }}"
	clientID       = "{{ setup.client_id }}"
	privateKey     = "{{ setup.private_key }}"
	antomPublicKey = "{{ setup.antom_key }}"
)

func main() {
	client := antom.NewDefaultAlipayClient(gateway, clientID, privateKey, antomPublicKey)
	id := fmt.Sprintf("go-%d", time.Now().UnixNano())

	call, request := pay.NewAlipayPayRequest()
	request.ProductCode = model.ProductCodeType_CASHIER_PAYMENT
	request.PaymentRequestId = id
	request.PaymentAmount = model.NewAmount("2590", "SGD")
	request.PaymentMethod = &model.PaymentMethod{PaymentMethodType: "CARD"}
	request.PaymentFactor = &model.PaymentFactor{IsAuthorization: true}
	request.Order = &model.Order{
		ReferenceOrderId: "order-" + id,
		OrderDescription: "Two paper lanterns",
		OrderAmount:      model.NewAmount("2590", "SGD"),
		Buyer:            &model.Buyer{ReferenceBuyerId: "buyer-5"},
	}
	request.Env = &model.Env{TerminalType: model.TerminalType_WEB, ClientIp: "203.0.113.9"}
	request.PaymentRedirectUrl = "https://shop.example/return"
	request.PaymentNotifyUrl = "{{ setup.notify_url }}"

	answer, err := client.Execute(call)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.(*responsePay.AlipayPayResponse).NormalUrl)
}
