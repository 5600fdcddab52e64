//! The start page, and the page of a demonstration: both sides of it, and the picture.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::sides::{SandboxSide, ShopSide, sandbox_side, shop_sides};
use super::situations::{CHAPTERS, Chapter, Situation, find};
use super::{Run, Stage};
use crate::demo::Shop;
use crate::demo::pages::{Frame, problem, show as show_page};
use crate::page::see_other;

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
