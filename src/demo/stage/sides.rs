//! Both sides of a demonstration: what the shop says, and what the sandbox says.

use serde_json::Value;

use super::{Run, Stage};
use crate::demo::Shop;
use crate::demo::headline::headline;

/// What the shop says.
pub(super) struct ShopSide {
    pub(super) number: usize,
    pub(super) headline: &'static str,
    pub(super) tone: &'static str,
    pub(super) pay_url: String,
    pub(super) parcels: u32,
    pub(super) letters: usize,
}

/// What the sandbox says.
pub(super) struct SandboxSide {
    pub(super) payment_id: String,
    pub(super) status: String,
    pub(super) stage: String,
    pub(super) amount: String,
    /// Each notification in a line.
    pub(super) notices: Vec<String>,
    /// How many things happened: the picture is another when they are more.
    pub(super) events: usize,
}

/// The orders of a run, newest first, and the ids of their payments.
pub(super) fn shop_sides(shop: &Shop, run: &Run) -> (Vec<ShopSide>, Vec<String>) {
    let books = shop.books();
    let (mut sides, mut ids) = (Vec::new(), Vec::new());
    let orders = run.orders.iter().rev();
    for order in orders.filter_map(|number| books.orders.get(*number)) {
        let (headline, _, tone) = headline(order);
        let open = order
            .leading()
            .filter(|one| one.standing.name() == "PROCESSING");
        sides.push(ShopSide {
            number: order.number,
            headline,
            tone,
            pay_url: open.map_or_else(String::new, |one| one.pay_url.clone()),
            parcels: order.parcels,
            letters: books.letters.of_order(order.number).len(),
        });
        ids.extend(
            order
                .attempts
                .iter()
                .rev()
                .map(|one| one.request_id.clone()),
        );
    }
    (sides, ids)
}

/// What the sandbox knows of a payment; `None` when it was reset, or is gone.
pub(super) async fn sandbox_side(stage: &Stage, id: &str) -> Option<SandboxSide> {
    let known = stage.admin.get(&format!("/payments/{id}")).await.ok()?;
    let text = |name: &str| known[name].as_str().unwrap_or_default().to_owned();
    let list = |name: &str| known[name].as_array().cloned().unwrap_or_default();
    let mut notices = Vec::new();
    for one in list("notifications").iter().filter_map(Value::as_str) {
        let notice = stage.admin.get(&format!("/notifications/{one}")).await;
        notices.extend(notice.ok().map(|notice| in_words(&notice)));
    }
    Some(SandboxSide {
        payment_id: text("paymentId"),
        status: text("paymentStatus"),
        stage: text("stage"),
        amount: text("amountText"),
        notices,
        events: list("timeline").len(),
    })
}

fn in_words(notice: &Value) -> String {
    let kind = notice["notifyType"].as_str().unwrap_or_default();
    let attempts = notice["attempts"].as_array().map_or(0, Vec::len);
    let attempts = match attempts {
        0 => "not sent yet".to_owned(),
        1 => "sent once".to_owned(),
        more => format!("sent {more} times"),
    };
    let state = match notice["state"].as_str().unwrap_or_default() {
        "ACCEPTED" => "acknowledged",
        "PENDING" => "not acknowledged, another attempt is due",
        "EXHAUSTED" => "never acknowledged, given up",
        _ => "blocked",
    };
    format!("{kind}: {attempts}, {state}")
}
