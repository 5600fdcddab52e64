//! `pay`: the request of a card payment, and its answer (file 02 of the protocol notes).

mod answer;
mod env;
mod method;
mod people;
mod trade;

pub use self::answer::answer;
pub(super) use self::env::read_terminal;
pub(super) use self::method::{read as read_method, read_brand, read_metadata, read_payer};
pub(super) use self::people::{read_address, read_name};
use super::fields::{Node, Problems, read_body};
use crate::gateway::{CaptureMode, Fields, PayOrder, PaymentMethod};

/// Reads a `pay` request, whose [`fields_of`](super::fields_of) the rules will look at. `strict` also demands what the documents want but the gateway is not
/// known to insist on.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(body: &[u8], fields: &Fields, strict: bool) -> Result<PayOrder, Problems> {
    let reading = Reading {
        strict,
        insists: true,
        method: read_method,
    };
    read_body(body, |root| read_order(root, fields, &reading))
}

/// What differs between the operations that take an order.
pub(super) struct Reading {
    /// Whether what the documents want is demanded, too.
    pub(super) strict: bool,
    /// Whether `env` and the shop's own number of the order must be there, be the rules strict or
    /// lenient. A session does without: published clients send it neither.
    pub(super) insists: bool,
    /// How the payment method is read.
    pub(super) method: fn(Node<'_>, bool) -> PaymentMethod,
}

/// Reads the order of a request.
pub(super) fn read_order(root: Node<'_>, fields: &Fields, reading: &Reading) -> Option<PayOrder> {
    let strict = reading.strict;
    root.field("productCode")
        .required()
        .one_of(&["CASHIER_PAYMENT"]);
    let request_id = root.field("paymentRequestId").required().text(64);
    let amount = root.field("paymentAmount").required().amount();
    let redirect_url = root.field("paymentRedirectUrl").required().url();
    let notify_url = root.field("paymentNotifyUrl").url();
    let expires_at = root.field("paymentExpiryTime").instant();
    read_regions(root);

    let order = root.field("order").required().object();
    let order_reference = read_reference(&order, reading.insists || strict);
    let order_description = order.field("orderDescription").required().text(256);
    order.field("orderAmount").required().amount();
    read_goods(order, strict);
    people::read_all(order);
    trade::read(order);
    if strict && !order.field("buyer").is_present() {
        order.field("buyer").problem("is required for cards");
    }

    let method = (reading.method)(root, strict);
    let credit_pay_plan = method::read_plan(root.field("creditPayPlan"));
    let capture_mode = read_factor(root, strict);
    let asks_for_plan = root.field("enableInstallmentCollection").boolean();
    env::read(root, order, reading);
    Some(PayOrder {
        request_id: request_id?.to_owned(),
        amount: amount?,
        // An order without a number of its own is not one with any other.
        order_reference: order_reference.or(request_id)?.to_owned(),
        order_description: order_description?.to_owned(),
        capture_mode: capture_mode?,
        method,
        credit_pay_plan,
        redirect_url: redirect_url?.to_owned(),
        notify_url: notify_url.map(str::to_owned),
        expires_at,
        asks_for_plan: asks_for_plan == Some(true),
        fields: fields.clone(),
    })
}

fn read_regions(root: Node<'_>) {
    root.field("userRegion").text(2);
    root.field("merchantRegion").text(2);
    root.field("appId").text(32);
    root.field("merchantAccountId").text(32);
    let settlement = root.field("settlementStrategy").object();
    settlement.field("settlementCurrency").text(3);
}

fn read_reference<'a>(order: &'a Node<'a>, insists: bool) -> Option<&'a str> {
    let reference = order.field("referenceOrderId");
    if insists {
        reference.required().text(64)
    } else {
        reference.text(64)
    }
}

fn read_goods(order: Node<'_>, strict: bool) {
    let goods = order.field("goods");
    // A published client sends one object for a list of one.
    if goods.is_object() && !strict {
        return read_one_of_goods(goods);
    }
    goods.items(100, read_one_of_goods);
}

fn read_one_of_goods(item: Node<'_>) {
    let item = item.object();
    item.field("referenceGoodsId").required().text(64);
    item.field("goodsName").required().text(256);
    item.field("goodsCategory").text(64);
    // A thing that is given away costs nothing: not an amount as a payment has one.
    item.field("goodsUnitAmount").object();
    item.field("goodsUrl").text(2048);
    item.field("deliveryMethodType").text(32);
}

fn read_factor(root: Node<'_>, strict: bool) -> Option<CaptureMode> {
    let factor = root.field("paymentFactor").object();
    let authorizes = factor.field("isAuthorization").boolean();
    if strict && authorizes != Some(true) {
        factor
            .field("isAuthorization")
            .problem("must be true for cards");
    }
    let mode = factor.field("captureMode");
    let manual = mode.text(64).is_some() && mode.one_of(&["AUTOMATIC", "MANUAL"])? == "MANUAL";
    if manual && authorizes == Some(false) {
        mode.problem("can be MANUAL only with isAuthorization true");
        return None;
    }
    Some(if manual {
        CaptureMode::Manual
    } else {
        CaptureMode::Automatic
    })
}
