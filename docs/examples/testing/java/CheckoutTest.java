import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has to work in every shop that takes cards. */
class CheckoutTest {
    @RegisterExtension
    static final AntomSandbox antom = new AntomSandbox();

    static Shop shop;

    @BeforeAll
    static void startShop() throws Exception {
        shop = Shop.start(antom);
    }

    @AfterAll
    static void stopShop() {
        shop.stop();
    }

    @AfterEach
    void theShopDidNothingWrong() {
        assertEquals(List.of(), antom.findings());
    }

    @Test
    void paidOrderIsShipped() {
        var order = shop.order("2590");
        antom.buyer("pay");
        antom.advance("10s"); // both notifications are due after 3 to 5 seconds
        assertEquals("CAPTURED", antom.newest().get("stage").asText());
        assertEquals("SHIPPED 1", shop.look(order));
    }

    @Test
    void lostNotificationIsTakenOnce() {
        antom.arm("then.notification = [{ fault = 'drop', attempt = 1 }, { fault = 'duplicate', attempt = 2 }]");
        var order = shop.order("2590");
        antom.buyer("pay");
        antom.advance("10s");
        assertEquals("OPEN 0", shop.look(order));
        antom.advance("2m");
        assertEquals("SHIPPED 1", shop.look(order));
        antom.expect(
                Map.of("notifyType", "CAPTURE_RESULT", "outcome", "LOST", "count", 1),
                Map.of("notifyType", "CAPTURE_RESULT", "outcome", "ACCEPTED", "count", 2));
    }

    @Test
    void lostAnswerOfPayMakesNoSecondPayment() {
        antom.arm("when = { api = 'pay', repeat = 1 }\nthen.answer = 'reset'");
        var order = shop.order("2590");
        assertEquals(1, antom.payments().size());
        assertEquals(antom.newest().get("normalUrl"), order.get("payUrl"));
        antom.expect(Map.of("api", "pay", "count", 2));
    }

    @Test
    void forgedNotificationIsNotBelieved() {
        antom.arm("then.notification = { fault = 'wrong_key', attempt = 1 }");
        var order = shop.order("2590");
        antom.buyer("pay");
        antom.advance("10s");
        assertEquals("OPEN 0", shop.look(order));
        antom.expect(Map.of("notifyType", "PAYMENT_RESULT", "outcome", "REFUSED"));
        antom.advance("2m"); // the true one
        assertEquals("SHIPPED 1", shop.look(order));
    }

    @Test
    void unpaidOrderEndsAfter14Minutes() {
        var order = shop.order("2590");
        antom.buyer("leave");
        antom.advance("13m 59s");
        assertEquals("OPEN 0", shop.look(order));
        antom.advance("10s"); // it closes, and the shop is told
        assertEquals("EXPIRED", antom.newest().get("stage").asText());
        assertEquals("FAILED 0", shop.look(order));
    }
}
