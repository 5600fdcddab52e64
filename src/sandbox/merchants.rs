//! All merchants: client id → world, and checkout link → world.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dashmap::{DashMap, Entry};
use jiff::Timestamp;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;

use super::clock::Pace;
use super::keys::{DEFAULT_CLIENT_ID, MerchantKeys, gateway_key};
use super::links::Links;
use super::sender::Sender;
use super::snapshot::{BadSnapshot, Snapshot};
use super::{Profile, Sandbox};
use crate::gateway::{CheckoutToken, Contract, Playbook, RetrySchedule, Terms};

/// The longest client id that is given out or taken.
const CLIENT_ID_MAX: usize = 64;

/// What every merchant gets unless it asks for something else.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// How fast time passes.
    pub pace: Pace,
    /// The seed; from entropy, another for each merchant, when absent.
    pub seed: Option<u64>,
    /// What happens to payments.
    pub playbook: Arc<Playbook>,
    /// When notifications are sent again.
    pub retry: RetrySchedule,
    /// Where notifications go when neither the request nor the merchant names a URL.
    pub notify_url: Option<String>,
}

/// What a new merchant may ask for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Its client id; one is made up when absent.
    pub client_id: Option<String>,
    /// Its keys; the well-known ones when absent.
    pub keys: Option<MerchantKeys>,
    /// Where its notifications go when a request names no URL.
    pub notify_url: Option<String>,
    /// How fast its time passes.
    pub pace: Option<Pace>,
    /// What time it is in the beginning.
    pub now: Option<Timestamp>,
    /// Its seed.
    pub seed: Option<u64>,
    /// What happens to its payments.
    pub playbook: Option<Arc<Playbook>>,
    /// Whether the query of a notify URL is signed.
    pub sign_query: bool,
    /// What it has signed.
    pub contract: Contract,
}

/// Why a merchant was not created or not removed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MerchantError {
    /// The id is in use.
    #[error("a merchant with the client id {0} exists already")]
    Taken(String),
    /// The id has a form that cannot work in a header.
    #[error("a client id has 1 to 64 letters, digits, hyphens or underscores, not \"{0}\"")]
    BadId(String),
    /// Nobody has the id.
    #[error("there is no merchant with the client id {0}")]
    Unknown(String),
    /// The default merchant stays.
    #[error("the default merchant cannot be removed; reset it instead")]
    Default,
}

/// All merchants of this process.
#[derive(Debug)]
pub struct Merchants {
    by_client_id: DashMap<String, Resident>,
    links: Links,
    created: AtomicU64,
    defaults: Defaults,
    sender: Arc<Sender>,
    runtime: Handle,
}

#[derive(Debug)]
struct Resident {
    sandbox: Arc<Sandbox>,
    number: u64,
    driver: AbortHandle,
}

impl Merchants {
    /// All merchants, with the default one among them. Their drivers run on `runtime`.
    ///
    /// # Panics
    /// Never: the default merchant's id is free in the beginning.
    #[must_use]
    pub fn new(defaults: Defaults, sender: Arc<Sender>, runtime: Handle) -> Self {
        let merchants = Self {
            by_client_id: DashMap::new(),
            links: Links::default(),
            created: AtomicU64::new(1),
            defaults,
            sender,
            runtime,
        };
        let wish = Wish {
            client_id: Some(DEFAULT_CLIENT_ID.to_owned()),
            ..Wish::default()
        };
        merchants.create(wish).expect("no merchant exists yet");
        merchants
    }

