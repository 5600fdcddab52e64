//! The one check of a URL that a shop gives, whether with `pay` or to the admin API.

use url::Url;

/// The longest URL taken, as Antom documents it.
pub const LENGTH_MAX: usize = 2048;

/// Reads an absolute http or https URL.
///
/// Stricter than the URL parser, which mends what browsers mend: it drops tabs and line breaks,
/// trims blanks, and takes `http:shop.example` and `http:///shop.example` for
/// `http://shop.example`. A shop with such a URL has a mistake to find.
///
/// # Errors
/// What is wrong with it: the end of a sentence that begins with the name of the field.
pub fn parse(text: &str) -> Result<Url, &'static str> {
    if text.chars().count() > LENGTH_MAX {
        return Err("may have 2048 characters at most");
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(
            "must be an absolute http or https URL without blanks or control characters (write %20 for a blank)",
        );
    }
    let form = "must be an absolute http or https URL such as https://shop.example/path";
    let (scheme, rest) = text.split_once("://").ok_or(form)?;
    let is_web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    if !is_web || rest.starts_with(['/', '\\']) {
        return Err(form);
    }
    let url = Url::parse(text).map_err(|_| form)?;
    if url.has_host() { Ok(url) } else { Err(form) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_of_the_web_is_taken_and_can_stand_in_a_header() {
        for (text, serialised) in [
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000/"),
            (
                "HTTPS://Shop.Example/A?b=c#d",
                "https://shop.example/A?b=c#d",
            ),
            ("http://[::1]:3000/hook", "http://[::1]:3000/hook"),
            ("http://antom-shop/hook", "http://antom-shop/hook"),
            (
                "https://s\u{e4}fe.example/\u{e4}?\u{e4}",
                "https://xn--sfe-qla.example/%C3%A4?%C3%A4",
            ),
            (
                "https://u:p@shop.example/\"<>",
                "https://u:p@shop.example/%22%3C%3E",
            ),
        ] {
            let url = parse(text).expect(text);
            assert_eq!(url.as_str(), serialised);
            assert!(url.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
        }
    }

    #[test]
    fn what_the_parser_would_mend_or_is_no_page_is_refused() {
        for text in [
            "",
            "/return",
            "//shop.example",
            "shop.example",
            "localhost:3000/hooks",
            "ftp://shop.example",
            "ftp:",
            "mailto:shop@shop.example",
            "javascript:alert(1)",
            "javascript://shop.example/%0aalert(1)",
            "http:shop.example",
            "http:/shop.example",
            "http:///shop.example",
            "http:\\\\shop.example",
            "http://\\shop.example",
            "http://",
            "http://?a",
            "http://shop.example:99999",
            "http://shop.example/a b",
            " http://shop.example",
            "http://shop.example\n",
            "http://shop.example/\r\nset-cookie: x",
            "http://shop.example/\u{0}",
            "ht\ttp://shop.example",
            "http://shop.example/\u{a0}",
            "http://shop.example/\u{85}",
        ] {
            let why = parse(text).expect_err(text);
            assert!(
                why.starts_with("must be an absolute http or https URL"),
                "{text:?}: {why}"
            );
        }
        let long = format!("https://shop.example/{}", "x".repeat(LENGTH_MAX));
        assert_eq!(parse(&long), Err("may have 2048 characters at most"));
    }
}
