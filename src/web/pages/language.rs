//! The language of a page: the one chosen by its link, or the browser's.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, COOKIE, HeaderName};
use actix_web::{FromRequest, HttpRequest};

use super::texts::Texts;

/// What the link of a page sends, and the cookie keeps.
const FIELD: &str = "lang";
const COOKIE_NAME: &str = "antom-sandbox-language";

/// A language that the pages speak.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Language {
    /// English, also for whom there is nothing better.
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// As `lang` and `Content-Language` have it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }

    /// How it calls itself.
    pub(super) fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "中文",
        }
    }

    /// The one that a link offers beside this one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }

    /// The language of a tag such as `en-GB` or `zh-Hant-TW`. All Chinese gets the simplified
    /// script: it is nearer to its readers than English.
    fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        if first.eq_ignore_ascii_case("zh") {
            Some(Self::Chinese)
        } else if first.eq_ignore_ascii_case("en") {
            Some(Self::English)
        } else {
            None
        }
    }

    /// The best of an `Accept-Language`: the highest weight wins, then the first named. What is
    /// refused with `q=0`, or cannot be read, is passed over.
    fn preferred(header: &str) -> Option<Self> {
        let mut best: Option<(Self, u16)> = None;
        for wish in header.split(',') {
            let mut parts = wish.split(';').map(str::trim);
            let tag = parts.next().unwrap_or_default();
            let weight = parts.find_map(|part| part.strip_prefix("q="));
            let weight = weight.map_or(Some(1000), thousandths).unwrap_or(0);
            let language = match tag {
                "*" => Some(Self::English),
                tag => Self::of_tag(tag),
            };
            if let Some(language) = language
                && weight > best.map_or(0, |(_, best)| best)
            {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

/// A weight such as `0.8` in thousandths; `None` for what is none.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = match whole {
        "0" => 0,
        "1" => 1000,
        _ => return None,
    };
    let part: u16 = format!("{part:0<3}").parse().ok().filter(|_| digits)?;
    Some(whole + part).filter(|weight| *weight <= 1000)
}

/// Who reads a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::web) struct Reader {
    /// All texts, in the reader's language.
    pub(super) t: &'static Texts,
    /// The reader chose the language by this very request, and wants to keep it.
    chose: bool,
}

impl Reader {
    /// The reader behind a request: a choice made now comes before one made earlier, and that
    /// before what the browser says.
    pub(in crate::web) fn of(request: &HttpRequest) -> Self {
        let chosen = value_of(request.query_string().split('&'), FIELD);
        let chosen = chosen.and_then(Language::of_tag);
        let header = |name: HeaderName| request.headers().get(name)?.to_str().ok();
        let kept = header(COOKIE).and_then(|cookies| {
            let kept = value_of(cookies.split(';').map(str::trim), COOKIE_NAME)?;
            Language::of_tag(kept)
        });
        let wished = || header(ACCEPT_LANGUAGE).and_then(Language::preferred);
        let language = chosen.or(kept).or_else(wished);
        Self {
            t: Texts::of(language.unwrap_or(Language::English)),
            chose: chosen.is_some(),
        }
    }

    /// `Set-Cookie`, for a reader who has just chosen. It tells nothing but the language.
    pub(super) fn cookie(self) -> Option<String> {
        let tag = self.t.language.tag();
        self.chose.then(|| {
            format!("{COOKIE_NAME}={tag}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")
        })
    }
}

impl FromRequest for Reader {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// The value of the first `name=value` of this name.
fn value_of<'a>(mut pairs: impl Iterator<Item = &'a str>, name: &str) -> Option<&'a str> {
    pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn read(query: &str, headers: &[(HeaderName, &str)]) -> (Language, bool) {
        let mut request = TestRequest::default().uri(&format!("/checkout/t{query}"));
        for (name, value) in headers {
            request = request.insert_header((name.clone(), *value));
        }
        let reader = Reader::of(&request.to_http_request());
        (reader.t.language, reader.cookie().is_some())
    }

    #[test]
    fn the_browser_gets_the_language_that_it_likes_best() {
        for (wish, language) in [
            ("", Language::English),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese),
            ("en-GB,en;q=0.9,zh;q=0.8", Language::English),
            (
                "de-DE,de;q=0.9,zh-Hant-TW;q=0.7,en;q=0.6",
                Language::Chinese,
            ),
            ("en;q=0.5, zh;q=0.51", Language::Chinese),
            ("en;q=0.5, ZH_cn", Language::Chinese),
            ("zh, en", Language::Chinese),
            ("zh;q=0, en;q=0.1", Language::English),
            ("zh;q=0", Language::English),
            ("zh;q=nonsense, en;q=0.1", Language::English),
            ("zh;q=1.5, en;q=0.001", Language::English),
            ("fr, *;q=0.5, zh;q=0.4", Language::English),
            ("ja,ko", Language::English),
            ("zhx", Language::English),
            (";;,,q=1", Language::English),
        ] {
            let (found, kept) = read("", &[(ACCEPT_LANGUAGE, wish)]);
            assert_eq!((found, kept), (language, false), "{wish}");
        }
    }

    #[test]
    fn a_choice_comes_before_the_browsers_wish_and_is_kept() {
        let chinese = (ACCEPT_LANGUAGE, "zh");
        let cookie = |text| (COOKIE, text);
        let english = "other=1; antom-sandbox-language=en";
        for (query, headers, found) in [
            ("?lang=en", vec![chinese.clone()], (Language::English, true)),
            ("?a=1&lang=zh-CN", vec![], (Language::Chinese, true)),
            (
                "",
                vec![chinese.clone(), cookie(english)],
                (Language::English, false),
            ),
            ("?lang=zh", vec![cookie(english)], (Language::Chinese, true)),
            (
                "?lang=xx",
                vec![chinese.clone()],
                (Language::Chinese, false),
            ),
            ("?language=en", vec![chinese], (Language::Chinese, false)),
        ] {
            assert_eq!(read(query, &headers), found, "{query} {headers:?}");
        }
    }
}
