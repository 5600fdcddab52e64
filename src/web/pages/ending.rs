//! What a link shows once its payment needs the buyer no more.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;

use super::language::Reader;
use super::views::{ResultPage, Tone};
use super::{show, summary};
use crate::gateway::{Payment, Stage};

/// The page of a payment that has ended, or that only its bank still thinks about.
pub(super) fn ended(reader: Reader, payment: &Payment) -> HttpResponse {
    let t = &reader.t.ending;
    let (status, tone, title, message) = match &payment.stage {
        Stage::Authorized(_) => (StatusCode::OK, Tone::Good, t.paid, t.paid_lead),
        Stage::AskingIssuer { .. } => (
            StatusCode::OK,
            Tone::Neutral,
            t.in_process,
            t.in_process_lead,
        ),
        Stage::Failed { .. } => {
            let lead = if timed_out(payment) {
                t.timed_out_lead
            } else {
                t.failed_lead
            };
            (StatusCode::OK, Tone::Bad, t.failed, lead)
        }
        Stage::Cancelled { .. } => (
            StatusCode::GONE,
            Tone::Neutral,
            t.cancelled,
            t.cancelled_lead,
        ),
        Stage::Expired { .. } | Stage::AwaitingBuyer | Stage::Challenged(_) => {
            (StatusCode::GONE, Tone::Neutral, t.expired, t.expired_lead)
        }
    };
    let ended_at = payment.ended_at();
    let page = ResultPage {
        t: reader.t,
        order: summary(payment),
        tone,
        title,
        message,
        date: ended_at.map_or_else(String::new, |at| reader.t.date(at)),
        back_url: payment.order.redirect_url.clone(),
    };
    show(reader, status, &page)
}

/// Whether the bank waited for the buyer in vain.
fn timed_out(payment: &Payment) -> bool {
    let card = payment.shown_card();
    let three_ds = card.and_then(|card| card.three_ds.as_ref());
    three_ds.is_some_and(|three_ds| three_ds.cancel.as_deref() == Some("04"))
}
