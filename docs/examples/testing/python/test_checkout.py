"""What has to work in every shop that takes cards."""


def test_a_paid_order_is_shipped(shop, merchant):
    order = shop.order("2590")  # YOUR SHOP: whatever makes it call `pay`
    merchant.buyer("pay")
    merchant.advance("10s")  # both notifications are due after 3 to 5 seconds
    assert merchant.newest()["stage"] == "CAPTURED"
    assert order.status == "SHIPPED"


def test_a_shop_that_was_down_ships_once(shop, merchant):
    merchant.arm({"then": {"notification": {"fault": "duplicate", "attempt": 2}}})
    order = shop.order("2590")
    merchant.buyer("pay")
    shop.stop()
    merchant.advance("10s")
    assert order.status == "OPEN"
    shop.start()
    merchant.advance("2m")  # the second attempt, and this one comes twice
    assert (order.status, order.shipments) == ("SHIPPED", 1)
    merchant.expect(
        {"notifyType": "CAPTURE_RESULT", "outcome": "UNREACHABLE", "count": 1},
        {"notifyType": "CAPTURE_RESULT", "outcome": "ACCEPTED", "count": 2},
    )


def test_a_lost_answer_of_pay_makes_no_second_payment(shop, merchant):
    merchant.arm({"when": {"api": "pay", "repeat": 1}, "then": {"answer": "reset"}})
    order = shop.order("2590")
    assert order.pay_url == merchant.newest()["normalUrl"]
    assert len(merchant.payments()) == 1
    merchant.expect({"api": "pay", "count": 2})


def test_a_forged_notification_is_not_believed(shop, merchant):
    merchant.arm({"then": {"notification": {"fault": "wrong_key", "attempt": 1}}})
    order = shop.order("2590")
    merchant.buyer("pay")
    merchant.advance("10s")
    assert order.status == "OPEN"
    merchant.expect({"notifyType": "PAYMENT_RESULT", "outcome": "REFUSED"})
    merchant.advance("2m")  # the true one
    assert order.status == "SHIPPED"


def test_an_order_that_nobody_pays_ends_after_14_minutes(shop, merchant):
    order = shop.order("2590")
    merchant.buyer("leave")
    merchant.advance("13m 59s")
    assert order.status == "OPEN"
    merchant.advance("10s")  # it closes, and the shop is told
    assert merchant.newest()["stage"] == "EXPIRED"
    assert order.status == "FAILED"
