//! The page with the switches for bad behaviour.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use askama::Template;
use serde::Deserialize;

use super::{Frame, problem, show as show_page};
use crate::demo::Shop;
use crate::demo::switches::Switch;
use crate::page::see_other;

#[derive(Template)]
#[template(path = "demo/switches.html")]
struct SwitchesPage {
    frame: Frame,
    /// All of them, and whether each is on.
    switches: Vec<(Switch, bool)>,
}

/// Which switch to turn, or all of them off.
#[derive(Deserialize)]
pub(super) struct Turn {
    /// The key of a switch; `all` turns every one off.
    switch: String,
    on: Option<String>,
}

pub(super) async fn show(shop: Data<Shop>) -> HttpResponse {
    let state = |one| (one, shop.switches.is_on(one));
    let page = SwitchesPage {
        frame: Frame::of(&shop, "switches"),
        switches: Switch::ALL.into_iter().map(state).collect(),
    };
    show_page(&shop, &page)
}

pub(super) async fn turn(form: Form<Turn>, shop: Data<Shop>) -> HttpResponse {
    if form.switch == "all" {
        shop.switches.all_off();
        return see_other("/switches");
    }
    let Some(switch) = Switch::named(&form.switch) else {
        let message = format!("There is no switch \"{}\".", form.switch);
        return problem(&shop, StatusCode::BAD_REQUEST, message);
    };
    shop.switches.set(switch, form.on.as_deref() == Some("yes"));
    see_other("/switches")
}
