//! `paymentMethod` of a `pay` request: CARD, and what the shop says about the card (file 02 §2 of
//! the protocol notes). Types, lengths and lists of values are checked here; whether a card number
//! is one, and what goes with what, is the gateway's to say.

use super::super::fields::Node;
use super::people::{read_address, read_name};
use crate::gateway::{
    CardBrand, CreditPayPlan, GivenCard, MpiData, Payer, PaymentMethod, Recurring, ResultCode,
    Secret, ThreeDsWish, Tokenize,
};

/// Metadata with which a shop sends the card itself, instead of having Antom's page take it.
const CARD_DATA: [&str; 4] = ["cardNo", "expiryYear", "expiryMonth", "cvv"];

/// Reads `paymentMethod`.
pub(in crate::protocol) fn read(root: Node<'_>, strict: bool) -> PaymentMethod {
    let method = root.field("paymentMethod").required().object();
    let kind = method.field("paymentMethodType").required();
    if let Some(name) = kind.text(64).filter(|name| *name != "CARD") {
        kind.problem_of(
            ResultCode::NoPayOptions,
            &format!("must be CARD, the only method of this sandbox, not \"{name}\""),
        );
    }
    let token = method.field("paymentMethodId").text(2048);
    method.field("customerId").text(32);
    method.field("extendInfo").text(2048);
    // Documents have it in the metadata, the Java SDK here.
    let authenticates = method.field("requireIssuerAuthentication").boolean();
    let metadata = method.field("paymentMethodMetaData").object();
    let here = metadata.field("requireIssuerAuthentication").boolean();
    let authenticates = authenticates == Some(true) || here == Some(true);
    let read = read_metadata(metadata, token);
    if strict {
        read_whole_name(metadata.field("cardholderName"));
    }
    if strict && read.recurring.is_some() && read.network_transaction_id.is_none() {
        let id = metadata.field("networkTransactionId");
        id.problem("is required with recurringType: that of the first payment with the card");
    }
    PaymentMethod {
        token: token.map(str::to_owned),
        selected_brand: read_brand(metadata.field("selectedCardBrand"), authenticates),
        requires_issuer_authentication: authenticates,
        ..read
    }
}

/// Reads the metadata that goes with a card, or with the token of one.
pub(in crate::protocol) fn read_metadata(metadata: Node<'_>, token: Option<&str>) -> PaymentMethod {
    let text = |field, max| metadata.field(field).text(max).map(str::to_owned);
    let flag = |field| metadata.field(field).boolean() == Some(true);
    let upgrade = metadata.field("enableAuthenticationUpgrade").boolean();
    let mode = metadata.field("tokenizeMode");
    let mode = mode.one_of(&["ASKFORCONSENT", "ENABLED", "DISABLED"]);
    text("funding", 32);
    text("cardCategory", 32);
    PaymentMethod {
        three_ds: ThreeDsWish {
            asks: flag("is3DSAuthentication"),
            allows_upgrade: upgrade.unwrap_or(true),
            mpi: read_mpi(metadata.field("mpiData")).map(Box::new),
        },
        card: read_card(metadata, token).map(Box::new),
        token: None,
        tokenize: match mode {
            _ if flag("tokenize") => Tokenize::Yes,
            Some("ENABLED") => Tokenize::Yes,
            Some("ASKFORCONSENT") => Tokenize::IfBuyerAgrees,
            _ => Tokenize::No,
        },
        is_card_on_file: flag("isCardOnFile"),
        recurring: read_recurring(metadata.field("recurringType")),
        network_transaction_id: text("networkTransactionId", 256),
        selected_brand: None,
        region: text("paymentMethodRegion", 6),
        requires_issuer_authentication: false,
        payer: read_payer(metadata),
    }
}

/// Whoever sends the holder of a card is to send both names (file 02 §2.1).
fn read_whole_name(name: Node<'_>) {
    if name.is_present() {
        let name = name.object();
        name.field("firstName").required();
        name.field("lastName").required();
    }
}