    /// Creates a merchant.
    ///
    /// # Errors
    /// Its client id is taken or malformed.
    pub fn create(&self, wish: Wish) -> Result<Arc<Sandbox>, MerchantError> {
        let number = self.created.fetch_add(1, Ordering::Relaxed);
        let Some(client_id) = wish.client_id.clone() else {
            let made_up = format!("SANDBOX_5X{number:014}");
            return match self.admit(made_up, number, wish.clone()) {
                // Somebody has chosen the very id that was next.
                Err(MerchantError::Taken(_)) => self.create(wish),
                other => other,
            };
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let well_formed =
            (1..=CLIENT_ID_MAX).contains(&client_id.len()) && client_id.bytes().all(plain);
        if !well_formed || client_id == "default" {
            return Err(MerchantError::BadId(client_id));
        }
        self.admit(client_id, number, wish)
    }

    fn admit(
        &self,
        client_id: String,
        number: u64,
        wish: Wish,
    ) -> Result<Arc<Sandbox>, MerchantError> {
        match self.by_client_id.entry(client_id) {
            Entry::Occupied(taken) => Err(MerchantError::Taken(taken.key().clone())),
            Entry::Vacant(free) => {
                let profile = self.profile(free.key().clone(), wish);
                let sandbox = Arc::new(Sandbox::new(
                    profile,
                    Arc::clone(&self.sender),
                    self.runtime.clone(),
                ));
                let driver = self.runtime.spawn(Arc::clone(&sandbox).run_live());
                free.insert(Resident {
                    sandbox: Arc::clone(&sandbox),
                    number,
                    driver: driver.abort_handle(),
                });
                Ok(sandbox)
            }
        }
    }

    fn profile(&self, client_id: String, wish: Wish) -> Profile {
        let defaults = &self.defaults;
        Profile {
            client_id,
            keys: wish.keys.unwrap_or(MerchantKeys::WellKnown),
            gateway_key: gateway_key(),
            seed: wish.seed.or(defaults.seed),
            terms: Terms {
                retry: defaults.retry.clone(),
                notify_url: wish.notify_url.or_else(|| defaults.notify_url.clone()),
                contract: wish.contract,
            },
            playbook: wish
                .playbook
                .unwrap_or_else(|| Arc::clone(&defaults.playbook)),
            pace: wish.pace.unwrap_or(defaults.pace),
            now: wish.now,
            sign_query: wish.sign_query,
        }
    }

    /// A merchant by its client id.
    #[must_use]
    pub fn get(&self, client_id: &str) -> Option<Arc<Sandbox>> {
        let resident = self.by_client_id.get(client_id)?;
        Some(Arc::clone(&resident.sandbox))
    }

    /// The merchant that exists from the start.
    ///
    /// # Panics
    /// Never: that merchant cannot be removed.
    #[must_use]
    pub fn default_merchant(&self) -> Arc<Sandbox> {
        self.get(DEFAULT_CLIENT_ID)
            .expect("the default merchant is never removed")
    }

    /// All merchants, newest last.
    #[must_use]
    pub fn list(&self) -> Vec<Arc<Sandbox>> {
        let residents = self.by_client_id.iter();
        let mut all: Vec<_> = residents
            .map(|resident| (resident.number, Arc::clone(&resident.sandbox)))
            .collect();
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, sandbox)| sandbox).collect()
    }

    /// Removes a merchant with all it has.
    ///
    /// # Errors
    /// There is none of that id, or it is the default one.
    pub fn remove(&self, client_id: &str) -> Result<(), MerchantError> {
        if client_id == DEFAULT_CLIENT_ID {
            return Err(MerchantError::Default);
        }
        let removed = self.by_client_id.remove(client_id);
        let unknown = || MerchantError::Unknown(client_id.to_owned());
        let (_, resident) = removed.ok_or_else(unknown)?;
        resident.driver.abort();
        resident.sandbox.close();
        self.forget_links(&resident.sandbox);
        Ok(())
    }

    /// Empties a merchant's world.
    pub fn reset(&self, sandbox: &Sandbox) {
        self.forget_links(sandbox);
        sandbox.reset();
    }

    /// Puts the world of a snapshot in the place of a merchant's own. Its links lead there from
    /// now on; those of the world that is gone lead nowhere.
    ///
    /// # Errors
    /// The snapshot cannot be true; the merchant's world is as it was.
    pub fn restore(&self, sandbox: &Arc<Sandbox>, snapshot: Snapshot) -> Result<(), BadSnapshot> {
        let gone = sandbox.restore(snapshot)?;
        for payment in gone.payments() {
            self.links.forget(payment.token.as_str(), sandbox);
        }
        for vaulting in gone.vaultings() {
            self.links.forget(vaulting.token.as_str(), sandbox);
        }
        for token in tokens(sandbox) {
            self.links.add(token.as_str(), sandbox);
        }
        Ok(())
    }

    /// Makes a payment's link lead to its merchant. One that was removed or emptied meanwhile has
    /// no links any more: nobody would ever take this one away again.
    pub fn add_link(&self, token: &str, sandbox: &Arc<Sandbox>) {
        self.links.add(token, sandbox);
        let exists = sandbox.with_gateway(|gateway, _| {
            gateway.checkout(token).is_some() || gateway.vaulting(token).is_some()
        });
        if sandbox.is_closed() || !exists {
            self.links.forget(token, sandbox);
        }
    }

    /// Whose payment a link leads to.
    #[must_use]
    pub fn by_link(&self, token: &str) -> Option<Arc<Sandbox>> {
        self.links.find(token)
    }

    fn forget_links(&self, sandbox: &Sandbox) {
        for token in tokens(sandbox) {
            self.links.forget(token.as_str(), sandbox);
        }
    }
}

