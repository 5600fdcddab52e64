//! A person opens the same payment in two tabs of one browser.

use fantoccini::wd::WindowHandle;

use super::{Screen, ShopFront, browse_both};
use crate::support::buyer::{MASTERCARD, VISA};

impl Screen {
    async fn tab(&self) -> WindowHandle {
        self.client.window().await.expect("a tab is open")
    }

    /// Opens another tab and goes there.
    async fn open_tab(&self) -> WindowHandle {
        let opened = self.client.new_window(true).await;
        let tab = opened.expect("another tab opens").handle;
        self.go_to(&tab).await;
        // Each tab is set up by itself.
        self.become_like(self.setup.get()).await;
        tab
    }

    async fn go_to(&self, tab: &WindowHandle) {
        let gone = self.client.switch_to_window(tab.clone()).await;
        gone.expect("the tab is open");
    }

    /// Leaves one tab only.
    async fn close_tab(&self, tab: &WindowHandle, stay: &WindowHandle) {
        self.go_to(tab).await;
        self.client.close_window().await.expect("the tab closes");
        self.go_to(stay).await;
    }
}

#[test]
fn what_was_paid_in_one_tab_is_told_as_paid_in_the_other() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let checkout = front.checkout();
        let first = screen.tab().await;
        screen.visit(&checkout).await;
        let second = screen.open_tab().await;
        screen.visit(&checkout).await;
        screen.pay_with(VISA).await;
        screen.arrive_at(&front.return_url()).await;

        screen.go_to(&first).await;
        screen.expect("card-form").await;
        screen.pay_with(MASTERCARD).await;
        screen.read_until("result-title", "Payment complete").await;
        screen.photo("two-tabs-paid").await;
        screen.press("back-to-shop").await;
        screen.arrive_at(&front.return_url()).await;
        front.shop.admin.drain();
        let paid = front.shop.inquire("web-1");
        assert_eq!(paid["transactions"].as_array().map(Vec::len), Some(1));
        assert_eq!(paid["paymentResultInfo"]["cardBrand"], "VISA");
        screen.close_tab(&second, &first).await;
    });
}

#[test]
fn a_bank_that_was_answered_in_one_tab_needs_no_answer_in_the_other() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let checkout = front.checkout_with_3ds();
        let first = screen.tab().await;
        screen.visit(&checkout).await;
        screen.pay_with(VISA).await;
        screen.expect("code").await;
        let second = screen.open_tab().await;
        // The payment waits for the bank, in whatever tab it is opened.
        screen.visit(&checkout).await;
        screen.write("code", "123456").await;
        screen.press("submit-code").await;
        screen.arrive_at(&front.return_url()).await;

        screen.go_to(&first).await;
        screen.write("code", "123456").await;
        screen.press("submit-code").await;
        screen.read_until("result-title", "Payment complete").await;
        assert_eq!(front.status(), "SUCCESS");
        screen.close_tab(&second, &first).await;
    });
}
