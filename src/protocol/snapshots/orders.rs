//! The orders and cards of the snapshots.

pub(super) const VISA: &str = "4054695723100768";
pub(super) const MASTERCARD: &str = "5162774114974622";

/// A hosted order as in the notes (file 02 §11, P1 and P3), with the fields that differ.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub(super) request_id: &'static str,
    pub(super) currency: &'static str,
    pub(super) value: &'static str,
    pub(super) manual: bool,
    pub(super) three_ds: bool,
    /// The card, when the shop sends it itself.
    pub(super) card: Option<&'static str>,
    /// The South Korean brand, when the buyer confirms at its issuer.
    pub(super) issuer: Option<&'static str>,
}

pub(super) const ORDER: Order = Order {
    request_id: "lt-pay-0001",
    currency: "SGD",
    value: "2590",
    manual: false,
    three_ds: false,
    card: None,
    issuer: None,
};

pub(super) const MANUAL: Order = Order {
    request_id: "lt-pay-0002",
    currency: "JPY",
    value: "4800",
    manual: true,
    three_ds: false,
    card: None,
    issuer: None,
};

pub(super) const WITH_3DS: Order = Order {
    three_ds: true,
    ..ORDER
};

pub(super) const AT_ISSUER: Order = Order {
    currency: "KRW",
    value: "25900",
    issuer: Some("SHINHAN"),
    ..ORDER
};

pub(super) const DECLINED_CARD: &str = "4054692760174822";
pub(super) const EXEMPT_CARD: &str = "4035501000000008";

impl Order {
    pub(super) fn to_json(self) -> String {
        let amount = serde_json::json!({"currency": self.currency, "value": self.value});
        let mut metadata = serde_json::json!({"is3DSAuthentication": self.three_ds});
        if let Some(card) = self.card {
            metadata["cardNo"] = card.into();
            metadata["expiryYear"] = "29".into();
            metadata["expiryMonth"] = "09".into();
            metadata["cvv"] = "123".into();
        }
        if let Some(brand) = self.issuer {
            metadata["requireIssuerAuthentication"] = true.into();
            metadata["selectedCardBrand"] = brand.into();
        }
        let mode = if self.manual { "MANUAL" } else { "AUTOMATIC" };
        let body = serde_json::json!({
            "productCode": "CASHIER_PAYMENT",
            "paymentRequestId": self.request_id,
            "paymentAmount": amount,
            "paymentMethod": {
                "paymentMethodType": "CARD",
                "paymentMethodMetaData": metadata,
            },
            "paymentFactor": {"isAuthorization": true, "captureMode": mode},
            "order": {
                "referenceOrderId": "lt-order-77",
                "orderDescription": "Two paper lanterns",
                "orderAmount": amount,
                "buyer": {"referenceBuyerId": "buyer-5"},
            },
            "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
            "paymentRedirectUrl": "https://shop.example/return?o=lt-order-77",
            "paymentNotifyUrl": "https://shop.example/hooks/antom",
        });
        body.to_string()
    }
}