/// The links of a merchant's payments and vaultings.
fn tokens(sandbox: &Sandbox) -> Vec<CheckoutToken> {
    sandbox.with_gateway(|gateway, _| {
        let payments = gateway.payments().iter();
        let vaultings = gateway.vaultings().iter();
        let vaultings = vaultings.map(|vaulting| vaulting.token.clone());
        let payments = payments.map(|payment| payment.token.clone());
        payments.chain(vaultings).collect()
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::protocol::{fields_of, pay};
    use crate::sandbox::sender::{HeaderTime, SenderSettings};

    const ORDER: &str = r#"{
        "productCode": "CASHIER_PAYMENT",
        "paymentRequestId": "lt-pay-1",
        "paymentAmount": {"currency": "SGD", "value": "2590"},
        "paymentMethod": {"paymentMethodType": "CARD"},
        "paymentFactor": {"isAuthorization": true},
        "order": {
            "referenceOrderId": "lt-order-77",
            "orderDescription": "Two paper lanterns",
            "orderAmount": {"currency": "SGD", "value": "2590"}
        },
        "env": {"terminalType": "WEB", "clientIp": "203.0.113.9"},
        "paymentRedirectUrl": "https://shop.example/return"
    }"#;

    fn merchants(seed: Option<u64>) -> Merchants {
        let defaults = Defaults {
            pace: Pace::Stepped,
            seed,
            playbook: Arc::default(),
            retry: RetrySchedule::documented(),
            notify_url: Some("http://127.0.0.1:3000/hooks".to_owned()),
        };
        let sender = Sender::new(SenderSettings {
            timeout: Duration::from_secs(1),
            rewrites: Vec::new(),
            anywhere: false,
            header_time: HeaderTime::Real,
        });
        Merchants::new(defaults, Arc::new(sender), Handle::current())
    }

    #[tokio::test]
    async fn a_made_up_client_id_is_free_even_if_somebody_chose_the_next_one() {
        let merchants = merchants(None);
        let chosen = Wish {
            client_id: Some("SANDBOX_5X00000000000003".to_owned()),
            ..Wish::default()
        };
        merchants.create(chosen).expect("the id is free");
        let made_up = merchants.create(Wish::default()).expect("some id is free");
        assert_ne!(made_up.client_id(), "SANDBOX_5X00000000000003");
    }

    #[tokio::test]
    async fn a_payment_made_while_its_merchant_was_removed_leaves_no_link() {
        let merchants = merchants(None);
        let gone = merchants.create(Wish::default()).expect("an id is free");
        let stays = merchants.default_merchant();
        for (sandbox, removed) in [(gone, true), (stays, false)] {
            let fields = fields_of(ORDER.as_bytes());
            let order = pay::read(ORDER.as_bytes(), &fields, false).expect("an order");
            let token = sandbox.with_gateway(|gateway, now| {
                let payment = gateway.pay(now, order).expect("a payment");
                payment.token.to_string()
            });
            if removed {
                let removal = merchants.remove(sandbox.client_id());
                removal.expect("it was there");
            }
            merchants.add_link(&token, &sandbox);
            assert_eq!(merchants.by_link(&token).is_none(), removed);
            merchants.add_link("no payment", &sandbox);
            assert!(merchants.by_link("no payment").is_none());
        }
    }

    #[tokio::test]
    async fn a_reset_draws_a_new_seed_unless_one_was_asked_for() {
        let sandbox = merchants(None).default_merchant();
        let first = sandbox.seed();
        sandbox.reset();
        assert_ne!(sandbox.seed(), first);

        let sandbox = merchants(Some(7)).default_merchant();
        sandbox.reset();
        assert_eq!(sandbox.seed(), 7);
    }

    #[tokio::test]
    async fn a_merchant_without_a_notify_url_gets_the_one_for_all() {
        let merchants = merchants(None);
        let url = |sandbox: Arc<Sandbox>| sandbox.profile().terms.notify_url.clone();
        let common = Some("http://127.0.0.1:3000/hooks".to_owned());
        assert_eq!(url(merchants.default_merchant()), common);
        let own = Wish {
            notify_url: Some("http://127.0.0.1:4000/".to_owned()),
            ..Wish::default()
        };
        let own = merchants.create(own).expect("an id is free");
        assert_eq!(url(own).as_deref(), Some("http://127.0.0.1:4000/"));
    }
}
