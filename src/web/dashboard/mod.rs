//! The dashboard at the admin address: what happened, as pages.
//!
//! Plain pages and forms that work without scripts. What they do goes through the admin API; what
//! they show is read anew each time, a page of at most [`paging::SIZE`] rows.

mod acts;
mod arming;
mod attempt;
mod cards;
mod clock;
mod contract;
mod dispute;
mod disputes;
mod draft;
mod frame;
mod keys;
mod list;
mod merchants;
mod notifications;
mod paging;
mod payment;
mod payments;
mod reports;
mod requests;
mod respond;
mod scenarios;
mod search;
mod sequence;
mod snippets;
mod vaulting;
mod words;

use actix_web::web::{Data, Path, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, web};

use self::search::Search;
use super::State;
use super::admin::AdminError;
use crate::sandbox::keys::DEFAULT_CLIENT_ID;

/// The navigation: the last part of each address, and what it is called.
pub(crate) const SECTIONS: &[(&str, &str)] = &[
    ("payments", "Payments"),
    ("disputes", "Disputes"),
    ("cards", "Cards"),
    ("notifications", "Notifications"),
    ("requests", "Requests"),
    ("clock", "Clock"),
    ("scenarios", "Scenarios"),
    ("reports", "Reports"),
    ("keys", "Keys"),
    ("merchants", "Merchants"),
];

/// All pages. They are for people; programs have `/v1/…`.
pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/dashboard.css").get(respond::style))
        .service(web::resource("/dashboard.js").get(respond::script))
        .service(
            web::scope("/merchants/{client_id}")
                .configure(lists)
                .service(web::resource("/payments/{id}").get(payment::show))
                .service(web::resource("/payments/{id}/sequence.svg").get(payment::picture))
                .service(web::resource("/disputes/{id}").get(dispute::show))
                .service(web::resource("/vaultings/{id}").get(vaulting::show))
                .service(web::resource("/vaultings/{id}/sequence.svg").get(vaulting::picture))
                .service(web::resource("/notifications/{id}").get(notifications::show))
                .service(web::resource("/requests/{id}").get(requests::show))
                .service(web::resource("/contract").get(contract::show))
                .service(web::resource("/act").post(acts::post))
                .default_service(web::to(nowhere)),
        );
}

/// The pages of the navigation.
fn lists(config: &mut ServiceConfig) {
    config
        .service(web::resource("/payments").get(payments::show))
        .service(web::resource("/disputes").get(disputes::show))
        .service(web::resource("/cards").get(cards::show))
        .service(web::resource("/notifications").get(notifications::list))
        .service(web::resource("/requests").get(requests::list))
        .service(web::resource("/clock").get(clock::show))
        .service(web::resource("/scenarios").get(scenarios::show))
        .service(web::resource("/reports").get(reports::show))
        .service(web::resource("/keys").get(keys::show))
        .service(
            web::resource("/merchants")
                .get(merchants::show)
                .post(merchants::create),
        );
}

/// The first page: the payments of the merchant that exists from the start.
pub(super) async fn home(search: Query<Search>, state: Data<State>) -> HttpResponse {
    payments::show(Path::from(DEFAULT_CLIENT_ID.to_owned()), search, state).await
}

async fn nowhere(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let message = format!("There is no page {}", request.path());
    let hint = "The navigation above leads to every page.";
    let of_merchant = request.path().strip_prefix("/merchants/");
    let client_id = of_merchant.and_then(|rest| rest.split('/').next());
    let error = AdminError::not_found(message, hint);
    respond::problem_of(&state, client_id.unwrap_or_default(), &error)
}
