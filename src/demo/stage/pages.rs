//! The start page, and the page of a demonstration: both sides of it, and the picture.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;
use serde_json::Value;

use super::situations::{CHAPTERS, Chapter, Situation, find};
use super::{Run, Stage};
use crate::demo::Shop;
use crate::demo::headline::headline;
use crate::demo::pages::{Frame, problem, see_other, show as show_page};

#[derive(Template)]
#[template(path = "demo/start.html")]
struct StartPage {
    frame: Frame,
    chapters: &'static [Chapter],
}

#[derive(Template)]
#[template(path = "demo/run.html")]
struct RunPage {
    frame: Frame,
    run: Run,
    /// Each order, as the shop has it.
    orders: Vec<ShopSide>,
    /// Each payment, as the sandbox has it.
    payments: Vec<SandboxSide>,
}

/// What the shop says.
struct ShopSide {
    number: usize,
    headline: &'static str,
    tone: &'static str,
    pay_url: String,
    parcels: u32,
    letters: usize,
}

/// What the sandbox says.
struct SandboxSide {
    payment_id: String,
    status: String,
    stage: String,
    amount: String,
    /// Each notification in a line.
    notices: Vec<String>,
    /// How many things happened: the picture is another when they are more.
    events: usize,
}

/// How far the clock shall move.
#[derive(Deserialize)]
pub(super) struct Span {
    by: String,
}

pub(super) async fn start(shop: Data<Shop>) -> HttpResponse {
    let page = StartPage {
        frame: Frame::of(&shop, "start"),
        chapters: CHAPTERS,
    };
    show_page(&shop, &page)
}

/// Starts a demonstration and plays its first act. The shop is a good one before.
pub(super) async fn play(key: Path<String>, shop: Data<Shop>, stage: Data<Stage>) -> HttpResponse {
    let Some(situation) = find(&key) else {
        let message = format!("There is no situation \"{key}\". The start page has them all.");
        return problem(&shop, StatusCode::NOT_FOUND, message);
    };
    shop.switches.all_off();
    let mut run = new_run(&stage, situation);
    stage.play(&shop, &mut run).await;
    let number = run.number;
    keep(&stage, run);
    see_other(&format!("/runs/{number}"))
}

/// Plays the next act.
pub(super) async fn next(
    number: Path<usize>,
    shop: Data<Shop>,
    stage: Data<Stage>,
) -> HttpResponse {
    let Some(mut run) = run(&stage, *number) else {
        return unknown(&shop, *number);
    };
    if run.broken.is_none() {
        stage.play(&shop, &mut run).await;
        keep(&stage, run.clone());
    }
    see_other(&format!("/runs/{number}#act-{}", run.played))
}

/// Moves the clock on.
pub(super) async fn clock(
    number: Path<usize>,
    form: Form<Span>,
    shop: Data<Shop>,
    stage: Data<Stage>,
) -> HttpResponse {
    let Some(mut run) = run(&stage, *number) else {
        return unknown(&shop, *number);
    };
    match stage.advance(&form.by).await {
        Ok(done) => run.log.push((run.played.saturating_sub(1), done)),
        Err(why) => return problem(&shop, StatusCode::BAD_REQUEST, why),
    }
    keep(&stage, run);
    see_other(&format!("/runs/{number}"))
}

pub(super) async fn show(
    number: Path<usize>,
    shop: Data<Shop>,
    stage: Data<Stage>,
) -> HttpResponse {
    let Some(run) = run(&stage, *number) else {
        return unknown(&shop, *number);
    };
    let (orders, ids) = shop_sides(&shop, &run);
    let mut payments = Vec::new();
    for id in ids {
        if let Some(side) = sandbox_side(&stage, &id).await {
            payments.push(side);
        }
    }
    let page = RunPage {
        frame: Frame::of(&shop, "start"),
        run,
        orders,
        payments,
    };
    show_page(&shop, &page)
}

fn new_run(stage: &Stage, situation: &'static Situation) -> Run {
    let mut runs = stage.runs();
    let run = Run {
        number: runs.len() + 1,
        situation,
        played: 0,
        orders: Vec::new(),
        log: Vec::new(),
        broken: None,
    };
    runs.push(run.clone());
    run
}

fn run(stage: &Stage, number: usize) -> Option<Run> {
    stage.runs().get(number.checked_sub(1)?).cloned()
}

fn keep(stage: &Stage, run: Run) {
    if let Some(kept) = stage.runs().get_mut(run.number - 1) {
        *kept = run;
    }
}

fn unknown(shop: &Shop, number: usize) -> HttpResponse {
    let message = format!("There is no demonstration {number}. Start one on the start page.");
    problem(shop, StatusCode::NOT_FOUND, message)
}

/// The orders of a run, newest first, and the ids of their payments.
fn shop_sides(shop: &Shop, run: &Run) -> (Vec<ShopSide>, Vec<String>) {
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
async fn sandbox_side(stage: &Stage, id: &str) -> Option<SandboxSide> {
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
