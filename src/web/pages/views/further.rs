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

/// A field of digits and signs that no browser fills in by itself.
const PLAIN: Further = Further {
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

fn email(t: &Texts) -> Further {
    Further {
        id: "email",
        name: "email",
        label: t.more.email,
        kind: "email",
        inputmode: "email",
        autocomplete: "email",
        missing: t.mistake(Mistake::Email),
        ..PLAIN
    }
}

fn cpf(t: &Texts) -> Further {
    Further {
        id: "cpf",
        name: "cpf",
        label: t.more.cpf,
        maxlength: 14,
        placeholder: "111.444.777-35",
        missing: t.mistake(Mistake::Cpf),
        ..PLAIN
    }
}

fn holder_id(t: &Texts) -> Further {
    Further {
        id: "holder-id",
        name: "holderId",
        label: t.more.holder_id,
        // A date has hyphens, which not every keyboard for numbers has.
        inputmode: "text",
        maxlength: 10,
        placeholder: "YYYY-MM-DD",
        missing: t.mistake(Mistake::HolderId),
        ..PLAIN
    }
}

fn password(t: &Texts) -> Further {
    Further {
        id: PASSWORD,
        name: PASSWORD,
        label: t.more.password,
        maxlength: 2,
        digits: true,
        missing: t.mistake(Mistake::Password),
        ..PLAIN
    }
}

/// The one field that never shows again what was typed.
const PASSWORD: &str = "password";

/// The fields of a form: those that `mistakes` or what was typed ask for, and those that some card
/// `may_lack`.
pub(crate) fn further(
    t: &Texts,
    typed: &TypedExtras,
    mistakes: &CardMistakes,
    may_lack: &CardMistakes,
) -> Vec<Further> {
    let pick = |all: &CardMistakes| [all.email, all.cpf, all.holder_id, all.password];
    let fields = [email(t), cpf(t), holder_id(t), password(t)];
    let typed = [&typed.email, &typed.cpf, &typed.holder_id, &typed.password];
    let known = typed.into_iter().zip(pick(mistakes)).zip(pick(may_lack));
    let fields = fields.into_iter().zip(known);
    let shown = fields.filter_map(|(field, ((typed, mistake), may_lack))| {
        let asked = mistake.is_some() || !typed.is_empty();
        let kept = if field.id == PASSWORD { "" } else { typed };
        (asked || may_lack.is_some()).then(|| Further {
            value: kept.chars().take(64).collect(),
            asked,
            error: mistake.map(|mistake| t.mistake(mistake)),
            ..field
        })
    });
    shown.collect()
}
