//! A local payment sandbox that speaks Antom's signed API.
pub mod gateway;
pub mod protocol;
pub mod sandbox;
pub mod scenario;
