//! The buttons: each form says what is to be done, and it is done by a call of the admin API.

use std::collections::HashMap;

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::{Data, Form, Path};
use serde_json::json;

use super::super::State;
use super::super::admin::{Act, AdminError, merchant};
use super::problem;

/// The fields of a form.
type Fields = HashMap<String, String>;

/// Does what a form says, and shows the page that it came from once more.
pub(super) async fn post(
    path: Path<String>,
    form: Form<Fields>,
    state: Data<State>,
) -> HttpResponse {
    let done = match read(&form) {
        Ok(act) => act.call(&path, state.clone()).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => {
            let back = back(&form).unwrap_or_else(|| format!("/merchants/{path}/payments"));
            HttpResponse::SeeOther()
                .insert_header((LOCATION, back))
                .finish()
        }
        Err(error) => match merchant(&state, &path) {
            Ok(sandbox) => super::problem_at(&state, &sandbox, &error, back(&form)),
            Err(_) => problem(&state, &error),
        },
    }
}

/// The page that a form stands on. Only ours: a form that leads elsewhere is not followed.
fn back(form: &Fields) -> Option<String> {
    let back = form.get("back")?;
    let is_plain = back
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_plain && back.starts_with("/merchants/")).then(|| back.clone())
}

fn read(form: &Fields) -> Result<Act, AdminError> {
    let field = |name: &str| form.get(name).cloned().unwrap_or_default();
    let act = match field("act").as_str() {
        "advance" => Act::Advance(json!({"by": field("by")})),
        "next" => Act::Advance(json!({"next": true})),
        "drain" => Act::Advance(json!({"drain": true})),
        "pace" => Act::ChangeClock(json!({"pace": field("pace")})),
        "scenario" => Act::ChangeScenario(json!({"name": field("name")})),
        "buyer" => Act::Buyer(field("id"), json!({"action": field("action")})),
        "resend" => Act::Resend(field("id")),
        "disarm" => Act::Disarm(field("id")),
        "disarm-all" => Act::DisarmAll,
        "reset" => Act::Reset,
        other => {
            let message = format!("There is no act \"{other}\"");
            return Err(AdminError::not_found(
                message,
                "Use the buttons of the pages.",
            ));
        }
    };
    Ok(act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_are_shown_again() {
        let back = |to: &str| back(&Fields::from([("back".to_owned(), to.to_owned())]));
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

    #[test]
    fn each_button_is_a_call() {
        let read = |fields: &[(&str, &str)]| {
            let fields = fields.iter();
            let form = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            read(&form.collect()).ok()
        };
        let advanced = read(&[("act", "advance"), ("by", "2m")]);
        assert_eq!(advanced, Some(Act::Advance(json!({"by": "2m"}))));
        let again = read(&[("act", "resend"), ("id", "ntf-1")]);
        assert_eq!(again, Some(Act::Resend("ntf-1".to_owned())));
        assert_eq!(read(&[("act", "explode")]), None);
        assert_eq!(read(&[]), None);
    }
}
