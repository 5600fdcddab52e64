//! What an expectation can find at all, where that is a closed list. A slip of the pen in one that
//! wants nothing, `count = 0`, would be met for ever.

use super::super::nearest::nearest;
use super::super::node::Node;
use super::super::vocabulary::check_words;
use super::Subject;
use crate::gateway::{EventField, NotifyType, Pattern, ResultCode, StageName};

/// What `paymentStatus` may be (file 03 of the protocol notes).
const PAYMENT_STATUSES: [&str; 4] = ["PROCESSING", "SUCCESS", "FAIL", "CANCELLED"];
/// The fields of an event that no filter has.
const FURTHER: [&str; 4] = ["sequence", "at", "paymentRequestId", "text"];

/// Puts down a wish that nothing ever fits.
pub(super) fn check(node: &Node<'_>, subject: &Subject, path: &str, pattern: &Pattern) {
    if *subject == Subject::Event {
        return check_event(node, path, pattern);
    }
    let codes = || {
        ResultCode::ALL
            .iter()
            .map(|code| code.code())
            .collect::<Vec<_>>()
    };
    match path {
        "result.resultCode" => check_known(node, "a result code of Antom", &codes(), pattern),
        "paymentResultCode" if *subject == Subject::Inquiry => {
            check_known(node, "a result code of Antom", &codes(), pattern);
        }
        "result.resultStatus" => {
            check_known(node, "a status of results", &["S", "F", "U"], pattern);
        }
        "paymentStatus" if matches!(subject, Subject::Inquiry | Subject::Payment) => {
            check_known(node, "a paymentStatus", &PAYMENT_STATUSES, pattern);
        }
        "notifyType" if *subject == Subject::Notification => {
            let types = NotifyType::ALL.map(NotifyType::name);
            check_known(node, "a type of notifications", &types, pattern);
        }
        "stage" if *subject == Subject::Payment => {
            let stages = StageName::ALL.map(StageName::name);
            check_known(node, "a stage", &stages, pattern);
        }
        _ => {}
    }
}

fn check_event(node: &Node<'_>, path: &str, pattern: &Pattern) {
    if FURTHER.contains(&path) {
        return;
    }
    let Some(field) = EventField::named(path) else {
        let known: Vec<_> = EventField::names().chain(FURTHER).collect();
        let hint = match nearest(path, known.iter().copied()) {
            Some(meant) => format!("did you mean {meant}?"),
            None => format!("there are {}", known.join(", ")),
        };
        return node.mistake(format!("no event has this; {hint}"));
    };
    if let Some(values) = field.values() {
        check_known(node, &format!("a {path} of any event"), &values, pattern);
    }
}

/// A reference is filled in later.
fn check_known(node: &Node<'_>, what: &str, known: &[&str], pattern: &Pattern) {
    let is_open =
        matches!(pattern, Pattern::Like(texts) if texts.iter().any(|text| text.contains("${")));
    if !is_open {
        check_words(node, what, known, pattern);
    }
}

/// Puts down a count that is no number.
pub(super) fn check_count(node: &Node<'_>, pattern: &Pattern) {
    let is_number = |text: &String| text.parse::<u64>().is_ok() || text.contains("${");
    let good = match pattern {
        Pattern::Like(texts) => texts.iter().all(is_number),
        Pattern::Between { .. } => true,
        Pattern::Present | Pattern::Absent => false,
    };
    if !good {
        node.mistake("is no count; write 2, { at_least = 2 } or 0");
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::file::parse_journey;

    fn mistakes(step: &str) -> String {
        let text = format!("title = \"x\"\n[[step]]\npay = {{}}\n[[step]]\n{step}");
        parse_journey(&text).map_or_else(|told| told.to_string(), |_| String::new())
    }

    #[test]
    fn what_no_answer_and_no_event_ever_says_is_told() {
        for (step, told) in [
            (
                "expect = { inquiry = { paymentStatus = \"SUCESS\" } }",
                "line 5, column 40: step[1].expect.inquiry.paymentStatus: \"SUCESS\" is not a paymentStatus; did you mean SUCCESS?",
            ),
            (
                "expect = { answer = { result = { resultCode = \"SUCCES\" } } }",
                "did you mean SUCCESS?",
            ),
            (
                "expect = { answer = { result.resultStatus = \"s\" } }",
                "did you mean S?",
            ),
            (
                "expect = { notification = { notifyType = \"PAYMENT_RESULTS\", count = 0 } }",
                "did you mean PAYMENT_RESULT?",
            ),
            (
                "expect = { notification = { count = \"two\" } }",
                "expect.notification.count: is no count; write 2",
            ),
            (
                "expect = { payment = { stage = \"PAID\" } }",
                "\"PAID\" is not a stage; there are AWAITING_BUYER",
            ),
            (
                "expect = { event = { typ = \"API_CALL\" } }",
                "no event has this; did you mean type?",
            ),
            (
                "expect = { event = { api = \"refunds\" } }",
                "did you mean refund?",
            ),
            (
                "await = { type = \"PAYMENT_CAPTURD\" }",
                "did you mean PAYMENT_CAPTURED?",
            ),
            (
                "await = { attempt = \"x\" }",
                "write the number of an attempt",
            ),
            ("await = { apii = \"pay\" }", "did you mean api?"),
            ("await = { timeout = \"5s\" }", "write within"),
            (
                "await = { type = \"*\", count = 0 }",
                "is not a whole number",
            ),
            (
                "arm = { rule = { then = { cvv = \"N\" } }, times = 0 }",
                "arm.times: must be a whole number from 1 on, not 0",
            ),
            (
                "arm = { rule = { then = { cvv = \"N\" } }, for = \"soon\" }",
                "arm.for: must be a time",
            ),
        ] {
            let mistakes = mistakes(step);
            assert!(mistakes.contains(told), "{step}: {mistakes}");
        }
    }

    #[test]
    fn what_may_be_is_left_alone() {
        for step in [
            "expect = { inquiry = { paymentStatus = [\"SUCCESS\", \"FA*\"], whatever = 5 } }",
            "expect = { inquiry = { paymentStatus = \"${pay.status}\" } }",
            "expect = { answer = { json.paymentStatus = \"PAID\" } }",
            "expect = { shop = { path = \"/\", paymentStatus = \"PAID\" } }",
            "expect = { event = { type = \"PAYMENT_*\", sequence = { at_least = 1 }, count = 0 } }",
            "await = { body.paymentAmount.value = 1, requestId = \"${pay.id}\", since = 0 }",
            "arm = { rule = { then = { cvv = \"N\" } }, payment = \"${pay.paymentId}\", for = \"30m\" }",
        ] {
            assert_eq!(mistakes(step), "", "{step}");
        }
    }
}
