//! Card data of a request, made unreadable before anybody keeps the request.
//!
//! Shops that send card numbers to a sandbox send real ones sooner or later. It works on bytes
//! and reads no JSON: a body that is broken, or JSON within a text, must not show a card either.

/// The fields that hold card data, in lower case.
const FIELDS: [&[u8]; 5] = [
    CARD_NUMBER,
    b"cvv",
    b"expiryyear",
    b"expirymonth",
    b"cardpassworddigest",
];
const CARD_NUMBER: &[u8] = b"cardno";

/// Whether a field of this name holds card data.
pub(super) fn is_card_data(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    FIELDS.contains(&name.as_bytes())
}

/// So many digits of a card number may be shown, when it is long enough to be one.
const SHOWN_DIGITS: usize = 4;
const CARD_NUMBER_MIN: usize = 12;

/// The same bytes with a star for each byte of card data. The length stays, so that what is said
/// of the original in bytes is true of this one.
#[must_use]
pub fn masked(body: &[u8]) -> Vec<u8> {
    let mut masked = body.to_vec();
    let mut at = 0;
    // A name begins where no word goes on.
    let mut within_word = false;
    while at < body.len() {
        if !within_word && let Some((field, end)) = field_at(body, at) {
            let (from, to) = value_after(body, end);
            mask(&mut masked[from..to], field == CARD_NUMBER);
            at = to.max(end);
            continue;
        }
        let (letter, length) = letter_at(body, at);
        within_word = is_word(letter);
        at += length;
    }
    masked
}

/// The field whose name stands here, and where the name ends.
fn field_at(body: &[u8], start: usize) -> Option<(&'static [u8], usize)> {
    FIELDS.into_iter().find_map(|name| {
        let mut at = start;
        for expected in name {
            let (letter, length) = letter_at(body, at);
            if letter.to_ascii_lowercase() != *expected {
                return None;
            }
            at += length;
        }
        (!is_word(letter_at(body, at).0)).then_some((name, at))
    })
}

/// One letter and how many bytes it takes: JSON may write any as `\u0063`. What is no letter of
/// a name is a blank.
fn letter_at(body: &[u8], at: usize) -> (u8, usize) {
    match &body[at.min(body.len())..] {
        [b'\\', b'u', digits @ ..] if digits.len() >= 4 => {
            let code = std::str::from_utf8(&digits[..4]).ok();
            let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
            code.map_or((b' ', 1), |letter| (letter, 6))
        }
        [b'\\', b'b' | b'f' | b'n' | b'r' | b't', ..] => (b' ', 2),
        [letter, ..] => (*letter, 1),
        [] => (b' ', 1),
    }
}

fn is_word(letter: u8) -> bool {
    letter.is_ascii_alphanumeric() || letter == b'_'
}

/// Where the value lies that follows a name; empty when none does.
fn value_after(body: &[u8], name_end: usize) -> (usize, usize) {
    let is_blank = |byte: u8| byte.is_ascii_whitespace() || byte == b'\\';
    let skip = |at: usize, passed: &dyn Fn(u8) -> bool| {
        let rest = body[at..].iter();
        at + rest.take_while(|byte| passed(**byte)).count()
    };
    let colon = skip(name_end, &|byte| is_blank(byte) || is_quote(byte));
    if !matches!(body.get(colon), Some(b':' | b'=')) {
        return (name_end, name_end);
    }
    let start = skip(colon + 1, &is_blank);
    let length = |end: Option<usize>| end.unwrap_or(body.len() - start);
    let rest = &body[start..];
    match rest.first() {
        Some(quote) if is_quote(*quote) => {
            let escapes = body[colon + 1..start].iter().rev();
            let escapes = escapes.take_while(|byte| **byte == b'\\').count();
            let from = start + 1;
            (from, end_of_text(body, from, *quote, escapes))
        }
        Some(b'{' | b'[') => (start, start + length(end_of_nest(rest))),
        _ => {
            let ends = |byte: &u8| is_quote(*byte) || b",}]&\\\r\n".contains(byte);
            (start, start + length(rest.iter().position(ends)))
        }
    }
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'')
}

/// Where a text ends whose opening quote had so many backslashes before it.
fn end_of_text(body: &[u8], from: usize, quote: u8, escapes: usize) -> usize {
    let mut backslashes = 0;
    for (at, byte) in body.iter().enumerate().skip(from) {
        match byte {
            b'\\' => backslashes += 1,
            byte if *byte == quote => {
                let closes = if escapes == 0 {
                    backslashes % 2 == 0
                } else {
                    backslashes <= escapes
                };
                if closes {
                    return at - backslashes.min(escapes);
                }
                backslashes = 0;
            }
            _ => backslashes = 0,
        }
    }
    body.len()
}

