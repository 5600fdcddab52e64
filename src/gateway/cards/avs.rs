//! What an issuer says of address and security code, unless a rule has it say something else.
//!
//! Raw codes: file 15 §1 and §2 of the protocol notes. Which of them comes when is this sandbox's
//! choice; Antom documents the codes only.

/// The raw AVS code: matched, as far as there was an address to compare. `Y` is the American form
/// of "street and postcode match", `M` the international one; without an address an American
/// issuer says "unavailable" (`U`), another one "not verified" (`I`).
pub(in crate::gateway) fn avs(billing_region: Option<&str>, issuing_country: &str) -> &'static str {
    match (billing_region, issuing_country) {
        (Some("US"), _) => "Y",
        (Some(_), _) => "M",
        (None, "US") => "U",
        (None, _) => "I",
    }
}

/// The raw CVV code: right, or empty when none was sent.
pub(in crate::gateway) fn cvv(was_sent: bool) -> &'static str {
    if was_sent { "Y" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_matches_in_the_form_of_its_country() {
        assert_eq!(avs(Some("US"), "BR"), "Y");
        assert_eq!(avs(Some("DE"), "US"), "M");
        assert_eq!(avs(None, "US"), "U");
        assert_eq!(avs(None, "HK"), "I");
        assert_eq!((cvv(true), cvv(false)), ("Y", ""));
    }
}
