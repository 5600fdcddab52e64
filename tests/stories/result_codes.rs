//! Every result code of Antom's tables can be reached on purpose: each table is walked, row by
//! row, and the page about them is made from it.

mod page;
mod table;
mod walk;

use std::collections::BTreeSet;

use antom_sandbox::gateway::ResultCode;

use self::table::{Table, read};
use self::walk::walk;

/// The tables, in the order of the page. Whoever plays another API adds its table here: a code
/// without a row fails below.
const TABLES: &[&str] = &[
    "pay",
    "pay-besides",
    "inquiry",
    "payment",
    "transaction",
    "notify-payment",
    "capture",
    "notify-capture",
    "cancel",
    "refund",
    "inquiry-refund",
    "consult",
    "session",
    "retrieve-session",
    "card-info",
    "disputes",
    "vault",
    "vaulting-session",
    "inquire-vaulting",
    "fetch-nonce",
    "tokens",
    "gateway",
];

fn tables() -> Vec<Table> {
    TABLES.iter().map(|name| read(name)).collect()
}

#[test]
fn every_code_has_a_row_and_every_row_has_the_status_of_its_code() {
    let mut told = BTreeSet::new();
    for table in tables() {
        let mut here = BTreeSet::new();
        for row in &table.rows {
            let (title, code) = (&table.title, &row.code);
            assert!(here.insert(code.clone()), "{title} has {code} twice");
            let known = ResultCode::named(code).unwrap_or_else(|| panic!("{title}: {code}"));
            assert_eq!(known.status().to_string(), row.status, "{title}: {code}");
        }
        told.extend(here);
    }
    let all = ResultCode::ALL.iter().map(|code| code.code());
    let missing: Vec<_> = all.filter(|code| !told.contains(*code)).collect();
    assert!(
        missing.is_empty(),
        "no table in tests/stories/result_codes has {missing:?}"
    );
}

#[test]
fn the_page_has_the_tables_as_they_are() {
    page::compare(&page::written(&tables()));
}

/// One test a table, so that they are walked side by side.
macro_rules! walks {
    ($($test:ident $name:literal)*) => {
        $(#[test]
        fn $test() {
            walk(&read($name));
        })*

        #[test]
        fn every_table_is_walked() {
            assert_eq!(TABLES, [$($name),*]);
        }
    };
}

walks! {
    pay_answers_each_of_its_codes "pay"
    pay_answers_codes_of_other_lists "pay-besides"
    inquiry_answers_each_of_its_codes "inquiry"
    inquiry_tells_each_code_of_a_payment "payment"
    inquiry_tells_each_code_of_a_transaction "transaction"
    notify_payment_tells_each_of_its_codes "notify-payment"
    capture_answers_each_of_its_codes "capture"
    notify_capture_tells_each_of_its_codes "notify-capture"
    cancel_answers_each_of_its_codes "cancel"
    refund_answers_each_of_its_codes "refund"
    inquiry_refund_answers_each_of_its_codes "inquiry-refund"
    consult_answers_each_of_its_codes "consult"
    a_session_answers_each_of_its_codes "session"
    retrieving_a_session_answers_each_of_its_codes "retrieve-session"
    questions_about_cards_answer_each_of_their_codes "card-info"
    disputes_answer_each_of_their_codes "disputes"
    vaulting_answers_each_of_its_codes "vault"
    a_vaulting_session_answers_each_of_its_codes "vaulting-session"
    inquire_vaulting_answers_each_of_its_codes "inquire-vaulting"
    fetch_nonce_answers_each_of_its_codes "fetch-nonce"
    tokens_answer_each_of_their_codes "tokens"
    the_gateway_answers_each_of_its_codes "gateway"
}
