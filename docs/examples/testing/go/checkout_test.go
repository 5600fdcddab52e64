package shop

// What has to work in every shop that takes cards.

import "testing"

func setUp(t *testing.T) (*Shop, *Merchant) {
	t.Helper()
	t.Parallel() // merchants share nothing
	merchant := newMerchant(t)
	return startShop(t, merchant), merchant
}

func (s *Shop) mustBe(order Order, status string, shipments int) {
	s.t.Helper()
	if now := s.Again(order); now.Status != status || now.Shipments != shipments {
		s.t.Fatalf("the order is %s and was shipped %d times", now.Status, now.Shipments)
	}
}

func TestPaidOrderIsShipped(t *testing.T) {
	shop, merchant := setUp(t)
	order := shop.Order("2590")
	merchant.Buyer("pay")
	merchant.Advance("10s") // both notifications are due after 3 to 5 seconds
	if stage := merchant.Newest().Stage; stage != "CAPTURED" {
		t.Fatalf("the payment is %s", stage)
	}
	shop.mustBe(order, "SHIPPED", 1)
}

func TestLostNotificationIsTakenOnce(t *testing.T) {
	shop, merchant := setUp(t)
	merchant.Arm(object{"then": object{"notification": []object{
		{"fault": "drop", "attempt": 1}, {"fault": "duplicate", "attempt": 2},
	}}})
	order := shop.Order("2590")
	merchant.Buyer("pay")
	merchant.Advance("10s")
	shop.mustBe(order, "OPEN", 0)
	merchant.Advance("2m")
	shop.mustBe(order, "SHIPPED", 1)
	merchant.Expect(
		object{"notifyType": "CAPTURE_RESULT", "outcome": "LOST", "count": 1},
		object{"notifyType": "CAPTURE_RESULT", "outcome": "ACCEPTED", "count": 2},
	)
}

func TestLostAnswerOfPayMakesNoSecondPayment(t *testing.T) {
	shop, merchant := setUp(t)
	merchant.Arm(object{"when": object{"api": "pay", "repeat": 1}, "then": object{"answer": "reset"}})
	order := shop.Order("2590")
	if payments := merchant.Payments(); len(payments) != 1 || payments[0].NormalURL != order.PayURL {
		t.Fatalf("the buyer goes to %s, the payments are %v", order.PayURL, payments)
	}
	merchant.Expect(object{"api": "pay", "count": 2})
}

func TestForgedNotificationIsNotBelieved(t *testing.T) {
	shop, merchant := setUp(t)
	merchant.Arm(object{"then": object{"notification": object{"fault": "wrong_key", "attempt": 1}}})
	order := shop.Order("2590")
	merchant.Buyer("pay")
	merchant.Advance("10s")
	shop.mustBe(order, "OPEN", 0)
	merchant.Expect(object{"notifyType": "PAYMENT_RESULT", "outcome": "REFUSED"})
	merchant.Advance("2m") // the true one
	shop.mustBe(order, "SHIPPED", 1)
}

func TestUnpaidOrderEndsAfter14Minutes(t *testing.T) {
	shop, merchant := setUp(t)
	order := shop.Order("2590")
	merchant.Buyer("leave")
	merchant.Advance("13m 59s")
	shop.mustBe(order, "OPEN", 0)
	merchant.Advance("10s") // it closes, and the shop is told
	if stage := merchant.Newest().Stage; stage != "EXPIRED" {
		t.Fatalf("the payment is %s", stage)
	}
	shop.mustBe(order, "FAILED", 0)
}
