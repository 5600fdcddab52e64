//! Cards in the vault, and those on their way into it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::list::List;
use super::paging::SIZE;
use super::respond::answer;
use super::search::{Search, has};
use super::vaulting;
use super::words::{Badge, Tone, when};
use crate::gateway::{StoredCard, Vaulting};

#[derive(Template)]
#[template(path = "dashboard/cards.html")]
struct CardsPage {
    frame: Frame,
    list: List<Row>,
    /// The newest of them.
    vaultings: Vec<OnItsWay>,
    vaulting_count: usize,
}

/// A stored card in the list.
struct Row {
    id: String,
    token: String,
    card: String,
    buyer: String,
    stored: String,
    state: Badge,
    is_good: bool,
}

/// A vaulting in the list.
struct OnItsWay {
    request_id: String,
    /// Its page in the dashboard.
    address: String,
    status: Badge,
    card: String,
    created: String,
    /// Where its buyer goes on, while there is anything to do.
    page: Option<String>,
}

pub(super) async fn show(
    path: Path<String>,
    search: Query<Search>,
    state: Data<State>,
) -> HttpResponse {
    answer(&state, &path, page(&path, &search, &state))
}

fn page(client_id: &str, search: &Search, state: &State) -> Result<CardsPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "cards");
    let wanted = search.wanted();
    let is = |card: &StoredCard, id: &str| card.id.as_str() == id;
    let fits = |card: &StoredCard| {
        let buyer = card.buyer.as_deref().unwrap_or_default();
        let texts = [card.token.as_str(), &card.masked, card.brand.name(), buyer];
        texts.iter().any(|text| has(text, wanted))
    };
    let (cut, vaultings, vaulting_count) = sandbox.with_gateway(|gateway, now| {
        let cut = search.place.cut(gateway.stored_cards(), is, fits);
        let vaultings = gateway.vaultings();
        let newest = vaultings.iter().rev();
        let newest = newest.filter(|one| tells(one, wanted)).take(SIZE);
        let newest: Vec<_> = newest
            .map(|one| OnItsWay::of(one, state, &frame.base))
            .collect();
        let rows = cut.map(|card| Row::of(card, card.is_good(now)));
        (rows, newest, vaultings.len())
    });
    let list = List::of(&frame, search, None, cut, |row| &row.id);
    Ok(CardsPage {
        frame,
        list,
        vaultings,
        vaulting_count,
    })
}

impl Row {
    fn of(card: &StoredCard, is_good: bool) -> Self {
        let (word, tone) = match card.deleted_at {
            Some(_) => ("DELETED", Tone::Calm),
            None if is_good => ("GOOD", Tone::Good),
            None => ("EXPIRED", Tone::Bad),
        };
        Self {
            id: card.id.to_string(),
            token: card.token.to_string(),
            card: format!("{} {}", card.brand.name(), card.masked),
            buyer: card.buyer.clone().unwrap_or_default(),
            stored: when(card.stored_at),
            state: Badge {
                word: word.to_owned(),
                tone: tone.name(),
            },
            is_good,
        }
    }
}

/// Whether the id, the status or the stored card of a vaulting has this in it.
fn tells(vaulting: &Vaulting, wanted: &str) -> bool {
    let order = &vaulting.order;
    let stored = vaulting.card();
    let texts = [
        order.request_id.as_str(),
        vaulting.status(),
        vaulting.stage_name(),
        stored.map_or("", |card| &card.masked),
        stored.map_or("", |card| card.brand.name()),
        stored.map_or("", |card| card.token.as_str()),
    ];
    texts.iter().any(|text| has(text, wanted))
}

impl OnItsWay {
    fn of(vaulting: &Vaulting, state: &State, base: &str) -> Self {
        let card = vaulting.card();
        let card = card.map(|card| format!("{} {}", card.brand.name(), card.masked));
        let page = vaulting
            .is_open()
            .then(|| state.normal_url(vaulting.token.as_str()));
        Self {
            request_id: vaulting.order.request_id.clone(),
            address: vaulting::address(base, &vaulting.order.request_id),
            status: Badge::of(vaulting.status()),
            card: card.unwrap_or_default(),
            created: when(vaulting.created_at),
            page,
        }
    }
}
