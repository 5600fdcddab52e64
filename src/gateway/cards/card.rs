//! Cards as they are taken: number, brand, expiry, security code, holder.
//!
//! Rules: file 10 §6 of the protocol notes. Which test card does what is data, in a scenario.

mod details;
mod given;
mod mistake;
mod number;

use jiff::Timestamp;

use self::details::{check_cvv, check_expiry, check_holder};
pub use self::mistake::Mistake;
pub use self::number::CardNumber;
use super::super::ids::CardToken;
use super::brand::CardBrand;
use super::country::is_country;

/// What a buyer typed into the card form, before anyone looked at it.
#[derive(Clone, Default)]
pub struct TypedCard {
    /// The number, in any grouping.
    pub number: String,
    /// `MM/YY`; `MM/YYYY` and `MMYY` are understood too.
    pub expiry: String,
    /// The security code.
    pub cvv: String,
    /// The name on the card.
    pub holder: String,
    /// What only some cards are asked for.
    pub extras: TypedExtras,
}

/// What only some cards are asked for; all of it may be empty.
#[derive(Clone, Default)]
pub struct TypedExtras {
    /// The buyer's email address: cards of Brazil, Chile, Mexico and Peru.
    pub email: String,
    /// The Brazilian tax number: cards of Brazil.
    pub cpf: String,
    /// The network that the buyer chose, by Antom's name of the brand: co-badged cards.
    pub network: String,
    /// The country of the billing address, two letters.
    pub country: String,
    /// In how many months the buyer wants to pay it off.
    pub months: String,
    /// The holder's date of birth, or a business number: cards of South Korea.
    pub holder_id: String,
    /// The first two digits of the card's password: cards of South Korea.
    pub password: String,
}

/// A card that can be sent to its issuer.
#[derive(Clone, Debug)]
pub struct Card {
    /// The number, masked wherever it is shown.
    pub number: CardNumber,
    /// The brand, when its number tells.
    pub brand: Option<CardBrand>,
    /// The other network of a co-badged card.
    pub second_brand: Option<CardBrand>,
    /// Whether a security code came with it.
    pub has_cvv: bool,
    /// The country of the billing address, if the buyer told it.
    pub billing_country: Option<String>,
    /// The token, of a card that comes out of the vault.
    pub stored: Option<CardToken>,
}

/// What is wrong with a typed card, field by field.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct CardMistakes {
    /// About the number.
    pub number: Option<Mistake>,
    /// About the expiry date.
    pub expiry: Option<Mistake>,
    /// About the security code.
    pub cvv: Option<Mistake>,
    /// About the holder's name.
    pub holder: Option<Mistake>,
    /// About the email address, which cards of some countries need.
    pub email: Option<Mistake>,
    /// About the Brazilian tax number.
    pub cpf: Option<Mistake>,
    /// About the network chosen for a co-badged card.
    pub network: Option<Mistake>,
    /// About the months in which it is paid off.
    pub months: Option<Mistake>,
    /// About the holder's date of birth or business number.
    pub holder_id: Option<Mistake>,
    /// About the first two digits of the card's password.
    pub password: Option<Mistake>,
}

impl CardMistakes {
    /// All of them in English, as they stand on the page from top to bottom.
    pub fn texts(&self) -> impl Iterator<Item = &'static str> {
        let Self {
            number,
            expiry,
            cvv,
            holder,
            email,
            cpf,
            network,
            months,
            holder_id,
            password,
        } = self;
        let card = [number, network, expiry, cvv, holder];
        let more = [email, cpf, holder_id, password, months];
        card.into_iter()
            .chain(more)
            .filter_map(|mistake| mistake.map(Mistake::text))
    }

    /// Whether it is anything that only some cards are asked for.
    #[must_use]
    pub fn asks_for_more(&self) -> bool {
        let more = [self.email, self.cpf, self.holder_id, self.password];
        more.into_iter().any(|mistake| mistake.is_some())
    }
}

impl TypedCard {
    /// Checks all four fields; every mistake is told at once.
    ///
    /// # Errors
    /// The mistakes, each beside its field.
    pub fn check(&self, now: Timestamp) -> Result<Card, Box<CardMistakes>> {
        let number = CardNumber::parse(&self.number);
        let brand = number.as_ref().ok().and_then(CardNumber::brand);
        let mistakes = CardMistakes {
            number: number.as_ref().err().copied(),
            expiry: check_expiry(&self.expiry, now).err(),
            cvv: check_cvv(&self.cvv, brand).err(),
            holder: check_holder(&self.holder).err(),
            ..CardMistakes::default()
        };
        match number {
            Ok(number) if mistakes == CardMistakes::default() => Ok(Card {
                brand,
                second_brand: number.second_brand(),
                number,
                has_cvv: takes_cvv(brand) && !self.cvv.trim().is_empty(),
                billing_country: Some(self.extras.country.clone()).filter(|code| is_country(code)),
                stored: None,
            }),
            _ => Err(Box::new(mistakes)),
        }
    }
}

/// Whether cards of a brand have a security code; of an unknown one they have.
fn takes_cvv(brand: Option<CardBrand>) -> bool {
    brand.is_none_or(|brand| brand.cvv_length().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T02:00:00Z".parse().expect("an instant")
    }

    fn typed(
        number: &str,
        expiry: &str,
        cvv: &str,
        holder: &str,
    ) -> Result<Card, Box<CardMistakes>> {
        let typed = TypedCard {
            number: number.into(),
            expiry: expiry.into(),
            cvv: cvv.into(),
            holder: holder.into(),
            ..TypedCard::default()
        };
        typed.check(now())
    }

    #[test]
    fn a_card_is_taken_however_it_is_grouped() {
        for number in [
            "4054695723100768",
            "4054 6957 2310 0768",
            "4054-6957-2310-0768 ",
        ] {
            let card = typed(number, "12/26", "123", "A Buyer").expect("a good card");
            assert!(card.number.digits() == "4054695723100768");
            assert_eq!(card.brand.map(CardBrand::name), Some("VISA"));
        }
    }

    #[test]
    fn a_card_never_shows_its_digits() {
        let card = typed("4054695723100768", "12/26", "123", "A Buyer").expect("a good card");
        let shown = format!("{card:?}");
        assert!(shown.contains("************0768"), "{shown}");
        assert!(!shown.contains("4054"), "{shown}");
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let mistakes = typed("4054695723100769", "13/29", "99", " ").expect_err("four mistakes");
        assert!(mistakes.number.is_some() && mistakes.expiry.is_some());
        assert!(mistakes.cvv.is_some() && mistakes.holder.is_some());
    }

    #[test]
    fn an_american_express_card_has_a_code_of_four_digits() {
        assert!(typed("378282246310005", "12/29", "1234", "A Buyer").is_ok());
        assert!(typed("378282246310005", "12/29", "123", "A Buyer").is_err());
        assert!(typed("4054695723100768", "12/29", "1234", "A Buyer").is_err());
    }
}
