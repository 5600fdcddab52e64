//! The pages speak the buyer's language, and tell every browser how to treat them.

use serde_json::json;

use crate::support::buyer::{Buyer, DECLINED_VISA, Place, VISA};
use crate::support::wire::{Message, send};
use crate::support::{App, Shop};

const CHINESE: &str = "zh-CN,zh;q=0.9,en;q=0.8";

fn get(shop: &Shop, path: &str, headers: &[(&str, &str)]) -> Message {
    send(&shop.gateway, "GET", path, headers, b"")
}

/// Where a link leads, without the gateway's name.
fn path_of(shop: &Shop, url: &str) -> String {
    url.strip_prefix(&shop.gateway)
        .expect("our own link")
        .to_owned()
}

#[test]
fn a_buyer_reads_chinese_from_the_card_to_the_end() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order_with_3ds("lt-1"));
    let url = paid.text("normalUrl").to_owned();
    let mut buyer = Buyer::speaking(CHINESE, &url);
    assert_eq!(buyer.page.header("content-language"), "zh-CN");
    assert!(buyer.page.text().contains("<html lang=\"zh-CN\">"));
    assert_eq!(buyer.text("pay").as_deref(), Some("支付 SGD 25.90"));
    assert_eq!(buyer.text("time-left").as_deref(), Some("14 分 0 秒"));
    // What the shop says stays as it is.
    assert_eq!(
        buyer.text("description").as_deref(),
        Some("Two paper lanterns")
    );
    buyer.submit_card("4054 6957 2310 0769", "13/29", "1", "");
    for (field, told) in [
        ("card-number-error", "卡号无效，请检查数字。"),
        ("expiry-error", "月份应为 01 至 12。"),
        ("cvv-error", "请输入卡片背面的 3 位数字。"),
        ("holder-error", "请输入卡上的姓名。"),
    ] {
        assert_eq!(buyer.text(field).as_deref(), Some(told));
    }
    buyer.pay_with(DECLINED_VISA);
    buyer.type_code("123456");
    let told = buyer.text("decline-banner").expect("a banner");
    assert_eq!(
        told,
        "银行拒绝了此卡。没有扣款，请换一张卡重试。（DO_NOT_HONOR）"
    );
    buyer.pay_with(VISA);
    assert_eq!(buyer.text("submit-code").as_deref(), Some("确认"));
    buyer.type_code("0");
    assert_eq!(buyer.text("code-error").as_deref(), Some("验证码不正确。"));
    assert_eq!(
        buyer.text("tries-left").as_deref(),
        Some("还可以输入 2 次。")
    );
    buyer.type_code("123456");
    assert_eq!(buyer.place(), Place::Shop);
    let late = Buyer::speaking(CHINESE, &url);
    assert_eq!(late.text("result-title").as_deref(), Some("支付成功"));
    let date = late.text("date");
    assert_eq!(date.as_deref(), Some("2026年11月23日 10:00（UTC+8）"));
}

#[test]
fn a_link_chooses_the_language_and_the_choice_is_kept() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-1"));
    let path = path_of(&shop, paid.text("normalUrl"));
    let first = Buyer::speaking("en", paid.text("normalUrl"));
    assert_eq!(first.text("language").as_deref(), Some("中文"));
    let link = first.attribute("language", "href").expect("a link");
    assert_eq!(link, "?lang=zh-CN");

    let chosen = get(
        &shop,
        &format!("{path}{link}"),
        &[("accept-language", "en")],
    );
    assert_eq!(chosen.header("content-language"), "zh-CN");
    let cookie = chosen.header("set-cookie").to_owned();
    for part in ["Path=/", "SameSite=Lax", "HttpOnly"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let cookie = cookie.split(';').next().expect("a cookie");
    let kept = get(
        &shop,
        &path,
        &[("accept-language", "en"), ("cookie", cookie)],
    );
    assert_eq!(kept.header("content-language"), "zh-CN");
    assert_eq!(kept.find_header("set-cookie"), None, "it is there already");
    let back = get(&shop, &format!("{path}?lang=en"), &[("cookie", cookie)]);
    assert_eq!(back.header("content-language"), "en");
}

#[test]
fn every_page_tells_its_language_and_how_to_treat_it() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order_with_3ds("lt-1"));
    let card = path_of(&shop, paid.text("normalUrl"));
    let korean = crate::korean_issuers::korean_order(&shop, "lt-2", &json!({}));
    let issuers = path_of(&shop, shop.pay(&korean).text("normalUrl"));
    let issuer = format!("{issuers}/issuer/SHINHAN");
    let silent = shop.pay(&shop.order_with_3ds("lt-3"));
    let silent_rule = json!({"rule": {"then": {"three_ds": "frictionless"}}});
    shop.admin.post("/overrides", &silent_rule);
    let mut buyer = Buyer::open(silent.text("normalUrl"));
    buyer.pay_with(VISA);
    assert_eq!(buyer.place(), Place::Browser);
    let browser = buyer.url.path().to_owned();
    let ended = shop.pay(&shop.order("lt-4"));
    shop.call("cancel", &json!({"paymentRequestId": "lt-4"}));
    let ended = path_of(&shop, ended.text("normalUrl"));

    let mut pages = vec![get(&shop, &card, &[])];
    for path in [&issuers, &issuer, &browser, &ended] {
        pages.push(get(&shop, path, &[]));
    }
    Buyer::open(paid.text("normalUrl")).pay_with(MASTERCARD_OF_A_FRIEND);
    pages.push(get(&shop, &format!("{card}/challenge"), &[]));
    for path in ["/", "/checkout/unknown", "/checkout/nothing/at/all"] {
        pages.push(get(&shop, path, &[]));
    }
    let form = [("content-type", "text/plain")];
    pages.push(send(&shop.gateway, "POST", &card, &form, b"card"));
    for page in pages {
        let has = |name: &str, value: &str| assert_eq!(page.header(name), value, "{}", page.text());
        has("content-language", "en");
        has("vary", "Accept-Language, Cookie");
        has("x-frame-options", "DENY");
        has("x-content-type-options", "nosniff");
        has("cache-control", "no-store");
        let policy = page.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

const MASTERCARD_OF_A_FRIEND: &str = "5162774114974622";

#[test]
fn pages_without_a_payment_speak_chinese_too() {
    let app = App::shared();
    for (path, told) in [
        ("/", "antom-sandbox 正在运行"),
        ("/checkout/0123456789abcdef", "链接无效"),
    ] {
        let buyer = Buyer::speaking("zh", &format!("{}{path}", app.http));
        assert_eq!(buyer.text("notice-title").as_deref(), Some(told));
    }
}

#[test]
fn a_test_card_is_told_in_the_buyers_language() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-1"));
    let page = Buyer::speaking(CHINESE, paid.text("normalUrl")).page.text();
    assert!(page.contains("支付成功，巴西发行的卡"), "{page}");
    assert!(page.contains("被拒绝（DO_NOT_HONOR）"), "{page}");
    let english = Buyer::open(paid.text("normalUrl")).page.text();
    assert!(english.contains("approved, Brazil; the page asks for"));
}
