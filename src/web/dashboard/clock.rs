//! The clock: its pace, what is due, and the ways to move it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::respond::answer;
use super::words::{span, when};
use crate::sandbox::clock::Pace;

/// How many of the things due are shown.
const DUE_SHOWN: usize = 50;

/// The paces offered, as the admin API writes them, and in words.
const PACES: [(&str, &str); 5] = [
    ("stepped", "Pause"),
    ("live", "As the wall"),
    ("x60", "×60"),
    ("x600", "×600"),
    ("x3600", "×3600"),
];

/// The spans offered, as the admin API writes them, and in words.
const SPANS: [(&str, &str); 5] = [
    ("2m", "+2 min"),
    ("15m", "+15 min"),
    ("1h", "+1 h"),
    ("24h", "+1 day"),
    ("7d", "+7 days"),
];

#[derive(Template)]
#[template(path = "dashboard/clock.html")]
struct ClockPage {
    frame: Frame,
    /// Each pace, its words, and whether it is the one in force.
    paces: Vec<(&'static str, &'static str, bool)>,
    spans: &'static [(&'static str, &'static str)],
    /// How fast the clock goes, where somebody may write another number.
    rate: u32,
    /// The present instant, as a browser's field for one has it.
    now: String,
    due: Vec<Due>,
    due_count: usize,
}

/// Something that is going to happen.
struct Due {
    at: String,
    within: String,
    text: String,
}

pub(super) async fn show(path: Path<String>, state: Data<State>) -> HttpResponse {
    answer(&state, &path, page(&path, &state))
}

fn frame_rate(pace: Pace) -> u32 {
    match pace {
        Pace::Live { rate } if rate > 1 => rate,
        _ => 10,
    }
}

fn page(client_id: &str, state: &State) -> Result<ClockPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "clock");
    let pace = sandbox.pace().to_string();
    let (now, due, due_count) = sandbox.with_gateway(|gateway, now| {
        let due = gateway.upcoming(DUE_SHOWN);
        (now, due, gateway.upcoming_count())
    });
    let of = |(at, text)| Due {
        at: when(at),
        within: span(at.duration_since(now)),
        text,
    };
    Ok(ClockPage {
        frame,
        paces: PACES
            .map(|(name, words)| (name, words, name == pace))
            .to_vec(),
        spans: &SPANS,
        rate: frame_rate(sandbox.pace()),
        now: now.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        due: due.into_iter().map(of).collect(),
        due_count,
    })
}
