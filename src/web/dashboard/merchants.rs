//! All merchants: to choose one, to make one, to empty or remove one.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;
use serde_json::{Map, Value, json};

use super::super::State;
use super::super::admin::{AdminError, create_merchant, document_value, merchant};
use super::draft::Draft;
use super::frame::{Frame, pace_text};
use super::list::List;
use super::respond::{Flaw, answer, refused};
use super::search::{Search, has};
use crate::gateway::Contract;
use crate::page::see_other;
use crate::sandbox::Sandbox;
use crate::sandbox::keys::{DEFAULT_CLIENT_ID, MerchantKeys};
use crate::scenario::BUILT_IN;

#[derive(Template)]
#[template(path = "dashboard/merchants.html")]
struct MerchantsPage {
    frame: Frame,
    list: List<Row>,
    scenarios: Vec<&'static str>,
    draft: Draft,
    flaw: Option<Flaw>,
}

/// A merchant in the list.
struct Row {
    id: String,
    is_chosen: bool,
    is_default: bool,
    payments: usize,
    pace: String,
    scenario: String,
    /// In which fields its contract is another than the usual one.
    contract: String,
    keys: &'static str,
}

pub(super) async fn show(
    path: Path<String>,
    search: Query<Search>,
    state: Data<State>,
) -> HttpResponse {
    let page = page(&path, &search, Draft::default(), None, &state);
    answer(&state, &path, page)
}

/// Makes a merchant, and shows its keys.
pub(super) async fn create(
    path: Path<String>,
    form: Form<HashMap<String, String>>,
    state: Data<State>,
) -> HttpResponse {
    let draft = Draft::of(form.into_inner());
    let made = wish(&draft).and_then(|wish| create_merchant(&wish, &state));
    match made {
        Ok(client_id) => see_other(&format!("/merchants/{client_id}/keys")),
        Err(error) => {
            let flaw = Some(Flaw::of(&error));
            let page = page(&path, &Search::default(), draft, flaw, &state);
            refused(&state, page)
        }
    }
}

/// The body of `POST /v1/merchants` that the form stands for.
fn wish(draft: &Draft) -> Result<Value, AdminError> {
    let mut body = draft.body(&["clientId", "publicKey", "notifyUrl", "clock", "scenario"]);
    body.extend(draft.number("seed").map(|seed| ("seed".to_owned(), seed)));
    body.extend(
        draft
            .instant("now")
            .map(|now| ("now".to_owned(), json!(now))),
    );
    if draft.is("signQuery", "yes") {
        body.insert("signQuery".to_owned(), json!(true));
    }
    let contract = contract(draft)?;
    if !contract.is_empty() {
        body.insert("contract".to_owned(), Value::Object(contract));
    }
    Ok(Value::Object(body))
}

fn contract(draft: &Draft) -> Result<Map<String, Value>, AdminError> {
    let mut contract = match draft.given("contract").map(document_value).transpose()? {
        None => Map::new(),
        Some(Value::Object(fields)) => fields,
        Some(other) => Map::from_iter([("contract".to_owned(), other)]),
    };
    for name in ["currencies", "settlementCurrencies", "cardBrands"] {
        let listed = draft.value(name).split([',', ' ']);
        let listed: Vec<_> = listed.filter(|word| !word.is_empty()).collect();
        if !listed.is_empty() {
            contract.insert(name.to_owned(), json!(listed));
        }
    }
    if draft.is("manualCapture", "no") {
        contract.insert("manualCapture".to_owned(), json!(false));
    }
    Ok(contract)
}

fn page(
    client_id: &str,
    search: &Search,
    draft: Draft,
    flaw: Option<Flaw>,
    state: &State,
) -> Result<MerchantsPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "merchants");
    let wanted = search.wanted();
    let all = state.merchants.list();
    let is = |one: &Arc<Sandbox>, id: &str| one.client_id() == id;
    let fits = |one: &Arc<Sandbox>| has(one.client_id(), wanted);
    let cut = search.place.cut(&all, is, fits);
    let cut = cut.map(|one| Row::of(one, &frame.client_id));
    let list = List::of(&frame, search, None, cut, |row| &row.id);
    Ok(MerchantsPage {
        frame,
        list,
        scenarios: BUILT_IN.iter().map(|one| one.name).collect(),
        draft,
        flaw,
    })
}

impl Row {
    fn of(sandbox: &Sandbox, chosen: &str) -> Self {
        let (payments, scenario, changed) = sandbox.with_gateway(|gateway, _| {
            let changed = Contract::default().differences(gateway.contract());
            let scenario = gateway.playbook().name.clone();
            (gateway.payments().len(), scenario, changed.join(", "))
        });
        let id = sandbox.client_id().to_owned();
        Self {
            is_chosen: id == chosen,
            is_default: id == DEFAULT_CLIENT_ID,
            id,
            payments,
            pace: pace_text(sandbox.pace()),
            scenario,
            contract: changed,
            keys: match sandbox.profile().keys {
                MerchantKeys::WellKnown => "well-known test key",
                MerchantKeys::Own(_) => "a key of its own",
                MerchantKeys::None => "no key registered",
            },
        }
    }
}
