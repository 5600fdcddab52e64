//! What local cards need besides number, expiry and security code (file 10 §1 and file 15 §8 of
//! the protocol notes).

use super::super::payment::Payer;
use super::super::{Refusal, ResultCode};
use super::card::{CardMistakes, Mistake, TypedExtras};
use super::korea;

/// The longest `payerEmail`.
const EMAIL_MAX: usize = 64;

/// What a card of some region is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::gateway) struct Needs {
    /// `payerEmail` and the holder's name: Brazil, Chile, Mexico, Peru.
    email: bool,
    /// `cpf`: Brazil.
    cpf: bool,
    /// The holder's date of birth or business number, and two digits of the password: South Korea.
    korean: bool,
}

impl Needs {
    /// The needs of a card of this `paymentMethodRegion`.
    pub(in crate::gateway) fn of(region: &str) -> Self {
        Self {
            email: matches!(region, "BR" | "CL" | "MX" | "PE"),
            cpf: region == "BR",
            korean: region == "KR",
        }
    }

    /// Checks what the buyer typed, as far as the shop has not told it already.
    ///
    /// # Errors
    /// What is still to be asked for.
    pub(in crate::gateway) fn check_typed(
        self,
        payer: &Payer,
        extras: &TypedExtras,
    ) -> Result<(), Box<CardMistakes>> {
        let (email, cpf) = (&extras.email, &extras.cpf);
        let wants_email = self.email && payer.email.is_none() && !is_email(email.trim());
        let wants_cpf = self.cpf && payer.cpf.is_none() && !is_cpf(cpf);
        let korean = self.korean.then(|| korea::mistakes(payer, extras));
        let mistakes = CardMistakes {
            email: wants_email.then_some(Mistake::Email),
            cpf: wants_cpf.then_some(Mistake::Cpf),
            ..korean.unwrap_or_default()
        };
        if mistakes == CardMistakes::default() {
            Ok(())
        } else {
            Err(Box::new(mistakes))
        }
    }

    /// Checks what the shop sent with a card.
    ///
    /// # Errors
    /// The field that is missing or wrong.
    pub(in crate::gateway) fn check_given(
        self,
        payer: &Payer,
        region: &str,
    ) -> Result<(), Refusal> {
        let refuse = |field: &str, what: &str| {
            let why = format!(
                "paymentMethod.paymentMethodMetaData.{field} must be {what}: the card is of region {region}"
            );
            Err(Refusal::new(ResultCode::InvalidPaymentMethodMetaData, why))
        };
        if self.email && payer.holder.is_none() {
            return refuse("cardholderName", "the name on the card");
        }
        if self.email && !payer.email.as_deref().is_some_and(is_email) {
            return refuse("payerEmail", "an email address");
        }
        if self.cpf && !payer.cpf.as_deref().is_some_and(is_cpf) {
            return refuse("cpf", "the payer's tax number of 11 digits");
        }
        match korea::check_given(payer) {
            Err((field, what)) if self.korean => refuse(field, what),
            _ => Ok(()),
        }
    }
}

/// Good enough to be one; nothing is ever sent there.
fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let whole = parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    whole && text.chars().count() <= EMAIL_MAX && !text.contains(char::is_whitespace)
}

/// Eleven digits, written plainly or as `111.444.777-35`. Test data need no right check digits.
fn is_cpf(text: &str) -> bool {
    let is_filler = |letter: &char| matches!(letter, '.' | '-' | ' ');
    let mut rest = text.chars().filter(|letter| !is_filler(letter));
    rest.clone().count() == 11 && rest.all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_region_has_its_needs() {
        for (region, email, cpf, korean) in [
            ("BR", true, true, false),
            ("MX", true, false, false),
            ("CL", true, false, false),
            ("PE", true, false, false),
            ("GLOBAL", false, false, false),
            ("KR", false, false, true),
        ] {
            let needs = Needs { email, cpf, korean };
            assert_eq!(Needs::of(region), needs, "{region}");
        }
    }

    #[test]
    fn what_the_shop_told_is_not_asked_again() {
        let brazil = Needs::of("BR");
        let nothing = Payer::default();
        let typed = |email: &str, cpf: &str| TypedExtras {
            email: email.into(),
            cpf: cpf.into(),
            ..TypedExtras::default()
        };
        let missing = brazil.check_typed(&nothing, &typed("", ""));
        let missing = missing.expect_err("both");
        assert!(missing.email.is_some() && missing.cpf.is_some());
        let good = brazil.check_typed(&nothing, &typed(" a@b.br ", "111.444.777-35"));
        assert_eq!(good, Ok(()));
        let told = Payer {
            email: Some("a@b.br".into()),
            ..Payer::default()
        };
        let missing = brazil.check_typed(&told, &typed("", "1"));
        let missing = missing.expect_err("the number");
        assert!(missing.email.is_none() && missing.cpf.is_some());
    }
}
