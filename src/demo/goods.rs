//! What the shop sells: few things, in currencies of different scales.

use super::money::Amount;

/// Something to buy.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Good {
    /// Its name in addresses and forms.
    pub(super) key: &'static str,
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    pub(super) price: Amount,
    /// A drawing: the inside of an SVG of 96 by 96, coloured by classes of the style sheet.
    pub(super) picture: &'static str,
}

/// The catalogue. The first is what is bought unless something else is chosen.
pub(super) const GOODS: [Good; 5] = [
    Good {
        key: "lanterns",
        name: "Two paper lanterns",
        text: "Red paper on bamboo, for the evening you have in mind.",
        price: price("SGD", 2, 2590),
        picture: include_str!("../../templates/demo/pictures/lanterns.svg"),
    },
    Good {
        key: "umbrella",
        name: "Oil-paper umbrella",
        text: "Forty ribs. Priced in yen, which have no cents.",
        price: price("JPY", 0, 4800),
        picture: include_str!("../../templates/demo/pictures/umbrella.svg"),
    },
    Good {
        key: "tea",
        name: "Tin of white tea",
        text: "Picked before the rain. Priced in euros.",
        price: price("EUR", 2, 1850),
        picture: include_str!("../../templates/demo/pictures/tea.svg"),
    },
    Good {
        key: "censer",
        name: "Brass censer",
        text: "Heavy. Priced in dinars, which have a thousand fils.",
        price: price("KWD", 3, 12_500),
        picture: include_str!("../../templates/demo/pictures/censer.svg"),
    },
    Good {
        key: "match",
        name: "A single match",
        text: "Eleven cents: the amount that Antom's test world refuses as a risk.",
        price: price("SGD", 2, 11),
        picture: include_str!("../../templates/demo/pictures/match.svg"),
    },
];

const fn price(currency: &'static str, digits: usize, value: u64) -> Amount {
    Amount {
        currency,
        digits,
        value,
    }
}

/// What has this key.
pub(super) fn find(key: &str) -> Option<&'static Good> {
    GOODS.iter().find(|good| good.key == key)
}
