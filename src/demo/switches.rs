//! Bad behaviour at the turn of a switch, so that it is seen what becomes of it.

use std::sync::atomic::{AtomicBool, Ordering};

/// One way of not being a good merchant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Switch {
    Down,
    Slow,
    WrongAnswer,
    NoVerification,
    NotIdempotent,
    NeverPolls,
}

impl Switch {
    pub(super) const ALL: [Self; 6] = [
        Self::Down,
        Self::Slow,
        Self::WrongAnswer,
        Self::NoVerification,
        Self::NotIdempotent,
        Self::NeverPolls,
    ];

    /// Its name in forms.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Down => "down",
            Self::Slow => "slow",
            Self::WrongAnswer => "wrong-answer",
            Self::NoVerification => "no-verification",
            Self::NotIdempotent => "not-idempotent",
            Self::NeverPolls => "never-polls",
        }
    }

    pub(super) fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Down => "Down",
            Self::Slow => "Slow",
            Self::WrongAnswer => "Wrong answer",
            Self::NoVerification => "No verification",
            Self::NotIdempotent => "Not idempotent",
            Self::NeverPolls => "Never polls",
        }
    }

    /// What the shop does then.
    pub(super) fn does(self) -> &'static str {
        match self {
            Self::Down => {
                "Notifications are answered with HTTP 503, unread, and nobody asks Antom anything. The pages stay, so that you can look."
            }
            Self::Slow => {
                "Notifications are read and filed at once, and answered after twelve seconds. Antom waits for ten."
            }
            Self::WrongAnswer => {
                "Notifications are filed, and answered with HTTP 200 and the text OK instead of Antom's JSON."
            }
            Self::NoVerification => {
                "Whatever arrives is believed: neither the signature nor the amount is looked at, and the goods leave at the first good news."
            }
            Self::NotIdempotent => {
                "A notification that was told before is handled as if it were new, and a pay call without an answer is made again with a new paymentRequestId."
            }
            Self::NeverPolls => {
                "inquiryPayment is never called. What no notification tells, the shop does not learn."
            }
        }
    }

    /// What is to be seen.
    pub(super) fn shows(self) -> &'static str {
        match self {
            Self::Down => {
                "The order stays open although the money is there. In the dashboard the attempts fail and the next one is due after 2 min, 10 min, 10 min, 1 h, 2 h, 6 h and 15 h."
            }
            Self::Slow => {
                "The order is paid, and yet each attempt is a time-out in the dashboard; the same notification comes again and again. The situation \"The shop answers too slowly\" shows it."
            }
            Self::WrongAnswer => {
                "The order is paid, and yet no attempt counts as acknowledged; after eight of them the notification is given up."
            }
            Self::NoVerification => {
                "What a forger writes is taken for the truth, and a parcel leaves that nobody paid. The situation \"A forger knocks\" shows it."
            }
            Self::NotIdempotent => {
                "Told twice, the shop sends two parcels. An answer that gets lost charges the buyer twice."
            }
            Self::NeverPolls => {
                "Back from paying, the buyer waits for the notification. If it is lost, for ever."
            }
        }
    }
}

/// All switches; off in the beginning.
#[derive(Default)]
pub(super) struct Switches([AtomicBool; Switch::ALL.len()]);

impl Switches {
    pub(super) fn is_on(&self, switch: Switch) -> bool {
        self.at(switch)
            .is_some_and(|state| state.load(Ordering::Relaxed))
    }

    pub(super) fn set(&self, switch: Switch, on: bool) {
        if let Some(state) = self.at(switch) {
            state.store(on, Ordering::Relaxed);
        }
    }

    pub(super) fn all_off(&self) {
        for state in &self.0 {
            state.store(false, Ordering::Relaxed);
        }
    }

    /// Those that are on.
    pub(super) fn on(&self) -> Vec<Switch> {
        let is_on = |one: &Switch| self.is_on(*one);
        Switch::ALL.into_iter().filter(is_on).collect()
    }

    fn at(&self, switch: Switch) -> Option<&AtomicBool> {
        let place = Switch::ALL.iter().position(|one| *one == switch)?;
        self.0.get(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_switch_is_found_by_its_name_and_turned_alone() {
        let switches = Switches::default();
        for switch in Switch::ALL {
            assert_eq!(Switch::named(switch.key()), Some(switch));
            switches.set(switch, true);
            assert_eq!(switches.on(), [switch]);
            switches.all_off();
        }
        assert_eq!(switches.on(), []);
        assert_eq!(Switch::named("lazy"), None);
    }
}
