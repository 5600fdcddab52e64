//! What the card form asks of some cards only.

/// Networks that share numbers with another, by Antom's name, and as people know them.
const NETWORKS: [(&str, &str); 3] = [
    ("VISA", "Visa"),
    ("MASTERCARD", "Mastercard"),
    ("CARTES_BANCAIRES", "Cartes Bancaires"),
];

/// Where test buyers live.
const COUNTRIES: [(&str, &str); 31] = [
    ("AU", "Australia"),
    ("AT", "Austria"),
    ("BE", "Belgium"),
    ("BR", "Brazil"),
    ("CA", "Canada"),
    ("CL", "Chile"),
    ("CN", "China"),
    ("FR", "France"),
    ("DE", "Germany"),
    ("HK", "Hong Kong SAR"),
    ("IN", "India"),
    ("ID", "Indonesia"),
    ("IE", "Ireland"),
    ("IT", "Italy"),
    ("JP", "Japan"),
    ("MY", "Malaysia"),
    ("MX", "Mexico"),
    ("NL", "Netherlands"),
    ("NZ", "New Zealand"),
    ("PE", "Peru"),
    ("PH", "Philippines"),
    ("PL", "Poland"),
    ("SG", "Singapore"),
    ("KR", "South Korea"),
    ("ES", "Spain"),
    ("CH", "Switzerland"),
    ("TH", "Thailand"),
    ("TR", "Türkiye"),
    ("GB", "United Kingdom"),
    ("US", "United States"),
    ("VN", "Viet Nam"),
];

/// Which of the further fields the form has, and what stood in them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extras {
    /// The buyer may choose the network; not when the shop did.
    pub(crate) asks_network: bool,
    /// There only when it is asked for.
    pub(crate) email: Option<String>,
    /// There only when it is asked for.
    pub(crate) cpf: Option<String>,
    /// A date of birth or a business number; there only when it is asked for.
    pub(crate) holder_id: Option<String>,
    /// Asks for two digits of the card's password, which no page ever repeats.
    pub(crate) asks_password: bool,
    /// The billing address may be told; not when the shop did.
    pub(crate) asks_address: bool,
    pub(crate) country: String,
    /// In how many months the buyer may choose to pay it off; no choice when empty.
    pub(crate) months: Vec<u8>,
    /// What the buyer chose last.
    pub(crate) chosen_months: Option<u8>,
    /// In how many months it is paid off, when the shop said so.
    pub(crate) fixed_months: Option<u8>,
}

impl Extras {
    pub(super) fn networks(&self) -> &'static [(&'static str, &'static str)] {
        if self.asks_network { &NETWORKS } else { &[] }
    }

    pub(super) fn chose(&self, months: u8) -> bool {
        self.chosen_months == Some(months)
    }

    pub(super) fn countries(&self) -> &'static [(&'static str, &'static str)] {
        if self.asks_address { &COUNTRIES } else { &[] }
    }
}
