import com.alipay.global.api.AlipayClient;
import com.alipay.global.api.DefaultAlipayClient;
import com.alipay.global.api.model.ams.*;
import com.alipay.global.api.request.ams.pay.AlipayPayRequest;
import com.alipay.global.api.response.ams.pay.AlipayPayResponse;

public class Pay {
    static final String GATEWAY = "{{ setup.gateway_tls }}";
    static final String CLIENT_ID = "{{ setup.client_id }}";
    static final String PRIVATE_KEY = "{{ setup.private_key }}";
    static final String ANTOM_PUBLIC_KEY = "{{ setup.antom_key }}";

    public static void main(String[] args) throws Exception {
        AlipayClient client =
                new DefaultAlipayClient(GATEWAY, PRIVATE_KEY, ANTOM_PUBLIC_KEY, CLIENT_ID);
        String id = "java-" + System.currentTimeMillis();

        Amount amount = new Amount();
        amount.setCurrency("SGD");
        amount.setValue("2590");

        Buyer buyer = new Buyer();
        buyer.setReferenceBuyerId("buyer-5");
        Order order = new Order();
        order.setReferenceOrderId("order-" + id);
        order.setOrderDescription("Two paper lanterns");
        order.setOrderAmount(amount);
        order.setBuyer(buyer);

        Env env = new Env();
        env.setTerminalType(TerminalType.WEB);
        env.setClientIp("203.0.113.9");
        PaymentMethod method = new PaymentMethod();
        method.setPaymentMethodType("CARD");
        PaymentFactor factor = new PaymentFactor();
        factor.setIsAuthorization(true);

        AlipayPayRequest request = new AlipayPayRequest();
        request.setProductCode(ProductCodeType.CASHIER_PAYMENT);
        request.setPaymentRequestId(id);
        request.setPaymentAmount(amount);
        request.setPaymentMethod(method);
        request.setPaymentFactor(factor);
        request.setOrder(order);
        request.setEnv(env);
        request.setPaymentRedirectUrl("https://shop.example/return");
        request.setPaymentNotifyUrl("{{ setup.notify_url }}");

        AlipayPayResponse answer = client.execute(request);
        System.out.println(answer.getResult().getResultCode() + " " + answer.getNormalUrl());
    }
}
