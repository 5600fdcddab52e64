//! Fields that only some cards are asked for.

use crate::gateway::{CardMistakes, Mistake, TypedExtras};

use super::super::texts::Texts;

/// A field that only some cards are asked for.
#[derive(Debug, Clone)]
pub(crate) struct Further {
    /// Its `id`, which is also its `data-test`.
    pub(crate) id: &'static str,
    /// What the form posts it as.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) inputmode: &'static str,
    pub(crate) autocomplete: &'static str,
    pub(crate) maxlength: u8,
    pub(crate) placeholder: &'static str,
    /// Whether it takes digits only.
    pub(crate) digits: bool,
    /// What was typed, to be mended; never a password.
    pub(crate) value: String,
    /// Whether it is there from the beginning, and not only once a card needs it.
    pub(crate) asked: bool,
    pub(crate) error: Option<&'static str>,
    /// What is said while it is wrong.
    pub(crate) missing: &'static str,
}

/// Which fields cards of a region need that the shop has not told, as `id`s with blanks between.
#[derive(Debug, Clone, Default)]
pub(crate) struct Needs {
    pub(crate) br: String,
    pub(crate) mx: String,
    pub(crate) kr: String,
}

/// The `id`s of what an empty form lacks.
pub(crate) fn ids(lacks: &CardMistakes) -> String {
    let fields = [
        (lacks.email, "email"),
        (lacks.cpf, "cpf"),
        (lacks.holder_id, "holder-id"),
        (lacks.password, "password"),
    ];
    let lacking = fields.into_iter().filter(|(mistake, _)| mistake.is_some());
    lacking.map(|(_, id)| id).collect::<Vec<_>>().join(" ")
}

/// The fields of a form: those that `mistakes` or what was typed ask for, and those that some card
/// `may_lack`.
pub(crate) fn further(
    t: &'static Texts,
    typed: &TypedExtras,
    mistakes: &CardMistakes,
    may_lack: &CardMistakes,
) -> Vec<Further> {
    let plain = Further {
        id: "",
        name: "",
        label: "",
        kind: "text",
        inputmode: "numeric",
        autocomplete: "off",
        maxlength: 64,
        placeholder: "",
        digits: false,
        value: String::new(),
        asked: false,
        error: None,
        missing: "",
    };
    let email = Further {
        id: "email",
        name: "email",
        label: t.more.email,
        kind: "email",
        inputmode: "email",
        autocomplete: "email",
        missing: t.mistake(Mistake::Email),
        ..plain.clone()
    };
    let cpf = Further {
        id: "cpf",
        name: "cpf",
        label: t.more.cpf,
        maxlength: 14,
        placeholder: "111.444.777-35",
        missing: t.mistake(Mistake::Cpf),
        ..plain.clone()
    };
    let holder = Further {
        id: "holder-id",
        name: "holderId",
        label: t.more.holder_id,
        maxlength: 10,
        placeholder: "YYYY-MM-DD",
        missing: t.mistake(Mistake::HolderId),
        ..plain.clone()
    };
    let password = Further {
        id: "password",
        name: "password",
        label: t.more.password,
        maxlength: 2,
        digits: true,
        missing: t.mistake(Mistake::Password),
        ..plain
    };
    let fields = [
        (email, &typed.email, mistakes.email, may_lack.email),
        (cpf, &typed.cpf, mistakes.cpf, may_lack.cpf),
        (
            holder,
            &typed.holder_id,
            mistakes.holder_id,
            may_lack.holder_id,
        ),
        (
            password,
            &typed.password,
            mistakes.password,
            may_lack.password,
        ),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(field, typed, mistake, may_lack)| {
            let asked = mistake.is_some() || !typed.is_empty();
            let is_secret = field.id == "password";
            (asked || may_lack.is_some()).then(|| Further {
                value: if is_secret {
                    String::new()
                } else {
                    typed.chars().take(64).collect()
                },
                asked,
                error: mistake.map(|mistake| t.mistake(mistake)),
                ..field
            })
        });
    fields.collect()
}
