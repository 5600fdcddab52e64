//! The list of payments, with search.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::paging::{Links, Place};
use super::respond::answer;
use super::words::{Badge, when};
use crate::gateway::{Amount, Payment, PaymentStatus};

const STATUSES: [PaymentStatus; 4] = [
    PaymentStatus::Processing,
    PaymentStatus::Success,
    PaymentStatus::Fail,
    PaymentStatus::Cancelled,
];

/// No amount is written longer than this.
const AMOUNT_MAX: usize = 32;

/// What is looked for, and which page of it.
#[derive(Deserialize, Clone, Default)]
pub(in crate::web) struct Search {
    #[serde(default)]
    q: String,
    #[serde(default)]
    status: String,
    #[serde(flatten)]
    place: Place,
}

#[derive(Template)]
#[template(path = "dashboard/payments.html")]
struct PaymentsPage {
    frame: Frame,
    q: String,
    /// The statuses to choose from, and whether it is this one.
    statuses: Vec<(&'static str, bool)>,
    is_searching: bool,
    total: usize,
    rows: Vec<Row>,
    links: Links,
}

/// A payment in the list.
struct Row {
    id: String,
    request_id: String,
    order: String,
    description: String,
    amount: String,
    status: Badge,
    stage: &'static str,
    card: String,
    created: String,
}

pub(super) async fn show(
    path: Path<String>,
    search: Query<Search>,
    state: Data<State>,
) -> HttpResponse {
    answer(&state, &path, page(&path, &search, &state))
}

fn page(client_id: &str, search: &Search, state: &State) -> Result<PaymentsPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "payments");
    let wanted = search.q.trim();
    let fits = |payment: &Payment| search.fits(payment, wanted);
    let is = |payment: &Payment, id: &str| payment.id.as_str() == id;
    let (cut, total) = sandbox.with_gateway(|gateway, _| {
        let all = gateway.payments();
        let cut = search.place.cut(all, is, fits);
        (cut.map(Row::of), all.len())
    });
    let filters = [("q", wanted), ("status", search.status.as_str())];
    let address = format!("{}/payments", frame.base);
    let links = Links::of(&cut, &address, &filters, |row| row.id.clone());
    Ok(PaymentsPage {
        frame,
        q: search.q.clone(),
        statuses: STATUSES
            .map(|status| (status.name(), status.name() == search.status))
            .to_vec(),
        is_searching: !wanted.is_empty() || !search.status.is_empty(),
        total,
        rows: cut.items,
        links,
    })
}

impl Search {
    fn fits(&self, payment: &Payment, wanted: &str) -> bool {
        let status = self.status.as_str();
        (status.is_empty() || payment.status().name() == status)
            && (wanted.is_empty() || tells(payment, wanted))
    }
}

/// Whether an id, the order, the result code or the amount has this in it.
fn tells(payment: &Payment, wanted: &str) -> bool {
    let order = &payment.order;
    let texts = [
        payment.id.as_str(),
        &order.request_id,
        &order.order_reference,
        &order.order_description,
        payment.result_code().code(),
        payment.stage_name().name(),
    ];
    texts.iter().any(|text| has(text, wanted)) || is_amount(order.amount, wanted)
}

/// Whether an amount is written like this: `25.90`, `SGD 7,700.00`, `7700.00`, or in the smallest unit.
pub(super) fn is_amount(amount: Amount, wanted: &str) -> bool {
    // Of a hundred thousand payments only few are worth an amount that is written out.
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"., ".contains(&byte);
    let has_digit = wanted.bytes().any(|byte| byte.is_ascii_digit());
    if !has_digit || wanted.len() > AMOUNT_MAX || !wanted.bytes().all(fits) {
        return false;
    }
    let written = amount.to_string();
    has(&written, wanted)
        || has(&written.replace(',', ""), wanted)
        || amount.value.to_string() == wanted
}

/// Whether a text has another in it, whatever the case of their letters.
pub(super) fn has(text: &str, wanted: &str) -> bool {
    let Some(first) = wanted.bytes().next() else {
        return true;
    };
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    // Most places are turned down by their first letter.
    let starts = |place: &&[u8]| place[0].eq_ignore_ascii_case(&first);
    let mut places = text.windows(wanted.len()).filter(starts);
    places.any(|place| place.eq_ignore_ascii_case(wanted))
}

impl Row {
    fn of(payment: &Payment) -> Self {
        let order = &payment.order;
        Self {
            id: payment.id.to_string(),
            request_id: order.request_id.clone(),
            order: order.order_reference.clone(),
            description: order.order_description.clone(),
            amount: order.amount.to_string(),
            status: Badge::of(payment.status().name()),
            stage: payment.stage_name().name(),
            card: payment
                .card_used()
                .map(|card| format!("{} {}", card.brand.name(), card.card_no))
                .unwrap_or_default(),
            created: when(payment.created_at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gateway::Currency;

    #[test]
    fn texts_and_amounts_are_found_as_people_write_them() {
        assert!(has("Two Lanterns", "lantern") && has("a", "") && has("", ""));
        assert!(!has("lantern", "lanterns") && !has("", "a"));
        let amount = Amount {
            currency: Currency::named("SGD").expect("a currency"),
            value: 770_000,
        };
        for written in ["7,700.00", "7700.00", "sgd 7,700", "770000", "700.0"] {
            assert!(is_amount(amount, written), "{written}");
        }
        for other in ["SGD", "77000", "lt-order-77", "7.700,00"] {
            assert!(!is_amount(amount, other), "{other}");
        }
    }
}
