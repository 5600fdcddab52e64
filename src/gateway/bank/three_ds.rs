//! What is told of a 3DS check: the indicators of each scheme, and how it went (file 11 §4 and §5
//! of the protocol notes).

use super::super::CardBrand;
use super::super::base64::base64;
use super::super::chance::Draw;
use super::super::payment::{MpiData, PayOrder, PendingCard, ThreeDsOutcome, ThreeDsResult};

/// Below EUR 30 a payment is exempt for its low value.
const LOW_VALUE: u64 = 3_000;

/// EMV's number for "card authentication failed".
const AUTHENTICATION_FAILED: &str = "01";

/// EMV's number for "timed out at the bank".
const TIMED_OUT_AT_BANK: &str = "14";

/// `challengeCancel` of a buyer who gave up.
const CANCELLED_BY_BUYER: &str = "01";

/// `challengeCancel` of a buyer who opened the bank's page and gave no right code in time.
const BANK_TIMED_OUT: &str = "04";

/// The result of a check; `None` when there was none.
pub(in crate::gateway) fn result(
    order: &PayOrder,
    card: &PendingCard,
    outcome: ThreeDsOutcome,
    draw: &mut Draw,
) -> Option<ThreeDsResult> {
    let ds_transaction_id = uuid::Builder::from_random_bytes(draw.bytes()).into_uuid();
    // Twenty bytes are the form of a CAVV.
    let cavv = base64(&draw.bytes::<20>());
    let wanted_eci = card.plan.profile.eci.clone();
    match (outcome, &order.method.three_ds.mpi) {
        (ThreeDsOutcome::NotAsked, _) => None,
        (ThreeDsOutcome::Elsewhere, mpi) => {
            mpi.as_deref().map(|mpi| told_elsewhere(mpi, wanted_eci))
        }
        _ => Some(ThreeDsResult {
            version: "2.2.0".to_owned(),
            eci: wanted_eci.unwrap_or_else(|| eci(outcome, card.brand).to_owned()),
            cavv: if proves(outcome) { cavv } else { String::new() },
            ds_transaction_id: ds_transaction_id.to_string(),
            offered: Some(true),
            challenged: Some(matches!(
                outcome,
                ThreeDsOutcome::Authenticated
                    | ThreeDsOutcome::Failed
                    | ThreeDsOutcome::Cancelled
                    | ThreeDsOutcome::TimedOut
            )),
            exemption: (outcome == ThreeDsOutcome::Exempted).then(|| exemption(order).to_owned()),
            cancel: cancel(outcome).map(str::to_owned),
            reason: reason(outcome).map(str::to_owned),
        }),
    }
}

/// What the shop said of a check made elsewhere.
fn told_elsewhere(mpi: &MpiData, eci: Option<String>) -> ThreeDsResult {
    ThreeDsResult {
        version: mpi.version.clone(),
        eci: eci.unwrap_or_else(|| mpi.eci.clone()),
        cavv: mpi.cavv.clone().unwrap_or_default(),
        ds_transaction_id: mpi.ds_transaction_id.clone().unwrap_or_default(),
        offered: None,
        challenged: None,
        exemption: None,
        cancel: None,
        reason: None,
    }
}

impl MpiData {
    /// Whether the buyer was authenticated, or it was tried at least; `00` and `07` say that there
    /// was no 3DS.
    pub(in crate::gateway) fn authenticates(&self) -> bool {
        !matches!(self.eci.as_str(), "00" | "07")
    }
}

fn proves(outcome: ThreeDsOutcome) -> bool {
    matches!(
        outcome,
        ThreeDsOutcome::Authenticated | ThreeDsOutcome::Frictionless | ThreeDsOutcome::Attempted
    )
}

/// `challengeCancel`.
fn cancel(outcome: ThreeDsOutcome) -> Option<&'static str> {
    match outcome {
        ThreeDsOutcome::Cancelled => Some(CANCELLED_BY_BUYER),
        ThreeDsOutcome::TimedOut => Some(BANK_TIMED_OUT),
        _ => None,
    }
}

/// `threeDStransactionStatusReason`.
fn reason(outcome: ThreeDsOutcome) -> Option<&'static str> {
    match outcome {
        ThreeDsOutcome::Failed => Some(AUTHENTICATION_FAILED),
        ThreeDsOutcome::TimedOut => Some(TIMED_OUT_AT_BANK),
        _ => None,
    }
}

fn exemption(order: &PayOrder) -> &'static str {
    let amount = &order.amount;
    if amount.currency.code() == "EUR" && amount.value < LOW_VALUE {
        "lowValue"
    } else {
        "transactionRiskAnalysis"
    }
}

/// The indicator each scheme gives an outcome. Those of `UnionPay` are the industry's; Antom's list
/// does not name them.
fn eci(outcome: ThreeDsOutcome, brand: CardBrand) -> &'static str {
    let [authenticated, attempted, neither] = match brand.name() {
        "MASTERCARD" | "MAESTRO" => ["02", "01", "00"],
        "CUP" => ["09", "10", "10"],
        _ => ["05", "06", "07"],
    };
    match outcome {
        ThreeDsOutcome::Authenticated | ThreeDsOutcome::Frictionless => authenticated,
        ThreeDsOutcome::Attempted => attempted,
        _ => neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_has_its_own_indicators() {
        let brand = |name| CardBrand::named(name).expect("a brand");
        for (outcome, visa, mastercard, cup) in [
            (ThreeDsOutcome::Authenticated, "05", "02", "09"),
            (ThreeDsOutcome::Frictionless, "05", "02", "09"),
            (ThreeDsOutcome::Attempted, "06", "01", "10"),
            (ThreeDsOutcome::Exempted, "07", "00", "10"),
            (ThreeDsOutcome::Failed, "07", "00", "10"),
            (ThreeDsOutcome::Cancelled, "07", "00", "10"),
            (ThreeDsOutcome::TimedOut, "07", "00", "10"),
        ] {
            for name in ["VISA", "AMEX", "JCB", "DINERS", "DISCOVER"] {
                assert_eq!(eci(outcome, brand(name)), visa);
            }
            assert_eq!(eci(outcome, brand("MASTERCARD")), mastercard);
            assert_eq!(eci(outcome, brand("MAESTRO")), mastercard);
            assert_eq!(eci(outcome, brand("CUP")), cup);
        }
    }
}
