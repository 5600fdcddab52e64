//! The scenario in force and the shipped ones, and the rules that are armed for a while.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::answer;
use super::frame::Frame;
use super::payments::has;
use super::words::when;
use crate::gateway::Override;
use crate::scenario::{self, BUILT_IN};

/// What is looked for.
#[derive(Deserialize, Clone, Default)]
pub(super) struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "dashboard/scenarios.html")]
struct ScenariosPage {
    frame: Frame,
    q: String,
    advice: String,
    armed: Vec<Armed>,
    shipped: Vec<Shipped>,
}

/// A rule armed for a while.
struct Armed {
    id: String,
    what: String,
    limits: String,
}

/// A scenario that comes with the program.
struct Shipped {
    name: String,
    title: String,
    advice: String,
    is_in_force: bool,
}

pub(super) async fn show(
    path: Path<String>,
    search: Query<Search>,
    state: Data<State>,
) -> HttpResponse {
    answer(&state, page(&path, &search.q, &state))
}

fn page(client_id: &str, q: &str, state: &State) -> Result<ScenariosPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "scenarios");
    let (advice, armed) = sandbox.with_gateway(|gateway, now| {
        let armed = gateway.overrides(now).map(Armed::of);
        (gateway.playbook().advice.clone(), armed.collect())
    });
    let playbooks = BUILT_IN.iter().filter_map(|one| scenario::named(one.name));
    let shipped = playbooks.map(|playbook| Shipped {
        is_in_force: playbook.name == frame.scenario,
        name: playbook.name,
        title: playbook.title,
        advice: playbook.advice,
    });
    let wanted = q.trim();
    let fits = |one: &Shipped| {
        let texts = [&one.name, &one.title, &one.advice];
        texts.iter().any(|text| has(text, wanted))
    };
    Ok(ScenariosPage {
        shipped: shipped.filter(fits).collect(),
        frame,
        q: q.to_owned(),
        advice,
        armed,
    })
}

impl Armed {
    fn of(armed: &Override) -> Self {
        let forced = armed.forced_result();
        let what = match forced {
            Some((operation, code)) => format!("{} answers {}", operation.name(), code.code()),
            None if armed.rule.about.is_empty() => armed.source.clone(),
            None => armed.rule.about.clone(),
        };
        let payment = armed.payment.as_ref().map(|id| format!("payment {id}"));
        let left = armed.left.map(|left| format!("{left} times more"));
        let until = armed.expires_at.map(|at| format!("until {}", when(at)));
        let used = Some(format!("used {} times", armed.used));
        let limits: Vec<_> = [payment, left, until, used].into_iter().flatten().collect();
        Self {
            id: armed.id.to_string(),
            what,
            limits: limits.join(", "),
        }
    }
}
