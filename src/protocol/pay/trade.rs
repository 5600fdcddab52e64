//! What an order tells of its trade, for risk control: journeys, stays, games (file 02 §1.1 of the
//! protocol notes). Nothing is done with it here; only its form is checked.

use super::super::fields::Node;
use super::people::read_name;

/// Reads them.
pub(super) fn read(order: Node<'_>) {
    order.field("extendInfo").text(2048);
    let transit = order.field("transit").object();
    transit.field("legs").items(10, |leg| {
        leg.object();
    });
    transit.field("passengers").items(100, |passenger| {
        let passenger = passenger.object();
        read_name(passenger.field("passengerName"));
    });
    let lodging = order.field("lodging").object();
    lodging.field("guestNames").items(100, |guest| {
        read_name(guest);
    });
    order.field("gaming").object();
}
