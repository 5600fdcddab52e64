//! What of `paymentMethod` goes together, and what does not.

use super::country::{has_state, is_country};
use super::payment::{PayOrder, PaymentMethod};
use super::{Refusal, ResultCode};

const METADATA: &str = "paymentMethod.paymentMethodMetaData";

/// Checks what a request says of how it is to be paid.
///
/// # Errors
/// What contradicts itself, or is not played here.
pub(super) fn check(order: &PayOrder) -> Result<(), Refusal> {
    check_mpi(&order.method)?;
    check_address(&order.method)?;
    refuse_what_is_not_played(&order.method)
}

/// A billing address whose region and state do not fit is refused at once (file 02 §2.1).
fn check_address(method: &PaymentMethod) -> Result<(), Refusal> {
    let Some(address) = &method.payer.billing_address else {
        return Ok(());
    };
    let refuse = |field: &str, what: &str| {
        let why = format!("{METADATA}.billingAddress.{field} {what}");
        Err(Refusal::new(ResultCode::ParamIllegal, why))
    };
    let region = &address.region;
    if !is_country(region) {
        let what = format!("must be a country of ISO 3166 such as US, not \"{region}\"");
        return refuse("region", &what);
    }
    match &address.state {
        Some(state) if !has_state(region, state) => {
            let what =
                format!("must be a state of {region} as ISO 3166-2 writes it, not \"{state}\"");
            refuse("state", &what)
        }
        _ => Ok(()),
    }
}

/// The result of a 3DS check made elsewhere goes with a card of the request, and instead of one
/// made here (file 11 §7).
fn check_mpi(method: &PaymentMethod) -> Result<(), Refusal> {
    if method.three_ds.mpi.is_none() {
        return Ok(());
    }
    let refuse = |what: &str| {
        let why = format!("{METADATA}.mpiData {what}");
        Err(Refusal::new(ResultCode::ParamIllegal, why))
    };
    if method.is_hosted() {
        return refuse(
            "is about a card that the shop has seen, and in hosted mode it sees none: send cardNo or paymentMethodId, or leave it out",
        );
    }
    if method.three_ds.asks {
        return refuse(
            "says that 3DS was done elsewhere, is3DSAuthentication asks for it here: set that to false, or leave mpiData out",
        );
    }
    Ok(())
}

/// A shop that asks for more than is played here has to hear of it: a payment that looks right and
/// is another one than was asked for would teach it something wrong.
fn refuse_what_is_not_played(method: &PaymentMethod) -> Result<(), Refusal> {
    let refuse = |field: &str, what: &str| {
        let why = format!("{field} {what}; stored cards are not played yet: leave it out");
        Err(Refusal::new(ResultCode::ParamIllegal, why))
    };
    if method.token.is_some() {
        return refuse("paymentMethod.paymentMethodId", "names a stored card");
    }
    if method.recurring.is_some() {
        let field = format!("{METADATA}.recurringType");
        return refuse(&field, "asks for a payment without the buyer");
    }
    Ok(())
}
