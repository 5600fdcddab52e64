//! What can be wrong with a typed card, and what a page says of it.

/// One thing that is wrong with one field of the card form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mistake {
    /// There is no card number.
    NumberMissing,
    /// The card number has something else than digits.
    NumberNotDigits,
    /// No card number has so many digits.
    NumberLength,
    /// No card number of this brand has so many digits.
    NumberLengthOfBrand,
    /// The check digit is not the right one.
    NumberCheckDigit,
    /// The contract has no brand for it.
    NumberNotAccepted,
    /// The expiry date is not written as one.
    ExpiryForm,
    /// There is no such month.
    ExpiryMonth,
    /// The month is over.
    ExpiryPast,
    /// The security code must have three digits.
    CvvOfThree,
    /// The security code must have four digits.
    CvvOfFour,
    /// There is no name.
    HolderMissing,
    /// The name is too long.
    HolderLong,
    /// There is no email address, and the card needs one.
    Email,
    /// There is no Brazilian tax number, and the card needs one.
    Cpf,
    /// The card does not run on the network chosen.
    Network,
    /// The card has no plan of so many months.
    Months,
    /// There is no date of birth or business number, and the card needs one.
    HolderId,
    /// There are no two digits of the password, and the card needs them.
    Password,
}

impl Mistake {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::NumberMissing,
        Self::NumberNotDigits,
        Self::NumberLength,
        Self::NumberLengthOfBrand,
        Self::NumberCheckDigit,
        Self::NumberNotAccepted,
        Self::ExpiryForm,
        Self::ExpiryMonth,
        Self::ExpiryPast,
        Self::CvvOfThree,
        Self::CvvOfFour,
        Self::HolderMissing,
        Self::HolderLong,
        Self::Email,
        Self::Cpf,
        Self::Network,
        Self::Months,
        Self::HolderId,
        Self::Password,
    ];

    /// A sentence for the buyer, in English: what to type instead.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::NumberMissing => "Enter the card number.",
            Self::NumberNotDigits => "A card number has digits only.",
            Self::NumberLength => "A card number has 12 to 19 digits.",
            Self::NumberLengthOfBrand => {
                "Cards of this brand have more digits, or fewer. Check them."
            }
            Self::NumberCheckDigit => "This card number is not valid. Check the digits.",
            Self::NumberNotAccepted => {
                "Cards of this kind are not accepted here. Try another card."
            }
            Self::ExpiryForm => "Enter the expiry date as MM/YY, for example 09/29.",
            Self::ExpiryMonth => "The expiry month must be 01 to 12.",
            Self::ExpiryPast => "This card has expired.",
            Self::CvvOfThree => "Enter the 3 digits on the back of the card.",
            Self::CvvOfFour => "Enter the 4 digits on the front of the card.",
            Self::HolderMissing => "Enter the name on the card.",
            Self::HolderLong => "The name is longer than 128 characters.",
            Self::Email => {
                "Cards from this country need your email address, such as ana@example.com."
            }
            Self::Cpf => "Brazilian cards need your CPF, a number of 11 digits.",
            Self::Network => "This card does not run on that network. Choose another.",
            Self::Months => {
                "This card cannot be paid off in so many months. Choose another number, or pay at once."
            }
            Self::HolderId => {
                "South Korean cards need your date of birth, such as 1990-01-31, or the 10 digits of your business number."
            }
            Self::Password => "South Korean cards need the first 2 digits of the card's password.",
        }
    }
}
