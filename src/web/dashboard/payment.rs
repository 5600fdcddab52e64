//! One payment: where it stands, how it came to this, and its picture.

mod view;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use self::view::View;
pub(super) use self::view::{Line, Told, timeline};
use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::respond::{answer, picture_of, problem_of};
use super::sequence;
use crate::gateway::{Event, Gateway, Payment, PaymentKey};

#[derive(Template)]
#[template(path = "dashboard/payment.html")]
struct PaymentPage {
    frame: Frame,
    view: View,
    /// Where its buyer pays; nowhere when the payment needs no buyer any more.
    checkout: Option<String>,
}

pub(super) async fn show(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (client_id, id) = path.into_inner();
    answer(&state, &client_id, page(&client_id, &id, &state))
}

/// The sequence picture as a file of its own.
pub(super) async fn picture(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (client_id, id) = path.into_inner();
    match drawn(&client_id, &id, &state) {
        Ok(svg) => picture_of(svg),
        Err(error) => problem_of(&state, &client_id, &error),
    }
}

fn drawn(client_id: &str, id: &str, state: &State) -> Result<String, AdminError> {
    let sandbox = merchant(state, client_id)?;
    sandbox.with_gateway(|gateway, _| {
        let payment = find(gateway, id)?;
        let title = format!(
            "{} · {} · {}",
            payment.order.order_reference,
            payment.order.amount,
            payment.status().name()
        );
        let about = |event: &&Event| event.kind.is_of_clock() || is_about(event, payment);
        let events = gateway.journal().since(0).filter(about);
        Ok(sequence::picture(&title, events))
    })
}

fn page(client_id: &str, id: &str, state: &State) -> Result<PaymentPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "payments");
    let base = frame.base.clone();
    let (view, token) = sandbox.with_gateway(|gateway, now| {
        let payment = find(gateway, id)?;
        let token = payment.is_open().then(|| payment.token.clone());
        Ok::<_, AdminError>((View::of(gateway, payment, now, &base), token))
    })?;
    Ok(PaymentPage {
        frame,
        view,
        checkout: token.map(|token| state.normal_url(token.as_str())),
    })
}

fn find<'a>(gateway: &'a Gateway, id: &str) -> Result<&'a Payment, AdminError> {
    let keys = [
        PaymentKey::Id(id.to_owned()),
        PaymentKey::RequestId(id.to_owned()),
    ];
    let mut found = keys.iter().filter_map(|key| gateway.payment(key).ok());
    found.next().ok_or_else(|| {
        let hint = "It may have gone with a reset. The list of payments has all that there are.";
        AdminError::not_found(format!("There is no payment \"{id}\""), hint)
    })
}

fn is_about(event: &Event, payment: &Payment) -> bool {
    event.payment_id.as_ref() == Some(&payment.id)
}
