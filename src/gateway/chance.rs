//! Everything random in a gateway, drawn from one seed.
//!
//! Each entity has a generator of its own, derived from the seed and the entity's number, so one
//! more draw for one payment changes nothing for another.

use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// What a generator is drawn for. The number keeps the streams of two kinds apart.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    Numbering = 1,
    Checkout = 2,
    Card = 3,
    Notification = 4,
    Token = 5,
    Vaulting = 6,
    VaultingSession = 7,
    Arn = 16,
    Settlement = 17,
    Refund = 18,
    CardAtIssuer = 24,
}

/// The root of a gateway's chance.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Chance {
    root: [u8; 32],
}

impl Chance {
    /// The client id is part of the root: two merchants with one seed still differ in their ids.
    pub(crate) fn new(seed: u64, client_id: &str) -> Self {
        let mut root = [0; 32];
        root[..8].copy_from_slice(&seed.to_le_bytes());
        root[8..16].copy_from_slice(&fnv1a(client_id.as_bytes()).to_le_bytes());
        Self { root }
    }

    /// The seed that it was made from.
    pub(crate) fn seed(&self) -> u64 {
        let mut seed = [0; 8];
        seed.copy_from_slice(&self.root[..8]);
        u64::from_le_bytes(seed)
    }

    /// The generator of one entity.
    pub(crate) fn draw(&self, purpose: Purpose, number: u64) -> Draw {
        let mut generator = ChaCha8Rng::from_seed(self.root);
        generator.set_stream(((purpose as u64) << 56) | number);
        Draw(generator)
    }
}

/// The generator of one entity.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        self.0.gen_range(low..=high)
    }

    /// Decimal digits.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b'0' + self.0.gen_range(0..10)))
            .collect()
    }

    /// Bytes without any pattern.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }
}

/// FNV-1a, 64 bits: spreads client ids over the seed space; nothing secret depends on it.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(seed: u64, client: &str, purpose: Purpose, number: u64) -> [u8; 16] {
        Chance::new(seed, client).draw(purpose, number).bytes()
    }

    #[test]
    fn the_same_seed_draws_the_same_and_anything_else_differs() {
        let first = sample(7, "A", Purpose::Card, 1);
        assert_eq!(first, sample(7, "A", Purpose::Card, 1));
        assert_ne!(first, sample(8, "A", Purpose::Card, 1));
        assert_ne!(first, sample(7, "B", Purpose::Card, 1));
        assert_ne!(first, sample(7, "A", Purpose::Checkout, 1));
        assert_ne!(first, sample(7, "A", Purpose::Card, 2));
    }
}
