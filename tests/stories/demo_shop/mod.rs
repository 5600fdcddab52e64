//! The demo shop, over its own socket and without scripts: what it sells, what its people do, how
//! it behaves badly, and the situations that its stage plays.

mod badly;
mod buying;
mod desk;
mod situations;
mod visitor;

use self::visitor::Visitor;