/// Where an object or array ends; brackets in its texts are taken for real ones.
fn end_of_nest(rest: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    rest.iter().position(|byte| {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

fn mask(value: &mut [u8], is_card_number: bool) {
    let is_digit = |byte: &&u8| byte.is_ascii_digit();
    let plain = value
        .iter()
        .all(|byte| byte.is_ascii_digit() || b" -".contains(byte));
    let digits = value.iter().filter(is_digit).count();
    let shown = if is_card_number && plain && digits >= CARD_NUMBER_MIN {
        SHOWN_DIGITS
    } else {
        0
    };
    let hidden = digits - shown.min(digits);
    let mut seen = 0;
    for byte in value {
        seen += usize::from(byte.is_ascii_digit());
        if shown == 0 || seen <= hidden {
            *byte = b'*';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> String {
        let masked = masked(body.as_bytes());
        assert_eq!(masked.len(), body.len());
        String::from_utf8(masked).expect("text stays text")
    }

    #[test]
    fn card_data_becomes_stars_and_nothing_else_does() {
        let body = r#"{"paymentMethodMetaData": {"cardNo" : "4111 1111 1111 1111","cvv":"123", "expiryYear": 29,"expiryMonth":"09","cardPasswordDigest":"ab","is3DSAuthentication":true},"buyer":{"cvv":null},"n":"4"}"#;
        let masked = r#"{"paymentMethodMetaData": {"cardNo" : "***************1111","cvv":"***", "expiryYear": **,"expiryMonth":"**","cardPasswordDigest":"**","is3DSAuthentication":true},"buyer":{"cvv":****},"n":"4"}"#;
        assert_eq!(shown(body), masked);
    }

    #[test]
    fn what_only_looks_like_card_data_stays() {
        for body in [
            r#"{"orderDescription":"enter your cvv","a":"cardNo, please"}"#,
            r#"{"mycardNo":"4111111111111111","cardNos":"4111111111111111","cvvResultRaw":"Y"}"#,
            "",
            "cvv",
            "\"cvv\"",
            "\"cvv\":",
            "\"cvv\":\"",
        ] {
            assert_eq!(shown(body), body);
        }
    }

    #[test]
    fn a_body_that_is_broken_or_strange_shows_no_card_either() {
        for body in [
            r#"{"cardNo":"4111111111111199"#,
            r#"{"cardNo":4111111111119900"#,
            r"{'cardNo': '4111111111119900'}",
            "cardNo=4111111111119900&cvv=9900",
            "{cardNo: 4111111111119900}",
            r#"{"CARDNO":"4111111111119900"}"#,
            r#"{"card\u004eo":"4111111111119900","\u0063\u0076v":"9900"}"#,
            r#"{"x":"{\"cardNo\":\"4111111111119900\",\"cvv\":\"9900\"}"}"#,
            r#"{"cardNo":["4111111111119900"],"cvv":{"a":"9900"}}"#,
            r#"{"cardNo":"\u0034111111111119900","cvv":"99\"00"}"#,
            "{\"cardNo\"\n:\n\"4111111111119900\"\n}",
            r#"{"note":"cvv:","cardNo":"4111111111119900"}"#,
        ] {
            let shown = shown(body);
            assert!(!shown.contains("41111"), "{shown}");
            assert!(!shown.contains("\"99"), "{shown}");
        }
    }

    #[test]
    fn what_follows_a_masked_value_is_read_again() {
        let nested = r#"{"x":"{\"cvv\":\"123\",\"y\":\"z\"}","cvv":"\\","n":1}"#;
        let masked = r#"{"x":"{\"cvv\":\"***\",\"y\":\"z\"}","cvv":"**","n":1}"#;
        assert_eq!(shown(nested), masked);
    }

    #[test]
    fn bytes_that_are_no_text_are_masked_as_well() {
        let body = b"\xff{\"cvv\":\"\xfe1\",\"a\":\"\xfd\"}";
        assert_eq!(masked(body), b"\xff{\"cvv\":\"**\",\"a\":\"\xfd\"}");
        for end in 0..body.len() {
            assert_eq!(masked(&body[..end]).len(), end);
        }
    }
}
