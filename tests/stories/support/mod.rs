//! The other side of every story: the program, a shop, a buyer, and a client of the admin API.

pub(crate) mod admin;
pub(crate) mod app;
pub(crate) mod buyer;
pub(crate) mod follower;
pub(crate) mod hooks;
pub(crate) mod keys;
pub(crate) mod program;
pub(crate) mod shop;
pub(crate) mod wire;

pub(crate) use self::app::App;
pub(crate) use self::buyer::{Buyer, Place};
pub(crate) use self::follower::Follower;
pub(crate) use self::hooks::Reply;
pub(crate) use self::shop::Shop;
