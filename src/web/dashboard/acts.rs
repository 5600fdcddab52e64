//! The buttons: each form says what is to be done, and it is done by a call of the admin API.

mod reading;

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::draft::Draft;
use super::respond::{problem, problem_at};
use super::{contract, scenarios};
use crate::page::see_other;

/// Does what a form says, and shows the page that it came from once more.
pub(super) async fn post(
    path: Path<String>,
    form: Form<HashMap<String, String>>,
    state: Data<State>,
) -> HttpResponse {
    let draft = Draft::of(form.into_inner());
    let done = match reading::act(&draft) {
        Ok(act) => act.call(&path, state.clone()).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => {
            let back = back(&draft).unwrap_or_else(|| format!("/merchants/{path}/payments"));
            see_other(&back)
        }
        Err(error) => refused(&path, draft, &error, &state),
    }
}

/// A form of many fields comes back with what was wrong; of a button it is enough to be told.
fn refused(client_id: &str, draft: Draft, error: &AdminError, state: &State) -> HttpResponse {
    match draft.value("act") {
        act if act.starts_with("arm") || act == "force" || act == "document" => {
            scenarios::again(client_id, draft, error, state)
        }
        "sign" => contract::again(client_id, &draft, error, state),
        _ => match merchant(state, client_id) {
            Ok(sandbox) => problem_at(state, &sandbox, error, back(&draft)),
            Err(_) => problem(state, error),
        },
    }
}

/// The page that a form stands on. Only ours: a form that leads elsewhere is not followed.
fn back(draft: &Draft) -> Option<String> {
    let back = draft.value("back");
    let is_plain = back
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_plain && back.starts_with("/merchants/")).then(|| back.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_shown_again() {
        let back = |to: &str| back(&Draft::of([("back".to_owned(), to.to_owned())].into()));
        assert!(back("/merchants/m/payments?q=a").is_some());
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil",
            "/merchants/\r\nx",
            "",
        ] {
            assert_eq!(back(elsewhere), None, "{elsewhere}");
        }
    }
}
