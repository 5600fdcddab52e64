//! All that the buyer's pages say, in English and in Simplified Chinese, side by side.
//!
//! Templates have no words of their own: a text is a field of [`Texts`], and one that is missing
//! in a language does not compile. What needs an amount or a number is a function in `numbers.rs`.

mod bank;
mod card;
mod declines;
mod ending;
mod frame;
mod mistakes;
mod names;
mod numbers;
mod test_cards;

use super::language::Language;

/// A group of texts: each has a name, its English and its Chinese.
macro_rules! texts {
    ($(#[$about:meta])* $group:ident { $($key:ident: $english:literal | $chinese:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug)]
        pub(crate) struct $group { $(pub(crate) $key: &'static str,)+ }

        impl $group {
            pub(super) const ENGLISH: Self = Self { $($key: $english,)+ };
            pub(super) const CHINESE: Self = Self { $($key: $chinese,)+ };
        }
    };
}
use texts;

/// The texts of one language.
#[derive(Debug)]
pub(crate) struct Texts {
    pub(crate) language: Language,
    /// What stands around every page, and words that several have.
    pub(crate) frame: frame::Frame,
    /// The card page.
    pub(crate) card: card::Card,
    /// Fields that only some cards are asked for.
    pub(crate) more: card::More,
    /// The bank: its code, and its look at the browser.
    pub(crate) bank: bank::Bank,
    /// South Korean issuers.
    pub(crate) issuer: bank::Issuer,
    /// How a payment ended.
    pub(crate) ending: ending::Ending,
    /// A card that is stored without a payment.
    pub(crate) vaulting: ending::Vaulting,
    /// Pages that belong to no payment.
    pub(crate) notice: ending::Notice,
}

static ENGLISH: Texts = Texts {
    language: Language::English,
    frame: frame::Frame::ENGLISH,
    card: card::Card::ENGLISH,
    more: card::More::ENGLISH,
    bank: bank::Bank::ENGLISH,
    issuer: bank::Issuer::ENGLISH,
    ending: ending::Ending::ENGLISH,
    vaulting: ending::Vaulting::ENGLISH,
    notice: ending::Notice::ENGLISH,
};

static CHINESE: Texts = Texts {
    language: Language::Chinese,
    frame: frame::Frame::CHINESE,
    card: card::Card::CHINESE,
    more: card::More::CHINESE,
    bank: bank::Bank::CHINESE,
    issuer: bank::Issuer::CHINESE,
    ending: ending::Ending::CHINESE,
    vaulting: ending::Vaulting::CHINESE,
    notice: ending::Notice::CHINESE,
};

impl Texts {
    /// The texts of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }

    /// One of two, by the language.
    fn say<T>(&self, english: T, chinese: T) -> T {
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }
}
