//! Currencies and the number of digits in their minor unit (ISO 4217).
//!
//! All that are tender somewhere. The codes of funds, metals and units of account, such as CLF or
//! XAU, are left out: nobody pays in them.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Currencies without a minor unit. Antom names CLP, JPY, KRW and VND; the rest follow ISO 4217.
const NO_DIGITS: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";

/// Currencies whose minor unit is a thousandth.
const THREE_DIGITS: &str = "BHD IQD JOD KWD LYD OMR TND";

/// Every other currency in use has hundredths.
const TWO_DIGITS: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD \
    BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP \
    GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP \
    LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD \
    PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC \
    SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

/// A currency of ISO 4217, such as `SGD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: [u8; 3],
    digits: u8,
}

impl Currency {
    /// Looks a code up; `None` when ISO 4217 has no such currency. Codes are upper case.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        let digits = [(NO_DIGITS, 0), (TWO_DIGITS, 2), (THREE_DIGITS, 3)]
            .into_iter()
            .find(|(codes, _)| codes.split(' ').any(|known| known == code))
            .map(|(_, digits)| digits)?;
        Some(Self {
            code: bytes,
            digits,
        })
    }

    /// Every code that [`Self::named`] knows.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let lists = [TWO_DIGITS, NO_DIGITS, THREE_DIGITS].into_iter();
        lists.flat_map(str::split_ascii_whitespace)
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.code).expect("a code from the tables above is ASCII")
    }

    /// How many digits the minor unit has: 2 for SGD, 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn digits(self) -> u8 {
        self.digits
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        let unknown = || D::Error::custom(format!("\"{code}\" is not a currency of ISO 4217"));
        Self::named(&code).ok_or_else(unknown)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minor_units_follow_iso_4217() {
        let digits = |code| Currency::named(code).map(Currency::digits);
        assert_eq!(digits("SGD"), Some(2));
        assert_eq!(digits("IDR"), Some(2));
        assert_eq!(digits("ZMW"), Some(2));
        assert_eq!(digits("KRW"), Some(0));
        assert_eq!(digits("KWD"), Some(3));
    }

    #[test]
    fn every_currency_stands_in_one_list_once() {
        let mut all: Vec<_> = [NO_DIGITS, TWO_DIGITS, THREE_DIGITS]
            .iter()
            .flat_map(|codes| codes.split(' '))
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!((all.len(), count), (156, 156));
        // Antom names these (file 15 §9).
        for (codes, digits) in [
            ("CLP JPY KRW VND", 0),
            (
                "AUD BDT BRL CAD CNY EUR GBP HKD IDR MXN MYR NZD PEN PHP PKR PLN SGD THB TWD USD",
                2,
            ),
            ("BHD JOD KWD OMR TND", 3),
        ] {
            for code in codes.split(' ') {
                assert_eq!(
                    Currency::named(code).map(Currency::digits),
                    Some(digits),
                    "{code}"
                );
            }
        }
    }

    #[test]
    fn what_iso_4217_does_not_list_is_no_currency() {
        for unknown in ["QQQ", "sgd", "SG", "SGDD", "", "D A", "   "] {
            assert_eq!(Currency::named(unknown), None, "{unknown:?}");
        }
    }
}