/// The card itself, if any of it is there. A security code may go with a token, too.
fn read_card(metadata: Node<'_>, token: Option<&str>) -> Option<GivenCard> {
    let is_there = |name: &&'static str| metadata.field(name).is_present();
    if !CARD_DATA.iter().any(is_there) {
        return None;
    }
    let secret = |field, max| metadata.field(field).text(max).map(Secret::new);
    let number = metadata.field("cardNo");
    let (year, month) = (secret("expiryYear", 4), secret("expiryMonth", 4));
    let cvv = secret("cvv", 4);
    if token.is_some() {
        if number.is_present() {
            number.problem("cannot stand beside paymentMethodId, which is a card already");
        }
        return None;
    }
    Some(GivenCard {
        number: Secret::new(number.required().text(32)?),
        expiry_year: year,
        expiry_month: month,
        cvv,
    })
}

fn read_recurring(field: Node<'_>) -> Option<Recurring> {
    match field.one_of(&["SCHEDULED", "UNSCHEDULED"])? {
        "SCHEDULED" => Some(Recurring::Scheduled),
        _ => Some(Recurring::Unscheduled),
    }
}

/// Reads the name of a brand. With issuer authentication a brand leads to a page, and what leads nowhere is not available.
pub(in crate::protocol) fn read_brand(field: Node<'_>, authenticates: bool) -> Option<CardBrand> {
    let name = field.text(64)?;
    let brand = CardBrand::named(name);
    if brand.is_none() {
        let (code, such_as) = if authenticates {
            (ResultCode::SelectedCardBrandNotAvailable, "SHINHAN")
        } else {
            (ResultCode::ParamIllegal, "VISA or MASTERCARD")
        };
        field.problem_of(
            code,
            &format!("must be Antom's name of a card brand, such as {such_as}, not \"{name}\""),
        );
    }
    brand
}

/// File 11 §7. The guide writes `caav` where every model has `cavv`.
fn read_mpi(data: Node<'_>) -> Option<MpiData> {
    let data = data.object();
    let text = |field| data.field(field).text(64).map(str::to_owned);
    data.field("credentialType")
        .one_of(&["PAN", "NETWORK_TOKEN"]);
    let cavv = text("cavv").or_else(|| text("caav"));
    let ds_transaction_id = text("dsTransactionId");
    let version = data.field("threeDSVersion").required();
    let eci = data.field("eci").required();
    let version = version.one_of(&["1.0.2", "2.1.0", "2.2.0"]);
    let eci = eci.one_of(&["00", "01", "02", "05", "06", "07"]);
    Some(MpiData {
        version: version?.to_owned(),
        eci: eci?.to_owned(),
        cavv,
        ds_transaction_id,
    })
}

/// Reads what stands of the cardholder beside a card.
pub(in crate::protocol) fn read_payer(metadata: Node<'_>) -> Payer {
    let text = |field, max| metadata.field(field).text(max).map(str::to_owned);
    let password = metadata.field("cardPasswordDigest").text(2);
    Payer {
        holder: read_name(metadata.field("cardholderName")).map(Box::new),
        billing_address: read_address(metadata.field("billingAddress")).map(Box::new),
        email: text("payerEmail", 64),
        cpf: text("cpf", 11),
        date_of_birth: text("dateOfBirth", 10),
        business_no: text("businessNo", 10),
        card_password_digest: password.map(Secret::new),
    }
}

/// Reads `creditPayPlan` (file 02 §4).
pub(super) fn read_plan(plan: Node<'_>) -> Option<CreditPayPlan> {
    let present = plan.is_present();
    let plan = plan.object();
    let fee_type = plan.field("creditPayFeeType").one_of(&["PERCENTAGE"]);
    let interval = plan.field("interval").text(16);
    let percentage = plan.field("feePercentage").integer(0, 100);
    let number = plan.field("installmentNum").required().integer(2, 36);
    let small = |number: i64| u8::try_from(number).ok();
    Some(CreditPayPlan {
        installment_num: number.filter(|_| present).and_then(small)?,
        interval: interval.map(str::to_owned),
        fee_type: fee_type.map(str::to_owned),
        fee_percentage: percentage.and_then(small),
    })
}

#[cfg(test)]
mod tests;
