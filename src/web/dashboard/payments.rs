//! The list of payments.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::list::{Choice, List};
use super::respond::answer;
use super::search::{Search, has, is_amount};
use super::words::{Badge, when};
use crate::gateway::{Payment, PaymentStatus};

const STATUSES: [PaymentStatus; 4] = [
    PaymentStatus::Processing,
    PaymentStatus::Success,
    PaymentStatus::Fail,
    PaymentStatus::Cancelled,
];

#[derive(Template)]
#[template(path = "dashboard/payments.html")]
struct PaymentsPage {
    frame: Frame,
    list: List<Row>,
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
    let wanted = search.wanted();
    let fits = |payment: &Payment| {
        (search.status.is_empty() || payment.status().name() == search.status)
            && (wanted.is_empty() || tells(payment, wanted))
    };
    let is = |payment: &Payment, id: &str| payment.id.as_str() == id;
    let cut = sandbox.with_gateway(|gateway, _| {
        let cut = search.place.cut(gateway.payments(), is, fits);
        cut.map(Row::of)
    });
    let choice = Choice {
        name: "status",
        label: "Status",
        all: "Any status",
        options: STATUSES.map(|one| (one.name(), one.name())).to_vec(),
        chosen: search.status.clone(),
    };
    let list = List::of(&frame, search, Some(choice), cut, |row| &row.id);
    Ok(PaymentsPage { frame, list })
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
