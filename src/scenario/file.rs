//! The form of a scenario file. Unknown keys are refused, so that a slip of the pen is not a rule
//! that silently never matches.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::gateway::{
    AfterDecline, CardBrand, CardTraits, Pattern, Playbook, ResultCode, ResultStatus, Rule, Then,
    ThreeDsCourse, When,
};

/// Reads a scenario.
///
/// # Errors
/// What is wrong, with line and column.
pub fn parse(text: &str) -> Result<Playbook, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    Ok(Playbook {
        title: file.title,
        source: text.to_owned(),
        rules: file
            .rules
            .into_iter()
            .map(|rule| rule.into_rule().into())
            .collect(),
        ..Playbook::default()
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default, rename = "rule")]
    rules: Vec<FileRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    #[serde(default)]
    about: String,
    #[serde(default)]
    when: FileWhen,
    then: FileThen,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct FileWhen {
    #[serde(default, deserialize_with = "card_digits")]
    card: Option<String>,
    #[serde(default, deserialize_with = "minor_units")]
    amount: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileThen {
    #[serde(default, deserialize_with = "refusal_code")]
    pay: Option<ResultCode>,
    #[serde(default, deserialize_with = "final_code")]
    issuer: Option<ResultCode>,
    #[serde(default, deserialize_with = "final_code")]
    capture: Option<ResultCode>,
    after_decline: Option<FileAfterDecline>,
    three_ds: Option<FileThreeDs>,
    #[serde(default, deserialize_with = "card_brand")]
    brand: Option<CardBrand>,
    issuing_country: Option<String>,
    funding: Option<String>,
    category: Option<String>,
    region: Option<String>,
    avs: Option<String>,
    cvv: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum FileAfterDecline {
    Retry,
    Final,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum FileThreeDs {
    Challenge,
    Frictionless,
    Exempted,
    Unavailable,
}

impl FileRule {
    fn into_rule(self) -> Rule {
        Rule {
            about: self.about,
            when: When {
                card: self.when.card.into_iter().collect(),
                payment: self
                    .when
                    .amount
                    .into_iter()
                    .map(|value| {
                        (
                            "paymentAmount.value".to_owned(),
                            Pattern::Like(vec![value.to_string()]),
                        )
                    })
                    .collect(),
                ..When::default()
            },
            then: self.then.into_then(),
        }
    }
}

impl FileThen {
    fn into_then(self) -> Then {
        Then {
            pay: self.pay,
            issuer: self.issuer,
            capture: self.capture,
            after_decline: self.after_decline.map(|after| match after {
                FileAfterDecline::Final => AfterDecline::Final,
                FileAfterDecline::Retry => AfterDecline::Retry,
            }),
            three_ds: self.three_ds.map(|course| match course {
                FileThreeDs::Frictionless => ThreeDsCourse::Frictionless,
                FileThreeDs::Exempted => ThreeDsCourse::Exempted,
                FileThreeDs::Unavailable => ThreeDsCourse::Unavailable,
                FileThreeDs::Challenge => ThreeDsCourse::Challenge,
            }),
            card: CardTraits {
                brand: self.brand,
                issuing_country: self.issuing_country,
                funding: self.funding,
                category: self.category,
                region: self.region,
                avs: self.avs,
                cvv: self.cvv,
                ..CardTraits::default()
            },
            ..Then::default()
        }
    }
}

fn result_code<'de, D: Deserializer<'de>>(source: D) -> Result<ResultCode, D::Error> {
    let name = String::deserialize(source)?;
    let code = ResultCode::named(&name);
    let unknown = || D::Error::custom(format!("\"{name}\" is not a result code of Antom"));
    code.ok_or_else(unknown)
}

/// The answer of a `pay` that makes no payment.
fn refusal_code<'de, D: Deserializer<'de>>(source: D) -> Result<Option<ResultCode>, D::Error> {
    match result_code(source)? {
        ResultCode::Success => Err(D::Error::custom(
            "pay cannot succeed without a payment: leave it out to have one",
        )),
        code => Ok(Some(code)),
    }
}

/// How something ends that the shop is told of in a notification.
fn final_code<'de, D: Deserializer<'de>>(source: D) -> Result<Option<ResultCode>, D::Error> {
    let code = result_code(source)?;
    if code.status() == ResultStatus::U {
        let name = code.code();
        let open = format!("{name} is no end: give SUCCESS or a code of status F");
        return Err(D::Error::custom(open));
    }
    Ok(Some(code))
}

fn card_brand<'de, D: Deserializer<'de>>(source: D) -> Result<Option<CardBrand>, D::Error> {
    let name = String::deserialize(source)?;
    let brand = CardBrand::named(&name);
    let unknown = || D::Error::custom(format!("\"{name}\" is not a card brand of Antom"));
    brand.ok_or_else(unknown).map(Some)
}

fn card_digits<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    let typed = String::deserialize(source)?;
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(D::Error::custom("a card is given by its digits, as text"));
    }
    Ok(Some(digits))
}

fn minor_units<'de, D: Deserializer<'de>>(source: D) -> Result<Option<u64>, D::Error> {
    let text = String::deserialize(source)?;
    let value = text.parse();
    let wrong = |_| D::Error::custom("an amount is given in minor units, as text: \"2590\"");
    value.map_err(wrong).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_line_and_column() {
        for (text, told) in [
            (
                "title = \"x\"\n[[rule]]\nthen = { isuer = \"SUCCESS\" }",
                "unknown field `isuer`",
            ),
            (
                "title = \"x\"\n[[rule]]\nthen = { issuer = \"NOPE\" }",
                "\"NOPE\" is not a result code",
            ),
            (
                "title = \"x\"\n[[rule]]\nthen = { pay = \"SUCCESS\" }",
                "without a payment",
            ),
            (
                "title = \"x\"\n[[rule]]\nthen = { capture = \"CAPTURE_IN_PROCESS\" }",
                "is no end",
            ),
            (
                "title = \"x\"\n[[rule]]\nthen = { brand = \"VIZA\" }",
                "\"VIZA\" is not a card brand",
            ),
            (
                "title = \"x\"\n[[rule]]\nwhen = { card = \"x\" }\nthen = {}",
                "by its digits",
            ),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(told), "{error}");
            assert!(error.contains("line 3"), "{error}");
        }
    }
}
