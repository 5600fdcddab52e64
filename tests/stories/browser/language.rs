//! A person reads the pages in Chinese.

use serde_json::json;

use super::{DESK, Screen, ShopFront, WITHOUT_SCRIPTS, browse, browse_both};
use crate::korean_issuers::korean_order;
use crate::support::App;
use crate::support::buyer::{DECLINED_VISA, VISA};

/// The card page of a new payment, in Chinese by its link.
async fn read_in_chinese(screen: &Screen, checkout: &str) {
    screen.visit(checkout).await;
    if screen.read("language").await == "中文" {
        screen.press("language").await;
    }
    screen.read_until("language", "English").await;
}

#[test]
fn a_browser_that_prefers_chinese_gets_it() {
    browse(DESK, async |screen| {
        screen.prefer("zh-CN,zh;q=0.9,en;q=0.8").await;
        let front = ShopFront::open();
        screen.visit(&front.checkout()).await;
        assert_eq!(screen.title().await, "支付 SGD 25.90 · 沙箱收银台");
        let language = screen.run("return document.documentElement.lang").await;
        assert_eq!(language, "zh-CN");
        screen.write("card-number", "4054").await;
        screen.write("expiry", "0931").await;
        let told = screen.read("card-number-error").await;
        assert_eq!(told, "卡号应为 12 至 19 位数字。");
        screen.press("language").await;
        screen.read_until("pay", "Pay SGD 25.90").await;
        // The choice comes before what the browser prefers, also on the next page.
        screen.pay_with(DECLINED_VISA).await;
        screen
            .read_until("decline-banner", "Your bank declined")
            .await;
    });
}

async fn pay_in_chinese(screen: &Screen) {
    let front = ShopFront::open();
    let checkout = front.checkout_with_3ds();
    read_in_chinese(screen, &checkout).await;
    screen.photo("zh-card").await;
    screen.press("pay").await;
    screen.read_until("cvv-error", "3 位数字").await;
    screen.photo("zh-card-mistakes").await;
    screen.pay_with(VISA).await;
    screen.read_until("time-left", "10 分 0 秒").await;
    screen.photo("zh-challenge").await;
    screen.press("resend-code").await;
    screen.write("code", "1").await;
    screen.press("submit-code").await;
    screen.read_until("code-error", "验证码不正确。").await;
    screen.photo("zh-challenge-wrong-code").await;
    screen.write("code", "123456").await;
    screen.press("submit-code").await;
    screen.arrive_at(&front.return_url()).await;
    screen.visit(&checkout).await;
    screen.read_until("result-title", "支付成功").await;
    screen.photo("zh-result-paid").await;
}

#[test]
fn a_payment_is_made_in_chinese() {
    browse_both(async |screen| pay_in_chinese(screen).await);
}

#[test]
fn a_payment_is_made_in_chinese_without_scripts() {
    browse(WITHOUT_SCRIPTS, async |screen| pay_in_chinese(screen).await);
}

#[test]
fn the_other_pages_in_chinese() {
    browse_both(async |screen| {
        let front = ShopFront::open();
        let shop = &front.shop;
        read_in_chinese(screen, &front.checkout()).await;
        screen.pay_with(DECLINED_VISA).await;
        screen
            .read_until("decline-banner", "银行拒绝了此卡。")
            .await;
        screen.press("test-cards-toggle").await;
        screen.photo("zh-card-declined").await;
        shop.call("cancel", &json!({"paymentRequestId": "web-1"}));
        screen.reload().await;
        screen.read_until("result-title", "付款已取消").await;

        let korean = shop.pay(&korean_order(shop, "web-2", &json!({})));
        screen.visit(korean.text("normalUrl")).await;
        screen.photo("zh-issuers").await;
        screen
            .press_in("[data-test=issuer][data-brand=SHINHAN]")
            .await;
        screen.read_until("issuer-name", "新韩卡").await;
        screen.photo("zh-issuer").await;
        shop.admin.advance("15m");
        screen.press("approve").await;
        screen.read_until("result-title", "付款链接已过期").await;
        screen.photo("zh-result-expired").await;

        let session = shop.vault(
            "createVaultingSession",
            &json!({
                "paymentMethodType": "CARD", "vaultingRequestId": "v-1",
                "vaultingNotificationUrl": format!("{}/hooks/vaulting", shop.hooks.base),
            }),
        );
        screen.visit(session.text("normalUrl")).await;
        screen.read_until("pay", "保存此卡").await;
        screen.photo("zh-vaulting").await;
        screen.pay_with(VISA).await;
        screen.read_until("result-title", "银行卡已保存").await;
        screen.photo("zh-vaulting-saved").await;
        screen
            .visit(&format!("{}/checkout/0", App::shared().http))
            .await;
        screen.read_until("notice-title", "链接无效").await;
        screen.photo("zh-unknown").await;
    });
}
