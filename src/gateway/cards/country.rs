//! Countries by their codes of ISO 3166, and the states of those whose addresses Antom checks.

/// Every assigned code of ISO 3166-1, two letters each.
const COUNTRIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZ\
    CACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGL\
    GMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLR\
    LSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPK\
    PLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTR\
    TTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

/// States, the federal district, territories and military addresses.
const STATES_OF_US: &str = "ALAKAZARCACOCTDEFLGAHIIDILINIAKSKYLAMEMDMAMIMNMSMOMTNENVNHNJNMNYNCNDOHOKORPA\
    RISCSDTNTXUTVTVAWAWVWIWYDCASGUMPPRVIUMAAAEAP";
const PROVINCES_OF_CA: &str = "ABBCMBNBNLNSNTNUONPEQCSKYT";

/// Whether it is the code of a country.
#[must_use]
pub fn is_country(code: &str) -> bool {
    is_among(COUNTRIES, code)
}

/// Whether a state may stand in an address of this country. Only those of the United States and
/// Canada are known by name; British ones have two or three letters (file 15 §4 of the protocol
/// notes).
pub(in crate::gateway) fn has_state(country: &str, state: &str) -> bool {
    let prefix = format!("{country}-");
    let state = state.strip_prefix(&prefix).unwrap_or(state);
    match country {
        "US" => is_among(STATES_OF_US, state),
        "CA" => is_among(PROVINCES_OF_CA, state),
        "GB" => {
            (2..=3).contains(&state.len()) && state.bytes().all(|byte| byte.is_ascii_uppercase())
        }
        _ => true,
    }
}

/// Whether a list of two-letter codes has this one.
fn is_among(list: &str, code: &str) -> bool {
    let mut codes = list.as_bytes().chunks(2);
    codes.any(|known| known == code.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_their_codes() {
        assert_eq!(COUNTRIES.len(), 2 * 249);
        for code in ["AD", "BR", "GB", "US", "ZW", "XK"] {
            assert_eq!(is_country(code), code != "XK", "{code}");
        }
        for code in ["", "us", "USA", "DA", "U"] {
            assert!(!is_country(code), "{code}");
        }
    }

    #[test]
    fn a_state_belongs_to_its_country() {
        assert_eq!(STATES_OF_US.len(), 2 * (50 + 1 + 6 + 3));
        assert_eq!(PROVINCES_OF_CA.len(), 2 * 13);
        for (country, state, fits) in [
            ("US", "CA", true),
            ("US", "US-CA", true),
            ("US", "ON", false),
            ("US", "California", false),
            ("CA", "ON", true),
            ("CA", "TX", false),
            ("GB", "ENG", true),
            ("GB", "England", false),
            ("SG", "anything", true),
        ] {
            assert_eq!(has_state(country, state), fits, "{country} {state}");
        }
    }
}
