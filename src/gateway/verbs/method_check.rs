//! What of `paymentMethod` goes together, and what does not.

use super::super::cards::country::{has_state, is_country};
use super::super::cards::korea;
use super::super::payment::{PayOrder, PaymentMethod};
use super::super::{Refusal, ResultCode};
use super::direct::METADATA;

/// Checks what a request says of how it is to be paid.
///
/// # Errors
/// What contradicts itself.
pub(in crate::gateway) fn check(order: &PayOrder) -> Result<(), Refusal> {
    check_mpi(&order.method)?;
    check_address(&order.method)?;
    korea::check(order)?;
    check_recurring(&order.method)
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

/// A payment without the buyer needs a card that is known already (file 12 §4).
fn check_recurring(method: &PaymentMethod) -> Result<(), Refusal> {
    if method.recurring.is_none() || !method.is_hosted() {
        return Ok(());
    }
    let why = format!(
        "{METADATA}.recurringType is for payments without the buyer, who cannot type a card: send paymentMethodId or cardNo, or leave it out"
    );
    Err(Refusal::new(ResultCode::ParamIllegal, why))
}
