//! Names and addresses, wherever a request has one (file 02 §1.1 of the protocol notes).

use super::super::fields::Node;
use crate::gateway::{Address, PersonName};

/// Reads a name; `None` when there is none.
pub(in crate::protocol) fn read_name(name: Node<'_>) -> Option<PersonName> {
    let present = name.is_present();
    let name = name.object();
    let text = |field, max| name.field(field).text(max).map(str::to_owned);
    let found = PersonName {
        first: text("firstName", 32),
        middle: text("middleName", 32),
        last: text("lastName", 32),
        full: text("fullName", 128),
    };
    present.then_some(found)
}

/// Reads an address; `None` when there is none, or none with a region.
pub(in crate::protocol) fn read_address(address: Node<'_>) -> Option<Address> {
    let address = address.object();
    let text = |field, max| address.field(field).text(max).map(str::to_owned);
    let region = address.field("region").required().text(2);
    let found = Address {
        region: region.unwrap_or_default().to_owned(),
        state: text("state", 8),
        city: text("city", 32),
        line1: text("address1", 256),
        line2: text("address2", 256),
        zip_code: text("zipCode", 32),
    };
    Some(found).filter(|found| !found.region.is_empty())
}

/// Reads whoever an order names: its buyer, who gets it, who sells it.
pub(super) fn read_all(order: Node<'_>) {
    let buyer = order.field("buyer").object();
    buyer.field("referenceBuyerId").text(64);
    buyer.field("buyerPhoneNo").text(24);
    buyer.field("buyerEmail").text(64);
    buyer.field("buyerRegistrationTime").text(64);
    buyer.field("isAccountVerified").boolean();
    buyer.field("successfulOrderCount").integer(0, i64::MAX);
    read_name(buyer.field("buyerName"));
    let shipping = order.field("shipping").object();
    shipping.field("shippingCarrier").text(128);
    shipping.field("shippingPhoneNo").text(16);
    shipping.field("shipToEmail").text(64);
    read_name(shipping.field("shippingName"));
    read_address(shipping.field("shippingAddress"));
    let merchant = order.field("merchant").object();
    merchant.field("referenceMerchantId").required().text(32);
    merchant.field("merchantMCC").text(32);
    merchant.field("merchantName").text(256);
    merchant.field("merchantDisplayName").text(64);
    merchant.field("merchantRegisterDate").text(64);
    read_address(merchant.field("merchantAddress"));
}
