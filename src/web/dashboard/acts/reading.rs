//! What a form asks for.

use serde_json::{Value, json};

use super::super::super::admin::{Act, AdminError, Deed};
use super::super::arming;
use super::super::draft::Draft;

/// The call of the admin API that a form stands for.
///
/// # Errors
/// No button of ours sends such a form.
pub(super) fn act(draft: &Draft) -> Result<Act, AdminError> {
    let name = draft.value("act");
    let of_group = [of_clock, of_payment, of_dispute, of_rules, of_merchant];
    let mut found = of_group.iter().filter_map(|group| group(name, draft));
    found.next().ok_or_else(|| {
        let message = format!("There is no act \"{name}\"");
        AdminError::not_found(message, "Use the buttons of the pages.")
    })
}

fn id(draft: &Draft) -> String {
    draft.value("id").to_owned()
}

fn of_clock(name: &str, draft: &Draft) -> Option<Act> {
    Some(match name {
        "advance" => Act::Advance(json!({"by": draft.value("by")})),
        "advance-to" => Act::Advance(json!({"to": draft.instant("to").unwrap_or_default()})),
        "next" => Act::Advance(json!({"next": true})),
        "drain" => Act::Advance(json!({"drain": true})),
        "pace" => Act::ChangeClock(json!({"pace": draft.value("pace")})),
        "rate" => Act::ChangeClock(json!({"pace": format!("x{}", draft.value("rate"))})),
        _ => return None,
    })
}

fn of_payment(name: &str, draft: &Draft) -> Option<Act> {
    Some(match name {
        "buyer" => Act::Buyer(id(draft), json!({"action": draft.value("action")})),
        "binder" => Act::Binder(id(draft), json!({"action": draft.value("action")})),
        "resend" => Act::Resend(id(draft), Value::Object(draft.body(&["fault"]))),
        "delete-card" => Act::DeleteCard(id(draft)),
        _ => return None,
    })
}

fn of_dispute(name: &str, draft: &Draft) -> Option<Act> {
    let deed = match name {
        "open-dispute" => return Some(Act::OpenDispute(id(draft), opening(draft))),
        "accept-dispute" => Deed::Accept,
        "defend-dispute" => Deed::Defend,
        "judge-dispute" => {
            let mut body = draft.body(&["result"]);
            body.extend(
                draft
                    .number("amount")
                    .map(|amount| ("amount".to_owned(), amount)),
            );
            Deed::Judge(Value::Object(body))
        }
        "cancel-dispute" => Deed::Cancel,
        "settle-dispute" => Deed::Rdr,
        "escalate-dispute" => Deed::Escalate,
        _ => return None,
    };
    Some(Act::Dispute(id(draft), deed))
}

fn opening(draft: &Draft) -> Value {
    let mut body = draft.body(&["type", "reasonCode", "reasonMessage", "defenseDueIn"]);
    body.extend(
        draft
            .number("amount")
            .map(|amount| ("amount".to_owned(), amount)),
    );
    Value::Object(body)
}

fn of_rules(name: &str, draft: &Draft) -> Option<Act> {
    Some(match name {
        "scenario" => Act::ChangeScenario(json!({"name": draft.value("name")})),
        "document" => Act::PlayDocument(draft.value("document").to_owned()),
        "force" => Act::Force(Value::Object(draft.body(&["api", "resultCode", "for"]))),
        "disarm" => Act::Disarm(id(draft)),
        "disarm-all" => Act::DisarmAll,
        name => Act::Arm(arming::body(name, draft)?),
    })
}

fn of_merchant(name: &str, draft: &Draft) -> Option<Act> {
    Some(match name {
        "sign" => Act::Sign(draft.value("contract").to_owned()),
        "reset" => Act::Reset,
        "remove" => Act::Remove,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: &[(&str, &str)]) -> Option<Act> {
        let fields = fields.iter();
        let fields = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        act(&Draft::of(fields.collect())).ok()
    }

    #[test]
    fn each_button_is_a_call() {
        let advanced = read(&[("act", "advance"), ("by", "2m")]);
        assert_eq!(advanced, Some(Act::Advance(json!({"by": "2m"}))));
        let to = read(&[("act", "advance-to"), ("to", "2026-11-24T10:00")]);
        assert_eq!(to, Some(Act::Advance(json!({"to": "2026-11-24T10:00Z"}))));
        let faster = read(&[("act", "rate"), ("rate", "90")]);
        assert_eq!(faster, Some(Act::ChangeClock(json!({"pace": "x90"}))));
        let again = read(&[("act", "resend"), ("id", "ntf-1"), ("fault", "")]);
        assert_eq!(again, Some(Act::Resend("ntf-1".to_owned(), json!({}))));
        let judged = read(&[
            ("act", "judge-dispute"),
            ("id", "d"),
            ("result", "R"),
            ("amount", "5"),
        ]);
        let deed = Deed::Judge(json!({"result": "R", "amount": 5}));
        assert_eq!(judged, Some(Act::Dispute("d".to_owned(), deed)));
        assert_eq!(read(&[("act", "explode")]), None);
        assert_eq!(read(&[]), None);
    }
}
