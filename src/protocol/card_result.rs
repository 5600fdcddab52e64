//! What answers and notifications say about a card: `paymentResultInfo` and the older `cardInfo`.
//!
//! File 03 §3 and file 05 §2 of the protocol notes. A value that is not known is an empty string.

use serde::Serialize;

use crate::gateway::{CardResult, CardToken, CreditPayPlan, ThreeDsResult};

/// `paymentResultInfo`.
#[derive(Serialize, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub(super) struct CardResultBody<'a> {
    avs_result_raw: &'a str,
    card_brand: &'static str,
    card_no: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_token: Option<&'a str>,
    cvv_result_raw: &'a str,
    funding: &'a str,
    issuing_country: &'a str,
    card_category: &'a str,
    network_transaction_id: &'a str,
    payment_method_region: &'a str,
    #[serde(rename = "threeDSResult")]
    three_ds_result: ThreeDsBody<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_pay_plan: Option<PlanBody<'a>>,
}

/// `creditPayPlan`: how the card is paid off.
#[derive(Serialize, Clone, Debug)]
#[serde(rename_all = "camelCase")]
struct PlanBody<'a> {
    installment_num: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    interval: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_pay_fee_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fee_percentage: Option<u8>,
}

impl<'a> PlanBody<'a> {
    fn of(plan: &'a CreditPayPlan) -> Self {
        Self {
            installment_num: plan.installment_num.to_string(),
            interval: plan.interval.as_deref(),
            credit_pay_fee_type: plan.fee_type.as_deref(),
            fee_percentage: plan.fee_percentage,
        }
    }
}

/// `threeDSResult`; without 3DS it is there all the same, with two empty strings.
#[derive(Serialize, Clone, Debug)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum ThreeDsBody<'a> {
    Known {
        #[serde(rename = "threeDSVersion")]
        version: &'a str,
        eci: &'a str,
        cavv: &'a str,
        /// Absent when another's 3DS told none.
        #[serde(skip_serializing_if = "str::is_empty")]
        ds_transaction_id: &'a str,
        #[serde(rename = "threeDSOffered", skip_serializing_if = "Option::is_none")]
        offered: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        challenged: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        exemption_type: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        challenge_cancel: Option<&'a str>,
        /// The lower-case t is Antom's.
        #[serde(
            rename = "threeDStransactionStatusReason",
            skip_serializing_if = "Option::is_none"
        )]
        reason: Option<&'a str>,
    },
    Empty {
        cavv: &'static str,
        eci: &'static str,
    },
}

impl<'a> CardResultBody<'a> {
    pub(super) fn of(card: &'a CardResult) -> Self {
        Self {
            avs_result_raw: &card.avs,
            card_brand: card.brand.name(),
            card_no: &card.card_no,
            card_token: card.token.as_ref().map(CardToken::as_str),
            cvv_result_raw: &card.cvv,
            funding: &card.funding,
            issuing_country: &card.issuing_country,
            card_category: &card.category,
            network_transaction_id: &card.network_transaction_id,
            payment_method_region: &card.region,
            three_ds_result: ThreeDsBody::of(card.three_ds.as_ref()),
            credit_pay_plan: card.plan.as_ref().map(PlanBody::of),
        }
    }

    /// The `cardInfo` of the hosted guide's notifications: the same facts, but its 3DS result is
    /// empty even after 3DS (file 05 §9).
    pub(super) fn without_three_ds(self) -> Self {
        Self {
            three_ds_result: ThreeDsBody::of(None),
            ..self
        }
    }
}

impl<'a> ThreeDsBody<'a> {
    fn of(result: Option<&'a ThreeDsResult>) -> Self {
        match result {
            Some(result) => Self::Known {
                version: &result.version,
                eci: &result.eci,
                cavv: &result.cavv,
                ds_transaction_id: &result.ds_transaction_id,
                offered: result.offered,
                challenged: result.challenged,
                exemption_type: result.exemption.as_deref(),
                challenge_cancel: result.cancel.as_deref(),
                reason: result.reason.as_deref(),
            },
            None => Self::Empty { cavv: "", eci: "" },
        }
    }
}

/// The small `cardInfo` of an inquiry.
#[derive(Serialize, Clone, Debug)]
#[serde(rename_all = "camelCase")]
pub(super) struct CardInfoBody<'a> {
    card_brand: &'static str,
    funding: &'a str,
    issuing_country: &'a str,
}

impl<'a> CardInfoBody<'a> {
    pub(super) fn of(card: &'a CardResult) -> Self {
        Self {
            card_brand: card.brand.name(),
            funding: &card.funding,
            issuing_country: &card.issuing_country,
        }
    }
}
