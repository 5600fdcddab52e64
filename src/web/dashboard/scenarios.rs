//! The scenario in force and the shipped ones, what is armed, and the forms that arm.

use std::sync::LazyLock;

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::arming::{ANSWERS, NOTIFICATIONS, THREE_DS};
use super::draft::Draft;
use super::frame::Frame;
use super::respond::{Flaw, answer, refused};
use super::search::has;
use super::words::when;
use crate::gateway::{NotifyType, Operation, Override, ResultCode};
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
    /// The document of the scenario in force.
    source: String,
    armed: Vec<Armed>,
    shipped: Vec<&'static Shipped>,
    draft: Draft,
    flaw: Option<Flaw>,
}

/// A rule armed for a while.
struct Armed {
    id: String,
    what: String,
    /// The document that it was read from, unless it is a forced result.
    source: String,
    limits: String,
}

/// A scenario that comes with the program.
struct Shipped {
    name: String,
    title: String,
    advice: String,
}

/// All of them. Reading them takes longer than writing a page.
static SHIPPED: LazyLock<Vec<Shipped>> = LazyLock::new(|| {
    let playbooks = BUILT_IN.iter().filter_map(|one| scenario::named(one.name));
    let shipped = playbooks.map(|playbook| Shipped {
        name: playbook.name,
        title: playbook.title,
        advice: playbook.advice,
    });
    shipped.collect()
});

pub(super) async fn show(
    path: Path<String>,
    search: Query<Search>,
    state: Data<State>,
) -> HttpResponse {
    let page = page(&path, &search.q, Draft::default(), None, &state);
    answer(&state, &path, page)
}

/// The page with a form that was refused, as it was sent.
pub(super) fn again(
    client_id: &str,
    draft: Draft,
    error: &AdminError,
    state: &State,
) -> HttpResponse {
    let page = page(client_id, "", draft, Some(Flaw::of(error)), state);
    refused(state, page)
}

fn page(
    client_id: &str,
    q: &str,
    draft: Draft,
    flaw: Option<Flaw>,
    state: &State,
) -> Result<ScenariosPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "scenarios");
    let (advice, source, armed) = sandbox.with_gateway(|gateway, now| {
        let armed = gateway.overrides(now).map(Armed::of);
        let playbook = gateway.playbook();
        (
            playbook.advice.clone(),
            playbook.source.clone(),
            armed.collect(),
        )
    });
    let wanted = q.trim();
    let fits = |one: &&Shipped| {
        let texts = [&one.name, &one.title, &one.advice];
        texts.iter().any(|text| has(text, wanted))
    };
    Ok(ScenariosPage {
        shipped: SHIPPED.iter().filter(fits).collect(),
        frame,
        q: q.to_owned(),
        advice,
        source,
        armed,
        draft,
        flaw,
    })
}

impl ScenariosPage {
    /// The operations that a rule may be about.
    fn apis() -> impl Iterator<Item = &'static str> {
        Operation::ALL.iter().map(|operation| operation.name())
    }

    fn codes() -> impl Iterator<Item = &'static str> {
        ResultCode::ALL.iter().map(|code| code.code())
    }

    fn types() -> impl Iterator<Item = &'static str> {
        NotifyType::ALL.into_iter().map(NotifyType::name)
    }

    /// Whether a form stays open, because it was refused just now.
    fn is_refused(&self, act: &str) -> bool {
        self.flaw.is_some() && self.draft.is("act", act)
    }
}

impl Armed {
    fn of(armed: &Override) -> Self {
        let forced = armed.forced_result();
        let what = match forced {
            Some((operation, code)) => format!("{} answers {}", operation.name(), code.code()),
            None if armed.rule.about.is_empty() => "A rule".to_owned(),
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
            source: match forced {
                Some(_) => String::new(),
                None => armed.source.clone(),
            },
            limits: limits.join(", "),
        }
    }
}
