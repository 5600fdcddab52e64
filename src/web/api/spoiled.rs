//! What a spoiled answer is: which bytes, under which signature, and what the record says of it.

use actix_web::http::StatusCode;

use super::Answer;
use super::planned::without_performing;
use crate::gateway::{AnswerFault, Operation, ResultCode, SpoiledAnswer};
use crate::protocol::spoil::{without_result, without_urls};
use crate::sandbox::signing::Signing;

/// Changes what an answer says, before it is written and signed.
pub(super) fn rewritten(answer: &mut Answer, spoiled: SpoiledAnswer, operation: Operation) {
    let code = match spoiled {
        SpoiledAnswer::Unknown => ResultCode::UnknownException,
        SpoiledAnswer::TrafficLimit => ResultCode::RequestTrafficExceedLimit,
        _ => answer.code,
    };
    let body = std::mem::take(&mut answer.body);
    answer.body = match spoiled {
        SpoiledAnswer::NoUrl => without_urls(body),
        SpoiledAnswer::NoResult => without_result(body),
        SpoiledAnswer::EmptyBody => Vec::new(),
        _ if code == answer.code => body,
        _ => without_performing(operation, code, String::new()).body,
    };
    answer.code = code;
}

/// How an answer is signed.
pub(super) fn signing(spoiled: Option<SpoiledAnswer>) -> Signing {
    match spoiled {
        Some(SpoiledAnswer::Unsigned) => Signing::Missing,
        Some(SpoiledAnswer::WrongSignature) => Signing::OtherText,
        Some(SpoiledAnswer::WrongKey) => Signing::OtherKey,
        _ => Signing::Right,
    }
}

/// What somebody on the way sends instead of Antom's answer.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

/// The page that stands in for an answer, if that is what becomes of it.
pub(super) fn page(spoiled: Option<SpoiledAnswer>) -> Option<Page> {
    let (status, title) = match spoiled? {
        SpoiledAnswer::Html => (StatusCode::OK, "Service maintenance"),
        SpoiledAnswer::Http500 => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "500 Internal Server Error",
        ),
        SpoiledAnswer::Http502 => (StatusCode::BAD_GATEWAY, "502 Bad Gateway"),
        SpoiledAnswer::Http429 => (StatusCode::TOO_MANY_REQUESTS, "429 Too Many Requests"),
        SpoiledAnswer::NotJson => {
            let text = "upstream connect error or disconnect/reset before headers";
            let json = header("content-type", "application/json; charset=UTF-8");
            return Some(Page {
                status: StatusCode::OK,
                headers: vec![json],
                body: text.into(),
            });
        }
        _ => return None,
    };
    let mut headers = vec![header("content-type", "text/html; charset=UTF-8")];
    if status == StatusCode::TOO_MANY_REQUESTS {
        headers.push(header("retry-after", "30"));
    }
    let html = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n"
    );
    Some(Page {
        status,
        headers,
        body: html.into(),
    })
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// What the record says: what was done to the answer, and what became of the call. `answer` is that
/// of a call that was carried out.
pub(super) fn sentence(
    fault: &AnswerFault,
    operation: Operation,
    answer: Option<&Answer>,
) -> String {
    let mut parts = Vec::new();
    let slow = fault.spoiled == Some(SpoiledAnswer::SlowBody);
    if let Some(delay) = fault.delay.filter(|_| !slow) {
        parts.push(format!("the answer was held back for {delay:#}"));
    }
    parts.extend(fault.spoiled.map(|spoiled| what(spoiled).to_owned()));
    let done = match answer {
        None => "nothing was carried out",
        Some(answer) if !answer.why.is_empty() => "the call was refused",
        Some(_) if operation == Operation::Pay => "the payment was made",
        Some(_) if operation == Operation::CreatePaymentSession => "the session was made",
        Some(_) => "the call was carried out",
    };
    parts.push(done.to_owned());
    parts.join("; ")
}

fn what(spoiled: SpoiledAnswer) -> &'static str {
    match spoiled {
        SpoiledAnswer::Never => "the connection stayed silent",
        SpoiledAnswer::Reset => "the connection was reset",
        SpoiledAnswer::CutBody => "the connection ended after half of the body",
        SpoiledAnswer::SlowBody => "the second half of the body came late",
        SpoiledAnswer::EmptyBody => "the answer had no body",
        SpoiledAnswer::Html => "a page of HTML was sent instead",
        SpoiledAnswer::NotJson => "text that is no JSON was sent instead",
        SpoiledAnswer::NoResult => "the answer had no result",
        SpoiledAnswer::Http500 => "HTTP 500 with a page of HTML was sent instead",
        SpoiledAnswer::Http502 => "HTTP 502 with a page of HTML was sent instead",
        SpoiledAnswer::Http429 => "HTTP 429 with a page of HTML was sent instead",
        SpoiledAnswer::Unsigned => "the answer was not signed",
        SpoiledAnswer::WrongSignature => "the signature was that of another text",
        SpoiledAnswer::WrongKey => "the answer was signed with a key that is not Antom's",
        SpoiledAnswer::Unknown => "UNKNOWN_EXCEPTION was answered instead",
        SpoiledAnswer::NoUrl => "the answer had no URL",
        SpoiledAnswer::TrafficLimit => "REQUEST_TRAFFIC_EXCEED_LIMIT was answered instead",
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn the_record_tells_what_was_done_and_what_was_not() {
        let mut fault = AnswerFault {
            delay: Some(SignedDuration::from_secs(11)),
            performed: false,
            spoiled: Some(SpoiledAnswer::Reset),
        };
        let mut answer = without_performing(Operation::Pay, ResultCode::Success, String::new());
        assert_eq!(
            sentence(&fault, Operation::Pay, None),
            "the answer was held back for 11s; the connection was reset; nothing was carried out"
        );
        fault.delay = None;
        assert_eq!(
            sentence(&fault, Operation::Pay, Some(&answer)),
            "the connection was reset; the payment was made"
        );
        answer.why = "no".to_owned();
        let told = sentence(&fault, Operation::Cancel, Some(&answer));
        assert_eq!(told, "the connection was reset; the call was refused");
    }
}
